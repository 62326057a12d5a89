"""A still of a list: the rows that were in sight, shown again in the same place until the real page has its own."""

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QStackedWidget, QTableView, QWidget

from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.labels import Label
from ercheng_station.ui.table import CHIP, Column, RowDelegate, dress_table

Index = QModelIndex | QPersistentModelIndex
_LONGEST = 120
_FRAME = 4
_LOOK_EVERY, _STAYS = 10, 150
"""Milliseconds between two looks at the real page, and how many looks until it is waited for no longer."""


def taken_of(name: str, title: str, page: QWidget) -> dict[str, Any] | None:
    """What `Still` shows again, as JSON; None where no list is in sight."""
    views = cast("list[QTableView]", page.findChildren(QTableView))
    view = next((one for one in views if one.isVisible() and _is_list(one)), None)
    if view is None:
        return None
    heads = view.horizontalHeader()
    shown = [
        heads.logicalIndex(at)
        for at in range(heads.count())
        if not view.isColumnHidden(heads.logicalIndex(at))
    ]
    first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
    rows = range(first, (last if last >= 0 else view.model().rowCount() - 1) + 1)
    corner = view.mapTo(page, QPoint(0, 0))
    return {
        "name": name,
        "title": _title(title, page),
        "room": [page.width(), page.height()],
        "place": [corner.x(), corner.y(), view.width(), view.height()],
        "columns": [_column(view, at) for at in shown],
        "rows": [[_cell(view, row, at) for at in shown] for row in rows],
        "counts": _counting(view, rows, shown),
        "first": first,
        "chosen": view.currentIndex().row() - first,
    }


def fits(taken: Mapping[str, Any], over: QWidget) -> bool:
    """Whether the pages have the room they had then; in another everything would stand elsewhere."""
    width, height = map(int, taken["room"])
    return abs(over.width() - width) <= _FRAME and abs(over.height() - height) <= _FRAME


class Still(QFrame):
    """Lies over the pages and takes no key and no click; gone once the page under it has rows."""

    def __init__(self, over: QStackedWidget, taken: Mapping[str, Any]) -> None:
        super().__init__(over)
        self.setProperty("surface", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._looks = 0
        left, top, width, height = taken["place"]
        words, tone, *place = taken["title"]
        title = Label(words, tone)
        title.setParent(self)
        title.setGeometry(*place)
        self.view = QTableView(self)
        self.view.setModel(_Rows(self.view, taken))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress_table(self.view)
        self.view.setItemDelegate(
            RowDelegate(self.view, [Column(*column[2:]) for column in taken["columns"]])
        )
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.horizontalHeader().setStretchLastSection(False)
        for at, column in enumerate(taken["columns"]):
            self.view.setColumnWidth(at, column[1])
        self.view.selectRow(taken["chosen"])
        self.view.setGeometry(left, top, width, height)
        self.setGeometry(over.currentWidget().geometry())
        self.show()

    def give_way(self, page: QWidget) -> None:
        """As soon as the page shows rows of its own."""
        self._looks += 1
        views = cast("list[QTableView]", page.findChildren(QTableView))
        if self._looks > _STAYS or any(view.isVisible() and view.model().rowCount() for view in views):
            self.deleteLater()
        else:
            QTimer.singleShot(_LOOK_EVERY, self, lambda: self.give_way(page))


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QWidget, taken: Mapping[str, Any]) -> None:
        super().__init__(parent)
        self._columns, self._rows = taken["columns"], taken["rows"]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words, *chip = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        return ChipLook(words, *chip) if role == CHIP and chip else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        title, _, right, *_ = self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return title if role == Qt.ItemDataRole.DisplayRole else None


def _is_list(view: QTableView) -> bool:
    return isinstance(view.itemDelegate(), RowDelegate) and view.model().rowCount() > 0


def _title(words: str, page: QWidget) -> list[Any]:
    """The heading and where it stands; nothing where the page shows none."""
    labels = cast("list[Label]", page.findChildren(Label))
    label = next((one for one in labels if one.isVisible() and one.text() == words), None)
    if label is None:
        return ["", "", 0, 0, 0, 0]
    corner = label.mapTo(page, QPoint(0, 0))
    return [words, label.property("tone") or "", corner.x(), corner.y(), label.width(), label.height()]


def _column(view: QTableView, at: int) -> list[Any]:
    delegate = view.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    title = view.model().headerData(at, Qt.Orientation.Horizontal)
    return [title, view.columnWidth(at), *vars(delegate.columns[at]).values()]


def _counting(view: QTableView, rows: range, shown: list[int]) -> int:
    """Which column tells the place of a row in the list; -1: none does."""
    places = [[str(row + 1)] for row in rows]
    told = ([_cell(view, row, at) for row in rows] for at in shown)
    return next((at for at, cells in enumerate(told) if cells == places), -1)


def _cell(view: QTableView, row: int, at: int) -> list[str]:
    index = view.model().index(row, at)
    look = index.data(CHIP)
    if isinstance(look, ChipLook):
        return [look.words, look.state, look.symbol]
    return [str(index.data() or "")[:_LONGEST]]
