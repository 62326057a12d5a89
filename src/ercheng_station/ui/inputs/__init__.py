"""One input for each field type."""

from functools import singledispatch

from ercheng_station.records.fields import (
    Choice,
    Choices,
    Context,
    Day,
    Field,
    Files,
    Flag,
    Moment,
    Ref,
    Text,
)
from ercheng_station.ui.inputs.attachments import FilesInput
from ercheng_station.ui.inputs.base import Alone, Host, Input, Room
from ercheng_station.ui.inputs.choices import ChoicesInput, choice_input, flag_input
from ercheng_station.ui.inputs.days import DayInput, MomentInput
from ercheng_station.ui.inputs.lines import LineInput, LinesInput
from ercheng_station.ui.inputs.masked import MaskedInput
from ercheng_station.ui.inputs.refs import RefInput

__all__ = ["Alone", "FilesInput", "Host", "Input", "MaskedInput", "RefInput", "Room", "input_for"]


def input_for(field: Field, context: Context) -> Input:
    """The input of that field; a private one shows a saved value masked."""
    made = _made(field, context)
    return MaskedInput(made) if field.private else made


@singledispatch
def _made(field: Field, context: Context) -> Input:
    return LineInput(field, context)


@_made.register
def _(field: Text, context: Context) -> Input:
    return LinesInput(field, context) if field.lines > 1 else LineInput(field, context)


@_made.register
def _(field: Day, context: Context) -> Input:
    return DayInput(field, context)


@_made.register
def _(field: Moment, context: Context) -> Input:
    return MomentInput(field, context)


@_made.register
def _(field: Choice, context: Context) -> Input:
    return choice_input(field, context)


@_made.register
def _(field: Choices, context: Context) -> Input:
    return ChoicesInput(field, context)


@_made.register
def _(field: Flag, context: Context) -> Input:
    return flag_input(field, context)


@_made.register
def _(field: Ref, context: Context) -> Input:
    return RefInput(field, context)


@_made.register
def _(field: Files, context: Context) -> Input:
    return FilesInput(field, context)
