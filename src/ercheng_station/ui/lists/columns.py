"""The columns a register's list may have: what they show, how they are painted and how wide they stand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ercheng_station.records.base import Record, sortable
from ercheng_station.records.fields import Choice, Field, Files, Ref, Text
from ercheng_station.records.identifiers import CreditCode
from ercheng_station.ui.states import is_state
from ercheng_station.ui.table import Column

PLACE, NUMBER = "#", "number"
"""Columns that are no fields: 序号, counted as the list stands, and the official number."""
REMOVED_AT, REMOVED_WHY = "removed_at", "removed_why"

_RIGHT = {"whole", "money"}
_LEAST = {"day": 11, "moment": 17, "whole": 7, "money": 11, "flag": 6, "choice": 9, "ref": 22}
_LEAST_NUMBER, _LAST_NARROW = 17, 0x2E7F
_LEAST_NAME = 24
"""A record is told by its name: eleven characters of it are the least."""
_CHIP = 5
_WITH_WEEKDAY = 15
_GROWING = (Text, Ref)


@dataclass(frozen=True)
class ListColumn:
    """`width` and `least` count Latin characters; below `least` the column is left out rather than squeezed.

    `tells`: by it a person knows the record, so that it gives way last.
    """

    name: str
    title: str
    width: int
    least: int
    look: Column
    sorts: bool = False
    grows: bool = False
    long: bool = False
    tells: bool = False
    type: str = "text"
    codes: str = ""


@cache
def columns_of(kind: type[Record]) -> dict[str, ListColumn]:
    """Every column the list of a kind can show, by name."""
    heads = [ListColumn(PLACE, "序号", 7, 6, Column(right=True, quiet=True))]
    if kind.pattern:
        least = max(_LEAST_NUMBER, _width_of(kind.pattern) + 1)
        heads.append(ListColumn(NUMBER, "编号", least + 3, least, Column(), sorts=True))
    sorting = set(sortable(kind))
    own = [_of(field, sorts=name in sorting) for name, field in kind.kept.items()]
    own = [_roomy(one) if one.name in kind.names[:1] else one for one in own]
    telling = _telling(kind)
    own = [replace(one, tells=True) if one.name == telling else one for one in own]
    return {column.name: column for column in (*heads, *own, *_TRASH)}


def _telling(kind: type[Record]) -> str:
    """Its first name, else the first words in the list that are not its owner's, else its owner."""
    words = [one for one, field in kind.kept.items() if field.listed and isinstance(field, _GROWING)]
    return [*kind.names, *(one for one in words if one != kind.owner), *words, ""][0]


def usual(kind: type[Record]) -> list[str]:
    """The columns shown until a person chooses others."""
    numbered = [NUMBER] if kind.pattern else []
    return [PLACE, *numbered, *(name for name, field in kind.kept.items() if field.listed)]


def chosen(kind: type[Record], names: Iterable[str]) -> list[ListColumn]:
    """The columns of those names; a name the kind no longer knows is passed over, none left means the usual ones."""
    known = columns_of(kind)
    found = [known[name] for name in dict.fromkeys(names) if name in known]
    return found or [known[name] for name in usual(kind)]


def in_trash(kind: type[Record], columns: Sequence[ListColumn]) -> list[ListColumn]:
    """What the trash shows: when and why first, then the columns of the list."""
    known = columns_of(kind)
    place = [one for one in columns if one.name == PLACE]
    return [*place, known[REMOVED_AT], known[REMOVED_WHY], *(one for one in columns if one.name != PLACE)]


def fit(columns: Sequence[ListColumn], room: int, unit: float, own: Mapping[str, int]) -> list[int]:
    """The width of each column in pixels, together `room`; 0 for one that finds no place.

    `unit` is the width of a Latin character, `own` what a person drew wider or narrower, in characters.
    """
    shown = _placed(columns, room / unit)
    widths = [float(own.get(one.name, one.width)) if one in shown else 0.0 for one in columns]
    spare = room / unit - sum(widths)
    widths = _spread(columns, widths, spare, own) if spare > 0 else _squeezed(columns, widths, -spare)
    return _whole(widths, room, unit)


