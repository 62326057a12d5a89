"""The cells of forms that people fill in or sign: one face, thin grid lines, text that is never a formula."""

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

SONG = "宋体"
_LINE = Side(style="thin", color="808080")
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
