"""Writes the 《保护工作站月报表》 as a workbook to be typed into or printed: the form, and whom a unit waits for."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ercheng_station.exchange.form_cells import LEFT, MIDDLE, SONG, write
from ercheng_station.files import atomic_write
from ercheng_station.services.monthly_form import FIRST_ROW, FORM, TITLE, MonthlyForm

REPORTERS = "填报名单"
_HEADS = ("序号", "指标", "单位", "本月数", "说明")
_LISTED = ("序号", "保护工作站", "依托单位", "联络员", "联系电话", "收到日期")
_WIDTHS = (7, 30, 8, 14, 28)
_LISTED_WIDTHS = (7, 36, 30, 12, 18, 14)
_HEAD = PatternFill("solid", start_color="EEF2F8")


def write_form(path: Path, form: MonthlyForm) -> None:
    """The file at `path` is replaced only when the new one is whole."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = FORM
    _fill_form(sheet, form)
    if form.reporters:
        _fill_reporters(book.create_sheet(REPORTERS), form)
    out = BytesIO()
    book.save(out)
    with atomic_write(path) as file:
        file.write(out.getvalue())


def _fill_form(sheet: Worksheet, form: MonthlyForm) -> None:
    _set_up(sheet, _WIDTHS, TITLE)
    heads = (
        f"报送站：{form.reporter.name}",
        f"报送单位：{form.to}　　　　报送月份：{form.month.year} 年 {form.month.month} 月",
        f"填报人：{form.reporter.contact}　　　　联系电话：{form.reporter.phone}",
    )
    for row, words in enumerate(heads, start=2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        write(sheet, row, 1, words, LEFT)
        sheet.row_dimensions[row].height = 22
    _head_row(sheet, FIRST_ROW - 1, _HEADS)
    for number, line in enumerate(form.lines, start=1):
        row = FIRST_ROW + number - 1
        cells: tuple[str | float | None, ...] = (number, line.title, line.unit, line.value, None)
        for column, value in enumerate(cells, start=1):
            write(sheet, row, column, value, LEFT if column in (2, 5) else MIDDLE, grid=True)
        sheet.cell(row, 6, line.code)
        sheet.row_dimensions[row].height = 24
    last = FIRST_ROW + len(form.lines) - 1
    sheet.column_dimensions["F"].hidden = True
    rule = DataValidation("decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    rule.error, rule.errorTitle = "请填数字，没有的填 0", "月报表"
    rule.add(f"D{FIRST_ROW}:D{last}")
    sheet.add_data_validation(rule)
    _foot(sheet, last + 1)
    sheet.print_area = f"A1:E{last + 3}"


def _foot(sheet: Worksheet, row: int) -> None:
    words = (
        "需要说明的情况：",
        "填报人（签名）：　　　　　　　负责人（签名）：　　　　　　　　　　年　　月　　日（单位盖章）",
        "说明：没有发生的填 0；线索和诉求另填《线索（诉求）报送单》；请于次月 5 日前报所在地市场监管所。",
    )
    for at, text in enumerate(words, start=row):
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=5)
        write(sheet, at, 1, text, Alignment("left", "top" if at == row else "center", wrap_text=True))
        sheet.row_dimensions[at].height = 60 if at == row else 30


def _fill_reporters(sheet: Worksheet, form: MonthlyForm) -> None:
    _set_up(sheet, _LISTED_WIDTHS, f"{form.month.year} 年 {form.month.month} 月填报名单")
    _head_row(sheet, 2, _LISTED)
    for number, one in enumerate(form.reporters, start=1):
        cells: tuple[str | float | None, ...] = (number, one.name, one.host, one.contact, one.phone, None)
        for column, value in enumerate(cells, start=1):
            write(sheet, number + 2, column, value, LEFT if column in (2, 3) else MIDDLE, grid=True)


def _set_up(sheet: Worksheet, widths: tuple[int, ...], title: str) -> None:
    for column, width in zip("ABCDEF", widths, strict=False):
        sheet.column_dimensions[column].width = width
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(widths))
    write(sheet, 1, 1, title, MIDDLE)
    sheet.cell(1, 1).font = Font(SONG, 18, bold=True)
    sheet.row_dimensions[1].height = 36
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True


def _head_row(sheet: Worksheet, row: int, heads: tuple[str, ...]) -> None:
    for column, words in enumerate(heads, start=1):
        write(sheet, row, column, words, MIDDLE, grid=True)
        sheet.cell(row, column).fill = _HEAD
        sheet.cell(row, column).font = Font(SONG, 11, bold=True)
    sheet.row_dimensions[row].height = 26
