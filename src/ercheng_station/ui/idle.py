"""Tells when nobody has touched the program for so long that whoever sits down next may be somebody else."""

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ercheng_station.services.locking import LEAST, MOST, USUAL
from ercheng_station.ui.events import kind_of
from ercheng_station.ui.shortcuts import key
from ercheng_station.ui.window_watch import WindowWatch

_EVERY_MS = 1_000
_SLEPT = 60.0
"""Seconds between two looks that only a computer asleep explains."""
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    )
)


class Idle(WindowWatch):
    """`due` too for the key that locks, where a dialog is open. Looks once a second from its making on. `clock` gives seconds that go on while the computer sleeps."""

    due = Signal()

    def __init__(self, parent: QObject, minutes: int = USUAL, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._clock = clock
        self._touched = self._looked = clock()
        self.wait(minutes)
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(_EVERY_MS)
        self._composing: QObject | None = None
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusObjectChanged.connect(self._follow_focus)
        self._follow_focus(QGuiApplication.focusObject())

    def wait(self, minutes: int) -> None:
        self._patience = 60.0 * max(LEAST, min(MOST, minutes))

    def touch(self) -> None:
        self._touched = self._clock()

    def look(self) -> None:
        now, before = self._clock(), self._looked
        self._looked = now
        self.look_round()
        self._touched = min(self._touched, now)  # the clock was put back
        if now - before > _SLEPT or now - self._touched >= self._patience:
            self.due.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if kind_of(event) not in _TOUCHES:
            return False
        if _is_lock_key(event) and QApplication.activeModalWidget():
            self.due.emit()  # a dialog keeps the window's own keys from it
            return True
        if _is_made_by_hand(event):
            self.touch()
        return False

    def _follow_focus(self, has_focus: QObject | None) -> None:
        """An input method writes to what has the focus, past the window."""
        if self._composing and shiboken6.isValid(self._composing):
            self._composing.removeEventFilter(self)
        self._composing = has_focus
        if has_focus:
            has_focus.installEventFilter(self)


def _is_lock_key(event: QEvent) -> bool:
    typed = isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()).toString()
    return typed in key("lock").keys


def _is_made_by_hand(event: QEvent) -> bool:
    """Qt moves the mouse itself when what is under it changes; an input method writes by no key."""
    return event.type() != QEvent.Type.MouseMove or event.spontaneous()
