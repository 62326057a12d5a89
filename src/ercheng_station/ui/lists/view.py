"""A register's list on the screen: the same record stays chosen and in sight whatever happens to the list."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ercheng_station.db.browse import Line
from ercheng_station.ui import style
from ercheng_station.ui.lists.columns import PLACE, fit
from ercheng_station.ui.lists.listing import Index, Listing
from ercheng_station.ui.lists.painting import RowPainter
from ercheng_station.ui.table import RowDelegate, dress_table

_WEEKDAY_ROOM = 16
_DOWNWARD_FIRST = {"day", "moment", "whole", "money"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ListView(QTableView):
    paste_asked = Signal()
    chosen = Signal(object)
    """The Line of the record that is current now."""
    opened = Signal(object)
    """The Line of a record asked for by Enter or a double click."""
    sort_asked = Signal(str, bool)
    """Column and whether downward; "" for the usual order."""
    arranged = Signal(list)
    """The columns in the order they were dragged to."""
    drawn = Signal(dict)
    """Column → width in characters, of the columns that a person drew."""
    selected = Signal(int)
    """How many rows are selected now."""
    missing = Signal(object)
    """The uid of a record that was to be chosen and is not in this list."""

    def __init__(self, listing: Listing, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listing = listing
        self.own_widths: dict[str, int] = {}
        self._kept: Line | None = None
        self._waits_for: UUID | None = None
        self._asked_for: UUID | None = None
        self._told: UUID | None = None
        self._sorting = ("", False)
        self._fitting = False
        self.setModel(listing)
        dress_table(self)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._tell_scrolling)
        self._painter = RowPainter(self, listing)
        self._dress_heads()
        listing.modelReset.connect(self._dress_columns)
        listing.filled.connect(self._find_again)
        listing.settled.connect(self._find_far)
        listing.placed.connect(self._take_place)
        listing.dataChanged.connect(self._tell_late)
        self.doubleClicked.connect(lambda _index: self._open_current())
        self._dress_columns()

    @property
    def current(self) -> Line | None:
        """The record that is current, though its row may not be read yet."""
        return self._kept

    def choose(self, uid: UUID, n: int | None = None) -> bool:
        """Makes a record current and brings it into sight; False if it is not at hand, then it is looked for.

        Where it is not in the list at all nothing is chosen instead, and `missing` says so.
        """
        row = self.listing.row_of(uid)
        if row is not None and not self.listing.is_refreshing_now():
            self._select(row)
            return True
        self._waits_for = self._asked_for = uid
        self._kept = Line(n or 0, uid, (), ())
        self._told = uid
        if self.listing.is_settled:
            self._find_far()
        return False

    def selected_rows(self) -> list[int]:
        """Top to bottom."""
        rows = self.selectionModel().selectedRows() if self.selectionModel().hasSelection() else []
        return sorted(index.row() for index in rows)

    def selected_count(self) -> int:
        """Without a list of rows, which may be a million."""
        return sum(one.bottom() - one.top() + 1 for one in self.selectionModel().selection().toList())

    def forget_selection(self) -> None:
        """All but the current record."""
        index = self.currentIndex()
        if index.isValid():
            self._select(index.row(), again=True)

    def show_sorting(self, name: str, *, descending: bool) -> None:
        heads = self.horizontalHeader()
        if (name, descending) == self._sorting:
            return
        self._sorting = (name, descending)
        names = [column.name for column in self.listing.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        heads.setSortIndicator(names.index(name) if name in names else -1, order)

    def draw(self, widths: Mapping[str, int]) -> None:
        self.own_widths = dict(widths)
        self._fit()

    def left_out(self) -> list[str]:
        """The titles of the columns that find no room at this width."""
        return [column.title for at, column in enumerate(self.listing.columns) if self.isColumnHidden(at)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painter.paint(painter, event.rect())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open_current()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self.itemDelegate():
            self._dress_columns()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.listing.is_changing:
            return
        line = self.listing.line(current.row()) if current.isValid() else None
        if line is not None:
            self._keep(line)

    def selectionChanged(self, now: QItemSelection, before: QItemSelection) -> None:
        super().selectionChanged(now, before)
        self.selected.emit(self.selected_count())

    def _keep(self, line: Line) -> None:
        self._kept, self._waits_for, self._asked_for = line, None, None
        if line.uid != self._told:
            self._told = line.uid
            self.chosen.emit(line)

    def _tell_late(self, first: QModelIndex, last: QModelIndex) -> None:
        """The current row has only now been read."""
        row = self.currentIndex().row()
        if self.listing.is_changing or self._waits_for is not None:
            return
        if first.row() <= row <= last.row():
            line = self.listing.line(row)
            if line is not None and not self.listing.is_refreshing():
                self._keep(line)

    def _find_again(self) -> None:
        """The first page of a list is there: the record of before is looked for in it."""
        kept = self._waits_for or (self._kept.uid if self._kept else None)
        row = self.listing.row_of(kept) if kept else None
        if row is not None:
            self._select(row)
        elif self.listing.is_settled:
            self._give_up()
        else:
            new, self._waits_for = kept != self._waits_for, kept
            if new and not self.listing.is_refreshing():
                self.scrollToTop()
                self.selectionModel().clear()
            if kept is None:
                self._select_first()

    def _find_far(self) -> None:
        if self._waits_for and self._kept and self._kept.uid == self._waits_for:
            self.listing.find_place(self._kept.n)

    def _take_place(self, n: int, row: int | None) -> None:
        if self._waits_for is None or self._kept is None or n != self._kept.n:
            return
        if row is None:
            self._give_up()
        else:
            self._select(row)

    def _give_up(self) -> None:
        """The record is not in this list: the first one is chosen, unless it was asked for by itself."""
        asked, self._asked_for = self._asked_for, None
        self._kept = self._waits_for = None
        if asked is None:
            self._select_first()
        else:
            self.selectionModel().clear()
            self.missing.emit(asked)

    def _select_first(self) -> None:
        if self.listing.rowCount():
            self._select(0)
        else:
            self._told = None
            self.chosen.emit(None)

    def _select(self, row: int, *, again: bool = False) -> None:
        before = self.currentIndex().row()
        moved = self._in_sight(before) and self.listing.is_refreshing() and before != row
        index = self.listing.index(row, self._first_column())
        ways = QItemSelectionModel.SelectionFlag
        if again or self.currentIndex().row() != row or not self.selectionModel().isRowSelected(row):
            self.selectionModel().setCurrentIndex(index, ways.ClearAndSelect | ways.Rows)
        line = self.listing.line(row)
        if line is not None:
            self._keep(line)
        else:
            self._waits_for = None
        if moved:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + row - before)
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.EnsureVisible if self._near(row) else hint.PositionAtCenter)

    def _tell_scrolling(self, low: int, high: int) -> None:
        """The bar keeps its room, so that nothing jumps; its handle shows only where there is more to see."""
        self.verticalScrollBar().setEnabled(high > low)

    def _in_sight(self, row: int) -> bool:
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        return 0 <= first <= row and (last < 0 or row <= last)

    def _near(self, row: int) -> bool:
        first = self.rowAt(0)
        return abs(row - first) < 2 * max(1, self.viewport().height() // style.current().sizes.row)

    def _first_column(self) -> int:
        return next((at for at in range(len(self.listing.columns)) if not self.isColumnHidden(at)), 0)

    def _open_current(self) -> None:
        if self._kept is not None and self.listing.rowCount():
            self.opened.emit(self._kept)

    def _dress_heads(self) -> None:
        heads = self.horizontalHeader()
        heads.setStretchLastSection(False)
        heads.setSectionsClickable(True)
        heads.setSortIndicatorShown(True)
        heads.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        heads.setMinimumSectionSize(24)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.sectionClicked.connect(self._sort_by)
        heads.sectionMoved.connect(lambda *_: QTimer.singleShot(0, self, self._tell_order))
        heads.sectionResized.connect(self._take_width)

    def _dress_columns(self) -> None:
        self._painter.dress()
        self.setItemDelegate(RowDelegate(self, [column.look for column in self.listing.columns]))
        self._fit()

    def _sort_by(self, section: int) -> None:
        """Once upward, once downward, then as usual; days and numbers begin downward, the newest first."""
        column = self.listing.columns[section]
        if not column.sorts:
            return
        query = self.listing.query
        first = column.type in _DOWNWARD_FIRST
        if query is None or query.sort != column.name:
            self.sort_asked.emit(column.name, first)
        elif query.descending == first:
            self.sort_asked.emit(column.name, not first)
        else:
            self.sort_asked.emit("", False)

    def _tell_order(self) -> None:
        heads = self.horizontalHeader()
        names = [self.listing.columns[heads.logicalIndex(at)].name for at in range(len(self.listing.columns))]
        if names != [column.name for column in self.listing.columns]:
            if PLACE in names:
                names = [PLACE, *(name for name in names if name != PLACE)]
            self.arranged.emit(names)

    def _take_width(self, section: int, _old: int, new: int) -> None:
        if not self._fitting and new:
            self.own_widths[self.listing.columns[section].name] = max(3, round(new / self._unit()))
            QTimer.singleShot(0, self, self._fit)
            self.drawn.emit(self.own_widths)

    def _unit(self) -> float:
        return float(self.fontMetrics().horizontalAdvance("0"))

    def _fit(self) -> None:
        columns = self.listing.columns
        if not columns or self._fitting:
            return
        self._fitting = True
        unit = self._unit()
        widths = fit(columns, self.viewport().width(), unit, self.own_widths)
        for at, width in enumerate(widths):
            self.setColumnHidden(at, not width)
            if width:
                self.setColumnWidth(at, width)
        days = {at for at, width in enumerate(widths) if width < _WEEKDAY_ROOM * unit}
        self.listing.short = frozenset(days)
        self._fitting = False
