"""What is done in a case: inquiries, evidence, mediation sessions, and the log of everything else."""

from datetime import date, datetime

from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import (
    Mapped,
    choice,
    day,
    files,
    flag,
    moment,
    person_name,
    ref,
    text,
    whole,
)
from ercheng_station.records.fields import FileRef
from ercheng_station.records.mediation.bodies import MEDIATING
from ercheng_station.records.mediation.case import Mediation
from ercheng_station.records.mediation.people import Party


class Investigation(Record):
    """调查记录: who was asked what, where and by whom."""

    __tablename__ = "investigation"
    title = "调查记录"
    profiles = MEDIATING
    owner = "case"

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    begun_at: Mapped[datetime] = moment("调查时间", listed=True, width=18)
    ended_at: Mapped[datetime | None] = moment("结束时间")
    place: Mapped[str] = text("地点", listed=True, width=20)
    asked: Mapped[str] = person_name("被调查人", listed=True, width=12)
    asked_about: Mapped[str | None] = text("被调查人情况", help="性别、年龄、单位和职务、与当事人的关系")
    present: Mapped[str | None] = text("参加人")
    by: Mapped[str] = text("调查人", listed=True, width=16, pinned=True)
    recorder: Mapped[str | None] = person_name("记录人", pinned=True, wanted=True)
    content: Mapped[str] = text("调查内容", lines=10, listed=True, width=40)
    signed_scan: Mapped[tuple[FileRef, ...] | None] = files("签字扫描件")

    def check(self, faults: Faults) -> None:
        self.refuse_before("ended_at", "begun_at", faults)

    def __str__(self) -> str:
        return f"{self.asked}的调查记录"


class Evidence(Record):
    """One row of the evidence list (证据材料清单)."""

    __tablename__ = "evidence"
    title = "证据材料"
    profiles = MEDIATING
    owner = "case"

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    name: Mapped[str] = text("材料名称", listed=True, width=30)
    source: Mapped[str | None] = text("来源", listed=True, width=16)
    proves: Mapped[str | None] = text("证明内容", listed=True, width=30)
    copies: Mapped[int] = whole("份数", unit="份", low=1, high=999, listed=True, width=8, default="1")
    pages: Mapped[int] = whole("页数", unit="页", low=1, high=9999, listed=True, width=8, default="1")
    party: Mapped[Party | None] = ref("提交的当事人", listed=True, width=16)
    submitter: Mapped[str | None] = person_name("提交人", wanted=True)
    submitted_on: Mapped[date] = day("提交日期", listed=True, width=12, default="今天", pinned=True)
    is_original: Mapped[bool | None] = flag("原件")
    scans: Mapped[tuple[FileRef, ...] | None] = files("复印件或照片")

    def __str__(self) -> str:
        return self.name


class Session(Record):
    """第×次调解, with its record (调解记录)."""

    __tablename__ = "session"
    title = "调解记录"
    profiles = MEDIATING
    owner = "case"

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    serial: Mapped[int] = whole("第几次", unit="次", low=1, high=99, listed=True, width=8, default="1")
    begun_at: Mapped[datetime] = moment("开始时间", listed=True, width=18)
    ended_at: Mapped[datetime | None] = moment("结束时间")
    place: Mapped[str] = text("地点", listed=True, width=20, pinned=True)
    is_open: Mapped[bool] = flag("公开进行", listed=True, width=10, default="否")
    parties: Mapped[str] = text("到场当事人", listed=True, width=26, lines=2)
    present: Mapped[str | None] = text("其他参加人", help="代理人、邀请参加的专家或亲友")
    rights_told: Mapped[bool] = flag("已告知权利义务", default="是")
    content: Mapped[str] = text("调解记录", lines=12, listed=True, width=40)
    result: Mapped[str | None] = text("调解结果", lines=2, wanted=True)
    recorder: Mapped[str | None] = person_name("记录人", pinned=True, wanted=True)
    signed_scan: Mapped[tuple[FileRef, ...] | None] = files("签字扫描件")

    def check(self, faults: Faults) -> None:
        self.refuse_before("ended_at", "begun_at", faults)

    def __str__(self) -> str:
        return f"第{self.serial}次调解"


class Event(Record):
    """The log of a case: a risk reported, a term extended, a call made."""

    __tablename__ = "mediation_event"
    title = "办案记事"
    profiles = MEDIATING
    owner = "case"
    dated_by = "done_on"

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    done_on: Mapped[date] = day("日期", listed=True, width=12, default="今天")
    kind: Mapped[str] = choice("事项", "mediation_event", listed=True, width=14, default="contact")
    content: Mapped[str] = text("内容", lines=3, listed=True, width=40)
    told_whom: Mapped[str | None] = text("报告或告知的单位", listed=True, width=20)
    by: Mapped[str | None] = person_name("经办人", listed=True, width=10, pinned=True)
    proof: Mapped[tuple[FileRef, ...] | None] = files("凭证")

    def check(self, faults: Faults) -> None:
        if self.kind == "risk" and not self.told_whom:
            faults.soft["told_whom"] = (
                "有激化风险的要报告公安机关或有关部门（人民调解法第二十五条），请写明报告了谁"
            )

    def __str__(self) -> str:
        return f"{self.done_on} {' '.join(self.content.split())[:20]}"
