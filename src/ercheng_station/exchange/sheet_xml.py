"""Rows of values as the XML of a worksheet, made a column of a block at a time.

One look at a whole column of a block tells that its texts are ordinary, which nearly all are; only the others
are looked at one by one.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from html import escape
from math import ceil
from typing import Any

from ercheng_station.exchange.sheet import Column, Row

MOST_ROWS = 1_048_576
LONGEST = 32_767
"""UTF-16 units a cell holds; more is cut by some programs and called damage by others."""
_LINE, _PAD, _LOWEST, _TALLEST = 14.5, 5.0, 20.0, 409.0

_NUMBERS_BELOW = 10**13
"""With two decimals the 15 digits that a number in a workbook keeps."""
_ZERO = datetime(1899, 12, 30)
_LEAP_DAY = 60
"""The 29 February 1900 that Excel counts and that never was; what comes before is one day off."""

_START = "=+\\-@'＝＋－＠"
_ODD = re.compile(f"[\x01-\x1f&<>\ud800-\udfff\ufffe\uffff]|_x|\0[ {_START}]| \0|  ")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]+_)")
"""What readers take for `_xHHHH_`, the workbook's own escape; LibreOffice also with fewer digits."""
_QUOTED = re.compile(f"[\t{_START}]")
_SPACED = re.compile(r"^\s|\s$|[\t\n]|  ")

Styles = Mapping[str, int]
"""Style numbers of the book: one for each kind of column, `text wrapped`, and both ` quoted`."""


class Unwritable(ValueError):
    """A text that no workbook can hold. Entry refuses such text, so this is a guard and not for people."""

    def __init__(self, cell: str, label: str, why: str) -> None:
        super().__init__(f"{label} ({cell}): {why}")
        self.cell = cell
        self.label = label
        self.why = why


def checked(text: str, cell: str, label: str) -> str:
    """The text itself; Unwritable names the character or the length, the cell and the column."""
    found = _UNPRINTABLE.search(text)
    if found:
        raise Unwritable(cell, label, f"character {found.start() + 1} is U+{ord(found.group()):04X}")
    if len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST:
        raise Unwritable(cell, label, f"{len(text)} characters, at most {LONGEST}")
    return text


def text_cell(text: str, cell: str, style: int) -> str:
    """An inline string, which no program reads as a formula; "" is a blank cell."""
    if not text:
        return f'<c r="{cell}" s="{style}"/>'
    escaped = escape(_LOOKS_ESCAPED.sub("_x005F_", text), quote=False)
    space = ' xml:space="preserve"' if _SPACED.search(text) else ""
    return f'<c r="{cell}" s="{style}" t="inlineStr"><is><t{space}>{escaped}</t></is></c>'


def number_cell(kind: str, value: Any, cell: str, style: int) -> str:
    """A number or date; as text where a workbook could not keep it exactly, blank for None."""
    if value is None:
        return f'<c r="{cell}" s="{style}"/>'
    literal = _NUMBERS[kind](value)
    if not literal:
        return text_cell(value.isoformat() if isinstance(value, date) else f"{value:,}", cell, style)
    return f'<c r="{cell}" s="{style}"><v>{literal}</v></c>'


def text_style(text: str, style: str) -> str:
    """The name of the style: some beginnings must stay text when the cell is edited by hand."""
    return f"{style} quoted" if _QUOTED.match(text) else style


def column_letter(place: int) -> str:
    """A, B … Z, AA …, from 1."""
    rest, letter = divmod(place - 1, 26)
    return (column_letter(rest) if rest else "") + chr(ord("A") + letter)


