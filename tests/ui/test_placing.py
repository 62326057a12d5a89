"""Every window of its own stays within the screen, title and foot."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from ercheng_station.ui.keys_sheet import KeysSheet
from ercheng_station.ui.placing import keep_on_screen
from ercheng_station.ui.sheet import Sheet


def is_inside(window):
    return window.screen().availableGeometry().contains(window.frameGeometry())


@pytest.mark.parametrize("corner", [(-40, -40), (100, -300), (5000, 5000)])
def test_a_sheet_whose_title_would_be_above_the_screen_comes_down(shown, qtbot, corner):
    sheet = Sheet(shown(QWidget(), 500, 400), "新增企业", QLabel("企业"))
    sheet.move(*corner)
    sheet.open()

    qtbot.waitUntil(lambda: is_inside(sheet))


def test_a_window_larger_than_the_screen_becomes_smaller(shown, qtbot):
    window = shown(QWidget(), 5000, 4000)

    keep_on_screen(window)

    qtbot.waitUntil(lambda: is_inside(window))


def test_the_sheet_of_keys_needs_no_more_room_than_a_small_screen_has(shown, qtbot):
    sheet = KeysSheet(shown(QWidget(), 800, 500))

    assert sheet.minimumSizeHint().height() < 400
    sheet.open()
    qtbot.waitUntil(lambda: is_inside(sheet))


def test_a_window_whose_frame_comes_late_is_pulled_in_again(shown, qtbot):
    window, moved = shown(QWidget(), 300, 200), []
    keep_on_screen(window)

    def frame():
        """As a window manager does it, after the first look at the place."""
        window.move(40, -20)
        moved.append(True)

    QTimer.singleShot(1, window, frame)

    qtbot.waitUntil(lambda: bool(moved) and is_inside(window))
