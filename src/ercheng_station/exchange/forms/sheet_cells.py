"""Where each cell stands in a sheet's own XML, so that one value is replaced and every other byte stays."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple
from xml.parsers import expat

At = tuple[int, int]
"""Row and column, from 0."""
Value = int | float | str
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_OF_THE_OLD_VALUE = re.compile(rb"\s(?:t|vm)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_LETTERS = 26


class Span(NamedTuple):
    """Bytes `start` to `end`; `inside` and `last` bound what stands between the tags, and are equal to `end` in an empty tag."""

    start: int
    inside: int
    last: int
    end: int


@dataclass
class Cell:
    span: Span
    style: int = 0
    formula: str | None = None
    has_formula: bool = False
    value: Span | None = None


@dataclass
class SheetCells:
    """`rows` by number; the prefix is that of the sheet's own elements, mostly empty."""

    source: bytes
    prefix: bytes = b""
    cells: dict[At, Cell] = field(default_factory=dict)
    rows: dict[int, Span] = field(default_factory=dict)
    body: Span | None = None


def place_of(name: str) -> At:
    """AB3 is (2, 27)."""
    found = _CELL.fullmatch(name)
    if not found:
        raise ValueError(name)
    return int(found[2]) - 1, column_of(found[1])


def column_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1


def name_of(at: At) -> str:
    column, letters = at[1] + 1, ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{at[0] + 1}"


def scan(source: bytes) -> SheetCells:
    """ValueError for what is no XML of a sheet."""
    return _Scanner(source).found


def patched(sheet: SheetCells, values: Mapping[At, Value]) -> bytes:
    """The sheet with these values. A cell's style stays; a cell that is not there yet is made. ValueError for a formula's cell."""
    if any(at in sheet.cells and sheet.cells[at].has_formula for at in values):
        raise ValueError("a formula stays")
    edits = [
        (cell.span.start, cell.span.end, _rewritten(sheet, cell, value))
        for at, value in values.items()
        if (cell := sheet.cells.get(at))
    ]
    missing = sorted(at for at in values if at not in sheet.cells)
    for row, places in groupby(missing, key=lambda at: at[0]):
        edits += _added(sheet, row, {at: values[at] for at in places})
    return spliced(sheet.source, edits)


def without_results(sheet: SheetCells, formulas: Iterable[At]) -> list[tuple[int, int, bytes]]:
    """The edits that take away what these formulas last came to."""
    values = (sheet.cells[at].value for at in formulas)
    return [(value.start, value.end, b"") for value in values if value]


def spliced(source: bytes, edits: Iterable[tuple[int, int, bytes]]) -> bytes:
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [source[at:start], new]
        at = end
    return b"".join((*pieces, source[at:]))


class _Scanner:
    """One pass of the parser, which tells at which byte each element begins and ends."""

    def __init__(self, source: bytes) -> None:
        self.found = SheetCells(source)
        self._open: list[tuple[str, int, dict[str, str]]] = []
        self._at = [-1, -1]
        self._cell: Cell | None = None
        self._text: list[str] = []
        parser: Any = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = _refuse
        self._parser = parser
        try:
            parser.Parse(source, True)
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._open.append((local, self._parser.CurrentByteIndex, attributes))
        self._text.clear()
        if local == "row":
            self._at = [int(attributes.get("r", self._at[0] + 2)) - 1, -1]
        elif local == "c":
            given = attributes.get("r")
            self._at[1] = place_of(given)[1] if given else self._at[1] + 1
            self._cell = Cell(Span(0, 0, 0, 0), int(attributes.get("s", 0)))
        elif local == "worksheet":
            self.found.prefix = name[: -len(local)].encode()

    def _end(self, _name: str) -> None:
        local, start, attributes = self._open.pop()
        act: Callable[[Span, dict[str, str]], None] | None = getattr(self, f"_end_{local}", None)
        if act:
            act(self._span(start), attributes)

    def _span(self, start: int) -> Span:
        source, last = self.found.source, self._parser.CurrentByteIndex
        tag = _TAG.match(source, start)
        if tag is None:
            raise ValueError("no tag")
        if tag[0].endswith(b"/>"):
            return Span(start, tag.end(), tag.end(), tag.end())
        return Span(start, tag.end(), last, source.index(b">", last) + 1)

    def _end_c(self, span: Span, _attributes: dict[str, str]) -> None:
        if self._cell:
            self._cell.span = span
            self.found.cells[self._at[0], self._at[1]] = self._cell
            self._cell = None

    def _end_f(self, _span: Span, attributes: dict[str, str]) -> None:
        if self._cell:
            self._cell.has_formula = True
            simple = attributes.get("t", "normal") == "normal"
            self._cell.formula = "".join(self._text) if simple else None

    def _end_v(self, span: Span, _attributes: dict[str, str]) -> None:
        if self._cell:
            self._cell.value = span

    def _end_row(self, span: Span, _attributes: dict[str, str]) -> None:
        self.found.rows[self._at[0]] = span

    def _end_sheetData(self, span: Span, _attributes: dict[str, str]) -> None:  # noqa: N802  the element's name
        self.found.body = span


def _refuse(*_declared: object) -> None:
    raise ValueError("a document type")


def _rewritten(sheet: SheetCells, cell: Cell, value: Value) -> bytes:
    tag = sheet.source[cell.span.start : cell.span.inside].rstrip(b"/>").rstrip()
    return _cell(sheet.prefix, _OF_THE_OLD_VALUE.sub(b"", tag), value)


def _cell(prefix: bytes, tag: bytes, value: Value) -> bytes:
    """References instead of letters beyond ASCII: the same in every encoding."""
    if isinstance(value, str):
        words = "".join(f"&#{ord(char)};" if char in "<>&" else char for char in value)
        inside = b'<%bis><%bt xml:space="preserve">%b</%bt></%bis>' % (
            prefix, prefix, words.encode("ascii", "xmlcharrefreplace"), prefix, prefix,
        )  # fmt: skip
        return b'%b t="inlineStr">%b</%bc>' % (tag, inside, prefix)
    return b"%b><%bv>%b</%bv></%bc>" % (tag, prefix, repr(value).encode(), prefix, prefix)


def _added(sheet: SheetCells, row: int, values: Mapping[At, Value]) -> list[tuple[int, int, bytes]]:
    """Cells in their order within the row, or the row in its order with them."""
    prefix = sheet.prefix
    made = {at: _cell(prefix, b'<%bc r="%b"' % (prefix, name_of(at).encode()), values[at]) for at in values}
    span = sheet.rows.get(row)
    if span and span.inside < span.end:
        return [(*_before(sheet, at, span), cell) for at, cell in made.items()]
    whole = b"".join(made.values())
    if span:
        tag = sheet.source[span.start : span.inside].rstrip(b"/>").rstrip()
        return [(span.start, span.end, b"%b>%b</%brow>" % (tag, whole, prefix))]
    if sheet.body is None or sheet.body.inside == sheet.body.end:
        raise ValueError("a sheet without rows")
    follower = min((number for number in sheet.rows if number > row), default=None)
    at = sheet.body.last if follower is None else sheet.rows[follower].start
    return [(at, at, b'<%brow r="%d">%b</%brow>' % (prefix, row + 1, whole, prefix))]


def _before(sheet: SheetCells, at: At, row: Span) -> tuple[int, int]:
    follower = min((one for one in sheet.cells if one[0] == at[0] and one[1] > at[1]), default=None)
    place = row.last if follower is None else sheet.cells[follower].span.start
    return place, place