class Strip:
    """One column of a sheet, on its way to XML; `total` is the sum of what went through."""

    def __init__(self, column: Column, place: int, styles: Styles) -> None:
        self.column = column
        self.letter = column_letter(place)
        self.total: int | Decimal = 0
        self._styles = styles
        self._text = "text wrapped" if column.wrap else "text"
        self._style = styles[self._text if column.kind == "text" else column.kind]

    def cells(self, values: Sequence[Any], first: int) -> list[str]:
        """The cells of rows `first` and following; None and "" are blank."""
        kind = self.column.kind
        if kind == "text":
            return self._text_cells(values, first)
        if self.column.total:
            self.total += sum(value for value in values if value is not None)
        return [number_cell(kind, v, f"{self.letter}{n}", self._style) for n, v in enumerate(values, first)]

    def heights(self, values: Iterable[Any]) -> list[int]:
        """How many lines each value takes."""
        width = self.column.width
        return [1 if not value or _fits(value, width) else lines(value, width) for value in values]

    def _text_cells(self, values: Sequence[str | None], first: int) -> list[str]:
        texts = [value or "" for value in values]
        joined = "\0".join(("", *texts, ""))
        if _ODD.search(joined) or joined.count("\0") != len(texts) + 1 or max(map(len, texts)) > LONGEST // 2:
            return [self._odd_cell(text, number) for number, text in enumerate(texts, first)]
        begin, blank = f'<c r="{self.letter}', f'" s="{self._style}"/>'
        then, end = f'" s="{self._style}" t="inlineStr"><is><t>', "</t></is></c>"
        return [
            f"{begin}{number}{then}{text}{end}" if text else f"{begin}{number}{blank}"
            for number, text in enumerate(texts, first)
        ]

    def _odd_cell(self, text: str, number: int) -> str:
        cell = f"{self.letter}{number}"
        checked(text, cell, self.column.label)
        return text_cell(text, cell, self._styles[text_style(text, self._text)])


class Rows:
    """The rows of one sheet, in order; `number` is the row that comes next."""

    def __init__(self, columns: Sequence[Column], styles: Styles, first: int) -> None:
        self.strips = [Strip(column, place, styles) for place, column in enumerate(columns, 1)]
        self.number = first
        self._tall = [place for place, column in enumerate(columns) if column.wrap and not column.hidden]

    def block(self, rows: Sequence[Row]) -> str:
        """The XML of these rows; each must have a value, or None, for each column."""
        first, self.number = self.number, self.number + len(rows)
        values = list(zip(*rows, strict=True))
        pairs = zip(self.strips, values, strict=True)
        cells = [strip.cells(column, first) for strip, column in pairs]
        tall = [self.strips[place].heights(values[place]) for place in self._tall]
        most = map(max, zip([1] * len(rows), *tall, strict=True))
        openings = [f'<row r="{n}" ht="{height(k)}" customHeight="1">' for n, k in enumerate(most, first)]
        return "".join(map("".join, zip(openings, *cells, ["</row>"] * len(rows), strict=True)))


def height(count: float, more: float = 0.0) -> str:
    """The height in points of a row with so many lines; Excel ends at 409."""
    return f"{min(max(_LOWEST, count * _LINE + _PAD) + more, _TALLEST):g}"


def lines(text: str, width: float) -> int:
    """How many lines `text` takes in a column, hanzi counting two; forbidden line ends cost up to a hanzi."""
    return sum(
        1 if (taken := units(part)) <= width else ceil(taken / max(width - 1, 2)) for part in text.split("\n")
    )


def _fits(text: str, width: float) -> bool:
    return len(text) * 2 <= width and "\n" not in text


def units(text: str) -> int:
    """The width of the text in Latin letters."""
    # In UTF-8 a Latin letter takes one byte and a hanzi three: the mean of bytes and characters is 1 and 2.
    return (len(text) + len(text.encode())) // 2


def _whole(value: int) -> str:
    return f"{value:d}" if -_NUMBERS_BELOW < value < _NUMBERS_BELOW else ""


def _money(value: Decimal) -> str:
    return f"{value:f}" if -_NUMBERS_BELOW < value < _NUMBERS_BELOW else ""


def _day(value: date) -> str:
    days = value.toordinal() - _ZERO.toordinal()
    return f"{days}" if days > _LEAP_DAY else ""


def _moment(value: datetime) -> str:
    days = (value - _ZERO) / timedelta(days=1)
    return repr(days) if days > _LEAP_DAY else ""


_NUMBERS: Mapping[str, Callable[[Any], str]] = {
    "whole": _whole,
    "money": _money,
    "day": _day,
    "moment": _moment,
}
"""A number as XML has it, or "" for what a workbook cannot keep exactly."""
