"""A bordered form as a Word table: rows grow with what is typed, heads are repeated on every page."""

from collections.abc import Sequence
from itertools import accumulate

from ercheng_station.documents import word_xml as xml
from ercheng_station.documents.fonts import Face
from ercheng_station.documents.form import Cell, Form
from ercheng_station.documents.paragraph import Run, Shape, text_of
from ercheng_station.documents.setting import Align
from ercheng_station.documents.word_xml import Node, node, twips

_SIDE, _ABOVE = 4.0, 2.0
_THIN, _THICK = 4, 8
"""Eighths of a point."""
_JUSTIFIED_FROM = 12
_SPLIT_FROM = 6


def table(form: Form, width: float) -> Node:
    scale = width / sum(form.columns)
    edges = [edge * scale for edge in accumulate(form.columns, initial=0.0)]
    grid = node("tblGrid", *(node("gridCol", w=twips(column * scale)) for column in form.columns))
    rows = [_row(form, row, edges, number < form.repeated) for number, row in enumerate(form.rows)]
    return node("tbl", _properties(form, width), grid, *rows)


def _properties(form: Form, width: float) -> Node:
    outer, inner = (0, 0) if form.lined else (_THICK, _THIN)
    sides = xml.borders(
        "tblBorders", top=outer, left=outer, bottom=outer, right=outer, insideH=inner, insideV=inner
    )
    room = [
        node(side, w=twips(wide), type="dxa")
        for side, wide in (("top", _ABOVE), ("left", _SIDE), ("bottom", _ABOVE), ("right", _SIDE))
    ]
    return node(
        "tblPr",
        node("tblW", w=twips(width), type="dxa"),
        node("jc", val="center"),
        sides,
        node("tblLayout", type="fixed"),
        node("tblCellMar", *room),
    )


def _row(form: Form, row: Sequence[Cell], edges: Sequence[float], repeated: bool) -> Node:
    height = max(cell.lines for cell in row) * form.leading + 2 * _ABOVE
    short = all(len(text_of(cell.content)) < _SPLIT_FROM * 20 for cell in row)
    properties = node(
        "trPr",
        node("cantSplit") if short else None,
        node("trHeight", val=twips(height), hRule="atLeast"),
        node("tblHeader") if repeated else None,
    )
    cells, column = [], 0
    for cell in row:
        cells.append(_cell(form, cell, edges[column + cell.span] - edges[column]))
        column += cell.span
    return node("tr", properties, *cells)


def _cell(form: Form, cell: Cell, width: float) -> Node:
    lined = form.lined and not cell.head
    properties = node(
        "tcPr",
        node("tcW", w=twips(width), type="dxa"),
        node("gridSpan", val=cell.span) if cell.span > 1 else None,
        xml.borders("tcBorders", bottom=_THIN) if lined else None,
        node("vAlign", val="top" if cell.lines > 1 and not cell.head else "center"),
    )
    face: Face = "song" if cell.head else form.face
    content = Run(cell.content, face, form.size) if isinstance(cell.content, str) else cell.content
    shape = Shape(leading=form.leading, align=_align(cell, width, form.size))
    return node("tc", properties, *xml.paragraph(content, shape))


def _align(cell: Cell, width: float, size: float) -> Align:
    wide = width - 2 * _SIDE >= _JUSTIFIED_FROM * size
    return cell.align or ("center" if cell.head else "justify" if wide else "left")
