"""Writes a report as a workbook: the form with its two-row header, definitions, charts, and who sealed it."""

import hashlib
import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ercheng_station import __version__
from ercheng_station.exchange.form_cells import GRID, LEFT, MIDDLE, SONG, across, head, set_up, write
from ercheng_station.exchange.native_charts import bars
from ercheng_station.files import atomic_write
from ercheng_station.services.report_issue import Issue
from ercheng_station.services.report_words import paragraphs
from ercheng_station.services.reporting import Against, Line, Number, Report, number_text

FORM, WORDS, MEANINGS, CHARTS, SEAL = "报表", "文字说明", "指标口径", "图表", "_report"
FIRST_ROW = 6
"""The row below the header."""
_PART = PatternFill("solid", start_color="F4F6FA")
_RIGHT = Alignment("right", "center", indent=1)
_SPAN = ("数", "去年同期", "增减", "增减率（%）")
_WIDTHS = (6, 24, 7, *([11] * 8))
_FORMATS = {"%": "0.0", "万元": "#,##0.00"}
_WORDS_WIDTH = 118
_LAST = len(_WIDTHS)
_ALL = (1, _LAST)


def write_book_of(path: Path, issue: Issue) -> None:
    """The file at `path` is replaced only when the new one is whole."""
    report = issue.report
    book = Workbook()
    form = book.worksheets[0]
    form.title = FORM
    _fill_form(form, report, issue.corrected)
    _fill_words(book.create_sheet(WORDS), issue)
    _fill_meanings(book.create_sheet(MEANINGS), report)
    _fill_charts(book.create_sheet(CHARTS), report)
    _fill_seal(book.create_sheet(SEAL), report)
    book.properties.title, book.properties.creator = report.title, report.unit
    out = BytesIO()
    book.save(out)
    with atomic_write(path) as file:
        file.write(out.getvalue())


def _fill_form(sheet: Worksheet, report: Report, corrections: Sequence[str]) -> None:
    set_up(sheet, _WIDTHS, f"{report.title}表{'（练习）' if report.practice else ''}")
    period = report.span.period
    for columns, words in (
        ((1, 4), f"填报单位：{report.unit}（单位盖章）"),
        ((5, 8), f"期间：{period.first} 至 {period.last}"),
        ((9, _LAST), f"填报日期：{report.on}"),
    ):
        across(sheet, 2, columns, words, LEFT)
    sheet.row_dimensions[2].height = 24
    sheet.row_dimensions[3].height = 4
    _fill_header(sheet)
    row, number = FIRST_ROW, 0
    for block, lines in report.printed:
        across(sheet, row, _ALL, block.title, LEFT)
        for column in range(1, _LAST + 1):
            sheet.cell(row, column).border = GRID
        sheet.cell(row, 1).font, sheet.cell(row, 1).fill = Font(SONG, 11, bold=True), _PART
        sheet.row_dimensions[row].height = 20
        row += 1
        for line in lines:
            number += 1
            _fill_line(sheet, row, number, line)
            row += 1
    last = _fill_foot(sheet, row, report, corrections)
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.print_title_rows = f"4:{FIRST_ROW - 1}"
    sheet.print_area = f"A1:{get_column_letter(_LAST)}{last}"


def _fill_header(sheet: Worksheet) -> None:
    top = FIRST_ROW - 2
    for column, words in enumerate(("序号", "指标", "单位"), start=1):
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
        head(sheet, top, column, words)
        head(sheet, top + 1, column, None)
    for first, words in ((4, "本期"), (8, "累计")):
        sheet.merge_cells(start_row=top, end_row=top, start_column=first, end_column=first + 3)
        for place, under in enumerate(_SPAN):
            head(sheet, top, first + place, words if place == 0 else None)
            head(sheet, top + 1, first + place, f"{words}{under}" if place == 0 else under)
    sheet.row_dimensions[top].height = sheet.row_dimensions[top + 1].height = 22


def _fill_line(sheet: Worksheet, row: int, number: int, line: Line) -> None:
    unit = line.indicator.unit
    write(sheet, row, 1, number, MIDDLE, grid=True)
    marked = "*" if line.now.entered or line.year.entered else ""
    write(sheet, row, 2, f"{line.indicator.title}{marked}", LEFT, grid=True)
    write(sheet, row, 3, unit, MIDDLE, grid=True)
    for column, value in enumerate((*_cells(line, line.now), *_cells(line, line.year)), start=4):
        cell = number_text(None) if value is None else value
        write(sheet, row, column, cell, _RIGHT, grid=True)
        if value is not None:
            rate = column in {7, 11}
            sheet.cell(row, column).number_format = "0.0" if rate else _FORMATS.get(unit, "#,##0")
    sheet.row_dimensions[row].height = 18


def _cells(line: Line, span: Against) -> tuple[Number, ...]:
    """The rate of change of a share says nothing, nor does one against none."""
    before, change = span.before.value, span.change
    rate = (
        None if line.indicator.is_share or not before or change is None else round(100 * change / before, 1)
    )
    return span.value, before, change, rate


