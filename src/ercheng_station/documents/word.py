"""A paper as a Word document, made of the same blocks as its PDF: what is typed in an office whose wording differs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.image.image import Image
from docx.section import Section
from docx.shared import Mm, Pt

from ercheng_station.documents import word_xml as xml
from ercheng_station.documents.blocks import (
    LEAST_LINE,
    PLACE_TO_SIGN,
    Block,
    ByHand,
    Gap,
    NewPage,
    Signed,
    Text,
    Together,
)
from ercheng_station.documents.canvas import written
from ercheng_station.documents.form import Cell, Form, together
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Blank, Run, Shape
from ercheng_station.documents.sheet import PITCH, Page, run_of
from ercheng_station.documents.word_table import table
from ercheng_station.documents.word_xml import Node

_DATE_FROM_RIGHT = 4
_NUMBER_SIZE, _SMALL = 14, 10.5
_BESIDE, _AROUND = 2, 12
_NUMBER_BELOW_MM = 7


@dataclass(frozen=True)
class Picture:
    """`content`: a JPEG or PNG."""

    content: bytes
    caption: str


def write_word(path: Path, paper: Paper, pictures: Sequence[Picture] = ()) -> str:
    """The file's SHA-256. Its faces are named, not embedded: whoever opens it has them. Pictures stand behind the text."""
    document = docx.Document()
    _set_page(document, paper.page)
    body = document.element.body
    for old in list(body)[:-1]:
        body.remove(old)
    for part in _all_parts(paper):
        body.insert(len(body) - 1, part)
    for first in range(0, len(pictures), _BESIDE):
        body.insert(len(body) - 1, _beside(document, pictures[first : first + _BESIDE], paper.page))
    out = BytesIO()
    document.save(out)
    return written(path, out.getvalue())


def _beside(document: Document, pictures: Sequence[Picture], page: Page) -> Node:
    """Side by side, each with its caption below."""
    columns = [page.width / _BESIDE] * _BESIDE
    rows = [[Cell("", head=True) for _ in columns], [_caption(pictures, at) for at in range(_BESIDE)]]
    made = table(Form(columns, together(rows), lined=True, size=_SMALL), page.width)
    cells = list(made.iter(xml.CELL))
    for picture, cell in zip(pictures, cells, strict=False):
        (place,) = cell.iter(xml.PARAGRAPH)
        xml.as_high_as_needed(place)
        width, height = _fitted(picture, page.width / _BESIDE - _AROUND)
        inline = document.part.new_pic_inline(BytesIO(picture.content), Pt(width), Pt(height))
        place.append(xml.node("r", xml.node("drawing", inline)))
    return made


def _fitted(picture: Picture, width: float) -> tuple[float, float]:
    """An upright one is no higher than one that lies is wide."""
    image = Image.from_blob(picture.content)
    scale = min(width / image.px_width, width / image.px_height)
    return image.px_width * scale, image.px_height * scale


def _caption(pictures: Sequence[Picture], at: int) -> Cell:
    return Cell(pictures[at].caption if at < len(pictures) else "", head=True)


def _all_parts(paper: Paper) -> list[Node]:
    """The blocks in order; what is joined stays with its neighbour, and no two tables touch."""
    done: list[Node] = []
    break_before = False
    for block in paper.blocks:
        if isinstance(block, NewPage):
            break_before = bool(done)
            continue
        parts = _parts(block, paper.page)
        if break_before:
            parts = [_page_break(), *parts]
            break_before = False
        _join(block, done, parts)
        done += parts
    return list(_apart(done))


def _join(block: Block, done: Sequence[Node], parts: Sequence[Node]) -> None:
    kept = list(parts[:-1]) if not isinstance(block, Text | Form) or block.join == "previous" else []
    if block.join == "next":
        kept = list(parts)
    if block.join == "previous":
        kept += done[-1:]
    for part in kept:
        xml.keep_with_next(part)


def _apart(parts: Sequence[Node]) -> Iterator[Node]:
    for part, follower in pairwise([*parts, None]):
        yield part
        if part.tag == _TABLE and (follower is None or follower.tag == _TABLE):
            yield xml.empty(1)


_TABLE = xml.node("tbl").tag


def _parts(block: Block, page: Page) -> list[Node]:
    try:
        make = _MAKERS[type(block)]
    except KeyError:
        raise TypeError(f"{type(block).__name__} has no form in Word") from None
    return make(block, page)


def _text(text: Text, page: Page) -> list[Node]:
    leading = page.leading if text.leading is None else text.leading
    shape = Shape(leading=leading, indent=text.indent, align=text.align, pitch=PITCH)
    return xml.paragraph(run_of(text.content, text.face, text.size, text.bold), shape)


