"""What was before the registers: monthly totals entered afterwards, and who ought to have a station."""

from datetime import date

from ercheng_station.codes import shipped
from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import Mapped, calendar_year, choice, day, money, text, whole


class PastTotal(Record):
    """补录: one month's figure from before the records, so that there is a 去年同期 to compare with."""

    __tablename__ = "past_total"
    title = "历史数据补录"
    one = "补录数据"
    group = "data"
    natural_key = ("indicator", "year", "month")

    indicator: Mapped[str] = choice("指标", "indicator", listed=True, width=20, pinned=True)
    year: Mapped[int] = calendar_year("年度", listed=True, width=8, pinned=True)
    month: Mapped[int] = whole("月份", low=1, high=12, listed=True, width=6)
    count: Mapped[int | None] = whole(
        "数量", low=0, high=10_000_000, listed=True, width=10, help="件数、次数、人次等"
    )
    amount: Mapped[int | None] = money("金额", listed=True, width=14, help="涉及金额等以元填写，报表按万元")
    source: Mapped[str | None] = text(
        "数据来源", listed=True, width=24, wanted=True, pinned=True, help="如“2025年3月月报”"
    )
    note: Mapped[str | None] = text("备注", width=24)

    def check(self, faults: Faults) -> None:
        if (self.count is None) == (self.amount is None):
            faults.hard["count"] = "数量和金额填一个，也只填一个"

    def __str__(self) -> str:
        return f"{shipped('indicator').label(self.indicator)} {self.year}年{self.month}月（补录）"


class CoverageUnit(Record):
    """Who ought to have a station: the denominator of 「两个全覆盖」, dated so that any year can be counted again.

    Firms on the list 知识产权密集企业 count without being entered here.
    """

    __tablename__ = "coverage_unit"
    title = "应建站单位"
    group = "station"
    profiles = AUTHORITIES
    names = ("name",)
    natural_key = ("name", "since")

    name: Mapped[str] = text(
        "单位名称", listed=True, width=28, help="与站点登记里“所属市场监管所”或“依托单位”的写法一致"
    )
    kind: Mapped[str] = choice("单位类型", "host_kind", listed=True, width=12, default="office", pinned=True)
    document: Mapped[str | None] = text("依据", listed=True, width=24, help="确定应建名单的文件或认定标准")
    since: Mapped[date] = day("列入日期", listed=True, width=12, default="今天", pinned=True)
    until: Mapped[date | None] = day("移出日期", listed=True, width=12)
    note: Mapped[str | None] = text("备注", listed=True, width=24)

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)

    def __str__(self) -> str:
        return self.name
