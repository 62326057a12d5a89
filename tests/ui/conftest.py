"""Window tests wear the plain look; a form of every field type stands ready."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ercheng_station.ui import preferences, style
from ercheng_station.ui.context import Desk
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.tokens import Look
from ercheng_station.ui.window import Window


@pytest.fixture(autouse=True)
def _dressed(qapp):
    style.apply(qapp, Look())


@pytest.fixture
def shown(qtbot):
    """shown(widget) puts it on the screen in a window of the given size and gives it back with the focus possible.

    Windows and menus that earlier tests left on the screen are hidden: keys would go to them. No key is held down
    any more, as Qt thinks of the Ctrl of an earlier test's last key.
    """
    for left in QApplication.topLevelWidgets():
        left.hide()
    kept = []

    def show(widget, width=900, height=600):
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        QTest.keyRelease(widget.windowHandle(), Qt.Key.Key_Control)
        return widget

    return show


@contextmanager
def desk_over(store):
    """A failure that no caller took fails the test."""
    unexpected = []
    desk = Desk(store)
    desk.failed.connect(unexpected.append)
    yield desk
    desk.close()
    assert unexpected == []


@pytest.fixture
def desk(practice_store):
    """A desk over a practice station."""
    with desk_over(practice_store) as desk:
        yield desk


@pytest.fixture
def open_window(practice_store, shown):
    """open_window(width, height) shows the whole window, and closes it after the test."""
    opened = []

    def open_it(width=1280, height=760):
        frame = Frame()
        shell = Shell(frame.remembered)
        list(shell.build())
        frame.setCentralWidget(shell)
        shown(frame, width, height)
        chosen = preferences.read(practice_store, practice_store.actor)
        window = Window(frame, shell, Opened(practice_store, chosen))
        window.begin()
        opened.append(window)
        return window

    yield open_it
    for window in opened:
        window.frame.close()
