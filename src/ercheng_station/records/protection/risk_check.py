"""侵权风险排查: a service that looks through a firm's rights item by item and leaves it advice (改进建议)."""

from datetime import date

from ercheng_station.records.base import Chain, Faults, Record
from ercheng_station.records.columns import Mapped, choice, choices, day, flag, person_name, ref, text, whole
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit

CHECKING, IMPROVING, DONE = "checking", "improving", "done"
YES, NO, NOT_APPLICABLE = "yes", "no", "na"


class RiskCheck(Record):
    __tablename__ = "risk_check"
    title = "风险排查"
    group = "visit"
    pattern = "{unit}PC{year}-{serial:04}"
    dated_by = "checked_on"
    natural_key = ("enterprise", "checked_on")
    chain = Chain(
        "status",
        {
            CHECKING: (IMPROVING, DONE),
            IMPROVING: (CHECKING, DONE),
            DONE: (IMPROVING,),
        },
    )

    enterprise: Mapped[Enterprise] = ref("排查企业", listed=True, width=26, section="排查")
    checked_on: Mapped[date] = day("排查日期", listed=True, width=12, default="今天")
    way: Mapped[str] = choice("排查方式", "risk_way", listed=True, width=10, default="field", pinned=True)
    topics: Mapped[tuple[str, ...] | None] = choices(
        "排查项目",
        "risk_topic",
        listed=True,
        width=24,
        wanted=True,
        help="勾选后可一次加入各项目的全部排查事项",
    )
    checkers: Mapped[str] = text("排查人员", listed=True, width=16, pinned=True, help="两人以上用顿号分开")
    receiver: Mapped[str | None] = person_name("企业参加人")
    receiver_post: Mapped[str | None] = text("参加人职务", longest=40)
    status: Mapped[str] = choice(
        "排查状态", "risk_check_status", listed=True, width=10, default=CHECKING, section="结果"
    )
    level: Mapped[str | None] = choice(
        "总体风险", "risk_level", listed=True, width=8, help="一般不低于各事项中最高的风险"
    )
    findings: Mapped[str | None] = text("排查情况", lines=3)
    advice: Mapped[str | None] = text("改进建议", lines=3, help="是服务建议，不是行政命令，由企业自愿采纳")
    next_on: Mapped[date | None] = day("回看日期", help="约定再看改进情况的日期，到期提醒")
    done_on: Mapped[date | None] = day("办结日期")
    visit: Mapped[Visit | None] = ref("来自走访", section="来自", help="走访时顺带排查的，选那次走访")

    def check(self, faults: Faults) -> None:
        self.refuse_before("next_on", "checked_on", faults)
        self.refuse_before("done_on", "checked_on", faults)
        if self.status == DONE and not self.done_on:
            faults.hard["done_on"] = "排查状态是“已办结”，请填写办结日期"
        if self.status != DONE and self.done_on:
            faults.hard["done_on"] = "排查状态还不是“已办结”，不能填办结日期"
        if self.status == DONE and not self.level:
            faults.soft["level"] = "办结时请评定总体风险"

    def __str__(self) -> str:
        return f"{self.enterprise}风险排查 {self.checked_on}"


class RiskItem(Record):
    """One question of a check. It is worded so that 是 is as it should be and 否 is a risk (风险点)."""

    __tablename__ = "risk_item"
    title = "排查事项"
    owner = "risk_check"
    natural_key = ("risk_check", "topic", "item")

    risk_check: Mapped[RiskCheck] = ref("风险排查", listed=True, width=18)
    place: Mapped[int | None] = whole("顺序", low=1, high=999)
    topic: Mapped[str] = choice("项目", "risk_topic", listed=True, width=10, default="trademark")
    item: Mapped[str] = text("排查内容", listed=True, width=40)
    basis: Mapped[str | None] = text("依据", width=24)
    answered_on: Mapped[date | None] = day("记录日期", default="今天")
    answer: Mapped[str | None] = choice(
        "结论", "risk_answer", listed=True, width=8, wanted=True, help="“是”为符合，“否”为有风险"
    )
    note: Mapped[str | None] = text("说明", lines=2, listed=True, width=24)
    level: Mapped[str | None] = choice("风险", "risk_level", listed=True, width=8)
    advice: Mapped[str | None] = text("改进建议", lines=2)
    improve_by: Mapped[date | None] = day("改进期限", listed=True, width=12, help="与企业商定，到期提醒")
    improved: Mapped[bool | None] = flag("已改进", listed=True, width=8)
    improved_on: Mapped[date | None] = day("改进完成日期")

    def check(self, faults: Faults) -> None:
        if self.answer == NO and not self.level:
            faults.soft["level"] = "结论是“否”，请评定风险"
        if self.answer != NO:
            for name in ("level", "improve_by", "improved"):
                if getattr(self, name):
                    faults.soft[name] = "结论不是“否”，不必填写"
        if self.improved_on and not self.improved:
            faults.soft["improved"] = "填了改进完成日期，请勾选已改进"
        if self.improved and not self.improved_on:
            faults.soft["improved_on"] = "勾选了已改进，请填写完成日期，否则不计入报表"

    def __str__(self) -> str:
        return self.item[:40]
