"""What a 保护工作站 of a park or association keeps of its members: who they are and each service rendered."""

from datetime import date

from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, person_name, ref, text, whole
from ercheng_station.records.enterprise import Enterprise

STATION_ONLY = frozenset({"protection"})


class Member(Record):
    __tablename__ = "member"
    title = "会员企业"
    group = "visit"
    profiles = STATION_ONLY
    owner = "enterprise"
    natural_key = ("enterprise", "since")

    enterprise: Mapped[Enterprise] = ref("企业", listed=True, width=26)
    kind: Mapped[str] = choice("类别", "member_kind", listed=True, width=12, default="member", pinned=True)
    since: Mapped[date | None] = day("加入日期", listed=True, width=12)
    until: Mapped[date | None] = day("退出日期", listed=True, width=12)
    place: Mapped[str | None] = text("楼栋或展位", listed=True, width=14)
    liaison: Mapped[str | None] = person_name("知识产权联络人", listed=True, width=12)
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)

    def __str__(self) -> str:
        return f"{self.enterprise}"


class MemberService(Record):
    __tablename__ = "member_service"
    title = "服务记录"
    group = "visit"
    profiles = STATION_ONLY
    pattern = "{unit}FW{year}-{serial:04}"
    dated_by = "served_on"
    natural_key = ("enterprise", "served_on", "kind")

    enterprise: Mapped[Enterprise] = ref("服务企业", listed=True, width=26)
    served_on: Mapped[date] = day("服务日期", listed=True, width=12, default="今天")
    kind: Mapped[str] = choice("服务类别", "member_service_kind", listed=True, width=14, default="advice")
    content: Mapped[str] = text("服务内容", lines=3, listed=True, width=40)
    people: Mapped[int | None] = whole("服务人次", unit="人次", low=1, high=10_000)
    by: Mapped[str | None] = person_name("服务人员", listed=True, width=10, pinned=True)
    outcome: Mapped[str | None] = text("效果", lines=2)
    satisfaction: Mapped[str | None] = choice("企业满意度", "satisfaction")

    def __str__(self) -> str:
        return f"{self.enterprise}：{' '.join(self.content.split())[:20]}"
