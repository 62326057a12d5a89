"""The check of every screen finds what is planted, and nothing where all is well."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.labels import Label, tip
from tests.ui.screen_faults import faults, stops, too_large, unmarked

LONG = "鄂州市蔚蓝激光设备有限公司与张建军侵害商标权纠纷"


@pytest.fixture
def page(shown):
    """page(*widgets) shows them below each other."""

    def show(*widgets, side_by_side=False):
        made = QWidget()
        box = QHBoxLayout(made) if side_by_side else QVBoxLayout(made)
        for one in widgets:
            box.addWidget(one)
        return shown(made, 400, 200)

    return show


def found(page):
    return [fault.split(":")[0] for fault in faults(page)]


def test_a_page_where_all_is_well_has_no_fault(page):
    shown_page = page(Label("走访日期"), Button("保存"), IconButton("trash", "删除"))

    assert faults(shown_page) == []
    assert list(unmarked(shown_page)) == []


def test_words_that_have_no_room_are_found(page):
    label = Label(LONG)
    label.setFixedWidth(60)

    assert found(page(label)) == ["cut"]


def test_words_cut_at_their_foot_are_found(page):
    label = Label("走访日期")
    label.setFixedHeight(8)

    assert found(page(label)) == ["cut"]


def test_a_shortened_cell_without_a_tooltip_is_found(page):
    rows = QListWidget()
    rows.setAccessibleName("企业")
    rows.setFixedWidth(100)
    rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows.addItem(LONG)
    shown_page = page(rows)
    assert found(shown_page) == ["shortened, no tooltip"]

    rows.item(0).setToolTip(tip(LONG))

    assert faults(shown_page) == []


def test_words_over_others_and_under_a_widget_are_found(page):
    below = Label("走访日期")
    shown_page = page(below)
    over = Label("走访人员")
    over.setParent(shown_page)
    over.setGeometry(below.geometry())
    over.show()

    assert set(found(shown_page)) == {"over each other", "covered"}


def test_a_tab_stop_that_looks_the_same_with_the_focus_is_found(page):
    button = QPushButton("保存")
    button.setStyleSheet("QPushButton, QPushButton:focus { border: none; outline: none; padding: 0; }")

    assert len(list(unmarked(page(button)))) == 1


def test_looking_for_the_tab_stops_leaves_every_widget_its_own(page):
    button, line = Button("保存"), QLineEdit()
    glass = line.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
    glass.setText("查找")

    assert stops(page(button, line)) == [button, line]

    shiboken6.delete(button)
    assert shiboken6.isValid(glass)


def test_a_field_that_says_half_of_what_it_asks_for_is_found(page):
    line = QLineEdit()
    line.setAccessibleName("查找")
    line.setPlaceholderText("输入几个字，如 移送、投诉、商标")
    line.setFixedWidth(120)

    assert found(page(line)) == ["asked for in part"]


def test_a_sheet_larger_than_the_screen_is_found(page):
    under, over = page(Label("走访日期")), QWidget()
    assert list(too_large(over, under)) == []

    over.setMinimumHeight(under.height() + 1)

    assert len(list(too_large(over, under))) == 1
