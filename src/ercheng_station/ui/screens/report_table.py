"""The figures of a report on the screen, block by block; a line opens the rows it was counted from."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from ercheng_station.services.reporting import Against, Line, change_text, number_text
from ercheng_station.ui.table import Column, Index, RowDelegate, dress_table

_WIDTHS = (120, 200, 64, 88, 88, 88, 96, 88, 88)
_NAME = 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReportModel(QAbstractTableModel):
    HEADS = ("类别", "指标", "单位", "本期", "去年同期", "增减", "累计", "去年同期", "增减")

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def fill(self, lines: list[Line]) -> None:
        """A block is named in its first line only."""
        self.beginResetModel()
        self.lines = lines
        self._texts = [_texts(line) for line in lines]
        for row in range(len(lines) - 1, 0, -1):
            if lines[row].block is lines[row - 1].block:
                self._texts[row][0] = ""
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self._texts[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section > _NAME + 1:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return self.HEADS[section] if role == Qt.ItemDataRole.DisplayRole else None


class ReportTable(QTableView):
    opened = Signal(object)  # Line

    def __init__(self) -> None:
        super().__init__()
        self._rows = ReportModel()
        self.setModel(self._rows)
        dress_table(self)
        numbers = [Column(right=True, quiet=at in {1, 4}) for at in range(6)]
        self.setItemDelegate(RowDelegate(self, [Column(quiet=True), Column(), Column(quiet=True), *numbers]))
        self.setAccessibleName("报表数据")
        heads = self.horizontalHeader()
        heads.setSectionsMovable(False)
        heads.setStretchLastSection(False)
        heads.setMinimumSectionSize(48)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        heads.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(lambda _index: self._open())

    def fill(self, lines: list[Line]) -> None:
        """The same figure stays chosen."""
        before = self.current()
        self._rows.fill(lines)
        names = [line.indicator.name for line in lines]
        name = before.indicator.name if before else ""
        if lines:
            self.selectRow(names.index(name) if name in names else 0)

    def current(self) -> Line | None:
        at = self.currentIndex()
        return self._rows.lines[at.row()] if at.isValid() and at.row() < len(self._rows.lines) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        line = self.current()
        if line:
            self.opened.emit(line)


def _texts(line: Line) -> list[str]:
    marked = "*" if line.now.entered or line.year.entered else ""
    one = line.indicator
    return [line.block.title, f"{one.title}{marked}", one.unit, *_numbers(line.now), *_numbers(line.year)]


def _numbers(span: Against) -> list[str]:
    return [number_text(span.value), number_text(span.before.value), change_text(span.change)]
