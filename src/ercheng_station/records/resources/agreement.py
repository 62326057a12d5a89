"""Co-operation agreements with universities, other regions, platforms, arbitration and law firms, and their performance."""

from datetime import date
from typing import TYPE_CHECKING

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, files, person_name, phone, ref, text
from ercheng_station.records.fields import FileRef

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole


class CooperationAgreement(Record):
    """Without `valid_until` it runs until somebody ends it."""

    __tablename__ = "cooperation_agreement"
    title = "合作协议"
    group = "resource"
    profiles = AUTHORITIES
    pattern = "{unit}HX{year}-{serial:04}"
    dated_by = "signed_on"
    names = ("name", "partner")
    natural_key = ("partner", "name", "signed_on")

    name: Mapped[str] = text("协议名称", listed=True, width=32, section="协议")
    partner: Mapped[str] = text("合作方", listed=True, width=24, help="两家以上用顿号分开")
    partner_kind: Mapped[str] = choice(
        "合作方类型", "cooperation_partner", listed=True, width=14, default="university"
    )
    kind: Mapped[str] = choice("协议类型", "cooperation_kind", listed=True, width=14, default="strategic")
    own_side: Mapped[str | None] = text("我方签订单位", width=24, pinned=True)
    signed_on: Mapped[date] = day("签订日期", listed=True, width=12, default="今天")
    valid_until: Mapped[date | None] = day(
        "有效期至", listed=True, width=12, help="长期有效的不填；到期前 90 天提醒"
    )
    terms: Mapped[str | None] = text("条款要点", lines=5, wanted=True, help="合作事项和双方的责任，一行一项")
    own_contact: Mapped[str | None] = person_name("我方联系人", wanted=True, pinned=True, section="联系人")
    own_phone: Mapped[str | None] = phone("我方联系电话")
    contact: Mapped[str | None] = person_name("对方联系人", wanted=True)
    contact_phone: Mapped[str | None] = phone("对方联系电话")
    signed_copy: Mapped[tuple[FileRef, ...] | None] = files("协议扫描件", section="扫描件与终止")
    ended_on: Mapped[date | None] = day("终止日期", help="提前终止或者续签为新协议的日期")
    ended_why: Mapped[str | None] = text("终止原因")
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("valid_until", "signed_on", faults)
        self.refuse_before("ended_on", "signed_on", faults)
        if self.ended_on and not self.ended_why:
            faults.soft["ended_why"] = "待补"

    def __str__(self) -> str:
        return self.name


class CooperationRecord(Record):
    """履行记录: a meeting, an inquiry, a training … under the agreement."""

    __tablename__ = "cooperation_record"
    title = "协议履行记录"
    profiles = AUTHORITIES
    owner = "agreement"
    dated_by = "done_on"

    agreement: Mapped[CooperationAgreement] = ref("合作协议", listed=True, width=30)
    done_on: Mapped[date] = day("日期", listed=True, width=12, default="今天")
    kind: Mapped[str] = choice("履行方式", "cooperation_act", listed=True, width=12, default="meeting")
    content: Mapped[str] = text("内容和结果", lines=3, listed=True, width=40)
    by: Mapped[str | None] = person_name("经办人", listed=True, width=10, pinned=True)

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:  # noqa: ARG003
        early = whole.about.done_on < whole.about.agreement.signed_on
        return {"done_on": "早于协议签订日期，请核对"} if early else {}

    def __str__(self) -> str:
        return f"{self.done_on} {' '.join(self.content.split())[:20]}"
