"""A bordered form: labels and values in cells that grow with their text and go on over pages."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reportlab.platypus import Flowable

from ercheng_station.documents.blocks import Join
from ercheng_station.documents.breaking import tokens
from ercheng_station.documents.flow import PageEnd
from ercheng_station.documents.fonts import Face, MissingGlyph, settled
from ercheng_station.documents.paragraph import Content, Paragraph, Run, Shape, text_of
from ercheng_station.documents.pen import Pen, Penned
from ercheng_station.documents.setting import Align
from ercheng_station.documents.sheet import Sheet

_SIDE = 4.0
_ABOVE = 3.5
_THIN, _THICK = 0.5, 1.0
_JUSTIFIED_FROM = 12
"""In narrower cells (in characters) justification would tear the text apart."""
_SPLIT_FROM = 6
_SMALLEST = 0.8
_LEAST = 2
_LINE_FOOT = 0.82
"""Of a line to write on below the upper edge of its text, in line heights."""
CONTINUED = "（续）"


@dataclass(frozen=True)
class Cell:
    """`span` columns wide and at least `lines` lines high; None aligns by what it is.

    `stays`: its row stands on the page of the row above, if any page can hold them.
    """

    content: Content
    span: int = 1
    head: bool = False
    lines: int = 1
    align: Align | None = None
    stays: bool = False


def label(text: str, span: int = 1) -> Cell:
    return Cell(text, span, head=True)


def together(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Rows that no page end parts."""
    return [*rows[:1], *([replace(first, stays=True), *others] for first, *others in rows[1:])]


@dataclass(frozen=True)
class Form:
    """Rows of cells in columns of the given relative widths; the first `repeated` rows stand on every page.

    `lined`: in place of the frame every line of a value stands on a line, as on covers.
    """

    columns: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    repeated: int = 0
    face: Face = "fang"
    size: float = 12
    leading: float = 18
    lined: bool = False
    join: Join = ""

    def flow(self, sheet: Sheet) -> list[Flowable]:
        lacking = sheet.faces.missing("".join(text_of(cell.content) for row in self.rows for cell in row))
        if lacking:
            raise MissingGlyph(lacking)
        scale = sheet.page.width / sum(self.columns)
        edges = [edge * scale for edge in accumulate(self.columns, initial=0.0)]
        leading = self.leading * sheet.squeeze
        rows = [_Row(self._cells(row, edges, sheet), leading, self.lined) for row in self.rows]
        return [Grid(rows, rows[: self.repeated])]

    def _cells(self, row: Sequence[Cell], edges: Sequence[float], sheet: Sheet) -> list["_Box"]:
        boxes, column = [], 0
        for cell in row:
            left, right = edges[column], edges[column + cell.span]
            boxes.append(_Box(cell, self._paragraph(cell, right - left, sheet), left, right))
            column += cell.span
        return boxes

    def _paragraph(self, cell: Cell, width: float, sheet: Sheet) -> Paragraph:
        wide = width - 2 * _SIDE >= _JUSTIFIED_FROM * self.size
        align = cell.align or ("center" if cell.head else "justify" if wide else "left")
        shape = Shape(leading=self.leading * sheet.squeeze, align=align, balanced=cell.head)
        face: Face = "song" if cell.head else self.face
        content = cell.content
        if isinstance(content, str):
            content = _fitting(Run(content, face, self.size), width - 2 * _SIDE, sheet)
        paragraph = sheet.set(content, shape)
        paragraph.wrap(width - 2 * _SIDE, 0)
        return paragraph


def _fitting(run: Run, room: float, sheet: Sheet) -> Run:
    """Smaller, down to four fifths, where a number or word would else be torn at the cell's edge."""
    style = run.style(sheet.faces, 0.0)
    widest = max((style[token] for token in tokens(settled(run.text).replace("\n", " "))), default=0.0)
    if room < widest <= room / _SMALLEST:
        return replace(run, size=run.size * room / widest)
    return run


@dataclass(frozen=True)
class _Box:
    cell: Cell
    paragraph: Paragraph
    left: float
    right: float

    @property
    def lines(self) -> int:
        return max(self.cell.lines, len(self.paragraph.lines))

    def parted(self, lines: int) -> tuple["_Box", "_Box"]:
        """What stays and what goes on; a label stands before both."""
        if self.cell.head:
            return self, replace(self, paragraph=self.paragraph.with_end(f"\n{CONTINUED}"))
        count = len(self.paragraph.lines)
        first = replace(
            self, cell=replace(self.cell, lines=lines), paragraph=self.paragraph.part(0, min(lines, count))
        )
        left = replace(self.cell, lines=max(1, self.cell.lines - lines))
        return first, replace(self, cell=left, paragraph=self.paragraph.part(min(lines, count), count))


