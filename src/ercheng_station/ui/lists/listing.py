"""The rows of a register as Qt wants them: any number, read a page at a time, "…" until they arrive."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from ercheng_station.db.browse import ROWS_A_PAGE, Line
from ercheng_station.db.listing import Query
from ercheng_station.records import dates
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.lists.columns import PLACE, ListColumn
from ercheng_station.ui.lists.reader import Reader
from ercheng_station.ui.states import look_of
from ercheng_station.ui.table import CHIP

Index = QModelIndex | QPersistentModelIndex
PAGES_KEPT = 64
REST_MS, IDLE_MS = 30, 90
"""The rest of the first page, then counting and ranking, wait until the typing rests."""
WAITING = "…"
_DISPLAY = Qt.ItemDataRole.DisplayRole
_TELLING = (_DISPLAY, CHIP, Qt.ItemDataRole.AccessibleTextRole)


class Listing(QAbstractTableModel):
    """Shows one query at a time. `show_query` begins another; `refresh` reads the same again without a flicker."""

    searching = Signal()
    """Nothing was found in the time a key press has; the search goes on."""
    filled = Signal()
    """The first rows stand there."""
    counted = Signal(int)
    """How many rows there are altogether."""
    settled = Signal()
    """Every row's place is known; before that only the first page's."""
    placed = Signal(int, object)
    """Record n, its row or None."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.query: Query | None = None
        self.columns: list[ListColumn] = []
        self.total: int | None = None
        self.short: frozenset[int] = frozenset()
        self._reader = reader
        self._count = 0
        self._at: list[int] = []
        self._days: set[int] = set()
        self._states: dict[int, str] = {}
        self._pages: OrderedDict[int, list[Line]] = OrderedDict()
        self._stale: set[int] = set()
        self._asked: set[int] = set()
        self._gathering: tuple[list[int], Callable[[list[Line]], object]] | None = None
        self.is_changing = self.is_settled = self.is_searching = False
        self._refreshing = self._waiting = self._glimpsed = False
        self._rest = _after(self, REST_MS, reader.rest)
        self._idle = _after(self, IDLE_MS, reader.count)
        reader.glimpsed.connect(self._glimpse)
        reader.opened.connect(self._open)
        reader.counted.connect(self._take_count)
        reader.ranked.connect(self._take_rank)
        reader.paged.connect(self._take_page)
        reader.placed.connect(self._take_place)
        reader.gathered.connect(self._take_gathered)

    def show_query(self, query: Query, columns: Sequence[ListColumn]) -> None:
        """The rows of before stand until the first page of the new list is read."""
        if list(columns) != self.columns:
            self.beginResetModel()
            self.columns = list(columns)
            self._forget()
            self.endResetModel()
        self._refreshing = False
        self._ask(query)

    def refresh(self) -> None:
        """Something has changed: read anew what is shown, and leave it in place meanwhile."""
        if self.query is not None:
            self._refreshing = True
            self._ask(self.query)

    def line(self, row: int) -> Line | None:
        """The record in a row; None while it is still being read."""
        page = self._pages.get(row // ROWS_A_PAGE)
        at = row % ROWS_A_PAGE
        return page[at] if page and at < len(page) else None

    def row_of(self, uid: UUID) -> int | None:
        """Where a record stands among the pages at hand that are not out of date."""
        for index, page in self._pages.items():
            if index not in self._stale:
                for at, line in enumerate(page):
                    if line.uid == uid:
                        return index * ROWS_A_PAGE + at
        return None

    def is_refreshing(self) -> bool:
        """Whether the list of now is the one of before, read anew."""
        return self._refreshing

    def is_refreshing_now(self) -> bool:
        """Whether what stands there is about to be replaced."""
        return self._waiting

    def find_place(self, n: int) -> None:
        """Answered by `placed`."""
        self._reader.place(n)

    def gather(self, rows: Sequence[int], then: Callable[[list[Line]], object]) -> None:
        """The lines of those rows, also of pages that are not at hand; given up where the list becomes another."""
        self._gathering = (list(rows), then)
        missing = {row // ROWS_A_PAGE for row in rows} - (set(self._pages) - self._stale)
        if missing:
            self._reader.gather(sorted(missing))
        else:
            self._take_gathered(self._reader.turn, {})

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in _TELLING:
            return None
        cell = self._cell(self.wanted(index.row()), index.row(), index.column())
        if role == CHIP:
            return cell if isinstance(cell, ChipLook) else None
        words = cell.words if isinstance(cell, ChipLook) else cell
        return words if role == _DISPLAY else f"{self.columns[index.column()].title}：{words}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == _DISPLAY:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.look.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def cells(self, row: int) -> list[str | ChipLook]:
        """What stands in a row, column by column; asks for its page if it is not at hand."""
        line = self.wanted(row)
        return [self._cell(line, row, column) for column in range(len(self.columns))]

    def _cell(self, line: Line | None, row: int, column: int) -> str | ChipLook:
        at = self._at[column]
        if at < 0:
            return str(row + 1)
        if line is None:
            return WAITING
        text = line.texts[at]
        if column in self._days and column not in self.short:
            return day_words(text)
        codes = self._states.get(column)
        return look_of(codes, line.codes[at], text) if codes and text else text

    def wanted(self, row: int) -> Line | None:
        """The line of a row that is being painted; its page is asked for if it is missing or out of date."""
        index = row // ROWS_A_PAGE
        if (index not in self._pages or index in self._stale) and index not in self._asked:
            self._asked.add(index)
            self._reader.page(index)
        if index in self._pages:
            self._pages.move_to_end(index)
        return self.line(row)

    def _ask(self, query: Query) -> None:
        self.query, self.is_settled, self._waiting, self._glimpsed = query, False, True, False
        self._rest.stop()
        self._idle.stop()
        self._asked.clear()
        names = [column.name for column in self.columns if column.name != PLACE]
        self._at = [names.index(column.name) if column.name != PLACE else -1 for column in self.columns]
        self._days = {at for at, column in enumerate(self.columns) if column.type == "day"}
        self._states = {at: column.codes for at, column in enumerate(self.columns) if column.look.chip}
        self._reader.open(query, names, glimpse=not self._refreshing)

    def _glimpse(self, turn: int, lines: list[Line], more: bool) -> None:
        """A screen full. Where nothing was found in time the search goes on once that is painted; another order only takes its time."""
        if turn != self._reader.turn:
            return
        if more and not lines:
            if self.query and self.query.text.strip():
                self.is_searching = True
                self._begin_with([])
                self.searching.emit()
                self._rest.start()
            else:
                self._reader.rest()
            return
        self._waiting, self._glimpsed, self.is_searching = False, True, False
        self._begin_with(_as_text(lines))
        if more:
            self._rest.start()
        else:
            self._know(len(lines))
        self._tell_filled()

    def _open(self, turn: int, lines: list[Line]) -> None:
        """The first page: of the list that was glimpsed, of the same list read anew, or of another."""
        if turn != self._reader.turn:
            return
        lines = _as_text(lines)
        self.is_searching = False
        if self._glimpsed:
            self._grow_to(lines)
        elif self._refreshing and self._is_like(lines):
            self._replace(lines)
        else:
            self._begin_with(lines)
        self._waiting = False
        if len(lines) < ROWS_A_PAGE:
            self._know(len(lines))
        else:
            self._idle.start()
        self._tell_filled()

    def _begin_with(self, lines: list[Line]) -> None:
        """No reset of the model, which would lay out the headings anew at every key press."""
        self.is_changing = True
        self._pages.clear()
        self._stale.clear()
        self._asked.clear()
        self._pages[0], self.total = lines, None
        self._resize(len(lines))
        self._tell_changed(0, len(lines) - 1)
        self.is_changing = False

    def _grow_to(self, lines: list[Line]) -> None:
        before = self._pages.get(0, [])
        self._pages[0] = lines
        self._resize(len(lines))
        if lines[: len(before)] != before:
            self._tell_changed(0, len(lines) - 1)

    def _is_like(self, lines: list[Line]) -> bool:
        """Whether the list read anew is as long as before, so that its further pages still stand."""
        return bool(self._count) and (len(lines) == ROWS_A_PAGE) == (self._count > ROWS_A_PAGE)

    def _replace(self, lines: list[Line]) -> None:
        self._stale = set(self._pages) - {0}
        self._pages[0] = lines
        if len(lines) < ROWS_A_PAGE:
            self._resize(len(lines))
        self._tell_changed(0, self._count - 1)

    def _tell_filled(self) -> None:
        self.filled.emit()
        if self.is_settled:
            self.settled.emit()

    def _know(self, total: int) -> None:
        self.total, self.is_settled = total, True
        self.counted.emit(total)

    def _take_count(self, turn: int, total: int) -> None:
        if turn == self._reader.turn:
            self._resize(total)
            self.total = total
            self.counted.emit(total)
            self._reader.rank()

    def _take_rank(self, turn: int, total: int) -> None:
        if turn == self._reader.turn:
            self._resize(total)
            self._know(total)
            self.settled.emit()

    def _take_page(self, turn: int, index: int, lines: list[Line]) -> None:
        if turn != self._reader.turn:
            return
        self._asked.discard(index)
        self._stale.discard(index)
        self._pages[index] = _as_text(lines)
        self._pages.move_to_end(index)
        while len(self._pages) > PAGES_KEPT:
            oldest = next(one for one in self._pages if one)
            del self._pages[oldest]
            self._stale.discard(oldest)
        first = index * ROWS_A_PAGE
        self._tell_changed(first, min(first + ROWS_A_PAGE, self._count) - 1)

    def _take_place(self, turn: int, n: int, row: int | None) -> None:
        if turn == self._reader.turn:
            self.placed.emit(n, row)

    def _take_gathered(self, turn: int, pages: dict[int, list[Line]]) -> None:
        asked, self._gathering = self._gathering, None
        if turn != self._reader.turn or asked is None:
            return
        rows, then = asked
        known = {**self._pages, **pages}
        found = [(known[row // ROWS_A_PAGE], row % ROWS_A_PAGE) for row in rows]
        then([page[at] for page, at in found if at < len(page)])

    def _resize(self, count: int) -> None:
        nowhere = QModelIndex()
        changing, self.is_changing = self.is_changing, True
        if count > self._count:
            self.beginInsertRows(nowhere, self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(nowhere, count, self._count - 1)
            self._count = count
            self.endRemoveRows()
        self.is_changing = changing

    def _tell_changed(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _forget(self) -> None:
        self._pages.clear()
        self._stale.clear()
        self._asked.clear()
        self._count, self.total = 0, None


def _after(owner: QObject, pause_ms: int, act: Callable[[], object]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(pause_ms)
    timer.timeout.connect(act)
    return timer


@lru_cache(4096)
def day_words(text: str) -> str:
    """`2026-03-05 周四`."""
    return f"{text} {dates.weekday(date.fromisoformat(text))}" if text else ""


def _as_text(lines: list[Line]) -> list[Line]:
    """Moments of the trash come as they are kept."""
    if not lines or not any(isinstance(text, datetime) for text in lines[0].texts):
        return lines
    return [replace(line, texts=tuple(map(_told, line.texts))) for line in lines]


def _told(text: Any) -> str:
    return f"{dates.beijing(text):%Y-%m-%d %H:%M}" if isinstance(text, datetime) else text
