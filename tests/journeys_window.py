"""A real window over a practice station, worked by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ercheng_station.ui import preferences
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.window import Window
from tests.ui.typing_in import write


def show_window(store, width=1093, height=614):
    """The window as it stands once the data folder is open."""
    frame = Frame()
    shell = Shell(frame.remembered)
    list(shell.build())
    frame.setCentralWidget(shell)
    frame.resize(width, height)
    frame.show()
    frame.activateWindow()
    window = Window(frame, shell, Opened(store, preferences.read(store, store.actor)))
    window.begin()
    return window


class Hands:
    """Presses keys where the focus is, and counts them; what is typed through the input method is free text."""

    def __init__(self):
        self.pressed = 0

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier, times=1):
        for _ in range(times):
            QTest.keyClick(QApplication.focusWidget(), key, modifier)
            self.pressed += 1

    def letters(self, typed):
        for letter in typed:
            QTest.keyClicks(QApplication.focusWidget(), letter)
            self.pressed += 1

    def write(self, words):
        write(words)
