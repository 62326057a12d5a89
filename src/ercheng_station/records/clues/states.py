"""What a clue must have in each state, and the moves between the states."""

REGISTERED, GRADED, VERIFYING, ROUTED, CLOSED = "registered", "graded", "verifying", "routed", "closed"
DISMISS = "dismiss"

MOVES = {
    REGISTERED: (GRADED,),
    GRADED: (REGISTERED, VERIFYING, ROUTED),
    VERIFYING: (GRADED, ROUTED),
    ROUTED: (VERIFYING, CLOSED),
    CLOSED: (VERIFYING,),
}

_GRADE = ("grade", "graded_by", "graded_on")
_ROUTE = ("route", "routed_by", "routed_on", "handler")
_END = ("outcome", "outcome_on", "closed_by", "closed_on")
NEEDED = {
    REGISTERED: (),
    GRADED: _GRADE,
    VERIFYING: (*_GRADE, "handler"),
    ROUTED: (*_GRADE, *_ROUTE),
    CLOSED: (*_GRADE, *_ROUTE, *_END),
}
