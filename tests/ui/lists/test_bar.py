"""The filters beside the search box: menus of what can be chosen, set ones in sight or counted."""

import pytest
from PySide6.QtWidgets import QMenu, QPushButton

from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.ui.lists.bar import FilterBar
from ercheng_station.ui.lists.filters import UNSIGNED


@pytest.fixture
def bar(shown, practice_store):
    return shown(FilterBar(Visit, practice_store.context), 900, 48)


def open_menu(bar, words):
    button = next(one for one in bar.findChildren(QPushButton) if one.accessibleName() == words)
    button.click()
    return next(menu for menu in bar.findChildren(QMenu) if menu.isVisible())


def choose(menu, words):
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def pills(bar):
    return [one.accessibleName() for one in bar.findChildren(QPushButton) if one.isVisible()]


@pytest.mark.parametrize("words", ["走访方式", "更多筛选"])
def test_menus_read_from_left_to_right(bar, words):
    menu = open_menu(bar, words)

    assert not [one for one in (menu, *menu.findChildren(QMenu)) if one.isRightToLeft()]
    menu.close()


def test_a_code_is_chosen_from_the_menu_and_taken_off_again(bar):
    choose(open_menu(bar, "走访方式"), "电话")
    assert bar.given == {"way": "phone"}
    assert "走访方式：电话" in pills(bar)

    choose(open_menu(bar, "走访方式：电话"), "不限")

    assert bar.given == {}
    assert "走访方式" in pills(bar)


def test_the_chosen_code_is_ticked(bar):
    bar.put("way", "phone")

    menu = open_menu(bar, "走访方式：电话")

    assert [action.text() for action in menu.actions() if action.isChecked()] == ["电话"]
    menu.close()


def test_a_period_is_chosen_or_asked_for(qtbot, bar):
    choose(open_menu(bar, "走访日期"), "上月")
    assert bar.given == {"visited_on": "last_month"}

    menu = open_menu(bar, "走访日期：上月")
    with qtbot.waitSignal(bar.custom_asked) as asked:
        choose(menu, "自定…")

    assert asked.args == ["visited_on"]


def test_a_switch_is_turned_by_a_press(bar):
    button = next(one for one in bar.findChildren(QPushButton) if one.accessibleName() == "未签字")

    button.click()
    assert bar.given == {UNSIGNED: True}
    button.click()
    assert bar.given == {}


def test_the_other_filters_stand_under_more(bar):
    menu = open_menu(bar, "更多筛选")
    titles = [action.text() for action in menu.actions()]
    choose(menu, "需要上报")

    assert {"走访类型", "下次走访日期", "需要上报"} <= set(titles)
    assert bar.given == {"report_up": True}
    assert "需要上报" in pills(bar)


def test_set_filters_that_find_no_room_are_counted(shown, practice_store):
    bar = shown(FilterBar(Visit, practice_store.context), 560, 48)

    bar.set({"way": "phone", UNSIGNED: True, "visited_on": "year"})

    assert any(words.startswith("更多（已设 ") for words in pills(bar))
    assert bar.minimumSizeHint().width() <= 560


def test_clearing_takes_words_and_filters_off(qtbot, bar):
    bar.set({"way": "phone"}, "商标")

    with qtbot.waitSignal(bar.changed):
        bar.clear()

    assert (bar.given, bar.text, bar.is_set()) == ({}, "", False)


def test_every_kind_of_many_choices_offers_its_list(shown, practice_store):
    bar = shown(FilterBar(Enterprise, practice_store.context), 1400, 48)

    menu = open_menu(bar, "行业门类")

    assert len(menu.actions()) == len(practice_store.context.codes("industry").active(practice_store.today))
    menu.close()
