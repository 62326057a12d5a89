"""The wheel scrolls the page; it never changes a value that has no focus, nor gives it the focus."""

from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

from ercheng_station.ui.events import kind_of
from ercheng_station.ui.window_watch import WindowWatch

_CHANGED_BY_WHEEL = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelGuard(WindowWatch):
    """One for the whole program. It guards a value when the wheel is first turned over it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QWheelEvent) or kind_of(event) != QEvent.Type.Wheel:
            return False
        if not isinstance(watched, QWidget):
            self._guard(QApplication.widgetAt(event.globalPosition().toPoint()))
        elif not watched.hasFocus():
            event.ignore()
            return True
        return False

    def _guard(self, widget: QWidget | None) -> None:
        """That widget and all it stands in, of which Qt offers the wheel to one after the other."""
        while widget is not None:
            if _is_guarded(widget):
                if widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
                    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                widget.installEventFilter(self)
            widget = None if widget.isWindow() else widget.parentWidget()


def _is_guarded(widget: QWidget) -> TypeGuard[QWidget]:
    return isinstance(widget, _CHANGED_BY_WHEEL) and not isinstance(widget, QScrollBar)
