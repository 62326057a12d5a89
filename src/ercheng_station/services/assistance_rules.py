"""What falls due at the front door and in assistance; the legal clocks bind only the unit that decides."""

from collections.abc import Callable

from ercheng_station.db.listing import Condition
from ercheng_station.db.rows import Row
from ercheng_station.records.assistance import (
    AssistCase,
    CaseResult,
    ConsumerComplaint,
    Errand,
    Expert,
    ExpertOpinion,
    Improvement,
    Reception,
)
from ercheng_station.records.assistance import opinion as better
from ercheng_station.records.assistance.states import OWN, PASSED, RECEIVED, SUPPLEMENT
from ercheng_station.services.rule import Rule

TERM_WARNING = 60
_OURS = Condition("decider", "is", OWN)
_IN_REVIEW = (_OURS, Condition("status", "is", RECEIVED))


def _label(row: Row) -> str:
    return str(row.label)


def _told(name: str) -> Callable[[Row], str]:
    """The record, and the beginning of what it is about."""
    return lambda row: f"{row.label}：{' '.join((row.values[name] or '').split())[:40]}"


def _expert_of(row: Row) -> str:
    return f"{row.values['expert'].title}：{' '.join(row.values['question'].split())[:40]}"


ASSISTANCE_RULES = (
    Rule(
        Reception, "promised_on", "回复来访", "接待时答应的回复日期", (Condition("state", "is", "open"),), _label,
    ),
    Rule(
        AssistCase, "received_on", "援助审查", "", (*_IN_REVIEW, Condition("supplemented_on", "empty")), _told("facts"),
        clock="assist.review", met="decided_on",
    ),
    Rule(AssistCase, "supplemented_on", "援助审查", "", _IN_REVIEW, _told("facts"), clock="assist.review", met="decided_on"),
    Rule(
        AssistCase, "supplement_asked_on", "等待补正", "", (_OURS, Condition("status", "is", SUPPLEMENT)), _told("supplement_what"),
        clock="assist.supplement", met="supplemented_on",
    ),
    Rule(
        AssistCase, "passed_on", "询问援助进度", "",
        (Condition("status", "is", PASSED),), _told("facts"), clock="assist.ask",
    ),
    Rule(
        Expert, "term_until", "专家聘期", f"登记的聘期届满日期，届满前 {TERM_WARNING} 天提醒；续聘由区局办理",
        (Condition("state", "is", "serving"),), lambda row: f"{row.label}（{row.values['unit']}）", ahead=TERM_WARNING,
    ),
    Rule(
        ExpertOpinion, "promised_on", "出具专家意见", "与专家约定的出具日期", (Condition("signed_on", "empty"),), _expert_of,
    ),
    Rule(
        Improvement, "due_on", "改进事项", "登记的改进期限", tuple(Condition("status", "not", one) for one in (better.DONE, better.CLOSED)),
        _label,
    ),
    Rule(
        ConsumerComplaint, "received_on", "投诉受理决定", "", (Condition("decision", "empty"), Condition("result", "empty")),
        _label, clock="complaint.decide", met="decided_on",
    ),
    Rule(
        ConsumerComplaint, "decided_on", "投诉调解期限", "", (Condition("decision", "is", "accepted"),), _label,
        clock="complaint.mediate", met="ended_on",
    ),
    Rule(
        ConsumerComplaint, "ended_on", "告知终止调解", "", (Condition("result", "is", "terminated"),), _label,
        clock="complaint.tell", met="told_on",
    ),
    Rule(
        CaseResult, "filed_on", "作出处罚决定", "", (Condition("decision", "empty"),), _label, clock="penalty.decide", met="decided_on",
    ),
    Rule(
        Errand, "promised_on", "代办进度", "登记的预计办结日期", (Condition("result", "is", "open"),), _label,
    ),
)  # fmt: skip
