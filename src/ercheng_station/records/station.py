"""Stations of both kinds, and what each owns: people, rules, equipment."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Faults, Record
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


class Station(Record):
    """`kind` is the kind of unit and selects its profile."""

    __tablename__ = "station"
    title = "站点"
    group = "station"
    names = ("name", "short_name")
    natural_key = ("name",)

    name: Mapped[str] = text("站点名称", listed=True, width=30, section="基本情况")
    short_name: Mapped[str | None] = text("简称", longest=20, width=12, help="用于编号和文件名，如“泽林所”")
    kind: Mapped[str] = choice("站点类型", "unit_kind", listed=True, width=14, default="office")
    status: Mapped[str | None] = choice("状态", "station_status", listed=True, width=12, default="running")
    level: Mapped[str | None] = choice("级别", "station_level")
    area: Mapped[str | None] = area(listed=True, width=12)
    address: Mapped[str | None] = text("地址", width=30)
    head: Mapped[str | None] = person_name("负责人", listed=True, width=10, wanted=True)
    head_phone: Mapped[str | None] = phone("负责人电话")
    contact: Mapped[str | None] = person_name("联络员")
    contact_phone: Mapped[str | None] = phone("联络员电话")
    host: Mapped[str | None] = text("依托单位", section="依托单位")
    host_code: Mapped[str | None] = credit_code("依托单位信用代码")
    host_kind: Mapped[str | None] = choice("依托单位类型", "host_kind")
    office: Mapped[str | None] = text("所属市场监管所")
    floor_area: Mapped[int | None] = whole("场地面积", unit="平方米", low=0, high=100_000, section="条件")
    computers: Mapped[int | None] = whole("联网计算机", unit="台", low=0, high=10_000)
    full_time: Mapped[int | None] = whole("专职人员", unit="人", low=0, high=1000)
    part_time: Mapped[int | None] = whole("兼职人员", unit="人", low=0, high=1000)
    covered: Mapped[int | None] = whole("覆盖企业", unit="家", low=0)
    has_sign: Mapped[bool | None] = flag("有标识标牌")
    has_mediation_room: Mapped[bool | None] = flag("有调解室")
    is_assistance: Mapped[bool | None] = flag("挂维权援助工作站")
    services: Mapped[str | None] = text("服务范围", lines=3)
    running_cost: Mapped[int | None] = money("运行经费")
    applied_on: Mapped[date | None] = day("申报日期", section="建站过程")
    reviewed_on: Mapped[date | None] = day("初审日期")
    inspected_on: Mapped[date | None] = day("考察日期")
    published_on: Mapped[date | None] = day("公示开始日期")
    published_until: Mapped[date | None] = day("公示结束日期")
    approved_on: Mapped[date | None] = day("批复日期")
    approval_number: Mapped[str | None] = text("批复文号")
    plaque_by: Mapped[str | None] = text("授牌单位")
    plaque_on: Mapped[date | None] = day("挂牌日期")
    closed_on: Mapped[date | None] = day("撤站日期", help="撤销或摘牌的那一天；以前各年的覆盖率仍按当时计算")
    rated_year: Mapped[int | None] = whole("最近评价年度", low=2000, high=2100, section="评价")
    rated_score: Mapped[int | None] = whole("评价得分", unit="分", low=0, high=110)
    rated: Mapped[str | None] = choice("评价等次", "station_rating")
    note: Mapped[str | None] = text("备注", lines=3)

    def check(self, faults: Faults) -> None:
        self.refuse_before("published_until", "published_on", faults)
        if self.plaque_on and self.approved_on and self.plaque_on < self.approved_on:
            faults.soft["plaque_on"] = "挂牌日期早于批复日期，请核对"

    def __str__(self) -> str:
        return self.name


class StationPerson(Record):
    __tablename__ = "station_person"
    title = "站点人员"
    group = "station"
    owner = "at"
    names = ("name",)
    natural_key = ("at", "name")

    at: Mapped[Station] = ref("站点", listed=True, width=24)
    name: Mapped[str] = person_name("姓名", listed=True, width=10)
    mobile: Mapped[str | None] = phone("联系电话", listed=True, width=14, private=True)
    post: Mapped[str | None] = text("职务", listed=True, width=12)
    employment: Mapped[str | None] = choice("专兼职", "employment", listed=True, width=8, default="part")
    qualifications: Mapped[tuple[str, ...] | None] = choices("资格", "qualification")
    certificate: Mapped[str | None] = text("证件编号", help="人民调解员证、专利代理师资格证、行政执法证等")
    since: Mapped[date | None] = day("到站日期")
    until: Mapped[date | None] = day("离站日期")
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)

    def __str__(self) -> str:
        return self.name


class StationRule(Record):
    __tablename__ = "station_rule"
    title = "管理制度"
    group = "station"
    owner = "at"
    natural_key = ("at", "name")

    at: Mapped[Station] = ref("站点", listed=True, width=24)
    name: Mapped[str] = text("制度名称", listed=True, width=24)
    kind: Mapped[str | None] = choice("制度类别", "rule_kind", listed=True, width=14)
    version: Mapped[str | None] = text("版本", longest=20)
    effective_on: Mapped[date | None] = day("施行日期", listed=True, width=12)
    on_wall: Mapped[bool | None] = flag("已上墙", listed=True, width=8)
    note: Mapped[str | None] = text("备注", lines=2)

    def __str__(self) -> str:
        return self.name


class Equipment(Record):
    __tablename__ = "equipment"
    title = "装备设备"
    group = "station"
    profiles = AUTHORITIES
    owner = "at"
    natural_key = ("at", "name", "model")

    at: Mapped[Station] = ref("存放站点", listed=True, width=24)
    name: Mapped[str] = text("名称", listed=True, width=18)
    asset_number: Mapped[str | None] = text(
        "设备编号", longest=40, listed=True, width=14, help="固定资产标签上的编号"
    )
    model: Mapped[str | None] = text("型号", width=16)
    amount: Mapped[int] = whole("数量", unit="台/套", low=1, high=10_000, listed=True, width=8, default="1")
    bought_on: Mapped[date | None] = day("购置日期", listed=True, width=12)
    price: Mapped[int | None] = money("单价", listed=True, width=12, summed=False)
    paid_from: Mapped[str | None] = text("资金来源")
    keeper: Mapped[str | None] = person_name("责任人", listed=True, width=10)
    status: Mapped[str] = choice("状态", "equipment_status", listed=True, width=10, default="in_use")
    note: Mapped[str | None] = text("备注", lines=2)

    def __str__(self) -> str:
        return f"{self.name} {self.model}" if self.model else self.name
