"""Summaries: the same rows, sums and notes in the workbook and in the PDF."""

from datetime import date
from decimal import Decimal

import openpyxl
import pypdfium2
import pytest

from ercheng_station.errors import UserError
from ercheng_station.exchange.sheet import Column
from ercheng_station.reports.summary import Summary, write_summary
from ercheng_station.reports.work_tables import campaign_table, coverage_table, plan_table
from ercheng_station.services.campaigns import quarter_lines
from ercheng_station.services.coverage import both
from ercheng_station.services.plan import plans, progress_of

COLUMNS = [
    Column("名称", "text", 20),
    Column("户数", "whole", 8, total=True),
    Column("金额", "money", 12, total=True),
]
MADE = Summary(
    "测试表", "甲所", ["单位：甲所", "填报日期：2026-11-20"], COLUMNS,
    [["甲", 3, Decimal("1.50")], ["乙", 4, Decimal("2.25")]], ["附注一句"],
)  # fmt: skip


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    found = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return found


def test_the_workbook_has_rows_sums_and_notes(tmp_path):
    write_summary(tmp_path / "表.xlsx", MADE)
    page = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]

    assert rows[0][0] == "测试表"
    assert "附注一句" in rows[1][0]
    assert rows[3:] == [["甲", 3, 1.5], ["乙", 4, 2.25], ["合计", 7, 3.75]]


def test_the_pdf_has_rows_sums_and_notes(tmp_path):
    write_summary(tmp_path / "表.pdf", MADE)
    found = text_of(tmp_path / "表.pdf")

    for words in ("测试表", "单位：甲所", "填报日期：2026-11-20", "合计", "7", "3.75", "附注一句"):
        assert words in found


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(UserError) as told:
        write_summary(tmp_path / "表.doc", MADE)

    assert told.value.code == "command-misused"


def test_the_tables_of_the_work_are_written_in_both_forms(practice_store, tmp_path):
    store, on = practice_store, date(2026, 11, 20)
    plan = plans(store)[0]
    tables = (
        campaign_table("甲所", 2026, 3, quarter_lines(store, 2026, 3), on),
        coverage_table("甲所", both(store, on), on),
        plan_table("甲所", plan, progress_of(store, plan, on), store.context, on),
    )
    for number, made in enumerate(tables):
        assert made.rows
        assert all(len(row) == len(made.columns) for row in made.rows)
        for ending in (".xlsx", ".pdf"):
            write_summary(tmp_path / f"{number}{ending}", made)
    assert "碧石渡市场监管所" in text_of(tmp_path / "1.pdf")
