"""The parts of 工作台: a figure that opens its rows, a chart, and the list of what is due."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QByteArray, QEvent, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from ercheng_station.reports import charts
from ercheng_station.reports.charts import Bars, Ranked
from ercheng_station.services.due import Due
from ercheng_station.services.past import ENTERED
from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.labels import Label, tip
from ercheng_station.ui.screens.desk_facts import Tile
from ercheng_station.ui.states import due_look
from ercheng_station.ui.table import CHIP, Column, Index, RowDelegate, dress_table
from ercheng_station.ui.tokens import Theme

_PLAIN = 14
"""The text size that charts are drawn for."""
_NOTHING = "还没有数据"
_COUNTING = "正在统计"
_DAY, _DAY_FROM = 3, 640
"""The column of the day, and the width of a list that has room for it."""
_CHIP, _ROUND_CHIP = 132, 52
"""The column of the chips, and what one takes beside its words."""
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TileCard(Button):
    """A figure with its unit and last year's; pressing it opens the rows it was counted from."""

    def __init__(self) -> None:
        super().__init__("", "tile")
        self.setAccessibleName(_COUNTING)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name, self._number, self._before = (
            Label(tone="caption"),
            Label(tone="title"),
            Label(tone="caption"),
        )
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(16, 12, 16, 12)
        self._box.setSpacing(2)
        for label in (self._name, self._number, self._before):
            self._box.addWidget(label)

    def sizeHint(self) -> QSize:
        return self._box.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._box.totalMinimumSize()

    def show_tile(self, tile: Tile) -> None:
        unit = tile.indicator.unit
        now = "—" if tile.now is None else f"{tile.now:g}"
        self._name.setText(title_of(tile))
        self._number.setText(f"{now} {unit}")
        self._before.setText(_against(tile))
        self.setToolTip(tip(f"口径：{tile.indicator.meaning}"))
        self.setAccessibleName(f"{self._name.text()} {now}{unit}，{self._before.text()}")


def title_of(tile: Tile) -> str:
    """What is open is counted as of today, everything else within the month."""
    return tile.indicator.title if tile.indicator.name == "needs_open" else f"本月{tile.indicator.title}"


def _against(tile: Tile) -> str:
    if tile.before is None or tile.now is None:
        return "去年同期无数据"
    change = tile.now - tile.before
    sign = "增加" if change > 0 else "减少"
    entered = f"（{ENTERED}）" if tile.entered else ""
    return f"去年同期 {tile.before:g}{entered}" + (f"，{sign} {abs(change):g}" if change else "，持平")


class ChartView(QWidget):
    """A chart in the colours of the window, as high as `height` in plain text size; it grows with the text."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self._height = height
        self._chart: Bars | Ranked | None = None
        self._fit()

    def show_chart(self, chart: Bars | Ranked, name: str) -> None:
        self._chart = chart
        self.setAccessibleName(f"{name}：{_NOTHING}" if _is_blank(chart) else name)
        self.update()

    def grow(self, height: int) -> None:
        """From now on so high."""
        self._height = height
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chart is None or self.width() < 2:
            return
        colours = style.current().colours
        painter = QPainter(self)
        if _is_blank(self._chart):
            painter.setPen(QColor(colours.quiet))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _NOTHING)
        else:
            ink = _ink()
            width = self.width() / _growth()
            drawn = charts.svg(self._chart, width, self._height, ink, self.font().family())
            QSvgRenderer(QByteArray(drawn)).render(painter, QRectF(self.rect()))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        grown = _growth()
        self.setMinimumWidth(round(260 * grown))
        self.setFixedHeight(round(self._height * grown))


def _is_blank(chart: Bars | Ranked) -> bool:
    if isinstance(chart, Bars):
        return not any(value for series in chart.series for value in series.values)
    return not chart.rows


def _ink() -> charts.Ink:
    """In high contrast the second series is told by its hatching, as on paper: both colours are nearly black."""
    worn = style.current()
    hatched = worn.look.theme is Theme.CONTRAST
    fills = (worn.colours.accent, worn.colours.card if hatched else worn.colours.edge)
    return charts.Ink(worn.colours.text, worn.colours.line, fills, hatched=hatched)


def _growth() -> float:
    return style.current().sizes.text / _PLAIN


class DueModel(QAbstractTableModel):
    """期限 as a chip, 事项, 内容."""

    HEADS = ("期限", "事项", "内容", "到期日")

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Due] = ()

    def fill(self, rows: Sequence[Due]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def due_at(self, row: int) -> Due:
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self._rows[index.row()]
        if role == CHIP and index.column() == 0:
            return due_look(one)
        if role == Qt.ItemDataRole.DisplayRole:
            return (due_look(one).words, one.what, one.title, _day(one))[index.column()]
        return tip(f"{one.title}\n{one.rule}") if role == Qt.ItemDataRole.ToolTipRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.HEADS[section]
        return None


class DueList(QTableView):
    """What is due, overdue first; Enter or a double click opens it."""

    def __init__(self, open_due: Callable[[Due], object]) -> None:
        super().__init__()
        self._open = open_due
        self.model_of_due = DueModel()
        self.setModel(self.model_of_due)
        dress_table(self)
        self.setItemDelegate(RowDelegate(self, [Column(chip=True), Column(), Column(), Column(quiet=True)]))
        self.setAccessibleName("到期和逾期事项")
        heads = self.horizontalHeader()
        heads.setStretchLastSection(False)
        for column, width in enumerate((_CHIP, 110, 240, 110)):
            self.setColumnWidth(column, width)
        heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.doubleClicked.connect(self._open_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words of a matter need what room there is; 逾期 × 天 says the day as well."""
        super().resizeEvent(event)
        self.setColumnHidden(_DAY, self.viewport().width() < _DAY_FROM * _growth())

    def fill(self, rows: Sequence[Due]) -> None:
        """The same matter stays chosen, one record may have several; else the most urgent."""
        at = self.currentIndex().row()
        before = _matter(self.model_of_due.due_at(at)) if at >= 0 else None
        self.model_of_due.fill(rows)
        longest = max((self.fontMetrics().horizontalAdvance(due_look(one).words) for one in rows), default=0)
        self.setColumnWidth(0, max(_CHIP, longest + _ROUND_CHIP))
        if rows:
            matters = [_matter(one) for one in rows]
            self.selectRow(matters.index(before) if before in matters else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS and self.currentIndex().isValid():
            self._open_row(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open_row(self, index: QModelIndex) -> None:
        self._open(self.model_of_due.due_at(index.row()))


def _day(one: Due) -> str:
    """With the time of day in place of the year where a clock runs in hours."""
    return one.when if one.when == one.due_on.isoformat() else one.when[5:]


def _matter(due: Due) -> tuple[UUID, str, str]:
    return due.uid, due.what, due.title
