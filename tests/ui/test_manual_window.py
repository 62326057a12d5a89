"""F1 opens the manual where the page in sight is told of; it can be searched and stays open beside the work."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLineEdit, QWidget

from ercheng_station.manual import chapter_of, chapters
from ercheng_station.ui.context import Place
from ercheng_station.ui.manual_window import ManualWindow
from ercheng_station.ui.sheet import Sheet


@pytest.fixture
def manual(shown):
    made = ManualWindow(shown(QWidget()))
    made.open_at(chapter_of("visit"))
    return made


def test_f1_opens_the_chapter_of_the_page_in_sight(open_window, qtbot):
    window = open_window()
    for place, chapter in ((Place("clue"), "clue"), (Place("import"), "import")):
        window.go(place)
        qtbot.keyClick(window.frame, Qt.Key.Key_F1)
        assert window.manual.isVisible()
        assert window.manual.chapter == chapter


def test_f1_opens_it_over_a_dialog_too(open_window, qtbot):
    """Where it can be read while the dialog stands: nothing else of the window can be used then."""
    window = open_window()
    window.go(Place("clue"))
    line = QLineEdit()
    sheet = Sheet(window.frame, "新增线索", line)
    sheet.open()
    line.setFocus()

    qtbot.keyClick(line, Qt.Key.Key_F1)

    manual = sheet.findChild(ManualWindow)
    assert manual.isVisible()
    assert manual.chapter == "clue"


def test_the_search_narrows_the_contents_and_marks_the_words(manual):
    manual.search.setText("身份证号 对照原件")

    assert manual.chapter == "import"
    assert manual.text.textCursor().selectedText() == "身份证号"

    manual.search.setText("没有这样的话")
    assert manual.contents.count() == 0
    assert manual.none.isVisible()

    manual.search.clear()
    assert manual.contents.count() == len(chapters())


def test_a_link_turns_to_its_chapter_whatever_was_looked_for(manual):
    manual.search.setText("走访")
    manual.text.anchorClicked.emit(QUrl("inbox"))

    assert manual.chapter == "inbox"
    assert manual.text.toPlainText().startswith("各站上报")


def test_escape_closes_it_and_opening_it_again_shows_another_chapter(manual, qtbot):
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()

    manual.open_at(chapter_of("care"))
    assert manual.isVisible()
    assert manual.chapter == "care"
