"""The wheel never changes a value that has no focus."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
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

from ercheng_station.ui.wheel import guard


@pytest.fixture
def page(qapp, shown):
    watching = guard(qapp)
    area, inside = QScrollArea(), QWidget()
    box = QVBoxLayout(inside)
    combo, spin, slider = QComboBox(), QSpinBox(), QSlider(Qt.Orientation.Horizontal)
    combo.addItems(["一", "二", "三"])
    combo.setCurrentIndex(1)
    spin.setValue(5)
    slider.setValue(5)
    for widget in (QLineEdit(), combo, spin, slider):
        box.addWidget(widget)
    inside.setFixedSize(200, 2000)
    area.setWidget(inside)
    yield shown(area, 260, 300)
    qapp.removeEventFilter(watching)


def turn(widget):
    spot = QPointF(widget.rect().center())
    event = QWheelEvent(
        spot, widget.mapToGlobal(spot), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event


@pytest.mark.parametrize("type", [QComboBox, QSpinBox, QSlider])
def test_the_wheel_over_a_value_without_focus_is_left_to_the_page(page, type):
    widget = page.findChild(type)
    page.findChild(QLineEdit).setFocus()
    before = widget.currentIndex() if type is QComboBox else widget.value()

    event = turn(widget)

    assert (widget.currentIndex() if type is QComboBox else widget.value()) == before
    assert not event.isAccepted()  # so that Qt offers it to the page next


def test_the_wheel_scrolls_the_page(page):
    turn(page.viewport())

    assert page.verticalScrollBar().value() > 0


def test_the_wheel_changes_a_value_with_focus(page):
    spin = page.findChild(QSpinBox)
    spin.setFocus()

    turn(spin)

    assert spin.value() == 4


def test_the_wheel_gives_no_focus(page, qapp):
    """Qt would give it before any filter sees the wheel."""
    later = QComboBox()
    later.ensurePolished()

    values = [*page.findChildren(QComboBox), *page.findChildren(QSpinBox), *page.findChildren(QSlider), later]
    assert {one.focusPolicy() for one in values} == {Qt.FocusPolicy.StrongFocus}


def test_what_is_no_event_is_let_pass(qapp, page):
    widget = QWidget()

    assert guard(qapp).eventFilter(widget, QWidgetItem(widget)) is False
