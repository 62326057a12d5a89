"""A small surface under a field (suggestions, a calendar): a child of the window that takes no focus away.

Never a `Qt.Popup`: such a window steals the input method from the field (QTBUG-83490).
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QVBoxLayout, QWidget


class Floating(QFrame):
    """Hidden until `open_under`; closes when its anchor moves, is hidden, or the window changes."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self._watched: list[QWidget] = []
        self.setProperty("surface", "float")
        self.setVisible(False)
        anchor.destroyed.connect(self.deleteLater)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(1, 1, 1, 1)
        self.box.setSpacing(0)

    def open_under(self, width: int, height: int) -> None:
        """Below the anchor where there is room, else above; never outside the window."""
        window = self._anchor.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setGeometry(place(window.rect(), self._box_of_anchor(), width, height))
        self._watch()
        self.show()
        self.raise_()

    def close_up(self) -> None:
        for one in self._watched:
            one.removeEventFilter(self)
        self._watched = []
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Hide,
            QEvent.Type.WindowDeactivate,
        ):
            self.close_up()
        return False

    def _box_of_anchor(self) -> QRect:
        return QRect(self._anchor.mapTo(self._anchor.window(), QPoint(0, 0)), self._anchor.size())

    def _watch(self) -> None:
        if self._watched:
            return
        above: QWidget | None = self._anchor
        while above is not None:
            if above is self._anchor or above.isWindow() or _scrolls(above):
                above.installEventFilter(self)
                self._watched.append(above)
            above = None if above.isWindow() else above.parentWidget()


def _scrolls(widget: QWidget) -> bool:
    viewport = widget.parentWidget()
    return viewport is not None and isinstance(viewport.parentWidget(), QAbstractScrollArea)


def place(window: QRect, anchor: QRect, width: int, height: int) -> QRect:
    below, above = window.bottom() - anchor.bottom() - 4, anchor.top() - window.top() - 4
    left = max(min(anchor.left(), window.right() - width - 4), window.left() + 4)
    if height <= below or below >= above:
        return QRect(left, anchor.bottom() + 2, width, min(height, below))
    height = min(height, above)
    return QRect(left, anchor.top() - 2 - height, width, height)
