"""What falls due at the front door and in assistance; the legal clocks bind only the unit that decides."""

from collections.abc import Callable
from functools import partial

from ercheng_station.db.listing import Condition
from ercheng_station.db.rows import Row
from ercheng_station.records.assistance import (
    AdministrativeMediation,
    AssistCase,
    CaseResult,
    ConsumerComplaint,
    Errand,
    Expert,
    ExpertOpinion,
    Improvement,
    Reception,
    away,
)
from ercheng_station.records.assistance import opinion as better
from ercheng_station.records.assistance.states import OWN, PASSED, RECEIVED, SUPPLEMENT
from ercheng_station.services.rule import Rule

TERM_WARNING = 60
_OURS = Condition("decider", "is", OWN)
_IN_REVIEW = (_OURS, Condition("status", "is", RECEIVED))
_STANDS_AT = partial(Condition, "status", "is")
_AGREED_TO = (_STANDS_AT(away.NOTIFIED), Condition("reply", "is", away.AGREES))
_REFUSED = (_STANDS_AT(away.NOTIFIED), Condition("reply", "not", away.AGREES))
_OWNERSHIP = (_STANDS_AT(away.FILED), Condition("matter", "is", away.OWNERSHIP))
_SETTLED = (Condition("result", "is", away.AGREED), Condition("matter", "is", away.OWNERSHIP))


def _label(row: Row) -> str:
    return str(row.label)


def _told(name: str) -> Callable[[Row], str]:
    """The record, and the beginning of what it is about."""
    return lambda row: f"{row.label}：{' '.join((row.values[name] or '').split())[:40]}"


def _at_department(field: str, what: str, clock: str, met: str, *where: Condition) -> Rule:
    open_ = (Condition("matter", "filled"), *where)
    return Rule(
        AdministrativeMediation, field, what, "", open_, _passed, clock=f"patent_mediation.{clock}", met=met
    )


def _passed(row: Row) -> str:
    return f"{row.label}（{row.values['department']}）"


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
    _at_department("passed_on", "通知被请求人陈述意见", "serve", "notified_on", _STANDS_AT(away.PASSED)),
    _at_department("notified_on", "被请求人陈述意见", "answer", "answered_on", _STANDS_AT(away.NOTIFIED)),
    _at_department("answered_on", "立案并通知调解", "file", "accepted_on", *_AGREED_TO),
    _at_department("answered_on", "告知不予立案", "refuse", "ended_on", *_REFUSED),
    _at_department("accepted_on", "办结专利权属调解", "finish", "ended_on", *_OWNERSHIP, Condition("extended_on", "empty")),
    _at_department("accepted_on", "办结专利权属调解", "finish_extended", "ended_on", *_OWNERSHIP, Condition("extended_on", "filled")),
    _at_department("ended_on", "持协议办理权属变更", "change", "changed_on", *_SETTLED),
    _at_department("ended_on", "抄送国家知识产权局", "copy", "copied_on", *_SETTLED),
    Rule(
        CaseResult, "filed_on", "作出处罚决定", "", (Condition("decision", "empty"),), _label, clock="penalty.decide", met="decided_on",
    ),
    Rule(
        Errand, "promised_on", "代办进度", "登记的预计办结日期", (Condition("result", "is", "open"),), _label,
    ),
)  # fmt: skip
