"""A small surface under a field (suggestions, a calendar): a child of the window that takes no focus away.

Never a `Qt.Popup`: such a window steals the input method from the field (QTBUG-83490).
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QVBoxLayout, QWidget

from ercheng_station.ui.events import kind_of


class Floating(QFrame):
    """Hidden until `open_under`; follows its anchor, closes when that is out of sight or the window changes."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._anchor = anchor
        self._watched: list[QWidget] = []
        self._room = (0, 0)
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
        self._room = (width, height)
        self._follow()
        self._watch()
        self.show()
        self.raise_()

    def edges(self) -> int:
        """What frame and margins take of the height."""
        self.ensurePolished()
        frame, box = self.contentsMargins(), self.box.contentsMargins()
        return frame.top() + frame.bottom() + box.top() + box.bottom()

    def close_up(self) -> None:
        for one in self._watched:
            one.removeEventFilter(self)
        self._watched = []
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = kind_of(event)
        window = kind == QEvent.Type.Resize and watched is self._anchor.window()
        if window or kind in (QEvent.Type.Hide, QEvent.Type.WindowDeactivate):
            self.close_up()
        elif kind in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            if self._anchor.visibleRegion().isEmpty():
                self.close_up()
            else:
                self._follow()
        return False

    def _follow(self) -> None:
        """A form that has just been opened may still be laying itself out under the first words typed."""
        window = self._anchor.window()
        self.setGeometry(place(window.rect(), self._box_of_anchor(), *self._room))

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
