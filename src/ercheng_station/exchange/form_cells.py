"""The cells of forms that people fill in or sign: one face, thin grid lines, text that is never a formula."""

from collections.abc import Sequence

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

SONG = "宋体"
_LINE = Side(style="thin", color="808080")
_HEAD = PatternFill("solid", start_color="E8EDF4")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
MIDDLE = Alignment("center", "center", wrap_text=True)
LEFT = Alignment("left", "center", wrap_text=True)


def write(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | float | None,
    place: Alignment,
    *,
    grid: bool = False,
) -> None:
    """Text that begins with = is text, not a formula."""
    cell = sheet.cell(row, column)
    cell.value = value
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
    cell.font, cell.alignment = Font(SONG, 11), place
    if grid:
        cell.border = GRID


def set_up(sheet: Worksheet, widths: Sequence[int], title: str) -> None:
    """A landscape page of A4, one page wide, with its title in row 1."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    across(sheet, 1, (1, len(widths)), title, MIDDLE)
    sheet.cell(1, 1).font = Font(SONG, 18, bold=True)
    sheet.row_dimensions[1].height = 36
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"  # type: ignore[union-attr]  # always made by openpyxl


def across(sheet: Worksheet, row: int, columns: tuple[int, int], words: str, place: Alignment) -> None:
    sheet.merge_cells(start_row=row, end_row=row, start_column=columns[0], end_column=columns[1])
    write(sheet, row, columns[0], words, place)


def head(sheet: Worksheet, row: int, column: int, words: str | None) -> None:
    if words is not None:
        write(sheet, row, column, words, MIDDLE)
        sheet.cell(row, column).font = Font(SONG, 11, bold=True)
    sheet.cell(row, column).fill, sheet.cell(row, column).border = _HEAD, GRID
