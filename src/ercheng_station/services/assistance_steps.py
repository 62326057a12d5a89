"""What can be done in each state of the registers of records/assistance."""

from ercheng_station.records.assistance import AdministrativeMediation, AssistCase, Improvement, away
from ercheng_station.records.assistance import opinion as better
from ercheng_station.records.assistance.states import (
    ACCEPTED,
    DONE,
    PASSED,
    RECEIVED,
    REJECTED,
    SUPPLEMENT,
    WITHDRAWN,
)
from ercheng_station.records.base import Record
from ercheng_station.services.step import Notes, Step

_DECIDED = ("decided_on", "decision_number", "rejection", "decision_note")
STEPS: dict[type[Record], tuple[Step, ...]] = {
    AssistCase: (
        Step(SUPPLEMENT, "通知补正", on="supplement_asked_on", told="supplement_what", must_tell=True),
        Step(PASSED, "转送中心", ("passed_to",), ("passed_to",), "passed_on", by="handler", begins=(RECEIVED,)),
        Step(ACCEPTED, "受理", ("decision_number",), on="decided_on", begins=(RECEIVED,)),
        Step(ACCEPTED, "中心已受理", ("decision_number",), on="decided_on", begins=(PASSED,)),
        Step(
            REJECTED, "不予受理", ("rejection", "decision_number"), ("rejection",), "decided_on", "decision_note",
            begins=(RECEIVED, PASSED),
        ),
        Step(WITHDRAWN, "到期未补正，视为撤回", on="withdrawn_on", begins=(SUPPLEMENT,)),
        Step(WITHDRAWN, "申请人撤回", on="withdrawn_on", told="outcome", begins=(RECEIVED, PASSED, ACCEPTED)),
        Step(DONE, "办结", ("results", "onward", "satisfaction"), on="done_on", told="outcome", must_tell=True),
        Step(RECEIVED, "补正完成", ("materials",), on="supplemented_on", begins=(SUPPLEMENT,)),
        Step(RECEIVED, "退回收件", begins=(PASSED, ACCEPTED, REJECTED, WITHDRAWN), clears=(*_DECIDED, "withdrawn_on")),
        Step(ACCEPTED, "重新办理", begins=(DONE,), clears=("done_on",)),
    ),
    AdministrativeMediation: (
        Step(away.NOTIFIED, "记陈述意见通知", on="notified_on", begins=(away.PASSED,)),
        Step("", "记被请求人答复", ("reply",), ("reply",), "answered_on", begins=(away.NOTIFIED,)),
        Step(
            away.FILED, "立案（受理）", ("external_number",), on="accepted_on",
            begins=(away.PASSED, away.NOTIFIED),
        ),
        Step("", "延长办理期限", on="extended_on", begins=(away.FILED,)),
        Step(
            away.ENDED, "登记结果", ("result", "amount"), ("result",), "ended_on", "note",
            begins=(away.PASSED, away.NOTIFIED, away.FILED),
        ),
        Step("", "记权属变更和抄送", ("changed_on", "copied_on"), begins=(away.ENDED,)),
        Step(
            away.FILED, "撤回结果", begins=(away.ENDED,), clears=("result", "ended_on", "changed_on", "copied_on"),
        ),
        Step(
            away.PASSED, "退回转送", begins=(away.NOTIFIED, away.FILED),
            clears=("notified_on", "reply", "answered_on", "accepted_on", "extended_on"),
        ),
    ),
    Improvement: (
        Step(better.DOING, "开始改进", ("measure", "handler", "due_on"), ("handler", "due_on"), begins=(better.OPEN,)),
        Step(better.DOING, "继续改进", begins=(better.DONE, better.CLOSED), clears=("done_on", "closed_by", "closed_on")),
        Step(better.DONE, "完成", on="done_on", told="result", must_tell=True),
        Step(better.CLOSED, "销号", on="closed_on", by="closed_by", apart="handler"),
        Step(better.OPEN, "退回待改进"),
    ),
}  # fmt: skip
NOTES: dict[type[Record], Notes] = {}
STATIONS: dict[type[Record], dict[str, str]] = {
    AssistCase: {RECEIVED: "收件", ACCEPTED: "受理", DONE: "办结"},
    AdministrativeMediation: {
        away.PASSED: "转送",
        away.NOTIFIED: "陈述意见",
        away.FILED: "立案",
        away.ENDED: "结果",
    },
    Improvement: {
        better.OPEN: "提出",
        better.DOING: "改进",
        better.DONE: "完成",
        better.CLOSED: "销号",
    },
}
