"""What each column of a ledger is read as: its header, what stands in it, and the field, to be corrected."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ercheng_station.exchange.importing.headers import Columns
from ercheng_station.exchange.importing.refused import text_of
from ercheng_station.exchange.importing.table import Header, Table
from ercheng_station.exchange.plain import Kind
from ercheng_station.records.base import typed
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.labels import Label
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.table import elided

_NONE = "（不读）"
_SAMPLES, _SAMPLE_WIDTH, _LOOKED_AT = 3, 420, 50
_HEADER_WIDTH = 220
_LEAST = 8


class ColumnGrid(QWidget):
    chosen = Signal(str, str)
    """Header, field name ("" for a column that is not read)."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(3, 1)
        self.boxes: dict[str, DropDown] = {}

    def fill(self, kind: Kind, table: Table, columns: Columns) -> None:
        self._clear()
        for at, words in enumerate(("列", "表头", "读作", "表里的内容")):
            self._grid.addWidget(Label(words, "caption"), 0, at)
        fields = _fields(kind, columns)
        for row, header in enumerate(table.headers, 1):
            meaning = columns.columns.get(header.at)
            self._add(row, header, table, fields, meaning.field if meaning else "")

    def bring(self, header: str, area: Scrolled) -> None:
        """Into sight, once the area has its size."""
        box = self.boxes[header]
        QTimer.singleShot(0, box, lambda: area.ensureWidgetVisible(box, 0, 0))

    def _add(self, row: int, header: Header, table: Table, fields: Mapping[str, str], now: str) -> None:
        texts = [text for line in table.lines[:_LOOKED_AT] if (text := text_of(line.cell(header.at)))]
        sample = Label("", "quiet")
        sample.setText(elided("　".join(texts[:_SAMPLES]), _SAMPLE_WIDTH, sample.fontMetrics()))
        title = f"{header.above} / {header.text}" if header.above else header.text
        name = Label("")
        name.setText(elided(title, _HEADER_WIDTH, name.fontMetrics()))
        box = DropDown(f"{title}读作")
        box.setMinimumContentsLength(_LEAST)
        for field, label in fields.items():
            box.addItem(label, field)
        box.setCurrentIndex(max(0, box.findData(now)))
        box.activated.connect(lambda at, box=box, key=header.text: self.chosen.emit(key, box.itemData(at)))
        self.boxes[header.text] = box
        for at, widget in enumerate((Label(header.letter, "quiet"), name, box, sample)):
            self._grid.addWidget(widget, row, at, Qt.AlignmentFlag.AlignVCenter)

    def _clear(self) -> None:
        self.boxes.clear()
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()


def _fields(kind: Kind, columns: Columns) -> dict[str, str]:
    """Every field that can be read, those of the firm that finds it among them."""
    own = {name: field.label for name, field in typed(kind).items() if field.type != "files"}
    further = {
        one.field: f"企业的{Enterprise.kept[one.field.rpartition('.')[2]].label}"
        for one in columns.columns.values()
        if "." in one.field
    }
    known = {"number": "编号", "id": "系统标识", "revision": "系统版本"}
    found = {one.field: known[one.field] for one in columns.columns.values() if one.field in known}
    return {"": _NONE, **own, **further, **found}
