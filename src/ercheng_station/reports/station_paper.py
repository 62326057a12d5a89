"""分站数据 as a paper of charts: for each figure the units beside each other, the year month by month, and the numbers."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ercheng_station.documents.blocks import Block, Gap, NewPage, Text, title
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.page import Built, build
from ercheng_station.documents.sheet import Page
from ercheng_station.records.wording import BUNDLED, Typefaces
from ercheng_station.reports.charts import Bars, Ranked, Series
from ercheng_station.reports.report_paper import Chart
from ercheng_station.services.reporting import Number, number_text
from ercheng_station.services.station_trend import Trend, worth_showing

_NAME, _MONTHS = 24, 130
_SIZE, _LEADING = 10, 14
_BAR, _MONTHS_HIGH, _HIGHEST = 18.0, 140.0, 300.0
_HEADING = 14


def write_station_paper(
    path: Path, unit: str, found: Sequence[Trend], *, ranked: bool = False, typefaces: Typefaces = BUNDLED
) -> Built:
    """A page for each figure; UserError if the disk refuses."""
    shown = worth_showing(found)
    name = f"{shown[0].span.title}分站数据" if shown else "分站数据"
    page = Page(title=name, author=unit, numbers="counted", top_mm=20, bottom_mm=20)
    blocks = [block for at, one in enumerate(shown) for block in _page(one, first=not at, ranked=ranked)]
    return build(path, blocks, page, faces_for(typefaces))


def by_unit(trend: Trend, *, ranked: bool) -> Ranked:
    return Ranked([(one.name, one.now or 0) for one in trend.ordered(ranked=ranked)])


def by_month(trend: Trend) -> Bars:
    year = trend.span.year
    both = [Series(f"{of}年", values) for of, values in ((year, trend.total), (year - 1, trend.before))]
    return Bars(trend.months, both)


def _page(trend: Trend, *, first: bool, ranked: bool) -> Iterator[Block]:
    one = trend.indicator
    if not first:
        yield NewPage()
    yield title(f"各单位{one.title}（{one.unit}）", 18)
    order = "，按多少排列" if ranked else ""
    yield _heading(f"{trend.span.title}{order}")
    yield Chart(by_unit(trend, ranked=ranked), min(_BAR * len(trend.units) + 4, _HIGHEST))
    yield Gap(0.5)
    yield _heading(f"{trend.span.year}年各月合计")
    yield Chart(by_month(trend), _MONTHS_HIGH)
    yield Gap(0.5)
    rows = [_row(unit.name, unit.months) for unit in trend.ordered(ranked=ranked)]
    rows += [_row("合计", trend.total), _row("去年同期", trend.before)]
    head = [label("单位"), *map(label, trend.months)]
    widths = (_NAME, *([_MONTHS / len(trend.months)] * len(trend.months)))
    yield Form(widths, [head, *rows], repeated=1, size=_SIZE, leading=_LEADING)
    yield Text(f"口径：{one.meaning}。", size=_SIZE, indent=0, leading=_LEADING, join="previous")


def _heading(words: str) -> Text:
    return Text(words, face="hei", size=_HEADING, indent=0, join="next")


def _row(name: str, values: Sequence[Number]) -> list[Cell]:
    return [Cell(name, align="left"), *(Cell(number_text(value), align="right") for value in values)]