def _signed(signed: Signed, page: Page) -> list[Node]:
    """Each name stands above the middle of the date, as far as the page goes."""
    middle = (_DATE_FROM_RIGHT + xml.estimated(signed.date) / 2) * signed.size
    made = []
    for number, name in enumerate((*signed.names, signed.date)):
        right = max(0.0, middle - xml.estimated(name) * signed.size / 2)
        shape = Shape(leading=page.leading, align="right", right=right)
        above = 0 if number else signed.above * page.leading
        made += xml.paragraph(Run(name, size=signed.size), shape, above)
    return made


def _by_hand(block: ByHand, page: Page) -> list[Node]:
    made = []
    for number, row in enumerate(block.rows):
        wide = page.width / len(row)
        shape = Shape(leading=block.leading, align="left")
        stops = [stop for at, label in enumerate(row) for stop in _stops(at * wide, wide, block.size, label)]
        above = 0 if number else block.above * page.leading
        (line,) = xml.paragraph(Run("", size=block.size), shape, above, xml.tab_stops(stops))
        for at, label in enumerate(row):
            for piece in _signing_place(Run(label, size=block.size), wide, first=not at):
                line.append(piece)
        made.append(line)
    return made


def _stops(left: float, wide: float, size: float, label: str) -> list[tuple[float, bool]]:
    """Where a column begins, and how far its line to write on goes."""
    return [*([(left, False)] if left else []), *([(left + wide - size, True)] if label else [])]


def _signing_place(label: Run, wide: float, *, first: bool) -> list[Node]:
    """A tab to the column, the label, and the line to write on."""
    room = wide / label.size - xml.estimated(label.text) - 1
    line = (
        [xml.tab(label.size)]
        if room >= LEAST_LINE
        else xml.words(Blank(size=label.size, chars=PLACE_TO_SIGN))
    )
    return [*([] if first else [xml.tab(label.size)]), *xml.words(label), *(line if label.text else [])]


_MAKERS: Mapping[type, Callable[[Any, Page], list[Node]]] = {
    Text: _text,
    Form: lambda form, page: [table(form, page.width)],
    Gap: lambda gap, page: [xml.empty(gap.lines * page.leading)],
    Signed: _signed,
    ByHand: _by_hand,
    Together: lambda group, page: [part for one in group.blocks for part in _parts(one, page)],
}


def _page_break() -> Node:
    made = xml.empty(1)
    made.find(made[0].tag).insert(0, xml.node("pageBreakBefore"))
    return made


def _set_page(document: Document, page: Page) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = (Pt(length) for length in page.size)
    section.top_margin, section.bottom_margin = Mm(page.top_mm), Mm(page.bottom_mm)
    section.left_margin, section.right_margin = Mm(page.left_mm), Mm(page.right_mm)
    section.footer_distance = Mm(max(5, page.bottom_mm - _NUMBER_BELOW_MM - 4))
    section.header_distance = Mm(max(5, page.top_mm - 10))
    properties = document.core_properties
    properties.title, properties.author, properties.subject = page.title, page.author, page.subject
    properties.comments = ""
    for language in document.styles.element.iter(xml.LANGUAGE):
        language.set(xml.EAST_ASIAN, "zh-CN")
    both = page.numbers == "official"
    document.settings.odd_and_even_pages_header_footer = both
    for even in (False, True) if both else (False,):
        _set_edges(section, page, even)


def _set_edges(section: Section, page: Page, even: bool) -> None:
    header = (section.even_page_header if even else section.header).part.element
    footer = (section.even_page_footer if even else section.footer).part.element
    small = Run(page.header, "song", _SMALL)
    lines = [xml.watermark(page.watermark)] if page.watermark else []
    _fill(header, [*lines, xml.plain_paragraph("right", xml.words(small))])
    _fill(footer, [_number(page, even)])


def _fill(edge: Node, paragraphs: Sequence[Node]) -> None:
    for old in list(edge):
        edge.remove(old)
    for one in paragraphs:
        edge.append(one)


def _number(page: Page, even: bool) -> Node:
    if page.numbers == "official":
        run = Run("", "song", _NUMBER_SIZE)
        pieces = [*_words("— ", run), *xml.number_field("PAGE", run), *_words(" —", run)]
        edge = {"left" if even else "right": float(_NUMBER_SIZE)}
        return xml.plain_paragraph("left" if even else "right", pieces, **edge)
    run = Run("", "song", _SMALL)
    pieces = [
        *_words("第 ", run),
        *xml.number_field("PAGE", run),
        *_words(" 页　共 ", run),
        *xml.number_field("NUMPAGES", run),
        *_words(" 页", run),
    ]
    return xml.plain_paragraph("center", pieces if page.numbers == "counted" else [])


def _words(text: str, like: Run) -> list[Node]:
    return xml.words(Run(text, like.face, like.size))
