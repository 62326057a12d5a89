"""The check of names finds what is planted, and nothing where all is well."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget

from ercheng_station.ui.buttons import Button, IconButton
from tests.ui.name_faults import name_faults


@pytest.fixture
def page(shown):
    def show(*widgets):
        made = QWidget()
        box = QVBoxLayout(made)
        for one in widgets:
            box.addWidget(one)
        return shown(made, 400, 300)

    return show


@pytest.fixture
def rows():
    made = QListWidget()
    made.setAccessibleName("企业")
    made.addItem("鄂州市蔚蓝激光设备有限公司")
    return made


def test_a_page_that_says_all_has_no_fault(page, rows):
    assert list(name_faults(page(Button("保存"), IconButton("trash", "删除"), rows))) == []


@pytest.mark.parametrize("mark", ["", "…", "×", "＋"])
def test_a_mark_is_no_name(page, mark):
    assert "no name that says what it is" in next(name_faults(page(QPushButton(mark))))


def test_a_part_that_takes_the_focus_and_is_no_control_is_found(page):
    drawn = QWidget()
    drawn.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    assert [fault.split("“")[0] for fault in name_faults(page(drawn))] == ["told as Client "]


def test_a_cell_that_says_less_than_it_paints_is_found(page, rows):
    rows.item(0).setData(Qt.ItemDataRole.AccessibleTextRole, "企业")

    assert [fault.split("“")[0] for fault in name_faults(page(rows))] == ["painted and not told: "]


def test_lines_that_are_painted_as_one_are_told(page, rows):
    rows.item(0).setData(Qt.ItemDataRole.AccessibleTextRole, "鄂州市蔚蓝激光设备有限公司\n鄂城区")
    rows.item(0).setText("鄂州市蔚蓝激光设备有限公司 鄂城区")

    assert list(name_faults(page(rows))) == []
