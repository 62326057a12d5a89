"""A register as a list in PDF: thousands of rows, drawn straight into the pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from ercheng_station.documents.canvas import new_canvas, written
from ercheng_station.documents.cells import CellLine, Cells, Column
from ercheng_station.documents.fonts import Face, Faces
from ercheng_station.documents.paragraph import Paragraph, Run, Shape
from ercheng_station.documents.pen import Pen
from ercheng_station.documents.style import styled
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent

_PAPER = landscape(A4)
_SIDE, _TOP, _BOTTOM = 15 * mm, 14 * mm, 17 * mm
_LEADING = 1.3
_PAD, _ABOVE = 2.5, 2.5
_BASE = 0.16
"""Of a line's foot below its baseline, in type sizes."""
_LARGEST, _SMALLEST = 9.5, 7.5
_TITLE, _SMALL = 16, 9.5
_HEAD_GRAY, _LINE_GRAY, _LINE = 0.92, 0.4, 0.4
_SPLIT_FROM, _LEAST = 8, 3
_REPORT_EVERY = 200
_NONE = "（没有记录）"


@dataclass(frozen=True, kw_only=True)
class Table:
    """What stands on every page: title, `left` (station) and `right` (date) above the heads; `totals` and `notes` end it."""

    title: str
    columns: Sequence[Column]
    left: str = ""
    right: str = ""
    totals: Sequence[str] = ()
    notes: Sequence[str] = ()
    expected: int = 0
    """How many rows will come, for the progress; 0 = unknown."""
    imprint: str = ""
    """Who let it leave and when, at the head and the foot of every page."""


class Written(NamedTuple):
    """`replaced` are the characters no face has, printed as 〔U+1F600〕."""

    pages: int
    rows: int
    replaced: tuple[str, ...]
    sha256: str


def write_table(
    path: Path,
    table: Table,
    rows: Iterable[Sequence[str]],
    faces: Faces,
    report: Report = silent,
    invariant: bool = False,
) -> Written:
    """A4 landscape, the heads on every page, 第 N 页 共 M 页 below; long cells go on over pages."""
    out = BytesIO()
    canvas = new_canvas(out, _PAPER, table.title, faces, invariant)
    pages = _Pages(canvas, table, faces)
    count = 0
    for count, row in enumerate(rows, 1):
        if count % _REPORT_EVERY == 1:
            report(count - 1, table.expected)
        pages.add(row)
    pages.close()
    canvas.save()
    report(count, count)
    return Written(pages.count, count, pages.replaced, written(path, out.getvalue()))


