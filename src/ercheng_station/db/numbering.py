"""Official numbers: one sequence a kind, unit and year; a number given out is never given out again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ercheng_station.db.connection import Connection
from ercheng_station.records.base import Record, Values


@dataclass(frozen=True)
class Gap:
    """A number without a living record, and why."""

    number: str
    why: str


class Numbering:
    """`pattern(kind)` gives the form in use: `{unit}`, `{year}` and `{serial:04}` are filled in."""

    def __init__(self, connection: Connection, unit: str, pattern: Callable[[type[Record]], str]) -> None:
        self._connection = connection
        self._unit = unit
        self._pattern = pattern

    def next(self, kind: type[Record], values: Values, origin: UUID) -> str | None:
        """Within the caller's transaction; None for kinds without numbers. The year is that of the business day."""
        pattern = self._pattern(kind)
        if not pattern:
            return None
        on = values.get(kind.dated_by)
        year = on.year if isinstance(on, date) else 0
        serial = self._connection.execute(
            "INSERT INTO number_sequence (kind, origin, year, last) VALUES (?,?,?,1)"
            " ON CONFLICT (kind, origin, year) DO UPDATE SET last = last + 1 RETURNING last",
            (kind.__tablename__, origin.bytes, year),
        ).fetchone()[0]
        return pattern.format(unit=self._unit, year=year, serial=serial)

    def gaps(self, kind: type[Record], origin: UUID) -> list[Gap]:
        """Void numbers with their reasons; since every number goes with a record, there are no others."""
        query = (
            f'SELECT number, removed_why FROM "{kind.__tablename__}"'
            " WHERE origin=? AND number IS NOT NULL AND removed_at IS NOT NULL ORDER BY number"
        )
        return [Gap(number, why or "") for number, why in self._connection.execute(query, (origin.bytes,))]
