"""The wheel never changes a value that has no focus."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from ercheng_station.ui.wheel import WheelGuard


@pytest.fixture
def watching(qapp):
    made = WheelGuard(qapp)
    yield made
    made.deleteLater()
    qapp.processEvents()


@pytest.fixture
def page(watching, shown):
    area, inside = QScrollArea(), QWidget()
    box = QVBoxLayout(inside)
    combo, spin, slider = QComboBox(), QSpinBox(), QSlider(Qt.Orientation.Horizontal)
    combo.addItems(["一", "二", "三"])
    combo.setCurrentIndex(1)
    spin.setValue(5)
    slider.setValue(5)
    for widget in (QLineEdit(), combo, spin, slider):
        box.addWidget(widget)
    box.addStretch()
    inside.setFixedSize(200, 2000)
    area.setWidget(inside)
    return shown(area, 260, 300)


def turn(widget):
    """As the system has it: to the window, at the place of the pointer."""
    spot = widget.mapTo(widget.window(), QPointF(widget.rect().center()))
    QTest.wheelEvent(widget.window().windowHandle(), spot, QPoint(0, -120))
    QApplication.processEvents()


@pytest.mark.parametrize("type", [QComboBox, QSpinBox, QSlider])
def test_the_wheel_over_a_value_without_focus_scrolls_the_page(page, type):
    widget, line = page.findChild(type), page.findChild(QLineEdit)
    line.setFocus()
    before = widget.currentIndex() if type is QComboBox else widget.value()

    turn(widget)

    assert (widget.currentIndex() if type is QComboBox else widget.value()) == before
    assert page.verticalScrollBar().value() > 0
    assert line.hasFocus()


def test_the_wheel_scrolls_the_page(page):
    turn(page.viewport())

    assert page.verticalScrollBar().value() > 0


def test_the_wheel_changes_a_value_with_focus(page):
    spin = page.findChild(QSpinBox)
    spin.setFocus()

    turn(spin)

    assert spin.value() == 4


def test_a_window_opened_later_is_watched_too(page, shown):
    slider = shown(QSlider(Qt.Orientation.Horizontal))
    slider.clearFocus()

    turn(slider)

    assert slider.value() == 0


def test_what_is_no_event_is_let_pass(watching, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)

    assert watching.eventFilter(widget, QWidgetItem(widget)) is False
