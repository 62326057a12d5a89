"""Where Tab has led is seen, also in lists and pages that draw no focus of their own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.screens.desk_cards import DueList
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.tokens import Look, Theme
from tests.ui.screen_faults import stops, unmarked


def test_a_scrolled_page_is_ringed_while_tab_has_led_into_it(shown):
    area = Scrolled(QWidget(), "备份检查")
    shown(area)
    (mark,) = (one for one in area.findChildren(QWidget) if one.property("surface") == "focus")

    area.setFocus(Qt.FocusReason.MouseFocusReason)
    assert mark.isHidden()
    area.clearFocus()
    area.setFocus(Qt.FocusReason.TabFocusReason)
    assert mark.isVisible()
    assert mark.size() == area.size()
    area.clearFocus()
    assert mark.isHidden()


def test_the_ring_of_a_filled_button_lies_around_its_words(qapp, shown):
    style.apply(qapp, Look())
    page, one, other = QWidget(), Button("保存 PDF", "primary"), Button("取消")
    box = QVBoxLayout(page)
    for button in (one, other):
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    shown(page)
    other.setFocus()
    before = one.grab().toImage()
    words = one.rect().adjusted(14, 7, -14, -7)

    one.setFocus()

    after = one.grab().toImage()
    assert after != before
    assert after.copy(words) == before.copy(words)


TONES = ("", "primary", "danger", "link", "pill", "row", "text-link")


@pytest.mark.parametrize("theme", Theme)
def test_the_focus_is_seen_on_every_kind_of_button_and_list_of_every_theme(qapp, shown, theme):
    page = QWidget()
    box = QVBoxLayout(page)
    rows, choice = DueList(print), DropDown("打印机")
    choice.addItems(["一", "二"])
    kit = [
        *(Button(tone or "保存", tone) for tone in TONES),
        IconButton("trash", "删除"),
        QCheckBox("设打开口令"),
        QRadioButton("按月"),
        choice,
        rows,
    ]
    for one in kit:
        box.addWidget(one)
    style.apply(qapp, Look(theme))
    shown(page, 500, 900)

    assert {type(one) for one in stops(page)} == {type(one) for one in kit}
    assert list(unmarked(page)) == []
