"""Where a case may be a crime, by a dated table of lines: for a person to check, never a decision."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ercheng_station.paths import resources

_FEN = 100
_PIECES = "pieces"


@dataclass(frozen=True)
class Line:
    """`line` and `again` (for repeaters, or two kinds of rights) in fen or pieces; None where there is none."""

    crime: str
    measure: str
    line: int
    again: int | None
    basis: str
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    def reached(self, case: Any) -> bool:
        limit = self.again if case.again and self.again is not None else self.line
        return (getattr(case, self.measure) or 0) >= limit


def reached(case: Any, on: date) -> Iterator[Line]:
    """The lines of the crime suspected that what is known of a transfer reaches."""
    for line in _table():
        if line.crime == case.crime and line.holds(on) and line.reached(case):
            yield line


@cache
def _table() -> tuple[Line, ...]:
    with (resources() / "rules" / "threshold_lines.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file))


def _read(row: dict[str, str]) -> Line:
    unit = 1 if row["measure"] == _PIECES else _FEN
    again = int(row["again"]) * unit if row["again"] else None
    until = date.fromisoformat(row["until"]) if row["until"] else None
    since = date.fromisoformat(row["since"])
    return Line(row["crime"], row["measure"], int(row["line"]) * unit, again, row["basis"], since, until)
