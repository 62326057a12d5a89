"""One value for one field of several records, as one act that one step takes back."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ercheng_station.db.changes import Act, Alter
from ercheng_station.db.ladder import BEFORE_BULK
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Field, Files
from ercheng_station.services.backups import copy_before
from ercheng_station.ui import ime
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.form_cell import Cell
from ercheng_station.ui.inputs import Input, input_for
from ercheng_station.ui.labels import Label, caption
from ercheng_station.ui.lists.pills import Pill
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.record.suggesting import DeskHost
from ercheng_station.ui.sheet import Sheet

_SIZE = (520, 280)


class BulkChange(QWidget):
    """Every record keeps its other fields; one that is refused keeps all of them as they are."""

    def __init__(self, desk: Desk, kind: type[Record], rows: Sequence[Row]) -> None:
        super().__init__()
        self._desk, self._kind, self._rows = desk, kind, rows
        self._host = DeskHost(desk)
        self._fields = [field for field in kind.kept.values() if may_be_bulk(field)]
        self.field = Pill("", opens=True)
        self.field.on(self._offer)
        self._place = QVBoxLayout()
        self._cell: Cell | None = None
        self.button = Button(f"修改 {len(rows)} 条", "primary", "check").on(self.save)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.button)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(8)
        box.addWidget(Label(f"批量修改 {len(rows)} 条{kind.one}", "strong"))
        box.addWidget(Label("要改的栏目", "field"))
        box.addWidget(self.field, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        box.addLayout(self._place)
        box.addStretch(1)
        box.addLayout(foot)
        self.choose(self._fields[0])

    @property
    def input(self) -> Input:
        assert self._cell is not None
        return self._cell.input

    def save(self) -> None:
        ime.commit()
        field = self.input.field
        try:
            value = self.input.read()
        except Fault as fault:
            if self._cell is not None:
                self._cell.show_fault(fault.why)
            return
        words = field.masked(value, self._desk.fields) or "（空）"
        label = f"批量修改{self._kind.one} {len(self._rows)} 条：{field.label}改为{words[:20]}"
        changes = [Alter(self._kind, row.uid, {field.name: value}, base=row.revision) for row in self._rows]

        def job(store: Store) -> Act:
            copy_before(store, BEFORE_BULK)
            return store.act(label, changes)

        self._desk.perform(job, self, self._leave, self._refuse)

    def _offer(self) -> None:
        menu = QMenu(self.field)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for field in self._fields:
            menu.addAction(caption(field.label), partial(self.choose, field))
        self.field.drop(menu)

    def _leave(self, _act: Act) -> None:
        self.window().close()

    def _refuse(self, error: Exception) -> None:
        show_error(self, error)

    def choose(self, field: Field) -> None:
        """The field to change; what was typed for another is gone."""
        self.field.say(field.label)
        if self._cell is not None:
            self._cell.hide()
            self._cell.deleteLater()
        made = input_for(field, self._desk.fields)
        for one in (made, *made.findChildren(Input)):
            one.host = self._host
        self._cell = Cell(field.name, made, self)
        self._place.addWidget(self._cell)


def may_be_bulk(field: Field) -> bool:
    """Files belong to one record, and private values are nobody's but one person's."""
    return not isinstance(field, Files) and not field.private


def change_several(parent: QWidget, desk: Desk, kind: type[Record], uids: Sequence[Any]) -> None:
    """Reads the records, then asks for the field and its new value."""

    def read(store: Store) -> list[Row]:
        return [store.row(kind, uid) for uid in uids]

    def show(rows: list[Row]) -> None:
        sheet = Sheet(parent, "批量修改", BulkChange(desk, kind, rows))
        sheet.resize(*_SIZE)
        sheet.open()

    desk.ask(read, show, parent)
