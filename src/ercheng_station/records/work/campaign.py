"""专项行动 and 双打: a campaign and its monthly counts, from which the quarterly table is made."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import (
    Mapped,
    calendar_year,
    choice,
    day,
    money,
    person_name,
    ref,
    text,
    whole,
)


class Campaign(Record):
    __tablename__ = "campaign"
    title = "专项行动"
    group = "clue"
    profiles = AUTHORITIES
    names = ("name",)
    natural_key = ("name", "begins_on")
    dated_by = "begins_on"
    planned = True

    name: Mapped[str] = text("行动名称", listed=True, width=30, section="行动")
    kind: Mapped[str] = choice("类别", "campaign_kind", listed=True, width=12, default="crackdown")
    document: Mapped[str | None] = text("文号", listed=True, width=20, wanted=True, help="部署这次行动的文件")
    issued_by: Mapped[str | None] = text("部署单位", width=20)
    begins_on: Mapped[date] = day("开始日期", listed=True, width=12, default="今天")
    ends_on: Mapped[date | None] = day("结束日期", listed=True, width=12, wanted=True)
    focus: Mapped[str | None] = text("重点内容", lines=3, help="重点商品、场所和环节")
    partners: Mapped[str | None] = text("参加单位", width=20)
    handler: Mapped[str | None] = person_name("负责人", listed=True, width=10, pinned=True)
    summary: Mapped[str | None] = text("行动小结", lines=4, section="结果")
    note: Mapped[str | None] = text("备注", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("ends_on", "begins_on", faults)

    def __str__(self) -> str:
        return self.name


class CampaignCount(Record):
    """What one month of a campaign came to."""

    __tablename__ = "campaign_count"
    title = "行动月报数"
    profiles = AUTHORITIES
    owner = "campaign"
    natural_key = ("campaign", "year", "month")

    campaign: Mapped[Campaign] = ref("专项行动", listed=True, width=26)
    year: Mapped[int] = calendar_year("年度", listed=True, width=6, default="今年", pinned=True)
    month: Mapped[int] = whole("月份", low=1, high=12, listed=True, width=6)
    people: Mapped[int | None] = whole("出动人次", unit="人次", low=0, high=1_000_000, listed=True, width=10)
    checked: Mapped[int | None] = whole("检查户数", unit="户", low=0, high=1_000_000, listed=True, width=10)
    found: Mapped[int | None] = whole("发现问题", unit="个", low=0, high=1_000_000, listed=True, width=10)
    filed: Mapped[int | None] = whole("立案", unit="件", low=0, high=100_000, listed=True, width=8)
    value: Mapped[int | None] = money("案值", listed=True, width=12)
    fined: Mapped[int | None] = money("罚没金额", listed=True, width=12)
    note: Mapped[str | None] = text("备注", width=24)

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月"
