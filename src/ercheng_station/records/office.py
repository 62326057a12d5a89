"""What the office keeps for its own convenience: standing phrases, settings and its entries in the code lists."""

from datetime import date

from ercheng_station.codes import titles
from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import Mapped, day, text

NUMBER_SETTING = "number."
"""What the settings begin with that give the form of a kind's numbers: `number.visit`."""

BLOCK_SETTING = "computer.numbers"
"""Of a unit with several computers: the first and last number that this one gives out, as `5001-6999`."""

FONT_SETTING = "font."
"""What the settings begin with that name a font file of the office: `font.fang`, `font.kai`."""
FONTS_NAMED = {"fang": "仿宋", "kai": "楷体"}

LOCK_SETTING = "lock.minutes"
"""After how many minutes without a touch the window is locked, 1 to 30."""


PASSWORD_SETTING = "password.max_days"
"""How old a password may be before it must be changed, where the district asks for it; nothing = a reminder only."""

CLOSED_SETTING = "year.closed"
"""The last year that was closed (年度结转), and with it every year before."""


class Phrase(Record):
    """常用语; ⟦…⟧ marks a place to fill."""

    __tablename__ = "phrase"
    title = "常用语"
    group = "data"
    natural_key = ("place", "words")

    place: Mapped[str | None] = text(
        "用在", listed=True, width=16, help="字段名称，空着则处处可用", pinned=True
    )
    words: Mapped[str] = text("常用语", lines=3, listed=True, width=60)

    def __str__(self) -> str:
        return " ".join(self.words.split())[:30]


class Setting(Record):
    """One setting of this unit, such as the form of a number; kept as a record so that it has a history."""

    __tablename__ = "setting"
    title = "参数设置"
    one = "参数"
    group = "data"
    guard = "settings"
    natural_key = ("key",)

    key: Mapped[str] = text("参数", listed=True, width=24, longest=60)
    value: Mapped[str | None] = text("值", listed=True, width=40, longest=10_000)
    note: Mapped[str | None] = text("说明", listed=True, width=40)

    def __str__(self) -> str:
        return self.key


class CodeEntry(Record):
    """One dated row of a code list; a retired code stays valid in old records."""

    __tablename__ = "code_entry"
    title = "选项列表"
    one = "选项"
    group = "data"
    guard = "settings"
    natural_key = ("list", "code")

    list: Mapped[str] = text("列表", listed=True, width=18, longest=40)
    code: Mapped[str] = text("代码", listed=True, width=12, longest=40)
    name: Mapped[str] = text("名称", listed=True, width=24)
    since: Mapped[date | None] = day("启用日期", listed=True, width=12)
    until: Mapped[date | None] = day("停用日期", listed=True, width=12)
    note: Mapped[str | None] = text("说明", width=30)

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)

    def __str__(self) -> str:
        return f"{titles().get(self.list, self.list)} {self.name}"
