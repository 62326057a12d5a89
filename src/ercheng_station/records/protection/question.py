"""排查事项库: the unit's own questions for risk checks, and those of the shipped list that it does not ask."""

from datetime import date

from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, flag, text


class RiskQuestion(Record):
    """A row whose words are those of a shipped question stands in its place, or strikes it out."""

    __tablename__ = "risk_question"
    title = "排查事项库"
    one = "标准排查事项"
    group = "data"
    natural_key = ("topic", "item", "since")

    topic: Mapped[str] = choice("项目", "risk_topic", listed=True, width=10, pinned=True)
    item: Mapped[str] = text(
        "排查内容", listed=True, width=50, help="写成肯定句：“是”表示符合，“否”表示有风险"
    )
    basis: Mapped[str | None] = text("依据", listed=True, width=24)
    since: Mapped[date | None] = day("启用日期", listed=True, width=12)
    until: Mapped[date | None] = day("停用日期", listed=True, width=12)
    unused: Mapped[bool | None] = flag(
        "本站不用", listed=True, width=8, help="照程序自带事项的原文登记并勾选，以后就不再加入"
    )

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)

    def __str__(self) -> str:
        return self.item[:40]
