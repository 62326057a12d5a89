"""The unit's own days off and deadline rules, and the days of records that follow from them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Literal
from uuid import UUID

from ercheng_station import rulebook
from ercheng_station.db.changes import Touched
from ercheng_station.db.connection import Connection
from ercheng_station.db.history import GONE
from ercheng_station.db.rows import Row, Shape
from ercheng_station.records.base import Record, Values, followed
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.clocks import DayOffEntry, DeadlineEntry
from ercheng_station.records.deadlines import Calendar
from ercheng_station.records.fields import Context
from ercheng_station.rulebook import DayOff, DeadlineRule

TABLES = frozenset({DayOffEntry.__tablename__, DeadlineEntry.__tablename__})
_DAYS_OFF = (
    "SELECT year, kind, first, last, name, basis FROM day_off WHERE removed_at IS NULL ORDER BY created_at, n"
)
_RULE = (
    "name",
    "starts",
    "unit",
    "bound",
    "mark",
    "basis",
    "article",
    "note",
    "title",
    "n",
    "since",
    "until",
)
_DEADLINES = (
    "SELECT name, starts, unit, bound, mark, basis, article, note, task, span, since, until"
    " FROM deadline_rule WHERE removed_at IS NULL ORDER BY created_at, n"
)


def read_calendar(connection: Connection) -> Callable[[], Calendar]:
    """The shipped tables and, before them, the unit's own rows, the oldest first: of two the later one holds."""
    days = [_day_off(*row) for row in connection.execute(_DAYS_OFF).fetchall()]
    rules = [
        _deadline(dict(zip(_RULE, row, strict=True))) for row in connection.execute(_DEADLINES).fetchall()
    ]
    if not days and not rules:
        return Calendar.shipped
    return cache(lambda: Calendar([*rulebook.days_off(), *days], [*rulebook.deadline_rules(), *rules]))


def concerned(catalogue: Catalogue, touched: Sequence[Touched]) -> list[type[Record]]:
    """Kinds that may have days which the tables give otherwise since an act: while in the trash a record is not counted."""
    if not TABLES.isdisjoint(one.kind for one in touched):
        return list(catalogue.timed)
    restored = {one.kind for one in touched if one.op == "restore"}
    return [kind for kind in catalogue.timed if kind.__tablename__ in restored]


def outdated(
    connection: Connection,
    kinds: Iterable[type[Record]],
    shapes: Callable[[type[Record]], Shape],
    context: Context,
    unit: UUID,
) -> Iterator[tuple[type[Record], Row, Values]]:
    """The unit's living records of the kinds whose derived days the tables give otherwise by now, and these days.

    What somebody typed stays, and what another unit keeps is counted there.
    """
    now = replace(context, tables=read_calendar(connection))
    for kind in kinds:
        derived = [name for name in kind.timed if kind.kept[name].derived]
        shape = shapes(kind)
        where = f"WHERE t.removed_at IS NULL AND NOT {GONE} AND t.origin = ?"
        for one in connection.execute(f"{shape.select} {where}", (unit.bytes,)).fetchall():
            row = shape.row(one)
            days = followed(kind, row.values, now)
            changed = {name: days[name] for name in derived if days[name] != row.values[name]}
            if changed:
                yield kind, row, changed


def _day_off(
    year: int, kind: Literal["off", "work"], first: str, last: str | None, name: str, basis: str | None
) -> DayOff:
    begun = date.fromisoformat(first)
    return DayOff(year, kind, begun, _day(last) or begun, name, basis or "")


def _deadline(row: dict[str, Any]) -> DeadlineRule:
    texts = {name: row[name] or "" for name in ("basis", "article", "note")}
    return DeadlineRule(**row | texts | {name: _day(row[name]) for name in ("since", "until")})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
