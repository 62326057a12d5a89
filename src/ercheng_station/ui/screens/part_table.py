"""A part of a record's page: its heading with what can be added, and its records as a small table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import ChipLook, chip_width
from ercheng_station.ui.labels import Label, rule, tip
from ercheng_station.ui.screens.case_lines import Group, Line
from ercheng_station.ui.table import CHIP, Column, Index, RowDelegate, dress_table

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHIP = 3
_MOST = 40
_LEAST = 6
"""Hanzi of the long texts that are always seen."""
_USUAL = ChipLook("已定稿 第1版")
_WIDEST = ("人民调解口头协议登记表", "2026-03-05 10:30　　　　")


class LineModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def fill(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return _CHIP + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if index.column() == _CHIP:
            return line.look if role == CHIP else None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.texts[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join((*line.texts, line.look.words if line.look else ""))
        return None


class PartTable(QTableView):
    """As high as its lines; Enter opens the current one, Delete asks to remove it."""

    opened = Signal(object)
    """Line."""
    remove_asked = Signal(object)

    def __init__(self, title: str, long: int = 2, widest: Sequence[str] = _WIDEST) -> None:
        """`long`: the column whose texts are long; the two others have room for `widest`."""
        super().__init__()
        self._long, self._widest = long, widest
        self._widths: dict[int, int] = {}
        self.shown = LineModel()
        self.setModel(self.shown)
        dress_table(self)
        self.setAccessibleName(title)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        heads = self.horizontalHeader()
        heads.hide()
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(long, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.shown.lines[index.row()]))
        self._dress()

    def fill(self, lines: Sequence[Line]) -> None:
        """The same line stays the current one."""
        before = self.current()
        self.shown.fill(lines)
        self._fit_chips()
        keys = [(one.uid, one.paper) for one in lines]
        key = (before.uid, before.paper) if before else None
        if lines:
            here = self.shown.index(keys.index(key) if key in keys else 0, 0)
            self.selectionModel().setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._mark()
        self._fit()

    def current(self) -> Line | None:
        row = self.currentIndex().row()
        return self.shown.lines[row] if 0 <= row < len(self.shown.lines) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.current()
        if event.key() in _ENTER and here is not None:
            self.opened.emit(here)
        elif event.key() == Qt.Key.Key_Delete and here is not None:
            self.remove_asked.emit(here)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._mark()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out()

    def setColumnWidth(self, column: int, width: int) -> None:
        """Kept for when the column is shown again."""
        self._widths[column] = width
        if not self.isColumnHidden(column):
            super().setColumnWidth(column, width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self.itemDelegate():
            self._dress()
            self._fit()

    def _mark(self) -> None:
        """Of many small tables only the one with the focus shows which line is the current one."""
        if self.hasFocus() and self.currentIndex().isValid():
            self.selectRow(self.currentIndex().row())
        else:
            self.clearSelection()

    def _fit(self) -> None:
        rows = min(len(self.shown.lines), _MOST)
        self.setFixedHeight(rows * style.current().sizes.row + 2)
        self._leave_out()

    def _leave_out(self) -> None:
        """Where the long texts would have no room, the short ones give way, the chip last."""
        room = self.viewport().width() - _LEAST * style.current().sizes.text
        for column in (_CHIP, 0, 3 - self._long):
            room -= self._widths.get(column, 0)
            self.setColumnHidden(column, room < 0)
            if room >= 0 and column in self._widths:
                super().setColumnWidth(column, self._widths[column])

    def _fit_chips(self) -> None:
        looks = [_USUAL, *(line.look for line in self.shown.lines if line.look)]
        self.setColumnWidth(_CHIP, max(chip_width(self.fontMetrics(), look) for look in looks) + 20)

    def _dress(self) -> None:
        self.setItemDelegate(RowDelegate(self, [Column(), Column(), Column(quiet=True), Column(chip=True)]))
        metrics = self.fontMetrics()
        short = [column for column in range(_CHIP) if column != self._long]
        for column, words in zip(short, self._widest, strict=True):
            self.setColumnWidth(column, metrics.horizontalAdvance(words) + 20)
        self._fit_chips()


class PartView(QWidget):
    """Takes only the room of its heading while it has no lines."""

    def __init__(self, name: str, title: str, table: PartTable | None = None) -> None:
        super().__init__()
        self.name = name
        self.table = table or PartTable(title)
        self.acts: list[Button] = []
        self._title = Label(title, "section")
        self._count = Label(tone="caption")
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self._title)
        self._head.addWidget(self._count)
        self._head.addWidget(rule(), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(self._head)
        box.addWidget(self.table)
        self.table.hide()

    def offer(self, words: str, symbol: str, keys: str, act: Callable[[], object]) -> Button:
        made = Button(words, "link", symbol).on(act)
        made.setToolTip(tip(f"{words}（{keys}）" if keys else words))
        self.acts.append(made)
        self._head.addWidget(made)
        return made

    def show_group(self, group: Group, *, can_change: bool) -> None:
        if self.table.hasFocus() and not group.lines and self.acts:
            self.acts[0].setFocus()  # a hidden table would hand the focus to some other part of the window
        self.table.fill(group.lines)
        self.table.setVisible(bool(group.lines))
        self._count.speak(str(len(group.lines)) if group.lines else "")
        for act in self.acts:
            act.setEnabled(can_change)