@dataclass(frozen=True)
class _Row:
    boxes: Sequence[_Box]
    leading: float
    lined: bool

    @property
    def height(self) -> float:
        return max(box.lines for box in self.boxes) * self.leading + 2 * _ABOVE

    @property
    def is_filled(self) -> bool:
        """Whether text, and not room for a pen, makes it as high as it is."""
        return max(len(box.paragraph.lines) for box in self.boxes) == max(box.lines for box in self.boxes)

    def parted(self, room: float) -> list["_Row"]:
        """The row in two, the first at most `room` high; empty where that leaves too little on either page."""
        lines = int((room - 2 * _ABOVE) // self.leading)
        whole = max(box.lines for box in self.boxes)
        lines = min(lines, whole - _LEAST)
        if lines < _LEAST or whole < _SPLIT_FROM:
            return []
        halves = [box.parted(lines) for box in self.boxes]
        return [replace(self, boxes=[half[place] for half in halves]) for place in (0, 1)]

    def show(self, pen: Pen, x: float, top: float) -> None:
        height = self.height
        for box in self.boxes:
            text = len(box.paragraph.lines) * self.leading
            written = box.cell.lines > 1 or len(box.paragraph.lines) >= _SPLIT_FROM
            above = _ABOVE if written and not box.cell.head else (height - text) / 2
            box.paragraph.show(pen, x + box.left + _SIDE, top - above)
            if self.lined:
                self._underline(pen, box, x, top - above)
            elif box.left:
                pen.rule(x + box.left, top, x + box.left, top - height, _THIN)

    def _underline(self, pen: Pen, box: _Box, x: float, top: float) -> None:
        for line in range(0 if box.cell.head else box.lines):
            foot = top - (line + _LINE_FOOT) * self.leading
            pen.rule(x + box.left, foot, x + box.right - _SIDE, foot, _THIN)


class Grid(Penned):
    """The rows of a form that stand on one page, or all of them before they are placed."""

    def __init__(self, rows: Sequence[_Row], repeated: Sequence[_Row]) -> None:
        super().__init__()
        self._rows = list(rows)
        self._repeated = list(repeated)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        self.width, self.height = aW, sum(row.height for row in self._rows)
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803, ARG002
        ends = list(accumulate(row.height for row in self._rows))
        most = bisect_right(ends, aH)
        place = self._end_of_group(most)
        first, rest = self._rows[:place], self._rows[place:]
        if place < most:
            return self._pair(first, rest, PageEnd())
        room = aH - (ends[place - 1] if place else 0.0)
        halves = rest[0].parted(room) if place >= len(self._repeated) else []
        if halves:
            first, rest = [*first, halves[0]], [halves[1], *rest[1:]]
        return self._pair(first, rest)

    def _end_of_group(self, place: int) -> int:
        """How many of so many rows a page takes without parting what stays together."""
        whole = place
        while 0 < place < len(self._rows) and self._rows[place].boxes[0].cell.stays:
            place -= 1
        return place if place > len(self._repeated) else whole

    def divided(self, width: float, room: float) -> list[Flowable]:  # noqa: ARG002
        """All but the last row, and the last row; of a long text only its last lines."""
        *first, last = self._rows
        halves = last.parted(last.height - _ABOVE) if last.is_filled else []
        return self._pair([*first, *halves[:1]], halves[1:] or [last])

    def _pair(self, first: list[_Row], rest: list[_Row], *between: Flowable) -> list[Flowable]:
        count = len(self._repeated)
        if len(first) <= count:
            return []
        return [Grid(first, self._repeated), *between, Grid([*self._repeated, *rest], self._repeated)]

    def show(self, pen: Pen, x: float, top: float) -> None:
        right, foot = x + self.width, top
        for row in self._rows:
            row.show(pen, x, foot)
            if not row.lined:
                pen.rule(x, foot, right, foot, _THIN)
            foot -= row.height
        if not self._rows[0].lined:
            for edge in (top, foot):
                pen.rule(x - _THICK / 2, edge, right + _THICK / 2, edge, _THICK)
            for edge in (x, right):
                pen.rule(edge, top, edge, foot, _THICK)
