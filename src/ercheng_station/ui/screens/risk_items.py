"""Above a risk check: its questions as a table that is answered with one key each, and how far it is."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from ercheng_station.db.rows import Row
from ercheng_station.records.fields import Context
from ercheng_station.records.protection.risk_check import NO, NOT_APPLICABLE, YES, RiskItem
from ercheng_station.services.risk_checklist import add_questions, answer, items_of, standing
from ercheng_station.ui.chips import ChipLook, chip_width
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label, tip
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.reading import Told
from ercheng_station.ui.record.sheet import change_record
from ercheng_station.ui.screens.case_lines import Group, Line
from ercheng_station.ui.screens.part_table import PartTable, PartView
from ercheng_station.ui.states import look_of

_KEYS: dict[Qt.Key, tuple[str | None, str | None]] = {
    Qt.Key.Key_1: (YES, None),
    Qt.Key.Key_Y: (YES, None),
    Qt.Key.Key_2: (NO, None),
    Qt.Key.Key_N: (NO, None),
    Qt.Key.Key_3: (NOT_APPLICABLE, None),
    Qt.Key.Key_X: (NOT_APPLICABLE, None),
    Qt.Key.Key_H: (NO, "high"),
    Qt.Key.Key_M: (NO, "medium"),
    Qt.Key.Key_L: (NO, "low"),
    Qt.Key.Key_Backspace: (None, None),
}
_HINT = "按键作答：1 是，2 否，3 不适用；H、M、L 是“否”并评高、中、低风险；退格清除，回车写说明和改进期限"


class ItemTable(PartTable):
    answered = Signal(object, object, object)
    """Line, answer and level."""

    def __init__(self, title: str) -> None:
        super().__init__(title, 1)
        self.setToolTip(tip(_HINT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.current()
        said = _KEYS.get(Qt.Key(event.key()))
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if here is None or said is None or not plain:
            super().keyPressEvent(event)
            return
        self.answered.emit(here, *said)
        below = self.currentIndex().row() + 1
        if said[0] is not None and below < len(self.shown.lines):
            self.selectRow(below)

    def _dress(self) -> None:
        super()._dress()
        metrics = self.fontMetrics()
        self.setColumnWidth(0, metrics.horizontalAdvance("商业秘密") + 24)
        self.setColumnWidth(2, metrics.horizontalAdvance("高 2026-03-05 前") + 24)
        self.setColumnWidth(3, chip_width(metrics, ChipLook("不适用")) + 20)


class RiskItems(RecordPart):
    covers = (RiskItem,)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._uid: UUID | None = None
        self.view = PartView("risk_items", "排查事项", ItemTable("排查事项"))
        self.add = self.view.offer("加入全部事项", "list-check", "", self._add_all)
        desk.offer("write", self.add)
        self.words, self.hint = Label("", "quiet", wraps=True), Label(_HINT, "caption", wraps=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(4)
        for part in (self.view, self.words, self.hint):
            box.addWidget(part)
        table = self.table
        table.answered.connect(self._answer)
        table.opened.connect(lambda line: change_record(self, self._desk, RiskItem, line.uid))

    @property
    def table(self) -> ItemTable:
        assert isinstance(self.view.table, ItemTable)
        return self.view.table

    def show_told(self, told: Told) -> None:
        uid, self._uid = told.row.uid, told.row.uid
        can = told.living and self._desk.may("write")
        self._desk.ask(lambda store: items_of(store, uid), lambda rows: self._show(uid, rows, can=can), self)

    def take_focus(self) -> None:
        (self.table if self.table.isVisible() else self.add).setFocus()

    def _show(self, uid: UUID, rows: Sequence[Row], *, can: bool) -> None:
        if uid != self._uid:
            return
        lines = [_line(row, self._desk.fields) for row in rows]
        self.view.show_group(Group("risk_items", RiskItem.title, lines), can_change=can)
        self.words.speak(standing([row.values for row in rows]).words if rows else "")
        self.hint.setVisible(bool(rows) and can)
        self.words.setVisible(bool(rows))

    def _add_all(self) -> None:
        uid = self._uid
        if uid is not None:
            self._desk.perform(lambda store: add_questions(store, uid), self, lambda _: self.table.setFocus())

    def _answer(self, line: Line, said: str | None, level: str | None) -> None:
        self._desk.perform(lambda store: answer(store, line.uid, said, level), self)


def _line(row: Row, context: Context) -> Line:
    values, kept = row.values, RiskItem.kept
    said, by = values["answer"], values["improve_by"]
    risk = kept["level"].text(values["level"], context) if said == NO else ""
    done = "已改进" if values["improved"] else f"{by} 前" if by else ""
    look = look_of("risk_answer", said, kept["answer"].text(said, context)) if said else ChipLook("未填")
    return Line(
        RiskItem,
        row.uid,
        (kept["topic"].text(values["topic"], context), values["item"], " ".join((risk, done)).strip()),
        look,
    )
