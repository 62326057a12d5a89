"""Type a few letters, choose from what is found: a line with a list of suggestions under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ercheng_station.ui import style
from ercheng_station.ui.floating import Floating
from ercheng_station.ui.painting import box_of, is_selected
from ercheng_station.ui.texts import TextLine

_SUGGESTION = Qt.ItemDataRole.UserRole
_SHOWN = 8
_KEYS: dict[int, int] = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _SHOWN,
    Qt.Key.Key_PageUp: -_SHOWN,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True)
class Suggestion:
    """`key` is what the one who asked gets back; `note` stands in grey beside the title."""

    key: object
    title: str
    note: str = ""


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, style.current().sizes.control)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = style.current().colours
        rect = box_of(option)
        if is_selected(option):
            painter.fillRect(rect, QColor(colours.soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        box = rect.adjusted(12, 0, -12, 0)
        suggestion = index.data(_SUGGESTION)
        title = suggestion.title if isinstance(suggestion, Suggestion) else str(index.data())
        metrics = painter.fontMetrics()
        side = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(colours.text if isinstance(suggestion, Suggestion) else colours.accent))
        title = metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, box.width())
        painter.drawText(box, side, title)
        if isinstance(suggestion, Suggestion) and suggestion.note:
            rest = box.adjusted(metrics.horizontalAdvance(title) + 16, 0, 0, 0)
            painter.setPen(QColor(colours.quiet))
            note = metrics.elidedText(suggestion.note, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, side | int(Qt.AlignmentFlag.AlignRight), note)


class SuggestionList(Floating):
    chosen = Signal(object)
    """A Suggestion, or None for 「新增」."""

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._list = QListWidget()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName("候选项")
        self._list.setItemDelegate(_Painter(self._list))
        self._list.setMouseTracking(True)
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemEntered.connect(self._list.setCurrentItem)
        self._list.itemClicked.connect(self._choose)
        self.box.addWidget(self._list)

    def offer(self, suggestions: Sequence[Suggestion], new_words: str) -> None:
        """Shows them with the first one current; nothing to show closes the list.

        Letters that nothing answers to are no name to add by a mere Enter: 「新增」 must be gone to.
        """
        self._list.clear()
        for one in suggestions:
            item = QListWidgetItem(one.title)
            item.setData(_SUGGESTION, one)
            self._list.addItem(item)
        if new_words:
            self._list.addItem(QListWidgetItem(f"新增“{new_words}”"))
        if not self._list.count():
            self.close_up()
            return
        self._list.setCurrentRow(0 if suggestions or not new_words.isascii() else -1)
        rows = min(self._list.count(), _SHOWN)
        width = max(self._anchor.width(), 20 * style.current().sizes.text)
        self.open_under(width, rows * style.current().sizes.control + 4)

    def take(self, event: QKeyEvent) -> bool:
        """Whether the key was one for the list."""
        key = event.key()
        if key in _KEYS and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            row = self._list.currentRow() + _KEYS[key]
            self._list.setCurrentRow(max(0, min(row, self._list.count() - 1)))
        elif key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.choose_current()
        elif key == Qt.Key.Key_Escape:
            self.close_up()
        else:
            return False
        return True

    def choose_current(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self._choose(item)

    def choose_found(self) -> None:
        """As `choose_current`, but never 「新增」."""
        self.choose_row(self._list.currentRow())

    def choose_row(self, row: int) -> bool:
        item = self._list.item(row)
        if item is None or item.data(_SUGGESTION) is None:
            return False
        self._choose(item)
        return True

    def titles(self) -> list[str]:
        return [self._list.item(row).text() for row in range(self._list.count())]

    def _choose(self, item: QListWidgetItem) -> None:
        self.close_up()
        self.chosen.emit(item.data(_SUGGESTION))


class SuggestLine(TextLine):
    """Says what is typed, shows what it is offered, says what was chosen; the caller finds.

    The Enter that chooses is also the Enter that goes on to the next field.
    """

    wanted = Signal(str)
    """Typed text to find suggestions for; "" asks for the usual ones."""
    picked = Signal(object)
    new_asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._has_chosen = False
        self._list = SuggestionList(self)
        self._list.chosen.connect(self._take)
        self.textEdited.connect(self.wanted)
        self.left.connect(self._list.close_up)

    def offer(self, suggestions: Sequence[Suggestion], new_words: str = "") -> None:
        if self.hasFocus():
            self._list.offer(suggestions, new_words)

    def is_open(self) -> bool:
        return self._list.isVisible()

    def offered(self) -> list[str]:
        return self._list.titles() if self.is_open() else []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._has_chosen = False
        if self.is_open() and (self._list.take(event) or self._take_digit(event)):
            event.setAccepted(not self._has_chosen)
        elif event.key() == Qt.Key.Key_Down and not self.is_open():
            self.wanted.emit("")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.is_open() and not self.text() and not self.isReadOnly():
            self.wanted.emit("")

    def focusNextPrevChild(self, next: bool) -> bool:
        if next and self.is_open() and self.text():
            self._list.choose_found()
        return super().focusNextPrevChild(next)

    def _take_digit(self, event: QKeyEvent) -> bool:
        digit = event.text()
        return not self.text() and digit in tuple("123456789") and self._list.choose_row(int(digit) - 1)

    def _take(self, suggestion: object) -> None:
        if suggestion is None:
            self.new_asked.emit(self.text())
        else:
            self._has_chosen = True
            self.picked.emit(suggestion)
