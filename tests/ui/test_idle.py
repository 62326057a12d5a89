"""The program is locked once nobody has touched it for ten minutes, and after the computer has slept."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from ercheng_station.ui.idle import Idle


class Clock:
    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def idle(clock, qapp):
    owner = QObject()
    idle = Idle(owner, clock=clock)
    idle.told = []
    idle.due.connect(lambda: idle.told.append(clock.now))
    yield idle
    owner.deleteLater()
    qapp.processEvents()


def pass_by(idle, clock, seconds):
    """Looks once a second, as the timer does."""
    for _ in range(seconds):
        clock.now += 1
        idle.look()


@pytest.mark.faults
def test_after_ten_minutes_without_a_touch_it_is_due(idle, clock, figure):
    began = clock.now

    pass_by(idle, clock, 599)
    assert idle.told == []
    pass_by(idle, clock, 2)

    took = idle.told[0] - began
    assert abs(took - 600) <= 2
    figure("N14", "seconds without a touch until the window is locked, 598 to 602 allowed", f"{took:.0f}")


@pytest.fixture
def line(idle, shown):
    """In a window that came after the watch began."""
    line = shown(QLineEdit())
    line.setFocus()
    return line


def press_key(line):
    QTest.keyClick(line.windowHandle(), Qt.Key.Key_A)


def compose(line):
    """An input method writes to what has the focus; its keys reach no window."""
    QApplication.sendEvent(line, QInputMethodEvent("ni", []))


def click(line):
    QTest.mouseClick(line.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def turn_wheel(line):
    QTest.wheelEvent(line.windowHandle(), QPointF(5, 5), QPoint(0, 120))


@pytest.mark.parametrize("touch", [press_key, compose, click, turn_wheel])
def test_whatever_a_person_does_begins_the_wait_anew(idle, clock, line, touch):
    pass_by(idle, clock, 500)

    touch(line)
    pass_by(idle, clock, 500)

    assert idle.told == []


def test_a_window_that_never_had_the_focus_is_heard_too(idle, clock, shown):
    shown(QWidget())
    beside = QWidget()
    beside.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    beside.show()
    pass_by(idle, clock, 500)

    click(beside)
    pass_by(idle, clock, 500)

    assert idle.told == []
    beside.deleteLater()


def test_a_mouse_that_qt_itself_moves_is_nobody(idle, clock, line):
    pass_by(idle, clock, 500)
    moved = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(), QPointF(), Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip

    QApplication.sendEvent(line, moved)
    pass_by(idle, clock, 101)

    assert idle.told


def test_a_computer_that_slept_wakes_up_locked(idle, clock):
    pass_by(idle, clock, 5)
    clock.now += 90
    idle.look()

    assert idle.told


@pytest.mark.parametrize(("asked", "minutes"), [(1, 1), (0, 1), (30, 30), (500, 30)])
def test_the_wait_can_be_set_from_one_to_thirty_minutes(idle, clock, asked, minutes):
    idle.wait(asked)

    pass_by(idle, clock, minutes * 60 - 1)
    assert idle.told == []
    pass_by(idle, clock, 1)
    assert idle.told


def test_the_key_that_locks_is_heard_over_a_dialog_too(idle, shown, qtbot):
    window = shown(QWidget())
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert idle.told == []  # the window's own shortcut does it

    dialog = QDialog(window)
    line = QLineEdit(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is dialog and line.hasFocus())
    qtbot.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert len(idle.told) == 1
    dialog.reject()


def test_a_clock_put_back_does_not_put_the_lock_off(idle, clock):
    pass_by(idle, clock, 300)
    clock.now -= 86_400
    pass_by(idle, clock, 601)

    assert idle.told
