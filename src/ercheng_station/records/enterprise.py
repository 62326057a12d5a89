"""Enterprises (经营主体), their IP rights, dated IP snapshots, and the lists they stand on."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from ercheng_station.codes import shipped
from ercheng_station.errors import Fault
from ercheng_station.records.base import AUTHORITIES, Faults, Record, Values
from ercheng_station.records.columns import (
    Mapped,
    area,
    choice,
    choices,
    credit_code,
    day,
    flag,
    money,
    person_name,
    phone,
    ref,
    text,
    whole,
)
from ercheng_station.records.dates import LONG_AGO, years_later
from ercheng_station.records.identifiers import PatentNumber, TrademarkNumber


class Enterprise(Record):
    __tablename__ = "enterprise"
    title = "企业"
    group = "visit"
    names = ("name", "short_name", "contact")
    natural_key = ("credit_code",)

    name: Mapped[str] = text("企业名称", listed=True, width=30, section="基本情况")
    short_name: Mapped[str | None] = text("简称", longest=40)
    credit_code: Mapped[str | None] = credit_code(listed=True, width=20, wanted=True)
    no_code_why: Mapped[str | None] = text("无信用代码原因", help="个体户旧证照等没有代码的，请写明")
    scale: Mapped[str | None] = choice("规模类型", "enterprise_scale", width=10)
    founded_on: Mapped[date | None] = day("成立日期", earliest=LONG_AGO)
    industry: Mapped[str | None] = choice("行业门类", "industry", listed=True, width=14)
    business: Mapped[str | None] = text("主营业务", lines=2)
    area: Mapped[str | None] = area(listed=True, width=12)
    legal_person: Mapped[str | None] = person_name("法定代表人")
    address: Mapped[str | None] = text("地址", width=30)
    contact: Mapped[str | None] = person_name("联系人", listed=True, width=10, section="联系方式")
    contact_post: Mapped[str | None] = text("联系人职务", longest=40, width=10)
    contact_phone: Mapped[str | None] = phone("联系电话", listed=True, width=14)
    wechat: Mapped[str | None] = text("微信群或微信号", longest=60, width=10)
    honours: Mapped[tuple[str, ...] | None] = choices("资质荣誉", "enterprise_honour", section="特征")
    is_key_industry: Mapped[bool | None] = flag("重点产业", listed=True, width=8)
    key_industry: Mapped[str | None] = choice("所属重点产业", "key_industry")
    exports_to: Mapped[str | None] = text("出口国家或地区")
    online_shops: Mapped[str | None] = text("电商平台店铺", lines=2)
    in_charge: Mapped[str | None] = person_name("包联人员", help="本站负责联系这家企业的人")
    note: Mapped[str | None] = text("备注", lines=3)

    def check(self, faults: Faults) -> None:
        if self.no_code_why:
            faults.soft.pop("credit_code", None)
        if self.is_key_industry and not self.key_industry:
            faults.soft["key_industry"] = "已勾选重点产业，请选择是哪个产业"

    def __str__(self) -> str:
        return self.name


class Right(Record):
    """A patent, mark, copyright … of an enterprise, with the day it lapses."""

    __tablename__ = "right"
    title = "知识产权"
    group = "visit"
    owner = "enterprise"
    names = ("name",)
    natural_key = ("enterprise", "kind", "right_number")

    enterprise: Mapped[Enterprise] = ref("企业", listed=True, width=26)
    kind: Mapped[str] = choice("权利类型", "right_kind", listed=True, width=12)
    right_number: Mapped[str] = text(
        "权利号", listed=True, width=20, longest=60, help="专利号、注册号、登记号"
    )
    name: Mapped[str] = text("名称", listed=True, width=26)
    nice_class: Mapped[int | None] = whole("商标类别", unit="类", low=1, high=45)
    applied_on: Mapped[date | None] = day("申请日期", earliest=LONG_AGO)
    granted_on: Mapped[date | None] = day("授权（注册）日期", earliest=LONG_AGO)
    expires_on: Mapped[date | None] = day(
        "有效期至", listed=True, width=12, help="专利按申请日、商标按注册日自动算出；证上另有日期的照证填"
    )
    fee_due_on: Mapped[date | None] = day(
        "下次缴费日期", help="不填的，专利年费按申请日每年提醒；缴费后填下一次的日期"
    )
    status: Mapped[str | None] = choice("权利状态", "right_status", listed=True, width=10, default="valid")
    note: Mapped[str | None] = text("备注", lines=2)

    @classmethod
    def follow(cls, values: Values) -> Values:
        return {} if values.get("expires_on") else {"expires_on": expiry_of(values)}

    def check(self, faults: Faults) -> None:
        field = _NUMBERS.get(self.kind)
        if field:
            try:
                field.parse(self.right_number)
            except Fault as fault:
                faults.soft["right_number"] = fault.why
        self.refuse_before("granted_on", "applied_on", faults)
        self.refuse_before("expires_on", "granted_on", faults)

    def __str__(self) -> str:
        return f"{self.name}（{self.right_number}）"


PATENTS = ("invention", "utility", "design")
_DESIGN_LONGER = date(2021, 6, 1)
"""Designs filed from that day on are protected for 15 years, older ones for 10 (专利法 2020 第42条)."""


def expiry_of(values: Mapping[str, Any]) -> date | None:
    """The day typed, else the end of the term that runs from filing or registration; None where neither is known."""
    if values.get("expires_on"):
        return cast(date, values["expires_on"])
    filed, granted = values.get("applied_on"), values.get("granted_on")
    years = {"invention": 20, "utility": 10, "design": 15}.get(values.get("kind", ""))
    if years and isinstance(filed, date):
        older_design = values.get("kind") == "design" and filed < _DESIGN_LONGER
        return _last_day(filed, 10 if older_design else years)
    if values.get("kind") == "trademark" and isinstance(granted, date):
        return _last_day(granted, 10)
    return None


def _last_day(first: date, years: int) -> date:
    """Filed or registered on 2015-03-14 for ten years: the right holds to 2025-03-13."""
    return years_later(first, years) - timedelta(days=1)


_PATENT = PatentNumber(label="专利号")
_NUMBERS = {
    "invention": _PATENT,
    "utility": _PATENT,
    "design": _PATENT,
    "trademark": TrademarkNumber(label="注册号"),
}


class IpSnapshot(Record):
    """知识产权情况（截至×日）: what an enterprise holds on one day."""

    __tablename__ = "ip_snapshot"
    title = "知识产权情况"
    group = "visit"
    owner = "enterprise"
    dated_by = "as_of"
    natural_key = ("enterprise", "as_of")

    enterprise: Mapped[Enterprise] = ref("企业", listed=True, width=26)
    as_of: Mapped[date] = day("截至日期", listed=True, width=12, default="今天")
    inventions: Mapped[int | None] = whole("有效发明", unit="件", low=0, listed=True, width=8, section="专利")
    utilities: Mapped[int | None] = whole("实用新型", unit="件", low=0, listed=True, width=8)
    designs: Mapped[int | None] = whole("外观设计", unit="件", low=0, listed=True, width=8)
    pct: Mapped[int | None] = whole("PCT 申请", unit="件", low=0)
    pending: Mapped[int | None] = whole("在审", unit="件", low=0)
    high_value: Mapped[int | None] = whole("高价值发明", unit="件", low=0)
    trademarks: Mapped[int | None] = whole(
        "有效注册商标", unit="件", low=0, listed=True, width=10, section="商标地理标志"
    )
    well_known: Mapped[int | None] = whole("驰名商标", unit="件", low=0)
    madrid: Mapped[int | None] = whole("马德里商标", unit="件", low=0)
    geographical: Mapped[int | None] = whole("地理标志", unit="件", low=0)
    uses_gi_sign: Mapped[bool | None] = flag("使用地理标志专用标志")
    works: Mapped[int | None] = whole("作品登记", unit="件", low=0, section="版权与其他")
    software: Mapped[int | None] = whole("软件著作权", unit="件", low=0)
    secrets_rules: Mapped[bool | None] = flag("有商业秘密制度")
    secrets_agreements: Mapped[bool | None] = flag("有保密协议")
    secret_points: Mapped[int | None] = whole("涉密点", unit="处", low=0)
    layouts: Mapped[int | None] = whole("布图设计", unit="件", low=0)
    varieties: Mapped[int | None] = whole("植物新品种", unit="件", low=0)
    data_rights: Mapped[int | None] = whole("数据知识产权登记", unit="件", low=0)
    pledged: Mapped[int | None] = money("质押融资", section="运用")
    licensed: Mapped[int | None] = whole("许可转让", unit="次", low=0)
    standard_certified: Mapped[bool | None] = flag("通过贯标（GB/T 29490）")
    research_cost: Mapped[int | None] = money("研发投入")

    def __str__(self) -> str:
        return f"截至 {self.as_of}"


class EnterpriseListing(Record):
    """One stay of an enterprise on one list, so that any year's ratio can be rebuilt."""

    __tablename__ = "enterprise_listing"
    title = "企业名单"
    one = "名单企业"
    group = "visit"
    profiles = AUTHORITIES
    owner = "enterprise"
    dated_by = "since"
    planned = True  # next year's list is drawn up in December
    natural_key = ("enterprise", "list", "since")

    enterprise: Mapped[Enterprise] = ref("企业", listed=True, width=26)
    list: Mapped[str] = choice("名单", "enterprise_list", listed=True, width=18)
    standard: Mapped[str | None] = text("认定标准", width=24, help="如“有效发明专利 5 件以上”")
    document: Mapped[str | None] = text("文号", listed=True, width=20)
    since: Mapped[date] = day("列入日期", listed=True, width=12, default="今天")
    until: Mapped[date | None] = day("移出日期", listed=True, width=12)
    reason: Mapped[str | None] = text("列入或移出原因", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)

    def __str__(self) -> str:
        return f"{shipped('enterprise_list').label(self.list)} {self.since}"
