"""Words still being composed in the input method are not yet in any text."""

from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication


class Composing:
    """What a text widget knows of the words being composed in it; mixed in before the Qt class."""

    _preedit = ""

    def note_composing(self, event: QInputMethodEvent) -> None:
        self._preedit = event.preeditString()

    def commit_ime(self) -> None:
        """Afterwards nothing is being composed and everything typed is in the text."""
        if self._preedit:
            QGuiApplication.inputMethod().commit()
        if self._preedit:  # not every platform's input context carries out a commit
            left = QInputMethodEvent()
            left.setCommitString(self._preedit)
            QApplication.sendEvent(cast(QObject, self), left)
            QGuiApplication.inputMethod().reset()


def commit() -> None:
    """Takes what is being composed as typed: before reading a form, changing the page, closing, locking."""
    focused = QApplication.focusWidget()
    if isinstance(focused, Composing):
        focused.commit_ime()
    else:
        QGuiApplication.inputMethod().commit()
