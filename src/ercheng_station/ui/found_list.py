"""What the search box has found, grouped by register: a list that takes no focus, moved through from the box."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.floating import Floating
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import Label
from ercheng_station.ui.painting import box_of, is_selected
from ercheng_station.ui.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
_WIDTH = 640
_HIGHEST = 460


class Found(NamedTuple):
    """One line. `key` is what `chosen` gives back; a heading has none and cannot be chosen."""

    title: str
    note: str = ""
    why: str = ""
    symbol: str = ""
    key: Any = None


class FoundList(Floating):
    chosen = Signal(object)

    def __init__(self, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._lines = _Lines(self)
        self._view = QListView()
        self._view.setModel(self._lines)
        self._view.setItemDelegate(_Painter(self._lines, self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setMouseTracking(True)
        self._view.setAccessibleName("查找结果")
        self._view.clicked.connect(self._click)
        self._nothing = Label("没有找到。可以换个词，或用拼音首字母再试。", "quiet", wraps=True)
        self._nothing.setContentsMargins(16, 12, 16, 12)
        self.box.addWidget(self._view)
        self.box.addWidget(self._nothing)

    @property
    def lines(self) -> Sequence[Found]:
        return self._lines.lines

    def show_found(self, typed: str, found: Sequence[Found]) -> None:
        """The first line that can be chosen is the current one; the same place is kept while an answer grows."""
        kept = self._view.currentIndex().row() if typed == self._lines.typed else -1
        self._lines.show_lines(typed, list(found))
        self._view.setVisible(bool(found))
        self._nothing.setVisible(not found)
        height = self._lines.height() if found else self._nothing.sizeHint().height() + 4
        self.open_under(max(_WIDTH, self._anchor_width()), min(height + self.edges(), _HIGHEST))
        self.box.activate()  # what is scrolled to depends on the room there is now
        self._put_current(kept if kept > 0 else self._next(-1, 1))

    def step(self, by: int) -> None:
        way = 1 if by > 0 else -1
        at = self._view.currentIndex().row()
        for _ in range(abs(by)):
            at = self._next(at, way)
        self._put_current(at)

    def choose(self) -> None:
        if self.isVisible():
            self._click(self._view.currentIndex())

    def _click(self, index: QModelIndex) -> None:
        line = self._lines.at(index)
        if line and line.key is not None:
            self.chosen.emit(line)

    def _next(self, at: int, way: int) -> int:
        """The nearest line that can be chosen; the same one at the end."""
        rows = range(at + way, len(self._lines.lines) if way > 0 else -1, way)
        return next((row for row in rows if self._lines.lines[row].key is not None), at)

    def _put_current(self, row: int) -> None:
        index = self._lines.index(row)
        self._view.setCurrentIndex(index)
        top = row > 0 and self._lines.lines[row - 1].key is None
        self._view.scrollTo(self._lines.index(row - 1) if top else index)
        self._view.scrollTo(index)

    def _anchor_width(self) -> int:
        parent = self._anchor
        return parent.width()


class _Lines(QAbstractListModel):
    def __init__(self, parent: FoundList) -> None:
        super().__init__(parent)
        self.typed = ""
        self.lines: list[Found] = []

    def show_lines(self, typed: str, lines: list[Found]) -> None:
        self.beginResetModel()
        self.typed, self.lines = typed, lines
        self.endResetModel()

    def height(self) -> int:
        return sum(_height(line, style.current()) for line in self.lines)

    def at(self, index: Index) -> Found | None:
        return self.lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.at(index)
        if line and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return "  ".join(filter(None, (line.title, line.note, line.why)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.at(index)
        if line is None or line.key is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    def __init__(self, lines: _Lines, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._lines.at(index)
        return QSize(0, _height(line, style.current()) if line else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now, line, box = style.current(), self._lines.at(index), box_of(option)
        if line is None:
            return
        painter.save()
        if is_selected(option):
            painter.fillRect(box, QColor(now.colours.soft))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(now.colours.accent))
        if line.key is None:
            self._paint_heading(painter, now, box, line)
        else:
            self._paint_line(painter, now, box, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, now: Tokens, box: QRect, line: Found) -> None:
        painter.setFont(_sized(painter.font(), now.sizes.caption))
        painter.setPen(QColor(now.colours.quiet))
        words = box.adjusted(16, 0, -16, -2)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignBottom), line.title)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight), line.note)

    def _paint_line(self, painter: QPainter, now: Tokens, box: QRect, line: Found) -> None:
        side = now.sizes.icon
        row = QRect(box.left(), box.top(), box.width(), now.sizes.control)
        painter.drawPixmap(16, row.center().y() - side // 2 + 1, pixmap(line.symbol, "quiet"))
        words = row.adjusted(26 + side, 0, -16, 0)
        metrics = painter.fontMetrics()
        note = metrics.elidedText(line.note, Qt.TextElideMode.ElideRight, words.width() // 2)
        painter.setPen(QColor(now.colours.quiet))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), note)
        room = words.adjusted(0, 0, -metrics.horizontalAdvance(note) - 12, 0)
        self._paint_marked(painter, now, room, line.title, now.colours.text)
        if line.why:
            painter.setFont(_sized(painter.font(), now.sizes.caption))
            lower = QRect(words.left(), row.bottom() - 3, words.width(), now.sizes.caption + 8)
            self._paint_marked(painter, now, lower, line.why, now.colours.quiet)

    def _paint_marked(self, painter: QPainter, now: Tokens, box: QRect, text: str, colour: str) -> None:
        """The typed words in the accent colour and bold."""
        metrics, bold = painter.fontMetrics(), QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain, left = painter.font(), box.left()
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 8)
        for part, hit in marked(text, self._lines.typed):
            painter.setFont(bold if hit else plain)
            painter.setPen(QColor(now.colours.accent if hit else colour))
            width = QFontMetrics(painter.font()).horizontalAdvance(part)
            painter.drawText(QRect(left, box.top(), width + 4, box.height()), _MIDDLE, part)
            left += width
        painter.setFont(plain)


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def marked(text: str, typed: str) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the typed words."""
    folded, hits = text.casefold(), [False] * len(text)
    if len(folded) != len(text):  # a few letters change their length
        return [(text, False)]
    for word in typed.casefold().split():
        at = folded.find(word)
        while at >= 0:
            hits[at : at + len(word)] = [True] * len(word)
            at = folded.find(word, at + len(word))
    pieces: list[tuple[str, bool]] = []
    for char, hit in zip(text, hits, strict=True):
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = (pieces[-1][0] + char, hit)
        else:
            pieces.append((char, hit))
    return pieces


def _height(line: Found, now: Tokens) -> int:
    if line.key is None:
        return 2 * now.sizes.caption + 6
    return now.sizes.control + (now.sizes.caption + 6 if line.why else 0)


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made
