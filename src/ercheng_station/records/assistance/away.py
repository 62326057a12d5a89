"""How far a dispute is at the department that mediates it (国家知识产权局令第81号): read off the days that were filled in."""

from collections.abc import Mapping

PASSED, NOTIFIED, FILED, ENDED = "passed", "notified", "filed", "ended"
AGREES = "agrees"
AGREED = "agreed"
OWNERSHIP = "ownership"
PATENTS = frozenset({"invention", "utility", "design"})
MOVES = {
    PASSED: (NOTIFIED, FILED, ENDED),
    NOTIFIED: (FILED, ENDED, PASSED),
    FILED: (ENDED, PASSED),
    ENDED: (FILED,),
}
_SIGNS = (("ended_on", ENDED), ("accepted_on", FILED), ("notified_on", NOTIFIED))
IN_ORDER = (
    ("notified_on", "passed_on"),
    ("answered_on", "notified_on"),
    ("accepted_on", "passed_on"),
    ("accepted_on", "answered_on"),
    ("extended_on", "accepted_on"),
    ("ended_on", "passed_on"),
    ("ended_on", "accepted_on"),
    ("changed_on", "ended_on"),
    ("copied_on", "ended_on"),
)
"""The later day and the one that it may not come before."""


def reached(values: Mapping[str, object]) -> str:
    return next((state for name, state in _SIGNS if values.get(name)), PASSED)
