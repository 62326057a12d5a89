"""一企一策: what is to be done for one firm in one year, in the notice's four blocks (人防、技防、物防、响应)."""

from datetime import date

from ercheng_station.records.base import Chain, Faults, Record
from ercheng_station.records.columns import Mapped, calendar_year, choice, day, person_name, ref, text, whole
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.protection.risk_check import RiskCheck
from ercheng_station.records.visit import Visit

DRAFTED, CARRIED_OUT, EVALUATED = "drafted", "carried_out", "evaluated"
MEASURE_DONE, MEASURE_DROPPED = "done", "dropped"


class EnterprisePlan(Record):
    __tablename__ = "enterprise_plan"
    title = "一企一策"
    group = "visit"
    pattern = "{unit}YC{year}-{serial:04}"
    dated_by = "made_on"
    natural_key = ("enterprise", "year", "version")
    chain = Chain(
        "status",
        {
            DRAFTED: (CARRIED_OUT,),
            CARRIED_OUT: (DRAFTED, EVALUATED),
            EVALUATED: (CARRIED_OUT,),
        },
    )

    enterprise: Mapped[Enterprise] = ref("企业", listed=True, width=26, section="方案")
    year: Mapped[int] = calendar_year("年度", high=2199, listed=True, width=8, default="今年")
    version: Mapped[int] = whole(
        "版次", low=1, high=99, width=6, default="1", help="同一年度修订后另立一版，旧版保留"
    )
    made_on: Mapped[date] = day("制定日期", listed=True, width=12, default="今天")
    made_by: Mapped[str | None] = person_name("制定人", width=10, pinned=True)
    level: Mapped[str | None] = choice("风险等级", "risk_level", listed=True, width=8, wanted=True)
    diagnosis: Mapped[str | None] = text(
        "现状诊断",
        lines=6,
        width=40,
        wanted=True,
        help="选了企业，就由知识产权情况、未销号诉求、将到期权利和最近排查自动写出，再改",
    )
    goals: Mapped[str | None] = text(
        "目标", lines=3, width=40, wanted=True, help="一行一项，写明可核对的结果"
    )
    status: Mapped[str] = choice(
        "实施状态", "plan_status", listed=True, width=10, default=DRAFTED, section="实施与评估"
    )
    agreed_by: Mapped[str | None] = person_name("企业确认人")
    agreed_on: Mapped[date | None] = day("企业确认日期")
    evaluate_on: Mapped[date | None] = day("计划评估日期", listed=True, width=12, wanted=True)
    evaluated_on: Mapped[date | None] = day("评估日期")
    evaluation: Mapped[str | None] = text("评估情况", lines=3)
    visit: Mapped[Visit | None] = ref("来自走访", section="来自")
    risk_check: Mapped[RiskCheck | None] = ref("来自风险排查")

    def check(self, faults: Faults) -> None:
        for name in ("evaluate_on", "evaluated_on"):
            self.refuse_before(name, "made_on", faults)
        if self.year and abs(self.made_on.year - self.year) > 1:
            faults.soft["year"] = f"制定日期是 {self.made_on.year} 年，请核对年度"
        if self.status == EVALUATED and not (self.evaluated_on and self.evaluation):
            faults.hard["evaluation"] = "实施状态是“已评估”，请填写评估日期和评估情况"

    def __str__(self) -> str:
        again = f"（第 {self.version} 版）" if self.version > 1 else ""
        return f"{self.enterprise}{self.year}年一企一策{again}"


class PlanMeasure(Record):
    __tablename__ = "plan_measure"
    title = "保护措施"
    owner = "plan"
    natural_key = ("plan", "block", "content")

    plan: Mapped[EnterprisePlan] = ref("一企一策", listed=True, width=18)
    block: Mapped[str] = choice("类别", "plan_block", listed=True, width=8, default="people", pinned=True)
    content: Mapped[str] = text("措施", lines=2, listed=True, width=40)
    by: Mapped[str | None] = person_name("责任人", listed=True, width=10, wanted=True)
    due_on: Mapped[date | None] = day("完成时限", listed=True, width=12, wanted=True)
    state: Mapped[str] = choice("进展", "measure_state", listed=True, width=10, default="todo")
    done_on: Mapped[date | None] = day("完成日期")
    result: Mapped[str | None] = text("完成情况", lines=2)

    def check(self, faults: Faults) -> None:
        if self.state == MEASURE_DONE and not self.done_on:
            faults.soft["done_on"] = "进展是“已完成”，请填写完成日期"
        if self.state != MEASURE_DONE and self.done_on:
            faults.soft["state"] = "填了完成日期，进展还不是“已完成”"

    def __str__(self) -> str:
        return " ".join(self.content.split())[:40]
