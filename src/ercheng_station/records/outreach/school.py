"""试点学校: pilot schools and what they do in each school year; pupils are counted, never named."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from ercheng_station.records.base import AUTHORITIES, Chain, Count, Faults, Record
from ercheng_station.records.columns import Mapped, area, choice, day, person_name, phone, ref, text, whole
from ercheng_station.records.outreach.pupils import pupils_named

"""湖北省中小学知识产权教育试点学校: a pilot takes two years."""


class PilotSchool(Record):
    __tablename__ = "pilot_school"
    title = "试点学校"
    group = "outreach"
    profiles = AUTHORITIES
    names = ("name",)
    natural_key = ("name", "level")
    timed: ClassVar[Mapping[str, Count]] = {"until": Count("school.pilot", "since", term=True)}
    chain = Chain(
        "status",
        {
            "recommended": ("pilot", "ended"),
            "pilot": ("passed", "ended", "recommended"),
            "passed": ("ended", "pilot"),
            "ended": ("pilot",),
        },
    )

    name: Mapped[str] = text("学校名称", listed=True, width=28, section="学校")
    level: Mapped[str] = choice("级别", "school_level", listed=True, width=8, default="province", pinned=True)
    stage: Mapped[str | None] = choice("学段", "school_stage", listed=True, width=8)
    area: Mapped[str | None] = area(listed=True, width=12)
    address: Mapped[str | None] = text("地址", width=30)
    leader: Mapped[str | None] = person_name("分管领导", wanted=True)
    leader_phone: Mapped[str | None] = phone("分管领导电话")
    teacher: Mapped[str | None] = person_name("联系老师")
    teacher_phone: Mapped[str | None] = phone("联系老师电话")
    recommended_by: Mapped[str | None] = text(
        "推荐单位", width=24, section="试点", help="市场监管所推荐，区局和教育局上报"
    )
    recommended_on: Mapped[date | None] = day("推荐日期")
    status: Mapped[str] = choice("试点状态", "school_status", listed=True, width=10, default="recommended")
    batch: Mapped[str | None] = text("批次", listed=True, width=12, longest=40, help="如“2023年第一批”")
    document: Mapped[str | None] = text("确认文号", width=24)
    since: Mapped[date | None] = day("试点开始日期")
    until: Mapped[date | None] = day(
        "试点期满日期", listed=True, width=12, help="不填按“期限与依据”里的试点期限（一般两年）计算"
    )
    passed_on: Mapped[date | None] = day("通过验收日期")
    ended_why: Mapped[str | None] = text("终止原因")
    note: Mapped[str | None] = text("备注", lines=3, help="不写学生姓名")

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)
        self.refuse_before("passed_on", "since", faults)
        if self.status in {"pilot", "passed"} and not self.since:
            faults.hard["since"] = "已列为试点的，要填试点开始日期"
        if self.status == "passed" and not self.passed_on:
            faults.hard["passed_on"] = "通过验收的，要填通过验收日期"
        warn_of_pupils(self, ("note",), faults)

    def __str__(self) -> str:
        return self.name


class SchoolYear(Record):
    """学年工作: what the province scores (领导重视、师资、课时、宣传教育、成果)."""

    __tablename__ = "school_year"
    title = "试点学校学年工作"
    profiles = AUTHORITIES
    owner = "school"
    natural_key = ("school", "year")

    school: Mapped[PilotSchool] = ref("试点学校", listed=True, width=28, section="学年")
    year: Mapped[int] = whole(
        "学年", listed=True, width=8, low=2000, high=2100, help="写开始的年份：2026 指 2026 年 9 月开始的学年"
    )
    leading: Mapped[str | None] = text("组织领导", lines=2, help="领导小组、制度、经费")
    teachers: Mapped[int | None] = whole("知识产权教师", unit="人", low=0, high=1000, listed=True, width=10)
    trained: Mapped[int | None] = whole("师资培训", unit="人次", low=0, high=10_000)
    lessons: Mapped[int | None] = whole("课时", unit="节", low=0, high=10_000, listed=True, width=8)
    events: Mapped[int | None] = whole("宣传教育活动", unit="次", low=0, high=1000, listed=True, width=10)
    pupils: Mapped[int | None] = whole(
        "受教育学生", unit="人次", low=0, high=1_000_000, listed=True, width=10
    )
    works: Mapped[int | None] = whole(
        "学生作品", unit="件", low=0, high=100_000, listed=True, width=8, section="成果"
    )
    patents: Mapped[int | None] = whole("学生专利", unit="件", low=0, high=100_000, listed=True, width=8)
    awards: Mapped[str | None] = text("获奖情况", lines=2, help="写奖项和数量，不写学生姓名")
    note: Mapped[str | None] = text("备注", lines=2, help="不写学生姓名")

    def check(self, faults: Faults) -> None:
        warn_of_pupils(self, ("leading", "awards", "note"), faults)

    def __str__(self) -> str:
        return f"{self.year}—{self.year + 1}学年"


def warn_of_pupils(record: Record, names: tuple[str, ...], faults: Faults) -> None:
    """个人信息保护法 第二十八条: what is known of children is sensitive; a figure tells enough."""
    for name in names:
        found = pupils_named(getattr(record, name) or "")
        if found:
            faults.soft[name] = f"像是写了学生姓名（{'、'.join(found)}），请改成人数"
