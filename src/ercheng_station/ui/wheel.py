"""The wheel scrolls the page; it never changes a value that has no focus, nor gives it the focus."""

from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

_CHANGED_BY_WHEEL = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelGuard(QObject):
    """One filter for the whole program; install it after the first paint, it sees every event."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QEvent):  # PySide may hand over what stood at the event's address before it
            return False
        if event.type() == QEvent.Type.Polish:
            _refuse_focus_by_wheel(watched)
        elif event.type() == QEvent.Type.Wheel and _is_guarded(watched) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def guard(app: QApplication) -> WheelGuard:
    made = WheelGuard(app)
    for widget in app.allWidgets():
        _refuse_focus_by_wheel(widget)
    app.installEventFilter(made)
    return made


def _is_guarded(watched: QObject) -> TypeGuard[QWidget]:
    return isinstance(watched, _CHANGED_BY_WHEEL) and not isinstance(watched, QScrollBar)


def _refuse_focus_by_wheel(widget: QObject) -> None:
    """Qt gives the focus before any filter sees the wheel, so the policy itself has to change."""
    if _is_guarded(widget) and widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