def _fill_foot(sheet: Worksheet, row: int, report: Report, corrections: Sequence[str]) -> int:
    """The last row."""
    entries, head = report.sealed
    notes = [
        f"说明：{''.join(report.notes)}各项指标的口径和记录数见“{MEANINGS}”。",
        *(["本期零报告：各项工作没有新增。"] if report.is_zero else []),
        *(["更正说明：", *corrections] if corrections else []),
    ]
    for words in notes:
        across(sheet, row, _ALL, words, Alignment("left", "top", wrap_text=True))
        sheet.row_dimensions[row].height = 15 * (1 + len(words) // 58) + 3
        row += 1
    signing = (
        "填报人：　　　　　　　　　　审核人：　　　　　　　　　　签发人：　　　　　　　　　　（单位盖章）"
    )
    across(sheet, row, _ALL, signing, LEFT)
    sheet.row_dimensions[row].height = 40
    across(sheet, row + 1, _ALL, f"数据校验：{entries} 条修改记录，{head}", LEFT)
    sheet.cell(row + 1, 1).font = Font(SONG, 8, color="606060")
    return row + 1


def _fill_words(sheet: Worksheet, issue: Issue) -> None:
    """One paragraph a row, broken over as many lines as it needs."""
    set_up(sheet, (_WORDS_WIDTH,), issue.report.title)
    for row, one in enumerate(paragraphs(issue.words), start=2):
        write(
            sheet,
            row,
            1,
            one.words,
            Alignment("left", "top", wrap_text=True, indent=0 if one.is_heading else 1),
        )
        sheet.cell(row, 1).font = Font(SONG, 11, bold=one.is_heading)
        sheet.row_dimensions[row].height = 16 * (1 + 2 * len(one.words) // (_WORDS_WIDTH - 4)) + 4


def _fill_meanings(sheet: Worksheet, report: Report) -> None:
    set_up(sheet, (6, 12, 22, 8, 10, 70), f"{report.title}指标口径")
    for column, words in enumerate(("序号", "类别", "指标", "单位", "记录数", "口径"), start=1):
        head(sheet, 2, column, words)
    for number, line in enumerate(report.lines, start=1):
        one = line.indicator
        cells: tuple[str | int, ...] = (number, line.block.title, one.title, one.unit, line.rows, one.meaning)
        for column, value in enumerate(cells, start=1):
            write(sheet, number + 2, column, value, LEFT if column in {3, 6} else MIDDLE, grid=True)
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"


def _fill_charts(sheet: Worksheet, report: Report) -> None:
    """The numbers of each month beside those of the year before, and below them a native chart of each figure."""
    year = report.span.year
    set_up(sheet, (8, *([10] * max(2 * len(report.monthly), 10))), f"{year}年各月情况")
    head(sheet, 2, 1, "月份")
    head(sheet, 3, 1, None)
    sheet.merge_cells("A2:A3")
    for place, (one, values, before) in enumerate(report.monthly):
        column = 2 + 2 * place
        head(sheet, 2, column, f"{one.title}（{one.unit}）")
        head(sheet, 2, column + 1, None)
        sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=column + 1)
        for at, (of, numbers) in enumerate(((year, values), (year - 1, before))):
            head(sheet, 3, column + at, f"{of}年")
            _fill_months(sheet, column + at, numbers)
    sheet.page_setup.fitToHeight = 1
    last = 3 + len(report.monthly[0].values) if report.monthly else 3
    for place, (one, *_) in enumerate(report.monthly):
        column = 2 + 2 * place
        both = Reference(sheet, min_col=column, max_col=column + 1, min_row=3, max_row=last)
        months = Reference(sheet, min_col=1, min_row=4, max_row=last)
        chart = bars(f"{one.title}（{one.unit}）", both, months)
        sheet.add_chart(chart, f"{'AG'[place % 2]}{last + 2 + 14 * (place // 2)}")


def _fill_months(sheet: Worksheet, column: int, numbers: Sequence[Number]) -> None:
    for month, number in enumerate(numbers, start=1):
        write(sheet, month + 3, 1, f"{month}月", MIDDLE, grid=True)
        write(sheet, month + 3, column, number, _RIGHT, grid=True)
        sheet.cell(month + 3, column).number_format = "#,##0"


def _fill_seal(sheet: Worksheet, report: Report) -> None:
    """By which the receiver can tell whether the figures were edited."""
    entries, head = report.sealed
    figures = {line.indicator.name: [line.now.value, line.year.value] for line in report.lines}
    digest = hashlib.sha256(json.dumps(figures, sort_keys=True).encode()).hexdigest()
    for row in (
        ("report", f"{report.unit} {report.span.form} {report.span.key}"), ("sha256", digest), ("entries", entries),
        ("head", head), ("version", __version__), ("figures", json.dumps(figures)),
    ):  # fmt: skip
        sheet.append(row)
    sheet.sheet_state = "veryHidden"
