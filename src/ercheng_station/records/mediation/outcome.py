"""What a case ends with: the agreement, its performance, the court's confirmation, and the visit afterwards."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from ercheng_station.records.base import Count, Faults, Record
from ercheng_station.records.columns import (
    Mapped,
    choice,
    day,
    files,
    flag,
    money,
    person_name,
    ref,
    text,
    whole,
)
from ercheng_station.records.fields import FileRef
from ercheng_station.records.mediation.bodies import MEDIATING, Court
from ercheng_station.records.mediation.case import Mediation
from ercheng_station.records.mediation.ownership import told_of_ownership
from ercheng_station.records.mediation.people import Party
from ercheng_station.records.mediation.states import in_force

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole

_SIGNED = ("signed_on", "mediator_signed_on", "sealed_on")


class Agreement(Record):
    """书面协议 takes effect when parties and mediator have signed and the committee has sealed; an oral one at once."""

    __tablename__ = "agreement"
    title = "调解协议"
    group = "mediation"
    profiles = MEDIATING
    owner = "case"
    timed: ClassVar[Mapping[str, Count]] = {"confirm_until": Count("confirmation.apply", "effective_on")}

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    form: Mapped[str] = choice("协议形式", "agreement_form", listed=True, width=12, default="written")
    agreed_on: Mapped[date] = day("达成日期", listed=True, width=12, default="今天")
    facts: Mapped[str] = text("纠纷主要事实和争议事项", lines=6)
    terms: Mapped[str] = text("协议内容", lines=6, listed=True, width=40, help="一行一条")
    amount: Mapped[int | None] = money("给付金额", listed=True, width=14)
    way: Mapped[str | None] = choice("履行方式", "performance_way", wanted=True, section="履行")
    way_note: Mapped[str | None] = text("履行方式说明", help="转账到哪个账户、当面交付等")
    place: Mapped[str | None] = text("履行地点", wanted=True)
    deadline: Mapped[str | None] = text("履行期限", wanted=True, help="协议书上写的话，如“2026年12月31日前”")
    copies: Mapped[int | None] = whole("一式几份", unit="份", low=1, high=99, help="不填按当事人数加一")
    court_copies: Mapped[int | None] = whole("另送法院", unit="份", low=0, high=9)
    signed_on: Mapped[date | None] = day("当事人签字日期", section="生效")
    mediator_signed_on: Mapped[date | None] = day("调解员签字日期")
    sealed_on: Mapped[date | None] = day("用印日期")
    sealed_by: Mapped[str | None] = person_name("用印经手人")
    effective_on: Mapped[date | None] = day("生效日期", listed=True, width=12, derived=True)
    confirm_until: Mapped[date | None] = day("司法确认截止", listed=True, width=12, derived=True)
    apply_confirmation: Mapped[bool | None] = flag("拟申请司法确认")
    signed_scan: Mapped[tuple[FileRef, ...] | None] = files("签字盖章扫描件", section="材料")

    @classmethod
    def follow(cls, values: dict[str, object]) -> dict[str, object]:
        signed = [day for name in _SIGNED if isinstance(day := values.get(name), date)]
        agreed = values.get("agreed_on")
        if values.get("form") == "oral":
            effective = agreed if isinstance(agreed, date) else None
        else:
            effective = max(signed) if len(signed) == len(_SIGNED) else None
        return {"effective_on": effective}

    def check(self, faults: Faults) -> None:
        for name in _SIGNED:
            self.refuse_before(name, "agreed_on", faults)
        if self.way == "instalments" and not self.amount:
            faults.soft["amount"] = "分期履行要写明给付金额"

    def __str__(self) -> str:
        return f"{self.agreed_on} {'口头' if self.form == 'oral' else ''}调解协议"


class Instalment(Record):
    """One step of the performance plan, with its voucher."""

    __tablename__ = "instalment"
    title = "履行计划"
    one = "履行事项"
    group = "mediation"
    profiles = MEDIATING
    owner = "case"

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    due_on: Mapped[date] = day("应履行日期", listed=True, width=12)
    party: Mapped[Party | None] = ref("履行人", listed=True, width=16, wanted=True)
    what: Mapped[str] = text("履行内容", listed=True, width=30)
    amount: Mapped[int | None] = money("应付金额", listed=True, width=14)
    state: Mapped[str] = choice("履行情况", "performance_state", listed=True, width=10, default="pending")
    done_on: Mapped[date | None] = day("实际履行日期", listed=True, width=12)
    paid: Mapped[int | None] = money("实付金额")
    voucher: Mapped[str | None] = text("凭证", help="收条、转账凭证号等")
    urged_on: Mapped[date | None] = day("催促日期")
    note: Mapped[str | None] = text("情况说明", lines=2)
    scans: Mapped[tuple[FileRef, ...] | None] = files("履行凭证")

    def check(self, faults: Faults) -> None:
        if self.state == "done" and not self.done_on:
            faults.hard["done_on"] = "已履行的要填实际履行日期"
        if self.state == "done" and not (self.voucher or self.scans):
            faults.soft["voucher"] = "待补"

    def __str__(self) -> str:
        return f"{self.due_on} {self.what}"[:40]


class Confirmation(Record):
    """司法确认: asked for jointly within 30 days; not for what decides who owns a right (民诉法解释 第三百五十五条)."""

    __tablename__ = "confirmation"
    title = "司法确认"
    group = "mediation"
    profiles = MEDIATING
    owner = "case"

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    court: Mapped[Court | None] = ref("法院", listed=True, width=24, wanted=True)
    state: Mapped[str] = choice("进展", "confirmation_state", listed=True, width=12, default="preparing")
    applied_on: Mapped[date | None] = day("申请日期", listed=True, width=12)
    jointly: Mapped[bool | None] = flag("双方共同申请", default="是")
    docket: Mapped[str | None] = text("案号", listed=True, width=24, help="如“（2026）鄂0704诉前调确12号”")
    ruled_on: Mapped[date | None] = day("裁定日期", listed=True, width=12)
    why: Mapped[str | None] = text("驳回或不予受理的理由", lines=2)
    scans: Mapped[tuple[FileRef, ...] | None] = files("裁定书等材料")

    def check(self, faults: Faults) -> None:
        if self.state not in {"preparing"} and not self.applied_on:
            faults.hard["applied_on"] = "已经申请的要填申请日期"
        if self.state in {"dismissed", "declined"} and not self.why:
            faults.soft["why"] = "待补"

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:  # noqa: ARG003
        told = told_of_ownership(whole.record, in_force(whole))
        return {"state": told} if told else {}

    def __str__(self) -> str:
        return self.docket or "司法确认申请"


class FollowUp(Record):
    """回访记录, required after an agreement (人民调解工作若干规定)."""

    __tablename__ = "follow_up"
    title = "回访记录"
    group = "mediation"
    profiles = MEDIATING
    owner = "case"
    dated_by = "done_on"

    case: Mapped[Mediation] = ref("调解案件", listed=True, width=26)
    done_on: Mapped[date] = day("回访日期", listed=True, width=12, default="今天")
    way: Mapped[str] = choice("回访方式", "follow_up_way", listed=True, width=10, default="phone")
    asked: Mapped[str] = text("被回访人", listed=True, width=20)
    by: Mapped[str] = person_name("回访人", listed=True, width=10, pinned=True)
    reason: Mapped[str] = text("回访事由", default="了解协议履行情况和当事人意见")
    extent: Mapped[str] = choice("协议履行程度", "performed_extent", listed=True, width=12, default="full")
    satisfaction: Mapped[str | None] = choice("满意度", "satisfaction", listed=True, width=10)
    disputed: Mapped[bool | None] = flag("又起争议或诉讼")
    hazard: Mapped[str | None] = text("隐患", lines=2)
    content: Mapped[str | None] = text("回访情况", lines=4, listed=True, width=40, wanted=True)
    signed_scan: Mapped[tuple[FileRef, ...] | None] = files("签字扫描件")

    def __str__(self) -> str:
        return f"{self.done_on} 回访"
