"""What the search box has found, grouped by register: a list that takes no focus, moved through from the box."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
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
_KEPT = 2048


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
        self.heights: list[int] = []

    def show_lines(self, typed: str, lines: list[Found]) -> None:
        self.beginResetModel()
        self.typed, self.lines = typed, lines
        self.heights = [_height(line, style.current()) for line in lines]
        self.endResetModel()

    def height(self) -> int:
        return sum(self.heights)

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


class Face:
    """One size of the font, plain and bold. What was measured once is kept: the next key shows much of it again."""

    def __init__(self, font: QFont, pixels: int) -> None:
        self.plain, self.bold = QFont(font), QFont(font)
        for one in (self.plain, self.bold):
            one.setPixelSize(pixels)
            # Whole pixels a character: otherwise each is drawn anew for every quarter of a pixel it may begin at.
            one.setHintingPreference(QFont.HintingPreference.PreferFullHinting)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self._pixels = pixels
        self._metrics = {False: QFontMetrics(self.plain), True: QFontMetrics(self.bold)}
        self._cut = lru_cache(_KEPT)(self._metrics[False].elidedText)
        self.wide = lru_cache(_KEPT)(self._measure)

    def fit(self, text: str, room: int) -> str:
        if len(text) * self._pixels <= room:
            return text
        return self._cut(text, Qt.TextElideMode.ElideRight, room)

    def base(self, top: int, height: int) -> int:
        """Where the letters stand so that they are in the middle."""
        metrics = self._metrics[False]
        return top + (height + metrics.ascent() - metrics.descent()) // 2

    def _measure(self, text: str, bold: bool) -> int:
        return self._metrics[bold].horizontalAdvance(text)


class _Painter(QStyledItemDelegate):
    def __init__(self, lines: _Lines, view: QWidget) -> None:
        super().__init__(view)
        self._lines, self._view = lines, view
        self._now: Tokens | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._lines.heights[index.row()])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, box = self._lines.at(index), box_of(option)
        if line is None:
            return
        now = self._dress()
        if is_selected(option):
            painter.fillRect(box, self._soft)
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), self._accent)
        if line.key is None:
            self._paint_heading(painter, box, line)
        else:
            self._paint_line(painter, now, box, line)

    def _dress(self) -> Tokens:
        """Fonts and colours of the look of now."""
        now = style.current()
        if now is not self._now:
            self._now = now
            self._face = Face(self._view.font(), now.sizes.text)
            self._small = Face(self._view.font(), now.sizes.caption)
            colours = now.colours
            self._soft, self._accent, self._quiet, self._text = map(
                QColor, (colours.soft, colours.accent, colours.quiet, colours.text)
            )
        return now

    def _paint_heading(self, painter: QPainter, box: QRect, line: Found) -> None:
        painter.setFont(self._small.plain)
        painter.setPen(self._quiet)
        lower = box.height() // 2
        painter.drawText(16, self._small.base(box.bottom() - lower - 2, lower), line.title)

    def _paint_line(self, painter: QPainter, now: Tokens, box: QRect, line: Found) -> None:
        side, height = now.sizes.icon, now.sizes.control
        painter.drawPixmap(16, box.top() + (height - side) // 2 + 1, pixmap(line.symbol, "quiet"))
        left, right = box.left() + 26 + side, box.right() - 15
        note = self._face.fit(line.note, (right - left) // 2)
        wide = self._face.wide(note, bold=False)
        base = self._face.base(box.top(), height)
        painter.setFont(self._face.plain)
        painter.setPen(self._quiet)
        painter.drawText(right - wide, base, note)
        self._paint_marked(painter, self._face, QPoint(left, base), right - wide - 20 - left, line.title)
        if line.why:
            base = self._small.base(box.top() + height - 4, now.sizes.caption + 8)
            self._paint_marked(painter, self._small, QPoint(left, base), right - 8 - left, line.why)

    def _paint_marked(self, painter: QPainter, face: Face, at: QPoint, room: int, text: str) -> None:
        """The typed words in the accent colour and bold."""
        left, usual = at.x(), self._text if face is self._face else self._quiet
        for part, hit in marked(face.fit(text, room), self._lines.typed):
            painter.setFont(face.bold if hit else face.plain)
            painter.setPen(self._accent if hit else usual)
            painter.drawText(left, at.y(), part)
            left += face.wide(part, bold=hit)


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
