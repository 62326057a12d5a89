"""Where a case may be a crime, by the dated table of lines: for a person to check, never a decision."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ercheng_station import rulebook
from ercheng_station.rulebook import Limit, Threshold

_FEN = 100
_PIECES = "pieces"


def reached(case: Any, on: date) -> Iterator[tuple[Threshold, Limit]]:
    """The lines of the crime suspected that what is known of a transfer reaches."""
    for one in rulebook.thresholds():
        if one.crime == case.crime and one.holds(on):
            yield from ((one, limit) for limit in one.limits if _is_reached(limit, case))


def _is_reached(limit: Limit, case: Any) -> bool:
    least = limit.again if case.again and limit.again is not None else limit.least
    unit = 1 if limit.measure == _PIECES else _FEN
    return (getattr(case, limit.measure) or 0) >= least * unit
