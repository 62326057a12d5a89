"""企业诉求（问题）台账: what an enterprise asks for, the dated steps taken, and the close-out (销号)."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Chain, Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, person_name, phone, ref, text
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit

CLOSED = "closed"
ORDER = ("registered", "assigned", "handling", "replied", "revisited", CLOSED)


class Need(Record):
    __tablename__ = "need"
    title = "企业诉求"
    group = "visit"
    profiles = AUTHORITIES
    pattern = "{unit}SQ{year}-{serial:04}"
    dated_by = "received_on"
    natural_key = ("enterprise", "received_on", "content")
    chain = Chain(
        "status",
        {
            "registered": ("assigned", "handling", "replied"),
            "assigned": ("registered", "handling", "replied"),
            "handling": ("assigned", "replied"),
            "replied": ("handling", "revisited", CLOSED),
            "revisited": ("handling", "replied", CLOSED),
            CLOSED: ("handling",),
        },
    )

    enterprise: Mapped[Enterprise] = ref("企业", listed=True, width=26, section="诉求")
    received_on: Mapped[date] = day("受理日期", listed=True, width=12, default="今天")
    source: Mapped[str] = choice("来源", "need_source", width=10, default="visit", pinned=True)
    category: Mapped[str] = choice("类别", "need_category", listed=True, width=14, default="other")
    status: Mapped[str] = choice("办理状态", "need_status", listed=True, width=10, default="registered")
    content: Mapped[str] = text("诉求内容", lines=4, listed=True, width=40)
    unit: Mapped[str | None] = text("责任单位", section="办理")
    handler: Mapped[str | None] = person_name("责任人", listed=True, width=10, wanted=True, pinned=True)
    promised_on: Mapped[date | None] = day("承诺办结日期", listed=True, width=12, wanted=True)
    measures: Mapped[str | None] = text("措施", lines=3)
    replied_on: Mapped[date | None] = day("反馈企业日期", section="结果")
    result: Mapped[str | None] = choice("办理结果", "need_result")
    outcome: Mapped[str | None] = text("结果说明", lines=3)
    revisited_on: Mapped[date | None] = day("回访日期")
    satisfaction: Mapped[str | None] = choice("企业满意度", "satisfaction")
    feedback: Mapped[str | None] = text("企业反馈", lines=2)
    feedback_phone: Mapped[str | None] = phone("反馈人电话")
    closed_by: Mapped[str | None] = person_name("销号人", section="销号")
    closed_on: Mapped[date | None] = day("销号日期")
    reopened_why: Mapped[str | None] = text("重新办理原因")
    visit: Mapped[Visit | None] = ref("来自走访", section="来自哪条记录")
    reception: Mapped[Record | None] = ref("来自接待登记", to="reception")
    risk_check: Mapped[Record | None] = ref("来自排查", to="risk_check")
    slip: Mapped[Record | None] = ref("来自报送单", to="slip")

    def check(self, faults: Faults) -> None:
        for name in ("promised_on", "replied_on", "revisited_on", "closed_on"):
            on = getattr(self, name)
            if on and on < self.received_on:
                faults.hard[name] = f"早于受理日期 {self.received_on}"
        if self.status == CLOSED:
            self._check_closed(faults)
        elif self.closed_on:
            faults.hard["closed_on"] = "办理状态还不是“已销号”，不能填销号日期"

    def _check_closed(self, faults: Faults) -> None:
        wanted = {"result": "办理结果", "closed_by": "销号人", "closed_on": "销号日期"}
        for name, label in wanted.items():
            if not getattr(self, name):
                faults.hard[name] = f"销号前请填写{label}"
        if not (self.feedback or self.satisfaction):
            faults.hard["feedback"] = "销号要有企业的反馈或满意度"
        if self.closed_by and self.closed_by == self.handler:
            faults.soft["closed_by"] = "销号人与责任人是同一人；有两人以上时应由他人销号"

    def __str__(self) -> str:
        return self.number or f"诉求 {self.received_on}"


class NeedStep(Record):
    """One dated step on the way: 交办, 办理, 反馈, 回访, 催办 or 提请督办."""

    __tablename__ = "need_step"
    title = "办理进展"
    group = "visit"
    profiles = AUTHORITIES
    owner = "need"
    dated_by = "done_on"

    need: Mapped[Need] = ref("企业诉求", listed=True, width=18)
    done_on: Mapped[date] = day("日期", listed=True, width=12, default="今天")
    step: Mapped[str] = choice("环节", "need_step", listed=True, width=10, default="handle")
    content: Mapped[str] = text("进展情况", lines=3, listed=True, width=40)
    by: Mapped[str | None] = person_name("经办人", listed=True, width=10, pinned=True)

    def __str__(self) -> str:
        return f"{self.done_on} {' '.join(self.content.split())[:20]}"
