"""Who mediates: the committee with its term and seal, its mediators; and the courts that may confirm an agreement."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from ercheng_station.records.base import AUTHORITIES, Count, Faults, Record
from ercheng_station.records.columns import (
    Mapped,
    choice,
    choices,
    day,
    flag,
    id_number,
    person_name,
    phone,
    ref,
    text,
    whole,
)

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole

MEDIATING = AUTHORITIES
"""A 保护工作站 has no part in it: an enterprise does not mediate its own dispute."""
SMALLEST, LARGEST = 3, 9
"""人民调解法 第八条: members of a committee, women among them."""


class Committee(Record):
    """It mediates, numbers and seals; the office where it has a room does not."""

    __tablename__ = "committee"
    title = "人民调解委员会"
    group = "mediation"
    profiles = MEDIATING
    names = ("name", "short_name")
    natural_key = ("name",)
    timed: ClassVar[Mapping[str, Count]] = {"term_until": Count("committee.term", "term_from", term=True)}

    name: Mapped[str] = text("调委会名称", listed=True, width=34, section="基本情况")
    short_name: Mapped[str] = text(
        "编号简称", longest=20, listed=True, width=12, help="“（2026）鄂城知人调字第0001号”里的“鄂城知”"
    )
    kind: Mapped[str | None] = choice("调委会类型", "committee_kind", listed=True, width=16)
    founder: Mapped[str | None] = text("设立单位", width=24)
    founded_on: Mapped[date | None] = day("设立日期")
    filing: Mapped[str | None] = text("备案机关及文号", help="一般是区司法局")
    address: Mapped[str | None] = text("地址", width=30)
    phone: Mapped[str | None] = phone("联系电话", width=14)
    rooms: Mapped[str | None] = text("调解室", lines=2, help="设在哪些市场监管所，一行一处")
    term_from: Mapped[date | None] = day("本届开始日期", wanted=True, section="任期")
    term_until: Mapped[date | None] = day(
        "本届届满日期", listed=True, width=12, help="不填按“期限与依据”里的任期（三年）计算"
    )
    seal_holder: Mapped[str | None] = person_name("印章保管人", section="印章与编号")
    seal_place: Mapped[str | None] = text("印章存放处", help="印章在哪个所、谁的柜里")
    numbering: Mapped[str] = choice("编号方式", "numbering_mode", default="own")
    block_from: Mapped[int | None] = whole("本处号段起", low=1, high=999_999)
    block_to: Mapped[int | None] = whole("本处号段止", low=1, high=999_999)
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        if self.term_from and self.term_until and self.term_until <= self.term_from:
            faults.hard["term_until"] = "届满日期不晚于本届开始日期"
        if self.numbering == "block" and not (self.block_from and self.block_to):
            faults.hard["block_from"] = "按号段编号要写明号段的起止"
        if self.block_from and self.block_to and self.block_to < self.block_from:
            faults.hard["block_to"] = "号段的止号小于起号"

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:
        """人民调解法 第八条: three to nine members, women among them, one director."""
        members = [one for one in whole.parts["mediator"] if one.post != "hired" and one.in_office(today)]
        lacks = []
        if not SMALLEST <= len(members) <= LARGEST:
            lacks.append(f"在任委员 {len(members)} 人，应当是 {SMALLEST} 至 {LARGEST} 人")
        if not any(one.sex == "female" for one in members):
            lacks.append("在任委员里没有登记妇女成员")
        if sum(one.post == "director" for one in members) != 1:
            lacks.append("在任主任应当是 1 人")
        return {"name": f"{'；'.join(lacks)}（人民调解法第八条）"} if lacks else {}

    def __str__(self) -> str:
        return self.name


class Mediator(Record):
    """Members of the committee and people it hired (人民调解法 第十三条)."""

    __tablename__ = "mediator"
    title = "人民调解员"
    group = "mediation"
    profiles = MEDIATING
    owner = "committee"
    names = ("name",)
    natural_key = ("committee", "name")

    committee: Mapped[Committee] = ref("人民调解委员会", listed=True, width=30)
    name: Mapped[str] = person_name("姓名", listed=True, width=10)
    sex: Mapped[str | None] = choice("性别", "sex", listed=True, width=6, wanted=True)
    post: Mapped[str] = choice("职务", "committee_post", listed=True, width=12, default="member")
    unit: Mapped[str | None] = text("工作单位", width=24)
    id_number: Mapped[str | None] = id_number(private=True)
    mobile: Mapped[str | None] = phone("联系电话", private=True, width=14)
    qualifications: Mapped[tuple[str, ...] | None] = choices("资格", "qualification", listed=True, width=16)
    certificate: Mapped[str | None] = text("调解员证号", longest=60)
    full_time: Mapped[bool | None] = flag("专职")
    since: Mapped[date | None] = day("任职日期")
    until: Mapped[date | None] = day("离任日期", listed=True, width=12)
    recusals: Mapped[str | None] = text(
        "应当回避的人和单位", lines=2, help="近亲属、利害关系单位，用顿号分开；卷宗自查时对照当事人"
    )
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)

    def in_office(self, on: date) -> bool:
        return not (self.since and on < self.since) and not (self.until and on > self.until)

    def __str__(self) -> str:
        return self.name


class Court(Record):
    """Filled in by the office: which court takes what is not published in full (法〔2022〕109号)."""

    __tablename__ = "court"
    title = "司法确认法院"
    group = "mediation"
    profiles = MEDIATING
    names: ClassVar[tuple[str, ...]] = ("name",)
    natural_key = ("name",)

    name: Mapped[str] = text("法院名称", listed=True, width=30)
    level: Mapped[str | None] = choice("法院级别", "court_level", listed=True, width=14)
    takes: Mapped[tuple[str, ...] | None] = choices("受理的纠纷类型", "dispute_type", listed=True, width=40)
    address: Mapped[str | None] = text("地址", width=30)
    phone: Mapped[str | None] = phone("联系电话", listed=True, width=14)
    confirmed_on: Mapped[date | None] = day("向法院核实日期", listed=True, width=12, wanted=True)
    note: Mapped[str | None] = text("备注", lines=2)

    def __str__(self) -> str:
        return self.name
