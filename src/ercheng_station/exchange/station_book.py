"""Writes 分站数据 as a workbook: indicators down, units across, the total of the report; behind it the charts."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from ercheng_station.exchange.form_cells import LEFT, MIDDLE, across, head, set_up, write
from ercheng_station.exchange.native_charts import bars
from ercheng_station.files import atomic_write
from ercheng_station.services.by_station import Parted
from ercheng_station.services.reporting import Number, number_text
from ercheng_station.services.station_trend import Trend, worth_showing

_FIRST = ("类别", "指标", "单位", "合计")
_WIDTHS = (12, 22, 7, 11)
_RIGHT = Alignment("right", "center", indent=1)
_TOP = 4
"""The row of the labels."""
_NAME, _NOW, _FIRST_MONTH = 1, 2, 3


def write_station_book(
    path: Path, unit: str, parted: Parted, found: Sequence[Trend] = (), *, ranked: bool = False
) -> None:
    """The file at `path` is replaced only when the new one is whole."""
    book = Workbook()
    _fill_figures(book.worksheets[0], unit, parted)
    for trend in worth_showing(found):
        _fill_trend(book.create_sheet(trend.indicator.title), trend, ranked=ranked)
    out = BytesIO()
    book.save(out)
    with atomic_write(path) as file:
        file.write(out.getvalue())


def _fill_figures(sheet: Worksheet, unit: str, parted: Parted) -> None:
    sheet.title = "分站数据"
    names = [one.name for one in parted.units]
    wide = len(_WIDTHS) + len(names)
    set_up(sheet, (*_WIDTHS, *([11] * len(names))), f"{parted.span.title}分站数据")
    across(
        sheet,
        2,
        (1, wide),
        f"填报单位：{unit}　　期间：{parted.span.period.first} 至 {parted.span.period.last}",
        LEFT,
    )
    for column, words in enumerate((*_FIRST, *names), start=1):
        head(sheet, _TOP, column, words)
    for row, line in enumerate(parted.lines, start=_TOP + 1):
        one = line.indicator
        for column, words in enumerate((line.block.title, one.title, one.unit), start=1):
            write(sheet, row, column, words, MIDDLE if column == len(_FIRST) - 1 else LEFT, grid=True)
        for column, value in enumerate((line.total, *line.values), start=len(_FIRST)):
            _number(sheet, row, column, value)
    _foot(sheet, _TOP + len(parted.lines) + 1, wide, parted)
    sheet.freeze_panes = f"E{_TOP + 1}"
    sheet.print_title_rows = f"{_TOP}:{_TOP}"


def _foot(sheet: Worksheet, row: int, wide: int, parted: Parted) -> None:
    told = "合计与报表相同；比率和“家”数按去重后的记录计算，不是各站相加。"
    for place, words in enumerate((told, *parted.doubts)):
        across(sheet, row + place, (1, wide), words, LEFT)


def _fill_trend(sheet: Worksheet, trend: Trend, *, ranked: bool) -> None:
    """Units down, months across; below them a chart of the period by unit and one of the total by month."""
    one, year = trend.indicator, trend.span.year
    set_up(sheet, (16, 12, *([9] * max(len(trend.months), 10))), f"{year}年各单位{one.title}（{one.unit}）")
    for column, words in enumerate(("单位", trend.span.title, *trend.months), start=1):
        head(sheet, _TOP, column, words)
    units = trend.ordered(ranked=ranked)
    for row, unit in enumerate(units, start=_TOP + 1):
        _line(sheet, row, unit.name, (unit.now, *unit.months))
    last = _TOP + len(units)
    _line(sheet, last + 1, f"{year}年合计", (None, *trend.total))
    _line(sheet, last + 2, f"{year - 1}年合计", (None, *trend.before))
    names = Reference(sheet, min_col=_NAME, min_row=_TOP + 1, max_row=last)
    now = Reference(sheet, min_col=_NOW, min_row=_TOP, max_row=last)
    by_unit = bars(f"{trend.span.title}各单位", now, names, lying=True)
    by_unit.height = max(by_unit.height, 1.5 + 0.7 * len(units))
    sheet.add_chart(by_unit, f"A{last + 4}")
    _add_months(sheet, trend, last)
    sheet.page_setup.fitToHeight = 1
    sheet.freeze_panes = f"B{_TOP + 1}"


def _add_months(sheet: Worksheet, trend: Trend, last: int) -> None:
    """The series begin with their name, which stands where the period's own figure would."""
    for row, year in ((last + 1, trend.span.year), (last + 2, trend.span.year - 1)):
        write(sheet, row, _NOW, f"{year}年", MIDDLE, grid=True)
    wide = _FIRST_MONTH + len(trend.months) - 1
    numbers = Reference(sheet, min_col=_NOW, max_col=wide, min_row=last + 1, max_row=last + 2)
    months = Reference(sheet, min_col=_FIRST_MONTH, max_col=wide, min_row=_TOP)
    chart = bars("各月合计", numbers, months, by_row=True)
    sheet.add_chart(chart, f"G{last + 4}")


def _line(sheet: Worksheet, row: int, name: str, values: Sequence[Number]) -> None:
    write(sheet, row, _NAME, name, LEFT, grid=True)
    for column, value in enumerate(values, start=_NOW):
        _number(sheet, row, column, value)


def _number(sheet: Worksheet, row: int, column: int, value: Number) -> None:
    write(sheet, row, column, number_text(None) if value is None else value, _RIGHT, grid=True)
