"""A report: every figure of the registers that a unit keeps, within a period and since the year began, against last year's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ercheng_station.db.store import Store
from ercheng_station.files import safe_name
from ercheng_station.services.blocks import BLOCKS, MESSAGE, Block
from ercheng_station.services.figures import Indicator, Period
from ercheng_station.services.heard import Heard
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.past import ENTERED, Told, told
from ercheng_station.services.report_span import MONTH, Span

Number = float | int | None
ZERO = "零报告"
_CHARTED = ("visits", "needs", "cases", "clues", "trainings")
_NOTHING_TO_COMPARE = "—"


@dataclass(frozen=True)
class Against:
    """A figure and that of a year before."""

    now: Told
    before: Told

    @property
    def value(self) -> Number:
        return self.now.value

    @property
    def change(self) -> Number:
        """Of a share, in percentage points."""
        if self.now.value is None or self.before.value is None:
            return None
        return round(self.now.value - self.before.value, 2)

    @property
    def entered(self) -> bool:
        return self.now.entered or self.before.entered

    @property
    def heard(self) -> bool:
        return self.now.heard or self.before.heard


class Line(NamedTuple):
    """`rows`: how many records lie behind the figure of the period."""

    indicator: Indicator
    block: Block
    now: Against
    year: Against
    rows: int


class Monthly(NamedTuple):
    """Twelve figures at most, January first: those of the months up to the period's end, and of the year before."""

    indicator: Indicator
    values: Sequence[Number]
    before: Sequence[Number]

    @property
    def is_something(self) -> bool:
        return any((*self.values, *self.before))


@dataclass(frozen=True)
class Report:
    """`sealed`: how many entries the history had, and the MAC of the last."""

    unit: str
    short_name: str
    span: Span
    on: date
    lines: Sequence[Line]
    monthly: Sequence[Monthly]
    sealed: tuple[int, str]
    practice: bool = False

    @property
    def title(self) -> str:
        return f"{self.span.title}两站工作{self.span.name}"

    def file_name(self, suffix: str) -> str:
        """泽林_两站工作月报_2026-10_20261101.xlsx"""
        name = f"两站工作{self.span.name}"
        return safe_name(self.short_name, name, self.span.key, f"{self.on:%Y%m%d}", suffix=suffix)

    @property
    def is_zero(self) -> bool:
        """Nothing happened in the period: what stands at its end is not asked."""
        return not any(
            line.now.value
            for line in self.lines
            if not line.indicator.is_standing and not line.indicator.is_share
        )

    @property
    def is_over(self) -> bool:
        return self.span.period.last < self.on

    @property
    def blocks(self) -> Iterator[tuple[Block, list[Line]]]:
        for block in BLOCKS:
            lines = [line for line in self.lines if line.block is block]
            if lines:
                yield block, lines

    @property
    def printed(self) -> Iterator[tuple[Block, list[Line]]]:
        """The same without the parts of a figure that are nothing in every column."""
        for block, lines in self.blocks:
            yield (
                block,
                [line for line in lines if line.indicator.name not in block.parts or _is_something(line)],
            )

    @property
    def notes(self) -> list[str]:
        """What a reader must know of the figures."""
        period, year = self.span.period, self.span.cumulative
        found = [
            f"本期为{period.first}至{period.last}，累计从{year.first}起；去年同期为上一年相同的期间。",
            "期末数按期末当天计；比率的增减为百分点；没有记录可比的写“—”；线索的级别和来源只列有数的。",
        ]
        if not self.is_over:
            found.append(f"本期还没有结束，数据截至{self.on}。")
        if any(line.now.entered or line.year.entered for line in self.lines):
            found.append(f"标“*”的含{ENTERED}数据：登记以前的月份按补填的合计计入。")
        if any(line.now.heard or line.year.heard for line in self.lines):
            found.append("调解等案卷不随包上报的数据，含各站上报包封面报来的数。")
        return found

    def line(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.indicator.name == name), None)


def report_of(store: Store, span: Span) -> Report:
    """All figures are those of `indicators`; a register that the unit does not keep is left out."""
    sealed = store.sealed()
    heard = Heard.of(store)
    lines = [
        _line(store, BY_NAME[name], block, span, heard)
        for block in BLOCKS
        for name in block.figures
        if BY_NAME[name].kind in store.kinds
    ]
    charted = [BY_NAME[name] for name in _CHARTED if BY_NAME[name].kind in store.kinds]
    return Report(
        unit=store.unit.name,
        short_name=store.unit.short_name,
        span=span,
        on=store.today,
        lines=lines,
        monthly=[
            Monthly(one, *(_by_month(store, one, year, heard) for year in (span, span.a_year_before())))
            for one in charted
        ],
        sealed=sealed,
        practice=store.practice,
    )


def number_text(value: Number) -> str:
    return _NOTHING_TO_COMPARE if value is None else f"{value:,.10g}"


def change_text(value: Number) -> str:
    return _NOTHING_TO_COMPARE if value is None else f"{value:+,.10g}" if value else "0"


def short(indicator: Indicator, number: str) -> str:
    """培训14人次, not 培训人次14人次."""
    title, unit = indicator.title, indicator.unit
    return f"{title.removesuffix(unit) if len(unit) > 1 else title}{number}{unit}"


def message(report: Report) -> str:
    """Three lines to paste into a chat: figures, no names."""
    told_lines = [line for name in MESSAGE if (line := report.line(name))]
    now = "，".join(
        short(line.indicator, number_text(line.now.value)) for line in told_lines if line.now.value
    )
    year = "，".join(
        short(line.indicator, number_text(line.year.value)) for line in told_lines if line.year.value
    )
    head = f"【{report.short_name}】{report.title}"
    return "\n".join((head, f"本期：{now or ZERO}。", f"本年累计：{year or '无'}。"))


# -- inside


def _line(store: Store, indicator: Indicator, block: Block, span: Span, heard: Heard) -> Line:
    before, month = span.a_year_before(), span.calendar.month

    def read(period: Period) -> Told:
        return told(store, indicator, period, month, heard)

    return Line(
        indicator,
        block,
        Against(read(span.period), read(before.period)),
        Against(read(span.cumulative), read(before.cumulative)),
        store.count(indicator.rows(span.period)),
    )


def _by_month(store: Store, indicator: Indicator, span: Span, heard: Heard) -> list[Number]:
    months = [Span(MONTH, span.year, number, span.calendar) for number in range(1, span.months[-1] + 1)]
    return [told(store, indicator, one.period, span.calendar.month, heard).value for one in months]


def _is_something(line: Line) -> bool:
    return any(one.value for span in (line.now, line.year) for one in (span.now, span.before))
