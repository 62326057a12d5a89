"""Tab goes through a window in the order in which it is laid out, whenever its parts were made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet


@pytest.fixture
def late():
    """Three buttons in a box; the first and the last were made after the one between them."""
    page = QWidget()
    box, middle = QVBoxLayout(page), Button("二")
    for button in (Button("一"), middle, Button("三")):
        box.addWidget(button)
    QWidget.setTabOrder(box.itemAt(2).widget(), box.itemAt(0).widget())
    QWidget.setTabOrder(middle, box.itemAt(2).widget())
    return page


def way(window, count):
    window.setFocus()
    found = []
    for _ in range(count):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        found.append(QApplication.focusWidget().accessibleName())
    return found


def test_tab_follows_the_layout_of_the_window(shown, late):
    frame = Frame()
    frame.setCentralWidget(late)

    assert way(shown(frame), 4) == ["一", "二", "三", "一"]


def test_tab_follows_the_layout_of_a_dialog(shown, late):
    above = shown(QWidget())
    sheet = Sheet(above, "标题", late)

    shown(sheet)

    assert "".join(way(sheet, 3)) in "一二三一二"


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
