"""Two people changed one record: both values of each field side by side, and the person decides."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ercheng_station.records.base import Values
from ercheng_station.records.fields import Context, Field
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.focus_mark import FocusMark
from ercheng_station.ui.inputs.options import RadioChip
from ercheng_station.ui.labels import Label

_WIDTH, _HIGHEST = 680, 440


def both_changed(before: Values, mine: Values, theirs: Values) -> list[str]:
    """The fields that both changed, to different values."""
    return [
        name
        for name, value in mine.items()
        if name in before and value != before[name] and theirs[name] != before[name] and theirs[name] != value
    ]


def joined(before: Values, mine: Values, theirs: Values) -> Values:
    """Each field as whoever changed it left it; mine where both did."""
    return {
        name: value if value != before[name] else theirs[name]
        for name, value in mine.items()
        if name in before
    }


class MovedOn(Dialog):
    """`decided` brings the values to save; closing it keeps the form as it is, unsaved."""

    decided = Signal(dict)

    def __init__(
        self,
        parent: QWidget,
        fields: Mapping[str, Field],
        versions: tuple[Values, Values, Values],
        context: Context,
    ) -> None:
        """`versions`: as both found it, as it is typed here, as it is kept now."""
        super().__init__(parent)
        before, mine, theirs = ({name: values[name] for name in fields} for values in versions)
        self._mine, self._theirs = mine, theirs
        self._result = joined(before, mine, theirs)
        self._groups: dict[str, QButtonGroup] = {}
        self.setWindowTitle("两处填写不一致")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        inside = QWidget()
        inside.setProperty("surface", "plain")
        self._grid = QGridLayout(inside)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        disputed = both_changed(before, mine, theirs)
        for row, name in enumerate(disputed, 1):
            self._put(row, fields[name], context)
        self._lay_out(inside, len(disputed))

    def take(self, name: str, *, theirs: bool) -> None:
        self._groups[name].button(int(theirs)).setChecked(True)

    def accept(self) -> None:
        for name, group in self._groups.items():
            self._result[name] = (self._theirs if group.checkedId() else self._mine)[name]
        super().accept()
        self.decided.emit(self._result)

    def _put(self, row: int, field: Field, context: Context) -> None:
        group = QButtonGroup(self)
        self._groups[field.name] = group
        self._grid.addWidget(Label(field.label, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
        for column, (words, values) in enumerate((("用我的", self._mine), ("用对方的", self._theirs))):
            cell = QVBoxLayout()
            chip = RadioChip(words, can_clear=False)
            chip.setAccessibleName(words)
            chip.setChecked(column == 0)
            group.addButton(chip, column)
            shown = Label(_shown(field, values[field.name], context), wraps=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            cell.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
            cell.addWidget(shown)
            cell.addStretch(1)
            self._grid.addLayout(cell, row, column + 1)

    def _lay_out(self, inside: QWidget, count: int) -> None:
        words = "这条记录在填写期间被别人改过，"
        words += f"下面 {count} 处两边都改了，请选用哪一个。" if count else "改的是别的地方，可以一并保存。"
        area = QScrollArea()
        area.setAccessibleName("两边都改了的内容")
        FocusMark(area)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMaximumHeight(_HIGHEST)
        area.setVisible(bool(count))
        save = Button("保存", "primary", "check").on(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(Button("先不保存").on(self.reject))
        foot.addWidget(save)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label(words, "strong", wraps=True))
        box.addWidget(area)
        box.addLayout(foot)
        save.setFocus()


def _shown(field: Field, value: Any, context: Context) -> str:
    return field.masked(value, context) or "（空）"
