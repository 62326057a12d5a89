"""The wheel scrolls the page; it never changes a value that has no focus."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar, QTabBar

_CHANGED_BY_WHEEL = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelGuard(QObject):
    """One filter for the whole program; install it after the first paint, it sees every event."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, _CHANGED_BY_WHEEL):
            return False
        if isinstance(watched, QScrollBar) or watched.hasFocus():
            return False
        event.ignore()
        return True


def guard(app: QApplication) -> WheelGuard:
    made = WheelGuard(app)
    app.installEventFilter(made)
    return made
