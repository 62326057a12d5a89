"""Tab goes through a window as one reads, whenever its parts were made."""

import importlib
import pkgutil

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QGridLayout, QMainWindow, QSpinBox, QVBoxLayout, QWidget

from ercheng_station import ui
from ercheng_station.ui import tab_order
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.manual_window import ManualWindow
from ercheng_station.ui.printing.window import PreviewWindow
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.tab_order import InOrder, stops
from tests.ui.way_faults import way_faults

BACK = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def late():
    """Three buttons in a box; Qt's own way through them goes up."""
    page = QWidget()
    box, middle = QVBoxLayout(page), Button("二")
    for button in (Button("一"), middle, Button("三")):
        box.addWidget(button)
    QWidget.setTabOrder(box.itemAt(2).widget(), middle)
    QWidget.setTabOrder(middle, box.itemAt(0).widget())
    return page


def way(window, count, modifier=Qt.KeyboardModifier.NoModifier):
    found = []
    for _ in range(count):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab, modifier)
        found.append(QApplication.focusWidget().accessibleName())
    return "".join(found)


def framed(shown, inside):
    """In the program's window, which has the focus itself."""
    frame = Frame()
    frame.setCentralWidget(inside)
    shown(frame)
    frame.setFocus()
    return frame


def named(page):
    return "".join(one.accessibleName() for one in stops(page))


def test_tab_reads_the_window_and_goes_round(shown, late):
    frame = framed(shown, late)

    assert way(frame, 4) == "一二三一"
    assert way(frame, 3, BACK) == "三二一"


def test_a_button_that_is_disabled_leaves_the_focus_beside_it(shown, late):
    framed(shown, late)
    last = stops(late)[-1]
    last.setFocus()

    last.setEnabled(False)

    assert QApplication.focusWidget().accessibleName() == "二"


def test_in_a_dialog_the_focus_goes_round_and_not_to_what_gives_it_up(shown, late):
    shown(Sheet(shown(QWidget()), "标题", late))
    last = stops(late)[-1]
    last.setFocus()

    last.setEnabled(False)

    assert QApplication.focusWidget().accessibleName() == "一"


def test_tab_reads_a_dialog(shown, late):
    sheet = Sheet(shown(QWidget()), "标题", late)
    shown(sheet)
    sheet.setFocus()

    assert way(sheet, 6) in "一二三" * 3


def test_tab_leads_into_a_part_that_came_later_and_past_one_that_went(shown, late):
    frame, box = framed(shown, late), late.layout()
    way(frame, 1)

    came = Button("又")
    box.insertWidget(1, came)
    came.show()
    box.itemAt(2).widget().hide()

    assert way(frame, 3) == "又三一"
    box.itemAt(3).widget().setEnabled(False)
    assert way(frame, 2) == "又一"


def test_tab_goes_on_from_where_a_hidden_part_stood(shown, late):
    frame = framed(shown, late)
    middle = late.layout().itemAt(1).widget()
    inside = QWidget()
    QVBoxLayout(inside).addWidget(Button("内"))
    late.layout().insertWidget(2, inside)
    QApplication.processEvents()
    inside.layout().itemAt(0).widget().setFocus()

    inside.layout().itemAt(0).widget().setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    assert way(frame, 1) == "三"
    assert way(frame, 1, BACK) == middle.accessibleName()


def test_lines_are_read_before_columns_unless_a_column_stands_beside_all_of_them(shown):
    page = QWidget()
    grid = QGridLayout(page)
    for name, place in (("丁", (1, 2)), ("丙", (1, 1)), ("乙", (0, 2)), ("甲", (0, 1))):
        grid.addWidget(Button(name), *place)
    beside = Scrolled(QWidget(), "边")
    grid.addWidget(beside, 0, 0, 2, 1)
    framed(shown, page)

    assert named(page) == "边甲乙丙丁"


def test_what_lies_over_other_parts_is_read_where_it_begins(shown, late):
    framed(shown, late)
    over = Button("浮")
    over.setParent(late)
    over.setGeometry(late.rect().adjusted(20, 200, -20, 0))
    over.show()

    assert named(late) == "一浮二三"


def test_looking_for_the_way_leaves_every_widget_its_own(shown):
    """As long as it lives, and no longer: what dies first takes nothing along."""
    page, number = QWidget(), QSpinBox()
    box = QVBoxLayout(page)
    box.addWidget(number)
    box.addWidget(Button("二"))
    frame = framed(shown, page)

    assert way(frame, 1) == number.accessibleName()
    assert way(frame, 2) == "二" + number.accessibleName()

    assert "QLineEdit" not in shiboken6.dump(number)


def windows_of_the_program():
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        for one in vars(importlib.import_module(module.name)).values():
            if (
                isinstance(one, type)
                and one.__module__ == module.name
                and issubclass(one, QDialog | QMainWindow)
            ):
                yield one


def test_every_window_reads_its_way():
    found = {*windows_of_the_program(), PreviewWindow, ManualWindow}

    assert len(found) > 12
    assert {one.__name__ for one in found if not issubclass(one, InOrder)} == {"Frame"}


def test_a_scrolled_page_is_not_stuck(shown, late):
    area = Scrolled(late, "备份检查")
    frame = framed(shown, area)

    assert way(frame, 5) == "备份检查一二三备份检查"


def test_the_check_of_the_way_finds_what_qt_leaves_astray(shown, late, monkeypatch):
    """The way in which the parts were made, as it was before."""
    frame = framed(shown, late)
    assert list(way_faults(frame)) == []

    monkeypatch.delattr(Frame, "focusNextPrevChild")

    assert [fault.split(":")[0] for fault in way_faults(frame)] == ["Tab goes back"]


def test_the_check_of_the_way_finds_what_is_not_reached_and_not_gone_back(shown, late, monkeypatch):
    frame = framed(shown, late)
    monkeypatch.setattr(
        tab_order, "_is_stop", lambda one: getattr(one, "accessibleName", str)() in ("一", "三")
    )

    assert [fault.split(":")[0] for fault in way_faults(frame)] == [
        "Tab never comes to Button “二” in QWidget"
    ]

    monkeypatch.setattr(
        tab_order, "go", lambda window, **_: bool(window.findChildren(Button)[0].setFocus()) or True
    )

    assert len(list(way_faults(frame))) == 2
