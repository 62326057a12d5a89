"""What falls due with clues, transfers and letters: the legal clocks, and the office's own reminders."""

from collections.abc import Callable

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.clues import Clue, Cooperation, Reporter, Transfer, Verification, handing, states
from ercheng_station.records.clues import cooperation as letters
from ercheng_station.records.clues.reporter import REAL
from ercheng_station.records.fields import Link
from ercheng_station.services.rule import Rule

_CLOSED = Condition("status", "not", states.CLOSED)
_VERIFYING = Condition("status", "is", states.VERIFYING)
_POLICE = Condition("to", "is", handing.POLICE)
_DECIDED_HERE = tuple(Condition("outcome", "not", one) for one in ("police", "department", "region"))
_LIMITS = (("major", "clue.route_a"), ("larger", "clue.route_b"), ("general", "clue.route_c"))


def _clue(row: Row) -> str:
    return f"{row.label}：{' '.join(row.values['facts'].split())[:30]}"


def _transfer(row: Row) -> str:
    return f"{row.label}（{row.values['receiver']}）"


def _letter(row: Row) -> str:
    return str(row.label)


def _unverified(store: Store) -> Callable[[Row], bool]:
    settled = store.tally(Query(Verification, where=(Condition("result", "not", "unclear"),)), "clue")
    return lambda row: row.n not in settled


def _reporter_untold(store: Store) -> Callable[[Row], bool]:
    """Reminds nobody but those who are told of the reporter: that there is one is confided too."""

    def untold(row: Row) -> bool:
        known = store.confided(Reporter, Link(row.uid, row.label, Clue.__tablename__))
        return any(one.values["kind"] == REAL and not one.values["told_on"] for one in known)

    return untold


def _routing(grade: str, clock: str) -> Rule:
    where = (_CLOSED, Condition("grade", "is", grade))
    return Rule(Clue, "received_on", "决定线索去向", "", where, _clue, clock=clock, met="routed_on")


def _of_police(field: str, what: str, clock: str, met: str, *states_: str) -> Rule:
    """`states_`: the one state it runs in; none = every one."""
    where = (_POLICE, *(Condition("status", "is", one) for one in states_))
    return Rule(Transfer, field, what, "", where, _transfer, clock=clock, met=met)


CLUES_RULES = (
    *(_routing(grade, clock) for grade, clock in _LIMITS),
    Rule(Clue, "received_on", "线索定级", "", (_CLOSED, Condition("grade", "empty")), _clue, clock="clue.route_c"),
    Rule(
        Clue, "received_on", "核查线索", "", (_VERIFYING, Condition("verify_extended_on", "empty")), _clue,
        clock="clue.verify", still=_unverified,
    ),
    Rule(
        Clue, "received_on", "核查线索", "", (_VERIFYING, Condition("verify_extended_on", "filled")), _clue,
        clock="clue.verify_extended", still=_unverified,
    ),
    Rule(
        Clue, "outcome_on", "反馈线索结果", "", (_CLOSED, Condition("no_feedback_why", "empty")), _clue,
        clock="clue.feedback", met="feedback_on",
    ),
    Rule(Clue, "outcome_on", "告知实名举报人是否立案", "", _DECIDED_HERE, _clue, clock="report.tell", still=_reporter_untold),
    _of_police("reported_on", "决定是否移送", "police.head_decision", "decided_at", handing.REPORTED),
    _of_police("decided_at", "向公安机关移送", "police.hand_over", "handed_at", handing.APPROVED),
    _of_police("receipt_on", "询问公安立案情况", "police.filing", "filing_on", handing.ACCEPTED),
    _of_police("told_on", "提请复议或建议立案监督", "police.review_ask", "review_on", handing.NOT_FILED),
    _of_police("review_on", "询问复议决定", "police.review", "review_told_on", handing.REVIEWING),
    _of_police("told_on", "移交涉案物品和材料", "police.goods", "goods_on", handing.FILED),
    Rule(
        Cooperation, "sent_on", "对方回复协查函", "", (Condition("status", "is", letters.WAITING), Condition("way", "is", letters.OUT)),
        _letter, clock="cooperation.reply", met="replied_on",
    ),
    Rule(
        Cooperation, "sent_on", "答复外地来函", "", (Condition("status", "is", letters.WAITING), Condition("way", "is", letters.IN)),
        _letter, clock="cooperation.answer", met="replied_on",
    ),
)  # fmt: skip
"""A clue that nobody graded is asked about as the least of them."""
