"""照表填报: the superior's form is read from the page of the reports, corrected by a person, and written beside it."""

import docx
import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from ercheng_station.db.listing import Query
from ercheng_station.records.office import Setting
from ercheng_station.records.visit import Visit
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.report_span import Span
from ercheng_station.ui.record.view import RecordView
from ercheng_station.ui.screens.report_screen import ReportScreen
from ercheng_station.ui.superior_form import FormSheet, open_form, open_word_form

OCTOBER = Span("month", 2026, 10)


@pytest.fixture
def form(tmp_path):
    book = Workbook()
    for row in (("指标", "本月", "累计"), ("走访次数", None, None), ("自定的一项", None, "=1+1")):
        book.active.append(row)
    for cell in ("B2", "C2", "B3"):
        book.active[cell].number_format = "0"
    book.save(tmp_path / "附件1.xlsx")
    return tmp_path / "附件1.xlsx"


@pytest.fixture
def opened(shown, desk, qtbot):
    """opened(path) shows the sheet over the page of the reports."""
    page = shown(ReportScreen(desk), 1060, 600)
    qtbot.waitUntil(lambda: page.facts is not None)

    def show(path):
        open_form(page, desk, OCTOBER, path)
        qtbot.waitUntil(lambda: bool(page.findChildren(FormSheet)))
        return page.findChildren(FormSheet)[-1]

    return show


@pytest.fixture(autouse=True)
def no_other_program(monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)


def test_a_form_is_read_corrected_written_and_remembered(opened, form, desk, qtbot, tmp_path):
    sheet = opened(form)
    visits = BY_NAME["visits"].figure(desk.store, OCTOBER.period)
    assert [(one.where, one.title, one.shows) for one in sheet.facts.spots[:3:2]] == [
        ("B2", "走访次数（次） 本期", str(visits)),
        ("B3", "", ""),
    ]
    sheet.table.selectRow(2)
    sheet.figure.setFocus()
    sheet.figure.setCurrentIndex(sheet.figure.findData("needs"))
    sheet.figure.activated.emit(sheet.figure.currentIndex())
    sheet.column.setCurrentIndex(sheet.column.findData("year"))
    sheet.column.activated.emit(sheet.column.currentIndex())
    sheet.write(tmp_path / "填好.xlsx")
    qtbot.waitUntil((tmp_path / "填好.xlsx").exists)
    qtbot.waitUntil(lambda: bool(list(desk.store.rows(Query(Setting, text="form")))))

    made = load_workbook(tmp_path / "填好.xlsx").active
    needs = BY_NAME["needs"].figure(desk.store, OCTOBER.cumulative)
    assert (made["B2"].value, made["B3"].value, made["C3"].value) == (visits, needs, "=1+1")
    assert load_workbook(form).active["B2"].value is None
    assert opened(form).facts.spots[2].title == "受理诉求（条） 累计"


def test_a_word_form_shows_what_its_places_become(opened, tmp_path):
    document = docx.Document()
    document.add_paragraph("{{单位名称}}走访{{走访次数}}次，{{天气}}")
    document.save(tmp_path / "简报.docx")
    sheet = opened(tmp_path / "简报.docx")

    assert [one.where for one in sheet.facts.spots] == ["{{单位名称}}", "{{走访次数}}", "{{天气}}"]
    assert sheet.facts.spots[2].shows == "不认识，原样保留"
    assert not sheet.figure.isVisible()


def test_the_page_of_the_reports_asks_for_the_file(shown, desk, qtbot):
    page = shown(ReportScreen(desk), 1060, 600)
    qtbot.waitUntil(lambda: page.facts is not None)
    qtbot.mouseClick(page.form_button, Qt.MouseButton.LeftButton)

    (dialog,) = page.findChildren(QFileDialog)
    assert dialog.windowTitle() == "选上级发来的表"
    dialog.reject()


def test_a_record_fills_a_word_form_from_its_page(shown, desk, qtbot, tmp_path):
    document = docx.Document()
    document.add_paragraph("{{企业名称}} {{走访日期}} {{领导}}")
    document.save(tmp_path / "走访表.docx")
    row = next(iter(desk.store.rows(Query(Visit))))
    view = shown(RecordView(Visit, desk))
    view.show_record(row.uid)
    qtbot.waitUntil(lambda: view.told is not None)
    open_word_form(view, desk, (Visit, row.uid), tmp_path / "走访表.docx")
    qtbot.waitUntil(lambda: bool(view.findChildren(FormSheet)))
    (sheet,) = view.findChildren(FormSheet)
    sheet.write(tmp_path / "出.docx")
    qtbot.waitUntil((tmp_path / "出.docx").exists)

    day = Visit.kept["visited_on"].text(row.values["visited_on"])
    firm = row.values["enterprise"].title
    assert docx.Document(tmp_path / "出.docx").paragraphs[0].text == f"{firm} {day} {{{{领导}}}}"