def _squeezed(columns: Sequence[ListColumn], widths: list[float], short: float) -> list[float]:
    """Long texts give way first, what tells the records apart last, none below its least width."""
    turns: tuple[Callable[[ListColumn], bool], ...] = (
        lambda one: one.long and not one.tells,
        lambda one: not one.tells,
        lambda one: True,
    )
    for giving in turns:
        leasts = [
            min(float(one.least), width) if giving(one) else width
            for one, width in zip(columns, widths, strict=True)
        ]
        slack = sum(widths) - sum(leasts)
        share = min(1.0, short / slack) if slack > 0 else 0.0
        widths = [width - (width - least) * share for width, least in zip(widths, leasts, strict=True)]
        short -= share * slack
    return widths


def _placed(columns: Sequence[ListColumn], room: float) -> list[ListColumn]:
    """Those that fit at their least width. Long texts give way first, then from the last on, then 序号, states and names.

    The first column besides 序号 always stays.
    """
    shown = list(columns)
    stays = next((one for one in columns if one.name != PLACE), None)
    going = sorted((one for one in columns if one is not stays), key=_goes)
    while going and sum(one.least for one in shown) > room:
        shown.remove(going.pop())
    return shown


def _goes(column: ListColumn) -> int:
    """The higher, the earlier it gives way."""
    if column.tells and not column.long:
        return 0
    if column.look.chip:
        return 1
    if column.name == PLACE:
        return 2
    return 3 if column.tells or not column.long else 4


def _spread(
    columns: Sequence[ListColumn], widths: list[float], spare: float, own: Mapping[str, int]
) -> list[float]:
    """What is left over goes to the columns of words nobody drew, the long ones before the others."""
    placed = [(place, one) for place, one in enumerate(columns) if widths[place] and one.name != PLACE]
    free = [(at, one) for at, one in placed if one.name not in own]
    longs, words = [at for at, one in free if one.long], [at for at, one in free if one.grows]
    for growing in (longs, words, [at for at, _ in free], [at for at, _ in placed]):
        total = sum(widths[place] for place in growing)
        if total:
            return [
                width + spare * width / total if place in growing else width
                for place, width in enumerate(widths)
            ]
    return widths


def _whole(widths: list[float], room: int, unit: float) -> list[int]:
    """In whole pixels; what rounding leaves goes to the last."""
    pixels = [round(width * unit) for width in widths]
    last = max((place for place, width in enumerate(pixels) if width), default=-1)
    if last >= 0:
        pixels[last] = max(pixels[last] + room - sum(pixels), 1)
    return pixels


def _of(field: Field, *, sorts: bool) -> ListColumn:
    chip = isinstance(field, Choice) and is_state(field.codes)
    long = isinstance(field, Files) or getattr(field, "lines", 1) > 1
    words = _WITH_WEEKDAY if field.type == "day" else field.width
    width = max(words, 2 * len(field.caption) + 1) + (_CHIP if chip else 2)
    right = field.type in _RIGHT
    whole = chip or isinstance(field, CreditCode)  # a title cut off at its left end cannot be guessed
    squeezed = max(_LEAST.get(field.type, 13) + 2, 2 * len(field.caption) + 2)
    least = width if whole else min(width, squeezed)
    look = Column(right=right, chip=chip, quiet=field.type in {"files"})
    grows = isinstance(field, _GROWING) and not long
    codes = getattr(field, "codes", "")
    return ListColumn(
        field.name, field.caption, width, least, look, sorts, grows, long, type=field.type, codes=codes
    )


def _width_of(pattern: str) -> int:
    """In Latin characters; a short name of three characters is the usual."""
    text = pattern.format(unit="鄂城知", issuer="鄂城知", year=2026, serial=1)
    return sum(2 if ord(char) > _LAST_NARROW else 1 for char in text)


def _roomy(column: ListColumn) -> ListColumn:
    return replace(column, least=min(column.width, _LEAST_NAME)) if not column.long else column


_TRASH = (
    ListColumn(REMOVED_AT, "删除时间", 19, 18, Column(quiet=True), type="moment"),
    ListColumn(REMOVED_WHY, "删除原因", 24, 14, Column(), grows=True),
)
