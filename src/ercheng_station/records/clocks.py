"""Days off and deadline rules that the unit enters itself; those that are shipped stand in `rulebook`."""

from datetime import date

from ercheng_station import rulebook
from ercheng_station.records.base import Faults, Record
from ercheng_station.records.columns import Mapped, choice, day, text, whole

LONGEST_REST = 15
"""Days off in a row; more is a slip in a date."""
_SATURDAY = 5


class DayOffEntry(Record):
    """放假 or 调休上班, a stretch of days of one year's notice."""

    __tablename__ = "day_off"
    title = "节假日安排"
    one = "节假日"
    group = "data"
    guard = "settings"
    natural_key = ("kind", "first")

    name: Mapped[str] = text("节日", listed=True, width=16, longest=40, pinned=True)
    kind: Mapped[str] = choice("安排", "day_off_kind", listed=True, width=12, default="off")
    first: Mapped[date] = day("开始日期", listed=True, width=14)
    last: Mapped[date | None] = day("结束日期", listed=True, width=14, help="只有一天的不用填")
    basis: Mapped[str | None] = text(
        "依据", listed=True, width=40, wanted=True, pinned=True, help="国务院办公厅每年 11 月前后发的放假通知"
    )
    year: Mapped[int | None] = whole(
        "年度", unit="年", low=1984, high=2199, derived=True, listed=True, width=8
    )

    @classmethod
    def follow(cls, values: dict[str, object]) -> dict[str, object]:
        on = values.get("last") or values.get("first")
        return {"year": on.year if isinstance(on, date) else None}

    def check(self, faults: Faults) -> None:
        self.refuse_before("last", "first", faults)
        last = self.last or self.first
        if (last - self.first).days >= LONGEST_REST:
            faults.hard["last"] = f"连续放假超过 {LONGEST_REST} 天，请核对日期"
        elif self.kind == "work" and (last != self.first or self.first.weekday() < _SATURDAY):
            faults.soft["first"] = "调休上班一般是某一个周六或者周日，请核对"

    def __str__(self) -> str:
        return f"{self.first} {self.name}{'上班' if self.kind == 'work' else '放假'}"


class DeadlineEntry(Record):
    """One dated version of a clock. One of the same name as a shipped clock goes before it while it holds."""

    __tablename__ = "deadline_rule"
    title = "期限规则"
    group = "data"
    guard = "settings"
    natural_key = ("name", "since")

    name: Mapped[str] = text(
        "代号",
        listed=True,
        width=22,
        longest=40,
        help="改已有的期限写它的代号，如 clue.route_b，在“期限与依据”里查",
    )
    task: Mapped[str] = text("要办的事", listed=True, width=26, help="如：向同级公安机关移送")
    starts: Mapped[str] = text("从什么算起", listed=True, width=18, help="如：批准移送。当天不算")
    span: Mapped[int] = whole("期限", low=1, high=9999, listed=True, width=8)
    unit: Mapped[str] = choice(
        "单位", "clock_unit", listed=True, width=10, help="小时不因节假日顺延，其余顺延"
    )
    mark: Mapped[str] = choice("性质", "clock_mark", listed=True, width=12, default="own", section="依据")
    basis: Mapped[str | None] = text("依据", listed=True, width=26, help="法律、规章或者文件的名称、文号")
    article: Mapped[str | None] = text("第几条", longest=20, help="只写数字")
    bound: Mapped[str] = choice("约束谁", "clock_bound", default="us")
    since: Mapped[date | None] = day("施行日期")
    until: Mapped[date | None] = day("失效日期")
    note: Mapped[str | None] = text("说明", lines=2)

    def check(self, faults: Faults) -> None:
        self.refuse_before("until", "since", faults)
        if self.mark == "own":
            if _legal(self.name):
                faults.hard["mark"] = "这是法律规定的期限，不能用内部提醒代替；要另外提醒请换一个代号"
        elif not self.basis:
            faults.hard["basis"] = "不是内部提醒的，要写依据"

    def __str__(self) -> str:
        return f"{self.task}（{self.span} {rulebook.UNITS.get(self.unit, self.unit)}）"


def _legal(name: str) -> bool:
    return any(one.name == name and one.mark != "own" for one in rulebook.deadline_rules())


KINDS: tuple[type[Record], ...] = (DayOffEntry, DeadlineEntry)
