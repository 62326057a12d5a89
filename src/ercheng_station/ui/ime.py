"""Words still being composed in the input method are not yet in any text."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from ercheng_station.ui.events import kind_of
from ercheng_station.ui.window_watch import WindowWatch

_LEAVING = (QEvent.Type.MouseButtonPress, QEvent.Type.FocusAboutToChange)
_beside_qt: list[Callable[[], None]] = []


class Composing:
    """What a text widget knows of the words being composed in it; mixed in before the Qt class."""

    _preedit = ""
    _was_written = False

    def note_composing(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()
        self._was_written = bool(event.commitString())

    def commit_ime(self) -> None:
        """Afterwards nothing is being composed and everything typed is in the text."""
        left, self._was_written = self._preedit, False
        _commit_in_context()
        if left and not self._was_written:  # IBus drops it where the engine says so, others do nothing at all
            words = QInputMethodEvent()
            words.setCommitString(left)
            QApplication.sendEvent(cast(QObject, self), words)
            QGuiApplication.inputMethod().reset()


class Leaving(WindowWatch):
    """Commits before a click or another window takes the focus: Qt asks the input method, and that may drop the words."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if kind_of(event) in _LEAVING:
            commit()
        return False


def commit() -> None:
    """Takes what is being composed as typed: before reading a form, changing the page, closing, locking."""
    focused = QApplication.focusWidget()
    if isinstance(focused, Composing):
        focused.commit_ime()
    else:
        _commit_in_context()


def stand_beside(commit: Callable[[], None] | None) -> None:
    """An input method that Qt knows nothing of: `commit` leaves nothing composed in it. None: there is none any more."""
    _beside_qt[:] = [commit] if commit else []


def _commit_in_context() -> None:
    for commit_beside in _beside_qt:
        commit_beside()
    QGuiApplication.inputMethod().commit()
