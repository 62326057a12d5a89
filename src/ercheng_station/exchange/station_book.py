"""Writes 分站数据 as a workbook: indicators down, units across, and the total of the report."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from ercheng_station.exchange.form_cells import LEFT, MIDDLE, across, head, set_up, write
from ercheng_station.files import atomic_write
from ercheng_station.services.by_station import Parted
from ercheng_station.services.reporting import number_text

_FIRST = ("类别", "指标", "单位", "合计")
_WIDTHS = (12, 22, 7, 11)
_RIGHT = Alignment("right", "center", indent=1)
_TOP = 4
"""The row of the labels."""


def write_station_book(path: Path, unit: str, parted: Parted) -> None:
    """The file at `path` is replaced only when the new one is whole."""
    book = Workbook()
    sheet = book.worksheets[0]
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
            write(sheet, row, column, number_text(None) if value is None else value, _RIGHT, grid=True)
    _foot(sheet, _TOP + len(parted.lines) + 1, wide, parted)
    sheet.freeze_panes = f"E{_TOP + 1}"
    sheet.print_title_rows = f"{_TOP}:{_TOP}"
    out = BytesIO()
    book.save(out)
    with atomic_write(path) as file:
        file.write(out.getvalue())


def _foot(sheet: Worksheet, row: int, wide: int, parted: Parted) -> None:
    told = "合计与报表相同；比率和“家”数按去重后的记录计算，不是各站相加。"
    for place, words in enumerate((told, *parted.doubts)):
        across(sheet, row + place, (1, wide), words, LEFT)
