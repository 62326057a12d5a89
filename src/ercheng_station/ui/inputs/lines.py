"""Inputs for what is simply typed: text, numbers, identifiers, money."""

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from PySide6.QtWidgets import QWidget

from ercheng_station.records.fields import Context, Field, Money, Text
from ercheng_station.records.identifiers import Identifier, IdNumber, PersonName, birth_date, sex
from ercheng_station.records.money import capital
from ercheng_station.ui.inputs.base import Input, Room
from ercheng_station.ui.inputs.underlines import Stretch, underline
from ercheng_station.ui.texts import TextLine, TextLines

_NARROW = 10
_NARROW_NUMBER = 16
_NEARLY = 0.9


class LineInput(Input):
    """One line, kept as typed; on leaving, what can be read is shown the way it will be kept."""

    def __init__(self, field: Field, context: Context) -> None:
        super().__init__(field, context)
        self.room = _room(field)
        self.line = TextLine(field.label)
        self.line.set_tail(field.unit)
        self.line.textChanged.connect(self._follow)
        self.line.left.connect(self._tidy)
        self.row.addWidget(self.line)

    def show_value(self, value: Any) -> None:
        self.line.setText(self.field.text(value, self.context))
        self.line.setCursorPosition(0)

    def raw(self) -> object:
        return self.line.text()

    def restore(self, state: Any) -> None:
        self.line.setText(str(state))

    def core(self) -> QWidget:
        return self.line

    def _follow(self) -> None:
        value = None if self.is_empty() else self.value()
        self.hinted.emit("" if value is None else reading(self.field, value))
        self.changed.emit()

    def _tidy(self) -> None:
        value = None if self.is_empty() else self.value()
        if value is not None and self.field.text(value, self.context) != self.line.text():
            self.show_value(value)
        self.left.emit()


class LinesInput(Input):
    """Several lines, kept exactly as typed."""

    room = Room.ROW

    def __init__(self, field: Text, context: Context) -> None:
        super().__init__(field, context)
        self._limit = field.limit
        self._warning = ""
        self.lines = TextLines(field.label, field.lines)
        self.lines.textChanged.connect(self._follow)
        self.lines.left.connect(self.left)
        self.row.addWidget(self.lines)

    def show_value(self, value: Any) -> None:
        self.lines.setPlainText(self.field.text(value, self.context))

    def raw(self) -> object:
        return self.lines.toPlainText()

    def restore(self, state: Any) -> None:
        self.lines.setPlainText(str(state))

    def core(self) -> QWidget:
        return self.lines

    def mark(self, stretches: Sequence[Stretch], why: str) -> None:
        """Underlines these and says why below; none takes both away."""
        underline(self.lines, stretches)
        self._warning = why
        self._hint()

    def _follow(self) -> None:
        self._hint()
        self.changed.emit()

    def _hint(self) -> None:
        count = self.lines.document().characterCount() - 1
        told = f"{count} / {self._limit} 字" if count > _NEARLY * self._limit else ""
        self.hinted.emit("　".join(filter(None, (self._warning, told))))


def _room(field: Field) -> Room:
    if field.type == "whole":
        return Room.HALF
    if isinstance(field, Identifier | PersonName):
        return Room.HALF if field.width <= _NARROW_NUMBER else Room.COLUMN
    short = isinstance(field, Text) and min(field.width, field.limit) <= _NARROW
    return Room.HALF if short else Room.COLUMN


@singledispatch
def reading(field: Field, value: Any) -> str:
    """What a value says beyond its text, for the grey line under the input."""
    return ""


@reading.register
def _(field: Money, value: int) -> str:
    return capital(value)


@reading.register
def _(field: IdNumber, value: str) -> str:
    return f"{sex(value)}，{birth_date(value)} 出生"
