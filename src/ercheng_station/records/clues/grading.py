"""The rules by which a grade is proposed: shipped as dated data, replaced and added to by rules of the unit's own."""

from datetime import date

from ercheng_station.records.base import AUTHORITIES, Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, money, text


class GradingRule(Record):
    """One with the name of a shipped rule replaces it; one that ends before it begins to hold retires it."""

    __tablename__ = "grading_rule"
    title = "线索分级规则"
    group = "data"
    profiles = AUTHORITIES
    natural_key = ("name",)

    name: Mapped[str] = text(
        "规则代码", listed=True, width=18, longest=40, help="和程序自带的代码相同的，代替自带的那条"
    )
    words: Mapped[str] = text("规则", listed=True, width=36, help="写成一句话，提出建议级别时原样显示")
    grade: Mapped[str] = choice("提出的级别", "clue_grade", listed=True, width=12)
    sign: Mapped[str | None] = choice("分级情形", "clue_sign", listed=True, width=16)
    amount_from: Mapped[int | None] = money("涉案金额达到", listed=True, width=14, summed=False)
    basis: Mapped[str | None] = text("依据", width=24)
    since: Mapped[date | None] = day("启用日期", listed=True, width=12)
    until: Mapped[date | None] = day("停用日期", listed=True, width=12)
    note: Mapped[str | None] = text("备注")

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)

    def __str__(self) -> str:
        return self.words
