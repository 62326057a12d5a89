"""The list under the search box shows what was found and why."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from ercheng_station.ui.found_list import Face, Found, marked
from ercheng_station.ui.searchbox import SearchBox

FOUND = [
    Found("企业"),
    Found("鄂州市佳能有限公司", symbol="building", key="a"),
    Found("鄂州市佳美商贸有限公司", symbol="building", key="b"),
    Found("企业走访"),
    Found("鄂州市佳能有限公司", "泽林ZF2026-0001", "走访内容：佳能反映", "walk", "c"),
]


@pytest.fixture
def box(shown, qtbot):
    window, made = QWidget(), SearchBox()
    QVBoxLayout(window).addWidget(made)
    shown(window)
    made.begin()
    made.setText("佳")
    made.show_found("佳", FOUND)
    return made


def press(qtbot, box, *keys):
    for key in keys:
        qtbot.keyClick(box, key)


def test_the_focus_stays_in_the_box(box):
    assert box.found.isVisible()
    assert box.hasFocus()


def test_arrows_move_over_headings_and_enter_opens(box, qtbot):
    with qtbot.waitSignal(box.opened) as opened:
        press(qtbot, box, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return)

    assert opened.args[0].key == "c"
    assert not box.found.isVisible()
    assert box.text() == ""


def test_enter_opens_the_first_one(box, qtbot):
    with qtbot.waitSignal(box.opened) as opened:
        press(qtbot, box, Qt.Key.Key_Return)

    assert opened.args[0].key == "a"


@pytest.mark.parametrize("before", [[], FOUND[:2], FOUND])
def test_a_single_hit_stands_under_its_heading(box, before, qtbot):
    box.setText("佳能")
    box.show_found("佳能", before)
    qtbot.wait(20)

    box.setText("佳能有")
    box.show_found("佳能有", [FOUND[3], FOUND[4]])

    qtbot.wait(20)
    view = box.found.findChild(QListView)
    assert view.visualRect(view.model().index(0, 0)).top() == 0
    assert not view.verticalScrollBar().isVisible()


def test_escape_closes_the_list_and_keeps_what_was_typed(box, qtbot):
    left = []
    box.left_by_escape.connect(lambda: left.append(True))

    press(qtbot, box, Qt.Key.Key_Escape)

    assert not box.found.isVisible()
    assert (box.text(), left) == ("佳", [])

    press(qtbot, box, Qt.Key.Key_Escape)

    assert (box.text(), left) == ("佳", [True])


def test_an_answer_to_an_older_text_is_dropped(box):
    box.setText("佳能")

    box.show_found("佳", FOUND[:2])

    assert len(box.found.lines) == len(FOUND)


def test_the_place_is_kept_while_the_answer_grows(box, qtbot):
    press(qtbot, box, Qt.Key.Key_Down)

    box.show_found("佳", [*FOUND, Found("企业诉求"), Found("另一条", key="d")])

    with qtbot.waitSignal(box.opened) as opened:
        press(qtbot, box, Qt.Key.Key_Return)
    assert opened.args[0].key == "b"


def test_nothing_found_is_said(box):
    box.setText("没有")

    box.show_found("没有", [])

    assert box.found.isVisible()
    assert not box.found.lines


def test_an_emptied_box_shows_no_list(box):
    box.clear()

    assert not box.found.isVisible()


def test_typed_words_stand_out_in_what_was_found():
    assert marked("佳能与ABC佳", "佳 abc") == [("佳", True), ("能与", False), ("ABC佳", True)]
    assert marked("佳能", "xx") == [("佳能", False)]
    assert marked("İstanbul", "i") == [("İstanbul", False)]


@pytest.mark.parametrize("pixels", [12, 15, 20])
def test_a_text_is_cut_where_it_is_too_wide_and_nowhere_else(pixels, qapp):
    face = Face(qapp.font(), pixels)
    whole = "鄂州市佳能有限公司 ZF2026-0001"
    wide = face.wide(whole, bold=False)

    assert face.fit(whole, wide) == face.fit(whole, 2000) == whole
    cut = face.fit(whole, wide - pixels)
    assert cut.endswith("…")
    assert face.wide(cut, bold=False) <= wide - pixels


def test_what_was_looked_for_is_gone_with_the_focus(box, qtbot):
    box.setFocus()
    qtbot.keyClicks(box, "wfd")

    box.clearFocus()

    qtbot.waitUntil(lambda: box.text() == "")
