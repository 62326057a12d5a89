"""Needs raised during a visit, typed below it one a line and saved with it in one act."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.changes import new_uid
from ercheng_station.records.fields import Context, Text
from ercheng_station.records.need import Need
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.inputs import Host, Input, input_for
from ercheng_station.ui.labels import Label, rule

FIELDS = ("category", "content", "handler", "promised_on")
_FIELDS = {name: Need.kept[name] for name in FIELDS} | {
    "content": replace(cast(Text, Need.kept["content"]), lines=2)
}


class NeedLine(QWidget):
    """One need; its uid is known before it is saved, so that no retry makes it twice."""

    edited = Signal()
    dropped = Signal()

    def __init__(self, context: Context, host: Host, uid: UUID) -> None:
        super().__init__()
        self.uid = uid
        self.inputs: dict[str, Input] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for name in FIELDS:
            made = self.inputs[name] = input_for(_FIELDS[name], context)
            made.host = host
            made.changed.connect(self.edited)
        self._place(grid)
        remove = IconButton("x", "去掉这条诉求").on(self.dropped.emit)
        grid.addWidget(remove, 1, 3, Qt.AlignmentFlag.AlignTop)

    def _place(self, grid: QGridLayout) -> None:
        grid.addWidget(Label(Need.kept["content"].label, "field"), 0, 0, 1, 3)
        grid.addWidget(self.inputs["content"], 1, 0, 1, 3)
        for column, name in enumerate(("category", "handler", "promised_on")):
            grid.addWidget(Label(Need.kept[name].label, "field"), 2, column)
            grid.addWidget(self.inputs[name], 3, column)
            grid.setColumnStretch(column, 1)

    def raw(self) -> dict[str, Any]:
        return {name: made.state() for name, made in self.inputs.items()}

    def restore(self, raw: Mapping[str, Any]) -> None:
        for name, made in self.inputs.items():
            made.restore(raw[name])

    def is_empty(self) -> bool:
        return self.inputs["content"].is_empty()


class NeedLines(QWidget):
    """None at first; 加一条诉求 adds a line. A line without content does not count."""

    edited = Signal()

    def __init__(self, context: Context, host: Host) -> None:
        super().__init__()
        self._context, self._host = context, host
        self.lines: list[NeedLine] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(16)
        self.add_button = Button("加一条诉求（Alt+N）", symbol="message-plus").on(self.add)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label("登记为企业诉求", "section"))
        head.addWidget(rule(), 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addWidget(
            Label(
                "企业提出需要跟踪办理的事，在这里逐条登记，随走访一起保存，自动进入诉求台账。",
                "quiet",
                wraps=True,
            )
        )
        outer.addLayout(self._box)
        outer.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def add(self, content: str = "") -> NeedLine:
        line = self._append(new_uid())
        line.inputs["category"].show_value(
            Need.kept["category"].parse(Need.kept["category"].default, self._context)
        )
        if content:
            line.inputs["content"].show_value(content)
        line.inputs["content"].focus_first()
        self.edited.emit()
        return line

    def state(self) -> dict[str, dict[str, Any]]:
        """uid → what was typed, of every line that says something."""
        return {str(line.uid): line.raw() for line in self.lines if not line.is_empty()}

    def restore(self, state: Mapping[str, Mapping[str, Any]]) -> None:
        for line in list(self.lines):
            self._drop(line)
        for uid, raw in state.items():
            self._append(UUID(uid)).restore(raw)

    def settle(self, state: Mapping[str, Any]) -> None:
        for line in [line for line in self.lines if str(line.uid) in state]:
            self._drop(line)

    def _append(self, uid: UUID) -> NeedLine:
        line = NeedLine(self._context, self._host, uid)
        line.edited.connect(self.edited)
        line.dropped.connect(lambda: self._give_up(line))
        self.lines.append(line)
        self._box.addWidget(line)
        return line

    def _give_up(self, line: NeedLine) -> None:
        self._drop(line)
        self.edited.emit()

    def _drop(self, line: NeedLine) -> None:
        self.lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()