class _Pages:
    """Takes rows and begins a new page when one is full; `_y` is where the next row's upper edge will be."""

    def __init__(self, canvas: Canvas, table: Table, faces: Faces) -> None:
        self._canvas, self._table, self._faces = canvas, table, faces
        width = _PAPER[0] - 2 * _SIDE
        widths = [column.width for column in table.columns]
        self._edges = [_SIDE + edge * width / sum(widths) for edge in accumulate(widths, initial=0.0)]
        self._size = round(max(_SMALLEST, min(_LARGEST, 2 * width / (sum(widths) + len(widths)))), 1)
        self._leading = self._size * _LEADING
        self._pen = Pen(canvas)
        self._text: list[str] = []
        self._cells = self._made("song", table.columns)
        self._bold = self._made("hei", table.columns)
        self._heads = self._made("hei", [replace(column, align="center") for column in table.columns])
        self._page: list[str] = []
        self._pages: list[str] = []
        self._rows = 0
        self._begin()

    def _made(self, face: Face, columns: Sequence[Column]) -> Cells:
        rooms = [right - left - 2 * _PAD for left, right in pairwise(self._edges)]
        if min(rooms) < self._size:  # not one character fits
            raise UserError("table-too-wide", title=self._table.title, columns=len(columns))
        return Cells(self._canvas, self._faces, styled(self._faces.cut(face), self._size), columns, rooms)

    @property
    def count(self) -> int:
        return len(self._pages)

    @property
    def replaced(self) -> tuple[str, ...]:
        return tuple(self._cells.replaced | self._bold.replaced | self._heads.replaced)

    def add(self, texts: Sequence[str], bold: bool = False) -> None:
        cells = self._bold if bold else self._cells
        row = cells.row(texts)
        number = row[0]
        while self._height(row) > self._y - _BOTTOM:
            lines = max(map(len, row))
            fit = min(int((self._y - _BOTTOM - 2 * _ABOVE) // self._leading), lines - _LEAST)
            if fit >= _LEAST and (lines >= _SPLIT_FROM or not self._rows):
                self._put(cells, [cell[:fit] for cell in row])
                row = [cell[fit:] for cell in row]
                row[0] = row[0] or number
            self._end_rows()
            self._finish()
            self._begin()
        self._put(cells, row)

    def close(self) -> None:
        """Totals, notes, and how many pages there are."""
        table = self._table
        if table.totals:
            self.add(table.totals, bold=True)
        self._end_rows()
        if not self._pages and not self._rows:
            self._put_none()
        for note in table.notes:
            self._note(note)
        self._finish()
        for number, content in enumerate(self._pages, 1):
            self._canvas.addLiteral(content)
            text = f"第 {number} 页　共 {len(self._pages)} 页"
            self._write(_SMALL, text, _PAPER[0] / 2, _BOTTOM - 2 * _SMALL, 0.5)
            self._write(_SMALL, table.imprint, self._edges[0], _BOTTOM - 2 * _SMALL)
            self._write(_SMALL, table.imprint, self._edges[-1], _PAPER[1] - _TOP, 1.0)
            self._canvas.addLiteral(self._pen.taken())
            self._canvas.showPage()

    def _height(self, row: Sequence[Sequence[CellLine]]) -> float:
        return max(map(len, row)) * self._leading + 2 * _ABOVE

    def _put(self, cells: Cells, row: Sequence[Sequence[CellLine]]) -> None:
        height, show = self._height(row), self._text.append
        show(cells.font)
        tall = height > _SPLIT_FROM * self._leading
        for left, cell in zip(self._edges, row, strict=False):
            spare = 0.0 if tall else (height - 2 * _ABOVE - len(cell) * self._leading) / 2
            y = (
                self._y
                - _ABOVE
                - spare
                - self._leading
                + _BASE * self._size
                + (_LEADING - 1) / 2 * self._size
            )
            for x, operators in cell:
                show(f"1 0 0 1 {left + _PAD + x:.2f} {y:.2f} Tm {operators}")
                y -= self._leading
        self._y -= height
        self._pen.rule(self._edges[0], self._y, self._edges[-1], self._y, _LINE, _LINE_GRAY)
        self._rows += 1

    def _put_none(self) -> None:
        left, right, top = self._edges[0], self._edges[-1], self._y
        self._y -= 3 * self._leading
        self._write(_SMALL, _NONE, (left + right) / 2, (top + self._y) / 2 - _BASE * _SMALL, 0.5)
        for start, end in (
            ((left, top), (left, self._y)),
            ((right, top), (right, self._y)),
            ((left, self._y), (right, self._y)),
        ):
            self._pen.rule(*start, *end, _LINE, _LINE_GRAY)

    def _begin(self) -> None:
        """A page with the title and the heads."""
        table, left, right = self._table, self._edges[0], self._edges[-1]
        y = _PAPER[1] - _TOP - _TITLE
        self._write(_TITLE, table.title, (left + right) / 2, y, 0.5, bold=True)
        y -= 1.9 * _SMALL
        self._write(_SMALL, table.left, left, y)
        self._write(_SMALL, table.right, right, y, 1.0)
        self._top = self._y = y - 0.6 * _SMALL
        heads = self._heads.row([column.label for column in table.columns])
        height = self._height(heads)
        self._pen.box(left, self._y - height, right - left, height, _HEAD_GRAY)
        self._pen.rule(left, self._y, right, self._y, _LINE, _LINE_GRAY)
        self._put(self._heads, heads)
        self._rows = 0

    def _end_rows(self) -> None:
        for edge in self._edges:
            self._pen.rule(edge, self._top, edge, self._y, _LINE, _LINE_GRAY)
        self._page += [self._pen.taken(), f"q 0 g BT {' '.join(self._text)} ET Q"]
        self._text = []

    def _finish(self) -> None:
        self._pages.append(" ".join([*self._page, self._pen.taken()]))
        self._page = []

    def _note(self, note: str) -> None:
        shape = Shape(leading=1.5 * _SMALL)
        paragraph = Paragraph(self._faces, Run(self._cells.printable(note), "song", _SMALL), shape)
        _, height = paragraph.wrap(self._edges[-1] - self._edges[0], 0)
        if height > self._y - _BOTTOM:
            self._finish()
            self._y = _PAPER[1] - _TOP
        paragraph.show(self._pen, self._edges[0], self._y - 0.5 * _SMALL)
        self._y -= height + 0.5 * _SMALL

    def _write(
        self, size: float, text: str, x: float, y: float, before: float = 0.0, bold: bool = False
    ) -> None:
        """`before` is the share of the text that stands to the left of `x`."""
        style = styled(self._faces.cut("song", bold), size)
        text = self._cells.printable(text)
        self._pen.write(style, text, x - before * style.bare(text), y)
