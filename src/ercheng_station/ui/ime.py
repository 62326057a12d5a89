"""Words still being composed in the input method are not yet in any text."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication

_beside_qt: list[Callable[[], None]] = []


class Composing:
    """What a text widget knows of the words being composed in it; mixed in before the Qt class."""

    _preedit = ""

    def note_composing(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()

    def commit_ime(self) -> None:
        """Afterwards nothing is being composed and everything typed is in the text."""
        if self._preedit:
            _commit_in_context()
        if self._preedit:  # not every platform's input context carries out a commit
            left = QInputMethodEvent()
            left.setCommitString(self._preedit)
            QApplication.sendEvent(cast(QObject, self), left)
            QGuiApplication.inputMethod().reset()


def commit() -> None:
    """Takes what is being composed as typed: before reading a form, changing the page, closing, locking."""
    _commit_in_context()
    focused = QApplication.focusWidget()
    if isinstance(focused, Composing):
        focused.commit_ime()


def stand_beside(commit: Callable[[], None] | None) -> None:
    """An input method that Qt knows nothing of: `commit` leaves nothing composed in it. None: there is none any more."""
    _beside_qt[:] = [commit] if commit else []


def _commit_in_context() -> None:
    for commit_beside in _beside_qt:
        commit_beside()
    QGuiApplication.inputMethod().commit()
