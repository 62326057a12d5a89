"""A form as a superior sends it: merged headers, formulas, a chart, a validation, parts that nobody reads."""

import re
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.datavalidation import DataValidation

_LINE = Side(style="thin")
ROWS = (
    ("走访服务", "走访企业家数", "家"),
    ("走访服务", "走访次数", "次"),
    ("走访服务", "收集诉求（条）", "条"),
    ("培训", "场次", "场"),
    ("其他", "县里自定的指标", "项"),
)


@pytest.fixture
def superior_form(tmp_path):
    """Rows 5–9: category, figure, unit, target, this month, cumulative, last year; row 10 adds up; G1 leans on nothing."""
    book = Workbook()
    sheet = book.active
    sheet.title = "附件 1"
    sheet["A1"] = "知识产权工作情况统计表（2026年10月）"
    sheet.merge_cells("A1:G1")
    sheet["A2"], sheet["E2"] = "填报单位（盖章）：", "填报日期"
    sheet["A3"], sheet["B3"], sheet["C3"], sheet["D3"] = "类别", "指标", "单位", "目标数"
    sheet["E3"], sheet["G3"] = "完成数", "去年同期"
    for cells in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "A5:A7"):
        sheet.merge_cells(cells)
    sheet["E4"], sheet["F4"] = "本月", "累计"
    for row, (block, title, unit) in enumerate(ROWS, start=5):
        if row not in (6, 7):
            sheet.cell(row, 1, block)
        sheet.cell(row, 2, title)
        sheet.cell(row, 3, unit)
        sheet.cell(row, 4, 100)
    for row in sheet["A2:G10"]:
        for cell in row:
            if not hasattr(cell, "border") or type(cell).__name__ == "MergedCell":
                continue
            cell.border, cell.font = Border(_LINE, _LINE, _LINE, _LINE), Font("仿宋", 12)
    sheet["B10"], sheet["E10"], sheet["F10"] = "合计", "=SUM(E5:E8)", "=IF(E10>0,E10*2,0)"
    sheet["I1"] = "=D5+D6"
    sheet.add_data_validation(DataValidation("whole", "greaterThan", "-1", sqref="E5:F9"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=5, max_row=8))
    sheet.add_chart(chart, "I3")
    book.create_sheet("填表说明")["A1"] = "不要改动公式"
    plain = tmp_path / "空.xlsx"
    book.save(plain)
    return _with_results(plain, tmp_path / "附件1.xlsx")


def _with_results(plain, path):
    """Formulas with what they last came to, as Excel keeps them, and a part of its own."""
    with zipfile.ZipFile(plain) as packed, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in packed.infolist():
            content = packed.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = re.sub(rb"</f><v>?[^<]*(?:</v>| ?/>)", b"</f><v>7</v>", content)
                assert content.count(b"<v>7</v>") == 3
            if entry.filename == "xl/workbook.xml":
                content = re.sub(rb"<calcPr[^>]*>", b'<calcPr calcId="191029"/>', content)
            copy.writestr(entry, content)
        copy.writestr("customXml/item1.xml", "<上级/>")
    return path
