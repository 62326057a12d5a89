"""The rows of a ledger with their verdicts, and what will be done with the one that is looked at."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from ercheng_station.errors import printable
from ercheng_station.exchange.importing.refused import reasons, text_of
from ercheng_station.exchange.importing.verdict import WORDS, Plan, RowPlan, Verdict
from ercheng_station.records.fields import Link
from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import KeyValues
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.inputs.options import CheckChip
from ercheng_station.ui.labels import Label
from ercheng_station.ui.table import CHIP, Column, Index, RowDelegate, dress_table

_HEADS = ("行", "结果", "记录", "说明")
_CHIP, _WHY = 1, 3
_WIDTHS = (56, 96, 320)
_SHOWN = 4
_FEWEST = 5
"""In sight, the header among them, whatever stands above and below."""
LOOKS = {
    Verdict.NEW: "good",
    Verdict.UPDATED: "accent",
    Verdict.FILLED: "accent",
    Verdict.UNCHANGED: "idle",
    Verdict.SKIPPED: "idle",
    Verdict.REFUSED: "bad",
    Verdict.TO_DECIDE: "warn",
}


class RowModel(QAbstractTableModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[RowPlan] = ()

    def fill(self, rows: Sequence[RowPlan]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(_HEADS)

    def headerData(self, at: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        shown = way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _HEADS[at] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, place = self.rows[index.row()], index.column()
        if role == CHIP and place == _CHIP:
            return ChipLook(WORDS[row.verdict], LOOKS[row.verdict])
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return (str(row.number), WORDS[row.verdict], row.title or _as_it_stands(row), told(row))[place]


def _as_it_stands(row: RowPlan) -> str:
    """What the sheet says, where no record came of it."""
    return printable("　".join(text for cell in row.line.cells if (text := text_of(cell))))


def told(row: RowPlan) -> str:
    """In one line: why it comes back, what comes with it, or what changes."""
    if row.faults:
        return reasons(row)
    if brought := [f"“{one.values['name']}”" for one in row.changes[:-1]]:
        return f"同时新增企业{'、'.join(brought)}"
    if row.cells:
        return "；".join(f"{one.label}：{one.old or '空'} → {one.new}" for one in row.cells[:_SHOWN])
    if row.doubts:
        return "；".join(f"{one.label}{one.why}" for one in row.doubts[:_SHOWN])
    return ""


class VerdictRows(QWidget):
    """The table, the chips that narrow it, and the details of the current row."""

    decided = Signal(int, object)
    """Row number, and the Link of the firm that is meant, None for a new one."""

    def __init__(self) -> None:
        super().__init__()
        self.model = RowModel()
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(
            RowDelegate(self.view, [Column(quiet=True), Column(chip=True), Column(), Column()])
        )
        dress_table(self.view)
        self.view.setAccessibleName("每一行的结果")
        self.view.setMinimumHeight(_FEWEST * style.current().sizes.row)
        self._plan: Plan | None = None
        self._only: set[Verdict] = set()
        self.chips = QHBoxLayout()
        self.chips.setSpacing(8)
        self._details = QVBoxLayout()
        self._details.setSpacing(4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self.chips)
        box.addWidget(self.view, 1)
        box.addLayout(self._details)
        self.view.selectionModel().currentRowChanged.connect(lambda now, _before: self._look_at(now.row()))
        self._set_widths()

    def fill(self, plan: Plan) -> None:
        self._plan = plan
        self._only &= {verdict for verdict in Verdict if plan.counts[verdict]}
        self._fill_chips(plan)
        self._narrow()

    def current(self) -> RowPlan | None:
        at = self.view.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def show_only(self, verdict: Verdict, *, only: bool) -> None:
        (self._only.add if only else self._only.discard)(verdict)
        self._narrow()

    def _narrow(self) -> None:
        rows, seen = self._plan.rows if self._plan else (), self.current()
        self.model.fill([row for row in rows if not self._only or row.verdict in self._only])
        if self.model.rows:
            number = seen.number if seen else 0
            self.view.selectRow(
                next((at for at, row in enumerate(self.model.rows) if row.number == number), 0)
            )
        else:
            self._look_at(-1)

    def _fill_chips(self, plan: Plan) -> None:
        _empty(self.chips)
        for verdict in Verdict:
            if plan.counts[verdict]:
                chip = CheckChip(f"{WORDS[verdict]} {plan.counts[verdict]:,}")
                chip.setChecked(verdict in self._only)
                chip.toggled.connect(lambda on, verdict=verdict: self.show_only(verdict, only=on))
                self.chips.addWidget(chip)
        self.chips.addStretch(1)

    def _look_at(self, at: int) -> None:
        _empty(self._details)
        row = self.model.rows[at] if 0 <= at < len(self.model.rows) else None
        if row is None or row.verdict in (Verdict.UNCHANGED,):
            return
        pairs = [
            (f"{one.letter} {one.label}".strip() or "整行", _fault(one.value, one.why)) for one in row.faults
        ]
        pairs += [(one.label, f"{one.old or '空'} → {one.new}") for one in row.cells]
        pairs += [(one.label, one.why) for one in row.doubts]
        if pairs:
            self._details.addWidget(KeyValues(pairs[:_SHOWN]))
        if row.candidates:
            self._details.addLayout(self._answers(row))

    def _answers(self, row: RowPlan) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label("这一行说的是哪一家？", "strong"))
        answers: list[tuple[str, Link | None]] = [(f"就是“{link.title}”", link) for link in row.candidates]
        for words, link in [*answers, ("都不是，另立一家", None)]:
            line.addWidget(Button(words).on(partial(self.decided.emit, row.number, link)))
        line.addStretch(1)
        return line

    def _set_widths(self) -> None:
        heads = self.view.horizontalHeader()
        for at, width in enumerate(_WIDTHS):
            heads.resizeSection(at, width)
        heads.setSectionResizeMode(_WHY, QHeaderView.ResizeMode.Stretch)


def _fault(value: str, why: str) -> str:
    return f"{value}：{why}" if value else why


def _empty(box: QHBoxLayout | QVBoxLayout) -> None:
    while box.count():
        item = box.takeAt(0)
        widget, inner = item.widget(), item.layout()
        if widget:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QHBoxLayout | QVBoxLayout):
            _empty(inner)
