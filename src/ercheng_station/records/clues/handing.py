"""The steps of a transfer, and what each of them leaves on record: its day, its document and who took it."""

POLICE = "police"
TEAM = 2
REACHED, SUSPECTED = "reached", "suspected"
PAPERS = frozenset(("letter", "report", "goods", "inspection"))
"""What goes along to the police, where there is any (国务院令第310号第六条)."""

DRAFTED, REPORTED, APPROVED, REFUSED = "drafted", "reported", "approved", "refused"
HANDED, ACCEPTED, FILED, NOT_FILED = "handed", "accepted", "filed", "not_filed"
REVIEWING, SUPERVISING, GOODS, ENDED = "reviewing", "supervising", "goods", "ended"

MOVES = {
    DRAFTED: (REPORTED, APPROVED, REFUSED),
    REPORTED: (APPROVED, REFUSED),
    APPROVED: (HANDED,),
    REFUSED: (DRAFTED,),
    HANDED: (ACCEPTED, APPROVED),
    ACCEPTED: (FILED, NOT_FILED, ENDED),
    FILED: (GOODS, ENDED),
    NOT_FILED: (REVIEWING, SUPERVISING, ENDED),
    REVIEWING: (FILED, NOT_FILED, SUPERVISING),
    SUPERVISING: (FILED, ENDED),
    GOODS: (ENDED,),
    ENDED: (),
}
POLICE_ONLY = frozenset((REPORTED, FILED, NOT_FILED, REVIEWING, SUPERVISING, GOODS))
POLICE_FIELDS = frozenset(("reported_on", "team"))

_REPORTED = ("reported_on", "team")
_DECIDED = (*_REPORTED, "decided_at", "decided_by")
_HANDED = (*_DECIDED, "handed_at", "handed_by")
_ACCEPTED = (*_HANDED, "receipt_on")
_TOLD = (*_ACCEPTED, "filing_on", "told_on")
NEEDED: dict[str, tuple[str, ...]] = {
    DRAFTED: (),
    REPORTED: _REPORTED,
    APPROVED: _DECIDED,
    REFUSED: (*_DECIDED, "decision_why"),
    HANDED: _HANDED,
    ACCEPTED: _ACCEPTED,
    FILED: _TOLD,
    NOT_FILED: (*_TOLD, "filing_why"),
    REVIEWING: (*_TOLD, "review_on"),
    SUPERVISING: (*_TOLD, "supervised_on"),
    GOODS: (*_TOLD, "goods_on", "goods_by"),
    ENDED: (*_ACCEPTED, "result", "ended_on"),
}
IN_ORDER = (
    ("reported_on", "opened_on"),
    ("decided_at", "reported_on"),
    ("handed_at", "decided_at"),
    ("receipt_on", "handed_at"),
    ("filing_on", "receipt_on"),
    ("told_on", "filing_on"),
    ("review_told_on", "review_on"),
    ("goods_on", "filing_on"),
    ("ended_on", "receipt_on"),
)
