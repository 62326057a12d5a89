"""A table of things that all lie in memory: what each column shows of one is said once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.table import CHIP, Column, Index, RowDelegate, dress_table

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
Words = Callable[[Any], Sequence[str | ChipLook]]


@dataclass(frozen=True)
class Head:
    """`width` 0: takes the room that the others leave."""

    title: str
    width: int = 0
    chip: bool = False
    quiet: bool = False
    right: bool = False


class _Lines(QAbstractTableModel):
    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.heads: Sequence[Head] = ()
        self.things: Sequence[Any] = ()
        self._cells: list[Sequence[str | ChipLook]] = []

    def fill(self, things: Sequence[Any], heads: Sequence[Head]) -> None:
        self.beginResetModel()
        self.heads, self.things = heads, things
        self._cells = [self._words(one) for one in things]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.things)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.heads)

    def headerData(self, at: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and self.heads[at].right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self.heads[at].title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self._cells[index.row()][index.column()]
        if role == CHIP:
            return cell if isinstance(cell, ChipLook) and cell.words else None
        if role not in _TEXTS:
            return None
        return cell.words if isinstance(cell, ChipLook) else cell


class LineTable(QTableView):
    """`opened` by Enter or a double click, `looked` when another line is the current one; both with the thing or None."""

    opened = Signal(object)
    looked = Signal(object)

    def __init__(self, name: str, heads: Sequence[Head], words: Words) -> None:
        super().__init__()
        self._lines = _Lines(words)
        self.setModel(self._lines)
        dress_table(self)
        self.setAccessibleName(name)
        self.fill((), heads)
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self.looked.emit(self.current()))
        self.doubleClicked.connect(lambda _index: self._open())

    def fill(self, things: Sequence[Any], heads: Sequence[Head] = ()) -> None:
        """The line at the same place stays the current one. New heads where the columns change."""
        at = max(self.currentIndex().row(), 0)
        self._lines.fill(things, heads or self._lines.heads)
        if heads:
            self._dress(heads)
        if things:
            self.selectRow(min(at, len(things) - 1))
        else:
            self.looked.emit(None)

    @property
    def things(self) -> Sequence[Any]:
        return self._lines.things

    def current(self) -> Any:
        at = self.currentIndex()
        return self._lines.things[at.row()] if at.isValid() and at.row() < len(self._lines.things) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if self.current() is not None:
            self.opened.emit(self.current())

    def _dress(self, heads: Sequence[Head]) -> None:
        columns = [Column(one.right, one.chip, one.quiet) for one in heads]
        self.setItemDelegate(RowDelegate(self, columns))
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        for at, one in enumerate(heads):
            mode = QHeaderView.ResizeMode.Interactive if one.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(at, mode)
            if one.width:
                header.resizeSection(at, one.width)
