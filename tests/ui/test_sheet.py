"""A dialog with typed words in it does not close by accident."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import PLAIN
from ercheng_station.records.office import Phrase
from ercheng_station.ui.form import Form
from ercheng_station.ui.inputs import Alone
from ercheng_station.ui.record.sheet import add_named
from ercheng_station.ui.sheet import Sheet


@pytest.fixture
def line(shown):
    window = shown(QWidget(), 800, 600)
    made = QLineEdit()
    kept = []
    sheet = Sheet(window, "新增企业", made, lambda: bool(made.text()), lambda: kept.append(made.text()))
    made.kept = kept
    sheet.open()
    made.setFocus()
    return made


def test_escape_leaves_an_untouched_dialog(line, qtbot):
    sheet = line.window()
    with qtbot.waitSignal(sheet.finished):
        qtbot.keyClick(line, Qt.Key.Key_Escape)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_no_key_closes_over_typed_words(line, qtbot, key):
    qtbot.keyClicks(line, "hongda")
    qtbot.keyClick(line, key)

    assert line.window().isVisible()
    assert line.text() == "hongda"


def test_closing_by_the_frame_keeps_the_draft_first(line, qtbot):
    qtbot.keyClicks(line, "hongda")
    line.window().close()

    assert line.kept == ["hongda"]


def test_the_small_editor_of_a_new_record_opens_in_the_middle(shown, desk):
    window = shown(QWidget(), 780, 560)

    sheet = add_named(window, desk, Enterprise, "宏达", lambda _link: None)

    assert abs(sheet.geometry().center().x() - window.geometry().center().x()) <= 10
    sheet.close()


def test_a_dialog_fits_its_window(line):
    assert line.window().width() <= 736
    assert line.window().height() <= 536


def test_a_sheet_is_as_high_as_its_fields_need(shown):
    window, form = shown(QWidget(), 900, 700), Form({"words": Phrase.kept["words"]}, PLAIN, Alone())
    sheet = Sheet(window, "补充", form)
    before = sheet.height()
    sheet.fit(form.missing_height)

    sheet.open()

    assert sheet.height() < before
    assert form.missing_height() == 0
    sheet.done(0)
