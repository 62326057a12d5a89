"""A dialog with something to type in: it never closes over typed words by accident."""

from collections.abc import Callable

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.ui import ime
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.frame import Frame

_EDGE = 32
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sheet(Dialog):
    """Shows `inside`. Esc leaves only while `dirty()` is false, Enter presses nothing by itself.

    Closing by the frame calls `closing` first, which keeps the draft; it always succeeds.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        inside: QWidget,
        dirty: Callable[[], bool] = lambda: False,
        closing: Callable[[], object] = lambda: None,
        largest: tuple[int, int] = (820, 640),
    ) -> None:
        super().__init__(parent)
        self._dirty, self._closing = dirty, closing
        self._missing: Callable[[], int] | None = None
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(inside)
        room = parent.window().size().shrunkBy(QMargins(_EDGE, _EDGE, _EDGE, _EDGE))
        self.resize(QSize(*largest).boundedTo(room))
        self._highest = room.height()

    def fit(self, missing: Callable[[], int]) -> None:
        """Once shown it is as high as its fields need: `missing` says by how many pixels it is not, less than 0 where too high."""
        self._missing = missing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._missing:
            self.resize(self.width(), min(self.height() + self._missing(), self._highest))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        elif event.key() == Qt.Key.Key_F1:
            self._ask_help()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)

    def _ask_help(self) -> None:
        """The keys of the window below do not reach through a dialog."""
        above: QWidget = self
        while parent := above.parentWidget():
            above = parent
        if isinstance(above, Frame):
            above.help(self)

    def reject(self) -> None:
        ime.commit()
        if not self._dirty():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        ime.commit()
        self._closing()
        self.done(0)
        event.accept()
