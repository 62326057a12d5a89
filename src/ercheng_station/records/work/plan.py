"""工作任务: what a work plan asks of the unit, the figures that show how far it is, and the steps taken."""

from datetime import date

from ercheng_station.codes import shipped
from ercheng_station.records.base import AUTHORITIES, Chain, Faults, Record
from ercheng_station.records.columns import (
    Mapped,
    calendar_year,
    choice,
    choices,
    day,
    flag,
    person_name,
    ref,
    text,
    whole,
)

DONE, LASTING = "done", "lasting"


class PlanTask(Record):
    """One task of one year's plan. Those of the 2024 notice are kept as an archive and fall due no more."""

    __tablename__ = "plan_task"
    title = "工作任务"
    group = "report"
    profiles = AUTHORITIES
    natural_key = ("plan", "serial")
    chain = Chain(
        "status",
        {
            "waiting": ("doing", LASTING, DONE),
            "doing": ("waiting", LASTING, DONE),
            LASTING: ("doing", DONE),
            DONE: ("doing", LASTING),
        },
    )

    plan: Mapped[str] = text("工作方案", width=22, section="任务", pinned=True, help="如“2026年度工作任务”")
    year: Mapped[int] = calendar_year("年度", listed=True, width=6, default="今年", pinned=True)
    serial: Mapped[int] = whole("任务号", low=1, high=999, listed=True, width=6)
    part: Mapped[str] = choice("任务类别", "task_group", listed=True, width=16)
    name: Mapped[str] = text("任务", listed=True, width=36)
    printed: Mapped[str | None] = text("文件要求", lines=4, help="照文件摘录，不改动原意")
    units: Mapped[tuple[str, ...] | None] = choices(
        "责任单位", "duty_unit", listed=True, width=20, wanted=True, section="责任与时限"
    )
    deadline: Mapped[str | None] = text("文件写的时限", width=16, help="文件上怎么写就怎么填，如“10月底”")
    begins_on: Mapped[date | None] = day("开始日期")
    due_on: Mapped[date | None] = day(
        "完成时限", listed=True, width=12, help="按文件换算，可以改；长期坚持的空着"
    )
    handler: Mapped[str | None] = person_name("责任人", width=10)
    status: Mapped[str] = choice(
        "状态", "task_status", listed=True, width=10, default="waiting", section="进展"
    )
    progress: Mapped[int | None] = whole("填报进度", unit="%", low=0, high=100, listed=True, width=10)
    finished_on: Mapped[date | None] = day("完成日期")
    result: Mapped[str | None] = text("完成情况", lines=3)
    archived: Mapped[bool | None] = flag(
        "存档", section="存档与说明", help="存档的任务只供查阅，不再提醒到期"
    )
    note: Mapped[str | None] = text("说明", lines=3)

    def check(self, faults: Faults) -> None:
        self.refuse_before("due_on", "begins_on", faults)
        self.refuse_before("finished_on", "begins_on", faults)
        if self.status == DONE and not self.finished_on:
            faults.hard["finished_on"] = "已完成的任务请填完成日期"
        if self.finished_on and self.status != DONE:
            faults.hard["finished_on"] = "状态还不是“已完成”，不能填完成日期"
        if not self.due_on and self.status not in {LASTING, DONE}:
            faults.soft["due_on"] = "没有完成时限的任务不会提醒；长期坚持的请把状态选为“长期坚持”"

    def __str__(self) -> str:
        return f"{self.year}-{self.serial:02} {self.name}"


class TaskMeasure(Record):
    """A figure that shows how far a task is: the share of the target that the records reach."""

    __tablename__ = "task_measure"
    title = "任务指标"
    profiles = AUTHORITIES
    owner = "task"
    natural_key = ("task", "indicator")

    task: Mapped[PlanTask] = ref("工作任务", listed=True, width=26)
    indicator: Mapped[str] = choice(
        "指标", "indicator", listed=True, width=20, help="数据由登记的记录自动统计"
    )
    target: Mapped[int] = whole("年度目标", low=1, high=10_000_000, listed=True, width=10)
    note: Mapped[str | None] = text("说明", width=30)

    def __str__(self) -> str:
        return f"{shipped('indicator').label(self.indicator)} {self.target}"


class TaskProgress(Record):
    """What was done for a task on one day, with what proves it."""

    __tablename__ = "task_progress"
    title = "任务进展"
    profiles = AUTHORITIES
    owner = "task"
    dated_by = "done_on"

    task: Mapped[PlanTask] = ref("工作任务", listed=True, width=26)
    done_on: Mapped[date] = day("日期", listed=True, width=12, default="今天")
    content: Mapped[str] = text("进展情况", lines=3, listed=True, width=40, help="佐证材料请作为附件")
    percent: Mapped[int | None] = whole("进度", unit="%", low=0, high=100, listed=True, width=8)
    by: Mapped[str | None] = person_name("填报人", listed=True, width=10, pinned=True)

    def __str__(self) -> str:
        return f"{self.done_on} {' '.join(self.content.split())[:20]}"
