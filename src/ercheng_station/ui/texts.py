"""The one-line and many-line text fields under every input: no mask, no length limit, no lost word."""

from math import ceil

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.ime import Composing

PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""The focus comes back by itself: nobody left the field."""
_GAP = 8
_NO_LIMIT = 2**31 - 1
_STEPS: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class TextLine(Composing, QLineEdit):
    """One line; small widgets and a grey word (a unit, a weekday) may stand inside at its right end."""

    left = Signal()
    stepped = Signal(int)
    """Up is +1, down is -1."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxLength(_NO_LIMIT)
        self._tail = ""
        self._inside: list[QWidget] = []

    def tail(self) -> str:
        return self._tail

    def set_tail(self, words: str) -> None:
        self._tail = words
        self._make_room()
        self.update()

    def put_inside(self, *widgets: QWidget) -> None:
        """At the right end, in this order; a hidden one takes no room."""
        for widget in widgets:
            widget.setParent(self)
            widget.setCursor(Qt.CursorShape.ArrowCursor)
            self._inside.append(widget)
        self._make_room()

    def settle(self) -> None:
        """After a widget inside was shown or hidden."""
        self._make_room()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.note_composing(event)
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step and event.modifiers() in _BARE:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._tail:
            painter = QPainter(self)
            painter.setPen(QColor(style.current().colours.quiet))
            painter.drawText(
                self._tail_box(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._tail
            )
            painter.end()

    def _make_room(self) -> None:
        right = self.width() - 4
        for widget in reversed([one for one in self._inside if not one.isHidden()]):
            side = min(widget.sizeHint().height(), self.height() - 4)
            width = max(widget.sizeHint().width(), side)
            right -= width
            widget.setGeometry(right, (self.height() - side) // 2, width, side)
        taken = self.width() - 4 - right
        if self._tail:
            taken += self.fontMetrics().horizontalAdvance(self._tail) + _GAP
        self.setTextMargins(0, 0, taken, 0)

    def _tail_box(self) -> QRect:
        taken = self.textMargins().right() - self.fontMetrics().horizontalAdvance(self._tail) - _GAP
        return self.rect().adjusted(0, 0, -(taken + _GAP + 4), 0)


class TextLines(Composing, QPlainTextEdit):
    """Several lines, growing with the text from `least` to `most`; Tab leaves, Enter breaks the line.

    With `most` 0 it is as high as its place.
    Words in ⟦…⟧ are to be filled in: Tab goes from one to the next before it leaves.
    """

    left = Signal()

    def __init__(self, name: str = "", least: int = 3, most: int = 12) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self._least, self._most = least, max(least, most) if most else 0
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def insert_phrase(self, words: str) -> None:
        cursor = self.textCursor()
        start = cursor.selectionStart()
        cursor.insertText(words)
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        self.next_blank()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_blank(self) -> bool:
        """Selects the next ⟦…⟧ after the cursor, else the first one; False if none is left."""
        text = self.toPlainText()
        start = text.find("⟦", self.textCursor().selectionEnd())
        start = text.find("⟦") if start < 0 else start
        end = text.find("⟧", start)
        if start < 0 or end < 0:
            return False
        cursor = self.textCursor()
        cursor.setPosition(units(text[:start]))
        cursor.setPosition(units(text[: end + 1]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.note_composing(event)
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.left.emit()

    def focusNextPrevChild(self, next: bool) -> bool:
        if next and self.hasFocus() and self.next_blank():
            return True
        return super().focusNextPrevChild(next)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Text shown before the field had its width took more lines than it needs."""
        super().resizeEvent(event)
        self._grow()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.height()) if self._most else hint

    def _grow(self) -> None:
        if not self._most:
            return
        lines = min(max(round(self.document().size().height()), self._least), self._most)
        first = self.document().firstBlock()  # hanzi stand higher than the metrics say
        self.document().documentLayout().blockBoundingRect(first)  # only then does it have its lines
        high = first.layout().lineAt(0).height()
        self.setFixedHeight(ceil(high * lines) + 2 * _GAP + 1)  # a line at the edge counts as cut off


def units(text: str) -> int:
    """Qt counts UTF-16 units; a character beyond the BMP is two."""
    return len(text.encode("utf-16-le")) // 2
