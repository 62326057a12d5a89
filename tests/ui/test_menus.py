"""The menus of the bar: what to add, who works, how the window looks."""

import pytest
from PySide6.QtWidgets import QMenu, QWidget

from ercheng_station.ui import menus
from ercheng_station.ui.shell_titles import Entry
from ercheng_station.ui.tokens import Density, Look, TextSize, Theme

ENTRIES = [
    Entry("visit", "企业走访", "visit", foremost=True),
    Entry("need", "企业诉求", "visit", foremost=True),
    Entry("need_step", "办理进展", "visit"),
    Entry("station", "站点", "station", foremost=True),
]


@pytest.fixture
def parent(shown):
    return shown(QWidget())


def words(menu):
    return ["-" if action.isSeparator() and not action.text() else action.text() for action in menu.actions()]


def press(menu, title):
    for one in (menu, *menu.findChildren(QMenu)):
        for action in one.actions():
            if action.text() == title:
                action.trigger()
                return
    raise AssertionError(title)


def test_groups_are_parted_and_what_is_rare_stands_under_more(parent):
    begun = []

    menu = menus.add_menu(parent, ENTRIES, begun.append)
    press(menu, "企业诉求")
    press(menu, "办理进展")

    assert words(menu) == ["企业走访", "企业诉求", "-", "站点", "-", "更多"]
    assert begun == ["need", "need_step"]


def test_the_one_who_works_now_is_marked(parent):
    chosen = []

    menu = menus.person_menu(parent, ["余慧敏", "程德胜"], "程德胜", chosen.append)
    press(menu, "余慧敏")

    assert [action.text() for action in menu.actions() if action.isChecked()] == ["余慧敏"]
    assert chosen == ["余慧敏"]


def test_somebody_who_is_not_listed_still_works_and_is_told_how_to_list_others(parent):
    menu = menus.person_menu(parent, [], "clerk", lambda name: None)

    assert "clerk" in words(menu)
    assert any("站点人员" in one for one in words(menu))


def test_each_choice_changes_one_thing_of_the_look(parent):
    looks, folded = [], []
    now = Look(Theme.LIGHT, TextSize.LARGE, Density.ROOMY)

    menu = menus.look_menu(parent, now, looks.append, "auto", folded.append)
    for title in ("深色", "特大", "紧凑", "总是收起"):
        press(menu, title)

    assert looks == [
        Look(Theme.DARK, TextSize.LARGE, Density.ROOMY),
        Look(Theme.LIGHT, TextSize.HUGE, Density.ROOMY),
        Look(Theme.LIGHT, TextSize.LARGE, Density.COMPACT),
    ]
    assert folded == ["narrow"]


def test_a_menu_of_the_bar_opens_inside_the_window_and_is_gone_once_closed(parent, qtbot):
    anchor = QWidget(parent)
    anchor.setGeometry(860, 0, 30, 30)
    menu = menus.add_menu(parent, ENTRIES, lambda name: None)
    gone = []
    menu.destroyed.connect(lambda: gone.append(True))

    menus.open_under(menu, anchor)

    assert menu.geometry().right() <= parent.mapToGlobal(parent.rect().topRight()).x() + 1
    menu.close()
    qtbot.waitUntil(lambda: bool(gone))


def test_a_menu_of_a_button_begins_at_its_left_edge(parent):
    anchor = QWidget(parent)
    anchor.setGeometry(100, 0, 30, 30)
    menu = menus.add_menu(parent, ENTRIES, lambda name: None)

    menus.open_under(menu, anchor)

    assert menu.x() == anchor.mapToGlobal(anchor.rect().topLeft()).x()
    menu.close()
