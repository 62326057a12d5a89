"""The workbook of a report: the form, definitions, native charts, and a seal by which an edit shows."""

import hashlib
import json

import pytest
from openpyxl import load_workbook

from ercheng_station.exchange.report_book import write_book_of
from ercheng_station.services.corrections import Correction
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.report_issue import Issue
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import report_of


@pytest.fixture
def made(practice_store, tmp_path):
    report = report_of(practice_store, Span("month", 2026, 10))
    moved = Correction(BY_NAME["visits"], (1, 1), (2, 1), ())
    write_book_of(tmp_path / "表.xlsx", Issue(report, "一、走访\n=走访9次。", [moved]))
    return report, load_workbook(tmp_path / "表.xlsx")


def test_the_form_has_a_header_of_two_rows_and_places_to_sign(made):
    report, book = made
    sheet = book["报表"]
    words = [cell.value for cell in sheet["A"] if isinstance(cell.value, str)]

    assert sheet["A1"].value == "2026年10月两站工作月报表（练习）"
    assert sheet["A2"].value == f"填报单位：{report.unit}（单位盖章）"
    assert {"D4:G4", "H4:K4", "A4:A5"} <= {str(one) for one in sheet.merged_cells.ranges}
    assert [cell.value for cell in sheet[5]][3:7] == ["本期数", "去年同期", "增减", "增减率（%）"]
    assert any(word.startswith("填报人：") and "审核人：" in word and "签发人：" in word for word in words)
    assert "1.走访次数（次）本期由1改为2。" in words
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.page_setup.orientation == "landscape"


def test_every_figure_is_explained_with_its_count_of_rows(made):
    report, book = made
    rows = list(book["指标口径"].iter_rows(min_row=3, values_only=True))

    assert [(row[2], row[4], row[5]) for row in rows] == [
        (line.indicator.title, line.rows, line.indicator.meaning) for line in report.lines
    ]


def test_the_words_stand_on_a_sheet_of_their_own(made):
    _, book = made

    assert [cell.value for cell in book["文字说明"]["A"]][1:] == ["一、走访", "=走访9次。"]
    assert book["文字说明"]["A3"].data_type == "s"


def test_the_charts_stand_on_the_numbers_of_the_months(made):
    report, book = made
    sheet = book["图表"]

    assert len(sheet._charts) == len(report.monthly)
    now, before = ([sheet.cell(row, column).value for row in range(4, 14)] for column in (2, 3))
    assert [sheet["B2"].value, sheet["B3"].value, sheet["C3"].value] == ["走访次数（次）", "2026年", "2025年"]
    assert (now, before) == (list(report.monthly[0].values), list(report.monthly[0].before))
    assert sum(now) == report.line("visits").year.value
    assert [len(chart.series) for chart in sheet._charts] == [2] * len(report.monthly)
    assert sheet._charts[0].series[1].graphicalProperties.pattFill.prst == "wdUpDiag"


def test_the_seal_is_of_the_figures(made):
    report, book = made
    sealed = dict(book["_report"].iter_rows(values_only=True))

    assert book["_report"].sheet_state == "veryHidden"
    figures = json.loads(sealed["figures"])
    assert figures["visits"] == [report.line("visits").now.value, report.line("visits").year.value]
    assert sealed["sha256"] == hashlib.sha256(json.dumps(figures, sort_keys=True).encode()).hexdigest()
    assert (sealed["entries"], sealed["head"]) == report.sealed
