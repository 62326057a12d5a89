"""Paints the cells of a list: one line of fixed height, numbers to the right, states as chips.

Painting is the budget of a list (`drawText` takes half the time of Qt's own delegate), so nothing is asked of the model
beyond the text, and a text is only measured when it may be too long.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ercheng_station.ui import style
from ercheng_station.ui.chips import ChipLook, paint_chip
from ercheng_station.ui.events import kind_of
from ercheng_station.ui.focus_mark import FocusMark
from ercheng_station.ui.labels import tip
from ercheng_station.ui.painting import LONGEST, box_of, cut_to, is_cut, is_selected

Index = QModelIndex | QPersistentModelIndex
CHIP = Qt.ItemDataRole.UserRole + 1
"""A model gives a ChipLook for this role in the columns named as chips."""
_LOOKS = (QEvent.Type.FontChange, QEvent.Type.PaletteChange)
_SIDE = 8
_ELIDED = 4096
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_RIGHT = Qt.AlignmentFlag.AlignRight.value | _ONE_LINE


@dataclass(frozen=True)
class Column:
    """How one column is painted."""

    right: bool = False
    chip: bool = False
    quiet: bool = False


class RowDelegate(QStyledItemDelegate):
    def __init__(self, view: QAbstractItemView, columns: list[Column]) -> None:
        super().__init__(view)
        self._view, self.columns = view, columns
        self.dress()

    def dress(self) -> None:
        """Takes the look of now; to be called again when it changes."""
        now = style.current()
        self._height, self._em = now.sizes.row, now.sizes.text
        metrics = self._view.fontMetrics()
        self._base = (self._height + metrics.ascent() - metrics.descent()) // 2
        self._text, self._quiet = QColor(now.colours.text), QColor(now.colours.quiet)
        self._line, self._chosen, self._accent = (
            QColor(colour) for colour in (now.colours.line, now.colours.soft, now.colours.accent)
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, place = box_of(option), index.column()
        column = self.columns[place]
        left, top, width, height = rect.x(), rect.y(), rect.width(), rect.height()
        if is_selected(option):
            painter.fillRect(rect, self._chosen)
            if place == 0:
                painter.fillRect(left, top, 3, height, self._accent)
        painter.fillRect(left, top + height - 1, width, 1, self._line)
        if column.chip:
            look = index.data(CHIP)
            if isinstance(look, ChipLook):
                paint_chip(painter, rect.adjusted(_SIDE, 0, -_SIDE, 0), look)
            return
        text = index.data()
        if text:
            width -= 2 * _SIDE
            if len(text) * self._em > width or "\n" in text:
                text = elided(text, width, painter.fontMetrics())
            painter.setPen(self._quiet if column.quiet else self._text)
            if column.right:
                painter.drawText(left + _SIDE, top, width, height, _RIGHT, text)
            else:
                painter.drawText(left + _SIDE, top + self._base, text)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The whole text, where the cell shows only part of it."""
        if event.type() != QEvent.Type.ToolTip:
            return False
        text = index.data() or ""
        room = box_of(option).width() - 2 * _SIDE
        QToolTip.showText(event.globalPos(), tip(text) if is_cut(text, room, view.font()) else "", view)
        return True


def elided(text: str, width: int, metrics: QFontMetrics) -> str:
    """On one line, cut at the end where it is wider than that."""
    return _elided(text[:LONGEST], width, _Metrics(metrics))


class _Metrics:
    """Font metrics that count as equal when they measure alike."""

    def __init__(self, metrics: QFontMetrics) -> None:
        self.metrics = metrics
        self._same = (metrics.height(), metrics.averageCharWidth(), metrics.maxWidth())

    def __hash__(self) -> int:
        return hash(self._same)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Metrics) and other._same == self._same


@lru_cache(_ELIDED)
def _elided(text: str, width: int, metrics: _Metrics) -> str:
    return cut_to(text, width, metrics.metrics)


class _Wardrobe(QObject):
    """Lets a list take every look that comes while it stands there."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if kind_of(event) in _LOOKS:
            _fit_rows(self._view)
            painter = self._view.itemDelegate()
            if isinstance(painter, RowDelegate):
                painter.dress()
        return False


def _fit_rows(view: QTableView) -> None:
    height = style.current().sizes.row
    view.verticalHeader().setDefaultSectionSize(height)
    view.horizontalHeader().setFixedHeight(height)


def dress_table(view: QTableView) -> None:
    """What every list has in common; the row height is fixed, so a million rows cost nothing to lay out.

    One row at a time: where several may be selected, Qt lets go of the row that is chosen while Ctrl is held.
    """
    _Wardrobe(view)
    FocusMark(view)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
    view.setMouseTracking(False)
    rows, heads = view.verticalHeader(), view.horizontalHeader()
    rows.setVisible(False)
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    heads.setHighlightSections(False)
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    _fit_rows(view)
    heads.setSectionsMovable(True)
    heads.setStretchLastSection(True)
