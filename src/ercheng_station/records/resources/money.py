"""经费: what a year has for which subject, from which source, and what was spent of it. Whole fen throughout."""

from datetime import date
from typing import TYPE_CHECKING

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import (
    Mapped,
    calendar_year,
    choice,
    day,
    files,
    money,
    person_name,
    ref,
    text,
)
from ercheng_station.records.fields import FileRef

if TYPE_CHECKING:
    from ercheng_station.records.whole import Whole


class Fund(Record):
    """One line of a year's budget."""

    __tablename__ = "fund"
    title = "经费预算"
    group = "resource"
    profiles = AUTHORITIES
    names = ("name",)
    natural_key = ("year", "source", "name")

    year: Mapped[int] = calendar_year("预算年度", listed=True, width=8, default="今年", section="预算")
    source: Mapped[str] = choice(
        "资金来源", "fund_source", listed=True, width=12, default="district", pinned=True
    )
    name: Mapped[str] = text("预算科目", listed=True, width=26, help="财政下达的科目或项目名称")
    use: Mapped[str | None] = choice("主要用途", "fund_use", listed=True, width=12)
    budget: Mapped[int] = money("预算数", listed=True, width=16)
    document: Mapped[str | None] = text("下达文号", width=24)
    granted_on: Mapped[date | None] = day("下达日期")
    keeper: Mapped[str | None] = person_name("负责人", pinned=True)
    note: Mapped[str | None] = text("备注", lines=2)

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:  # noqa: ARG003
        over = over_budget(whole)
        return {"budget": over} if over else {}

    def __str__(self) -> str:
        return f"{self.name}（{self.year} 年）"


class Spending(Record):
    __tablename__ = "spending"
    title = "经费支出"
    group = "resource"
    profiles = AUTHORITIES
    owner = "fund"
    pattern = "{unit}JF{year}-{serial:04}"
    dated_by = "spent_on"
    natural_key = ("fund", "spent_on", "content", "amount")

    fund: Mapped[Fund] = ref("经费预算", listed=True, width=26, pinned=True, section="支出")
    spent_on: Mapped[date] = day("支出日期", listed=True, width=12, default="今天")
    content: Mapped[str] = text("支出内容", listed=True, width=30)
    amount: Mapped[int] = money("金额", listed=True, width=14)
    use: Mapped[str] = choice("用途", "fund_use", listed=True, width=12, default="training")
    payee: Mapped[str | None] = text("收款单位", width=24)
    voucher: Mapped[str | None] = text("凭证号", listed=True, width=14, wanted=True)
    handler: Mapped[str | None] = person_name("经手人", listed=True, width=10, wanted=True, pinned=True)
    approver: Mapped[str | None] = person_name("审批人", wanted=True, pinned=True)
    receipts: Mapped[tuple[FileRef, ...] | None] = files("票据")
    note: Mapped[str | None] = text("备注", lines=2)

    @classmethod
    def doubts(cls, whole: "Whole", today: date) -> dict[str, str]:  # noqa: ARG003
        found, year = {}, whole.record.year
        if whole.about.spent_on.year != year:
            found["spent_on"] = f"不在预算年度 {year} 年内，请核对"
        over = over_budget(whole)
        if over:
            found["amount"] = f"这项预算{over}"
        return found

    def check(self, faults: Faults) -> None:
        if self.handler and self.handler == self.approver:
            faults.soft["approver"] = "经手人和审批人是同一人，请核对"

    def __str__(self) -> str:
        return self.content


def spent(whole: "Whole") -> int:
    """Fen, of a budget line with its spendings."""
    return sum(one.amount for one in whole.parts[Spending.__tablename__])


def balance(whole: "Whole") -> int:
    """Fen; below zero where more was spent than there was."""
    return int(whole.record.budget) - spent(whole)


def over_budget(whole: "Whole") -> str:
    """One sentence, "" within the budget."""
    over, told = -balance(whole), Spending.kept["amount"].text
    return f"已支出 {told(spent(whole))} 元，超过预算 {told(over)} 元" if over > 0 else ""
