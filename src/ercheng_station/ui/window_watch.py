"""Sees what reaches the windows of the program: every key, wheel and move of a hand, before any widget has it.

A filter of the whole application would be asked about every event that widgets send each other, a thousand when a form is shown.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow


class WindowWatch(QObject):
    """Write `eventFilter`. Watches the windows there are, and any other from the moment it has the focus."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._watch)
        self.look_round()

    def look_round(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def _watch(self, window: QWindow | None) -> None:
        """Qt keeps a filter once however often it is installed."""
        if window is not None:
            window.installEventFilter(self)
