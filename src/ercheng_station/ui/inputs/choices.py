"""Inputs for listed values: chips where they are few, a line to type into where they are many."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ercheng_station.codes import Code
from ercheng_station.records.fields import Choice, Choices, Context, Field, Flag
from ercheng_station.ui.buttons import IconButton
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.inputs.base import Input, Room
from ercheng_station.ui.inputs.options import CheckChip, RadioChip
from ercheng_station.ui.suggest import Suggestion, SuggestLine

FEW = 5
_FEW_LETTERS = 22
_OFFERED = 200
_STEPS: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class ChipsInput(Input):
    """A few values, all in sight: Tab comes to the chosen one, arrow keys move, the number keys choose, Delete chooses none."""

    def __init__(self, field: Field, context: Context, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(field, context)
        self._group = QButtonGroup(self)
        self._flow = FlowLayout()
        self._unread = ""
        self._chips: dict[str, RadioChip] = {}
        for code, label in options:
            self._add(code, label)
        self._lead()
        self.row.addLayout(self._flow, 1)

    def show_value(self, value: Any) -> None:
        code = self._code_of(value)
        if code and code not in self._chips:
            self._add(code, f"{self.field.text(value, self.context)}（已停用）")
        self._check(code)

    def raw(self) -> object:
        chosen = [code for code, chip in self._chips.items() if chip.isChecked()]
        return chosen[0] if chosen else self._unread

    def restore(self, state: Any) -> None:
        known = str(state) in self._chips
        self._check(str(state) if known else "")
        self._unread = "" if known else str(state)

    def core(self) -> QWidget:
        chips = list(self._chips.values())
        return next((chip for chip in chips if chip.isChecked()), chips[0])

    def set_fault(self, why: str | None) -> None:
        for chip in self._chips.values():
            chip.setAccessibleDescription(why or "")
            chip.setProperty("fault", bool(why))
            chip.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit in tuple("123456789") and int(digit) <= len(self._chips):
            chip = list(self._chips.values())[int(digit) - 1]
            chip.setChecked(True)
            chip.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _code_of(self, value: Any) -> str:
        return "" if value is None else str(self.field.plain(value, self.context))

    def _add(self, code: str, label: str) -> None:
        chip = RadioChip(label, can_clear=not self.field.required)
        chip.toggled.connect(self._follow)
        self._chips[code] = chip
        self._group.addButton(chip)
        self._flow.addWidget(chip)

    def _check(self, code: str) -> None:
        self._unread = ""
        chosen = self._group.checkedButton()
        if isinstance(chosen, RadioChip) and chosen is not self._chips.get(code):
            chosen.give_up()
        if code in self._chips:
            self._chips[code].setChecked(True)

    def _follow(self, on: bool) -> None:
        self._unread = ""
        self._lead()
        self.changed.emit()

    def _lead(self) -> None:
        """Tab enters where the choice is, and leaves from wherever the arrow keys went."""
        here = next((chip for chip in self._chips.values() if chip.hasFocus()), self.core())
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is here else Qt.FocusPolicy.ClickFocus)


class ListInput(Input):
    """Many values: typing narrows by any part of the label or its note, or by initials; beginnings come first."""

    def __init__(self, field: Choice, context: Context) -> None:
        super().__init__(field, context)
        self._list = context.codes(field.codes)
        self._options = self._list.active(context.today)
        self._code = ""
        self.room = (
            Room.HALF if max((len(one.label) for one in self._options), default=0) <= 8 else Room.COLUMN
        )
        self.line = SuggestLine(field.label)
        self._button = IconButton("chevron-down", f"选择{field.label}（↓）").on(self._open)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.line.put_inside(self._button)
        self.line.wanted.connect(self._narrow)
        self.line.picked.connect(self._take)
        self.line.textChanged.connect(self._follow)
        self.line.left.connect(self._tidy)
        self.row.addWidget(self.line)

    def show_value(self, value: Any) -> None:
        self._code = ""
        self.line.setText(self.field.text(value, self.context))
        self._code = value or ""
        self.line.setCursorPosition(0)

    def raw(self) -> object:
        return self._code or self.line.text()

    def restore(self, state: Any) -> None:
        if state in self._list:
            self.show_value(state)
        else:
            self.line.setText(str(state))

    def core(self) -> QWidget:
        return self.line

    def _narrow(self, typed: str) -> None:
        found = [one for one in self._options if _fits(one, typed, self.host.sounds_like)]
        found.sort(key=lambda one: not one.label.startswith(typed))
        self.line.offer([Suggestion(one.code, one.label, one.note) for one in found[:_OFFERED]])

    def _open(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._narrow("")

    def _take(self, suggestion: Suggestion) -> None:
        self.show_value(suggestion.key)
        self.line.selectAll()
        self.changed.emit()

    def _follow(self) -> None:
        self._code = ""
        self.changed.emit()

    def _tidy(self) -> None:
        code = self.value()
        if code is not None and not self._code:
            self.show_value(code)
        self.left.emit()


class ChoicesInput(Input):
    """Several values of one list: a chip each, pressed or not. Arrow keys move, Space presses, Tab leaves."""

    room = Room.ROW

    def __init__(self, field: Choices, context: Context) -> None:
        super().__init__(field, context)
        self._list = context.codes(field.codes)
        self._flow = FlowLayout()
        self._unread: list[str] = []
        self._chips: dict[str, CheckChip] = {}
        for one in self._list.active(context.today):
            self._add(one.code, one.label)
        self.row.addLayout(self._flow, 1)

    def show_value(self, value: Any) -> None:
        chosen = tuple(value or ())
        for code in chosen:
            if code not in self._chips:
                self._add(code, f"{self._list.label(code)}（已停用）")
        self.restore(list(chosen))

    def raw(self) -> object:
        return [code for code, chip in self._chips.items() if chip.isChecked()] + self._unread

    def restore(self, state: Any) -> None:
        self._unread = [code for code in state if code not in self._chips]
        for code, chip in self._chips.items():
            chip.setChecked(code in state)

    def core(self) -> QWidget:
        return next(iter(self._chips.values()), self)

    def set_fault(self, why: str | None) -> None:
        for chip in self._chips.values():
            chip.setAccessibleDescription(why or "")
            chip.setProperty("fault", bool(why))
            chip.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        chips = list(self._chips.values())
        place = next((place for place, chip in enumerate(chips) if chip.hasFocus()), -1)
        if step and 0 <= place + step < len(chips):
            chips[place + step].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _add(self, code: str, label: str) -> None:
        chip = CheckChip(label)
        if self._chips:
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        chip.toggled.connect(self.changed)
        self._chips[code] = chip
        self._flow.addWidget(chip)


def choice_input(field: Choice, context: Context) -> Input:
    options = context.codes(field.codes).active(context.today)
    letters = sum(len(one.label) + 2 for one in options)
    if 0 < len(options) <= FEW and letters <= _FEW_LETTERS:
        return ChipsInput(field, context, [(one.code, one.label) for one in options])
    return ListInput(field, context)


def flag_input(field: Flag, context: Context) -> Input:
    made = ChipsInput(field, context, [("True", "是"), ("False", "否")])
    made.room = Room.HALF
    return made


def _fits(code: Code, typed: str, sounds_like: Callable[[str, str], bool]) -> bool:
    word = typed.strip().casefold()
    if word in code.label.casefold() or word in code.note.casefold() or code.code.casefold() == word:
        return True
    return word.isascii() and sounds_like(word, code.label)
