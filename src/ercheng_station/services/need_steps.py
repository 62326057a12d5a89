"""The way of a need from 登记 to 销号."""

from ercheng_station.records.base import Record
from ercheng_station.records.need import CLOSED, ORDER, Need, NeedStep
from ercheng_station.services.step import Notes, Step

_HANDLING = ("assigned", "handling")
STEPS: dict[type[Record], tuple[Step, ...]] = {
    Need: (
        Step(
            "assigned", "交办", ("unit", "handler", "promised_on"), ("handler",),
            code="assign", content="交办意见", again="改派",
        ),
        Step("handling", "开始办理", code="handle", must_tell=True, again="继续办理"),
        Step(
            "handling", "重新办理", told="reopened_why", code="reopen", content="重新办理原因", must_tell=True,
            begins=(CLOSED,), clears=("closed_on", "closed_by"),
        ),
        Step(
            "replied", "反馈企业", ("result",), ("result",), "replied_on", "outcome",
            code="reply", content="结果说明", again="再次反馈",
        ),
        Step(
            "revisited", "回访", ("satisfaction", "feedback_phone"), ("satisfaction",), "revisited_on", "feedback",
            code="revisit", content="企业反馈",
        ),
        Step(
            CLOSED, "销号", on="closed_on", by="closed_by", code="close", content="销号说明",
            either=(("result",), ("satisfaction", "feedback")), apart="handler",
        ),
        Step("registered", "退回登记", code="register", content="退回原因", must_tell=True),
        Step("", "记进展", code="handle", must_tell=True, begins=_HANDLING),
        Step("", "催办", code="urge", content="催办内容", must_tell=True),
        Step("", "提请区局督办", code="escalate", content="提请事项", must_tell=True),
    )
}  # fmt: skip
NOTES: dict[type[Record], Notes] = {Need: Notes(NeedStep)}
STATIONS: dict[type[Record], dict[str, str]] = {
    Need: dict(zip(ORDER, ("登记", "交办", "办理", "反馈", "回访", "销号"), strict=True))
}
"""Short names for the states on the drawn way."""
