"""Visits paid to enterprises: a service, not an inspection (国办发〔2024〕54号)."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import (
    Mapped,
    choice,
    day,
    files,
    flag,
    person_name,
    phone,
    ref,
    text,
    whole,
)
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import FileRef


class Visit(Record):
    __tablename__ = "visit"
    title = "企业走访"
    group = "visit"
    profiles = AUTHORITIES
    pattern = "{unit}ZF{year}-{serial:04}"
    dated_by = "visited_on"
    natural_key = ("enterprise", "visited_on", "way")
    called_by_number = True

    enterprise: Mapped[Enterprise] = ref("走访企业", listed=True, width=26, section="走访")
    visited_on: Mapped[date] = day("走访日期", listed=True, width=12, default="今天", pinned=True)
    way: Mapped[str] = choice("走访方式", "visit_way", listed=True, width=10, default="field", pinned=True)
    visitors: Mapped[str] = text("走访人员", listed=True, width=18, pinned=True, help="两人以上用顿号分开")
    findings: Mapped[str | None] = text("走访内容", lines=4, listed=True, width=40, wanted=True)
    problems: Mapped[str | None] = text("发现问题", lines=2, width=30)
    wishes: Mapped[str | None] = text("企业诉求", lines=2, width=30)
    reply: Mapped[str | None] = text("初步答复（改进建议）", lines=2)
    receiver: Mapped[str | None] = person_name("企业接待人", width=10, section="接待人")
    receiver_post: Mapped[str | None] = text("接待人职务", longest=40, width=10)
    receiver_phone: Mapped[str | None] = phone("接待人电话", width=14)
    kind: Mapped[str | None] = choice("走访类型", "visit_type", width=10, pinned=True, section="其他")
    purpose: Mapped[str | None] = text("走访目的", pinned=True)
    begun: Mapped[str | None] = text("开始时间", longest=10, width=8)
    minutes: Mapped[int | None] = whole("时长", unit="分钟", low=1, high=600)
    leaflets: Mapped[int | None] = whole("发放宣传资料", unit="份", low=0, high=100_000)
    systems: Mapped[int | None] = whole(
        "指导建立制度", unit="项", low=0, high=99, help="走访时指导企业新建、完善了几项知识产权制度"
    )
    next_on: Mapped[date | None] = day("下次走访日期")
    report_up: Mapped[bool | None] = flag("需要上报")
    filled_by: Mapped[str | None] = person_name("填表人", pinned=True)
    reviewed_by: Mapped[str | None] = person_name("审核人")
    photos: Mapped[tuple[FileRef, ...] | None] = files("现场照片", section="照片与签字")
    signature: Mapped[str | None] = choice(
        "签字情况", "signature_state", listed=True, width=10, default="waiting"
    )
    printed_on: Mapped[date | None] = day("走访表打印日期")
    signed_scan: Mapped[tuple[FileRef, ...] | None] = files("签字扫描件")

    def check(self, faults: Faults) -> None:
        self.refuse_before("next_on", "visited_on", faults)

    def __str__(self) -> str:
        return self.number or f"走访 {self.visited_on}"
