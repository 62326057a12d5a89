"""Choosing columns: tick, order, and sets that come back by name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ercheng_station.records.visit import Visit
from ercheng_station.ui.lists.choosing import ColumnsSheet, views_menu
from ercheng_station.ui.lists.columns import NUMBER, PLACE, usual


@pytest.fixture
def sheet(qtbot, shown):
    made = ColumnsSheet(shown(QWidget()), Visit, [PLACE, NUMBER, "way"], {"报市局": [NUMBER, "findings"]})
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def test_the_shown_columns_come_first_and_are_ticked(sheet):
    assert sheet.names() == [PLACE, NUMBER, "way"]
    assert sheet.list.count() > len(usual(Visit))


def test_the_keys_work_on_the_columns_at_once(sheet):
    assert sheet.list.hasFocus()
    assert sheet.list.currentRow() == 0


def test_the_columns_are_ringed_where_tab_has_led_into_them(sheet):
    (mark,) = (one for one in sheet.list.findChildren(QWidget) if one.property("surface") == "focus")
    sheet.name.setFocus()

    sheet.list.setFocus(Qt.FocusReason.TabFocusReason)

    assert mark.isVisible()
    assert mark.size() == sheet.list.size()


def test_a_press_on_a_line_turns_it(qtbot, sheet):
    box = sheet.list.visualItemRect(sheet.list.item(4)).center()

    qtbot.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert len(sheet.names()) == 4
    qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    assert len(sheet.names()) == 3


def test_the_order_of_the_lines_is_the_order_of_the_columns(qtbot, sheet):
    sheet.list.insertItem(1, sheet.list.takeItem(2))

    with qtbot.waitSignal(sheet.chosen) as chosen:
        sheet.accept()

    assert chosen.args == [[PLACE, "way", NUMBER]]


def test_a_set_is_kept_under_its_name(qtbot, sheet):
    sheet.name.setText(" 报省局 ")

    with qtbot.waitSignal(sheet.kept) as kept:
        sheet.keep_set()

    assert kept.args[0] == {"报市局": [NUMBER, "findings"], "报省局": [PLACE, NUMBER, "way"]}


def test_a_set_without_a_name_is_not_kept(qtbot, sheet):
    with qtbot.assertNotEmitted(sheet.kept):
        sheet.keep_set()


def test_views_are_shown_kept_and_removed_by_name(shown):
    done = []
    menu = views_menu(shown(QWidget()), ["电话走访"], done.append, lambda: done.append("keep"), done.append)
    words = {action.text(): action for action in menu.actions()}

    words["电话走访"].trigger()
    words["把当前筛选存为视图…"].trigger()
    words["删除视图"].menu().actions()[0].trigger()

    assert done == ["电话走访", "keep", "电话走访"]


def test_a_set_is_chosen_or_removed_from_its_menu(qtbot, sheet):
    press(sheet, "列方案")
    menu = next(one for one in sheet.findChildren(QMenu) if one.isVisible())
    words = {action.text(): action for action in menu.actions()}

    words["报市局"].trigger()
    assert sheet.names() == [NUMBER, "findings"]
    words["通常的列"].trigger()
    assert sheet.names() == usual(Visit)
    with qtbot.waitSignal(sheet.kept) as kept:
        words["删除方案"].menu().actions()[0].trigger()
    menu.close()

    assert kept.args == [{}]


def press(sheet, words):
    next(one for one in sheet.findChildren(QPushButton) if one.text() == words).click()
