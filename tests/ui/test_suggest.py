"""A line with suggestions: keys choose, typing goes on, nothing steals the input method."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ercheng_station.ui.floating import place
from ercheng_station.ui.suggest import Suggestion, SuggestionList, SuggestLine

FOUND = [Suggestion(1, "宏达精密", "葛店镇"), Suggestion(2, "宏达商贸"), Suggestion(3, "鸿鼎新材")]


@pytest.fixture
def line(shown):
    made = SuggestLine("企业")
    window = QWidget()
    box = QVBoxLayout(window)
    box.addWidget(made)
    box.addWidget(QLineEdit())
    box.addStretch(1)
    shown(window, 400, 400)
    made.setFocus()
    return made


@pytest.fixture
def picked(line):
    took = []
    line.picked.connect(lambda one: took.append(one.key))
    line.new_asked.connect(took.append)
    return took


def test_typing_asks_for_suggestions(line, qtbot):
    with qtbot.waitSignal(line.wanted) as asked:
        qtbot.keyClicks(line, "h")

    assert asked.args == ["h"]


def test_the_list_is_no_window_of_its_own_and_takes_no_focus(line, qtbot):
    line.offer(FOUND)
    shown = line.window().findChild(SuggestionList)

    assert shown.isVisible()
    assert not shown.isWindow()
    assert line.hasFocus()


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([Qt.Key.Key_Return], [1]),
        ([Qt.Key.Key_Enter], [1]),
        ([Qt.Key.Key_Down, Qt.Key.Key_Return], [2]),
        ([Qt.Key.Key_PageDown, Qt.Key.Key_Up, Qt.Key.Key_Return], [3]),
        ([Qt.Key.Key_Up, Qt.Key.Key_Return], [1]),
        ([Qt.Key.Key_Escape], []),
    ],
)
def test_keys_choose_from_the_list(line, picked, qtbot, keys, chosen):
    line.offer(FOUND, "宏")

    for key in keys:
        qtbot.keyClick(line, key)

    assert picked == chosen
    assert not line.is_open()


def test_typing_goes_on_while_the_list_is_open(line, qtbot):
    qtbot.keyClicks(line, "h")
    line.offer(FOUND)
    qtbot.keyClicks(line, "d1")

    assert line.text() == "hd1"


def test_a_number_key_chooses_while_nothing_is_typed(line, picked, qtbot):
    line.offer(FOUND)
    qtbot.keyClick(line, Qt.Key.Key_2)

    assert picked == [2]


def test_tab_takes_what_is_found_and_goes_on(line, picked, qtbot):
    qtbot.keyClicks(line, "h")
    line.offer(FOUND)
    qtbot.keyClick(line, Qt.Key.Key_Tab)

    assert picked == [1]
    assert not line.hasFocus()


def test_tab_makes_nothing_new(line, picked, qtbot):
    qtbot.keyClicks(line, "h")
    line.offer([], "h")
    qtbot.keyClick(line, Qt.Key.Key_Tab)

    assert picked == []


def test_the_last_entry_asks_for_a_new_record(line, picked, qtbot):
    line.setText("新企业")
    line.offer([], "新企业")
    assert line.offered() == ["新增“新企业”"]

    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert picked == ["新企业"]


def test_escape_leaves_the_typed_text(line, qtbot):
    qtbot.keyClicks(line, "hd")
    line.offer(FOUND)
    qtbot.keyClick(line, Qt.Key.Key_Escape)

    assert line.text() == "hd"


def test_a_late_answer_opens_nothing_in_a_field_that_was_left(line):
    line.clearFocus()

    line.offer(FOUND)

    assert not line.is_open()


def test_leaving_closes_the_list(line, qtbot):
    line.offer(FOUND)
    line.parentWidget().layout().itemAt(1).widget().setFocus()

    assert not line.is_open()


def test_a_resized_window_closes_the_list(line, qtbot):
    line.offer(FOUND)
    line.window().resize(500, 300)

    qtbot.waitUntil(lambda: not line.is_open())


def test_down_opens_the_usual_ones(line, qtbot):
    with qtbot.waitSignal(line.wanted) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Down)

    assert asked.args == [""]


def test_the_list_goes_with_its_field(line, qtbot):
    window = line.window()
    line.offer(FOUND)
    line.setParent(None)
    line.deleteLater()

    qtbot.waitUntil(lambda: window.findChild(SuggestionList) is None)


@pytest.mark.parametrize(
    ("anchor", "height", "where"),
    [
        (QRect(10, 10, 100, 30), 100, QRect(10, 41, 200, 100)),
        (QRect(10, 350, 100, 30), 100, QRect(10, 248, 200, 100)),
        (QRect(350, 10, 100, 30), 100, QRect(195, 41, 200, 100)),
        (QRect(10, 200, 100, 30), 900, QRect(10, 2, 200, 196)),
    ],
)
def test_a_list_stays_inside_the_window(anchor, height, where):
    assert place(QRect(0, 0, 400, 400), anchor, 200, height) == where


def test_letters_that_find_nothing_are_not_added_by_a_mere_enter(line, picked, qtbot):
    qtbot.keyClicks(line, "xbl")
    line.offer([], "xbl")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert picked == []
    assert line.is_open()

    qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert picked == ["xbl"]
