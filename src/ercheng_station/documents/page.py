"""Building a paper: blocks in, one PDF file out."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ercheng_station.documents.blocks import Block, composed
from ercheng_station.documents.canvas import new_canvas, written
from ercheng_station.documents.flow import Joined, Placed, Space, paginated
from ercheng_station.documents.fonts import Faces, MissingGlyph
from ercheng_station.documents.marks import drawn_mark
from ercheng_station.documents.pen import Pen
from ercheng_station.documents.sheet import Known, Page, Sheet
from ercheng_station.documents.style import Style, styled
from ercheng_station.progress import Report, silent

_SQUEEZES = (0.98, 0.96, 0.94, 0.92)
_FEW_LINES = 3
_MOST_KNOWN = 500
_NUMBER_SIZE = 14
_NUMBER_BELOW_MM = 7
_SMALL = 10.5
_WATERMARK_SIZE = 150
_WATERMARK_COLOR = "#e6e6e6"
_MARK_MM, _MARK_EDGE_MM = 15, 5
"""With the white around it, 37 modules: 3 dots each at 200 an inch."""
MARK_CORNER_MM = _MARK_MM + _MARK_EDGE_MM
"""One of the margins that meet there must leave it free."""
FOLIO_SIZE, FOLIO_EDGE_MM = 11, 9
_DASH_HEIGHT = 0.35
"""Of the dashes beside a page number above its baseline, in type sizes."""


@dataclass(frozen=True)
class Paper:
    """One paper of a file: its page and what is written on it."""

    page: Page
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Built:
    """`starts` holds the page on which each paper begins, from 1."""

    pages: int
    sha256: str
    starts: tuple[int, ...]


@dataclass(frozen=True)
class Laid:
    """A paper whose pages are known."""

    page: Page
    pages: Sequence[Sequence[Placed]]


def build(path: Path, blocks: Sequence[Block], page: Page, faces: Faces, invariant: bool = False) -> Built:
    """Write one paper; see `build_all`."""
    return build_all(path, [Paper(page, blocks)], faces, invariant=invariant)


def build_all(
    path: Path, papers: Sequence[Paper], faces: Faces, report: Report = silent, invariant: bool = False
) -> Built:
    """Write all papers into one file, each with its own page numbers and a bookmark.

    MissingGlyph names every character of all papers that no face has. `invariant` leaves the time of writing out,
    so that the same papers give the same bytes.
    """
    canvas, out = _canvas(papers[0].page, papers[0].page.title, faces, invariant)
    with _uncollected():
        starts = _draw_all(canvas, _each_laid_out(papers, faces, report), faces)
    return Built(canvas.getPageNumber() - 1, written(path, out.getvalue()), starts)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Papers leave no cycles behind, and a search for them goes through all that were made so far, again and again."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def drawn(
    laid: Sequence[Laid], faces: Faces, name: str, invariant: bool = False
) -> tuple[bytes, tuple[int, ...]]:
    """The file, called `name`, and the page on which each paper begins, from 1."""
    canvas, out = _canvas(laid[0].page, name, faces, invariant)
    starts = _draw_all(canvas, laid, faces)
    return out.getvalue(), starts


def all_laid_out(papers: Sequence[Paper], faces: Faces) -> list[Laid]:
    """MissingGlyph names every character of all papers that no face has."""
    return list(_each_laid_out(papers, faces, silent))


def _canvas(first: Page, name: str, faces: Faces, invariant: bool) -> tuple[Canvas, BytesIO]:
    out = BytesIO()
    canvas = new_canvas(out, first.size, name, faces, invariant)
    canvas.setAuthor(first.author)
    canvas.setSubject(first.subject)
    return canvas, out


def _draw_all(canvas: Canvas, laid: Iterable[Laid], faces: Faces) -> tuple[int, ...]:
    """The page on which each paper begins; of many papers only one need be held at a time."""
    starts = []
    for paper in laid:
        starts.append(canvas.getPageNumber())
        _draw(canvas, Sheet(faces, paper.page), paper.pages)
    canvas.save()
    return tuple(starts)


def _each_laid_out(papers: Sequence[Paper], faces: Faces, report: Report) -> Iterator[Laid]:
    lacking: dict[str, None] = {}
    known: Known = {}  # what one paper says as the one before did keeps its lines
    for number, paper in enumerate(papers):
        report(number, len(papers))
        if len(known) > _MOST_KNOWN:
            known.clear()
        try:
            laid = Laid(paper.page, _laid_out(paper, faces, known))
        except MissingGlyph as fault:
            lacking |= dict.fromkeys(fault.chars)
        else:
            if not lacking:
                yield laid
    if lacking:
        raise MissingGlyph(lacking)


def _laid_out(paper: Paper, faces: Faces, known: Known) -> list[list[Placed]]:
    """The pages; lines draw together by up to 8 % where the last page would hold hardly more than signatures."""
    sheet = Sheet(faces, paper.page, known=known)
    pages = _pages(paper, sheet)
    if len(pages) == 1 or not _is_poor(pages[-1], paper.page):
        return pages
    *looser, tightest = (replace(sheet, squeeze=squeeze) for squeeze in _SQUEEZES)
    if _filled(pages) * tightest.squeeze > (len(pages) - 1) * paper.page.height:
        return pages
    shorter = _pages(paper, tightest)
    if len(shorter) == len(pages):
        return pages
    tried = (_pages(paper, one) for one in looser)
    return next((found for found in tried if len(found) < len(pages)), shorter)


def _pages(paper: Paper, sheet: Sheet) -> list[list[Placed]]:
    return paginated(composed(paper.blocks, sheet), paper.page.width, paper.page.height)


def _filled(pages: Sequence[Sequence[Placed]]) -> float:
    """The height of all that no page's end makes vanish."""
    return sum(one.height for page in pages for one in page if not isinstance(one.flowable, Space))


def _is_poor(last: list[Placed], page: Page) -> bool:
    used = last[-1].top + last[-1].height
    for flowable in (placed.flowable for placed in last):
        if isinstance(flowable, Joined):
            used -= sum(tail.wrap(page.width, page.height)[1] for tail in flowable.tails)
    return used <= _FEW_LINES * page.leading


def _draw(canvas: Canvas, sheet: Sheet, pages: Sequence[Sequence[Placed]]) -> None:
    page = sheet.page
    key = f"paper{canvas.getPageNumber()}"
    mark = ImageReader(drawn_mark(page.mark)) if page.mark else None
    for number, placed in enumerate(pages, 1):
        canvas.setPageSize(page.size)
        if number == 1:
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(page.title, key)
        _draw_watermark(canvas, sheet)
        pen = Pen(canvas)
        _write_header(pen, sheet)
        for flowable, top, height in placed:
            pen.place(flowable, page.left_mm * mm, page.size[1] - page.top_mm * mm - top, height)
        _write_number(pen, sheet, number, len(pages))
        _write_folio(pen, sheet, number)
        pen.lift()
        if mark:
            canvas.drawImage(
                mark,
                page.size[0] - MARK_CORNER_MM * mm,
                _MARK_EDGE_MM * mm,
                _MARK_MM * mm,
                _MARK_MM * mm,
            )
        canvas.showPage()


def _draw_watermark(canvas: Canvas, sheet: Sheet) -> None:
    text = sheet.page.watermark
    if not text:
        return
    width, height = sheet.page.size
    style = styled(sheet.faces.cut("hei", True), _WATERMARK_SIZE)
    canvas.saveState()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(45)
    pen = Pen(canvas)
    pen.write(style, text, -style.bare(text) / 2, -_WATERMARK_SIZE / 3, _WATERMARK_COLOR)
    pen.lift()
    canvas.restoreState()


def _write_header(pen: Pen, sheet: Sheet) -> None:
    page = sheet.page
    style = styled(sheet.faces.cut("song"), _SMALL)
    x = page.size[0] - page.right_mm * mm - style.bare(page.header)
    _write(pen, style, page.header, x, page.size[1] - page.top_mm * mm + 2 * _SMALL)


def _write_number(pen: Pen, sheet: Sheet, number: int, count: int) -> None:
    page, cut = sheet.page, sheet.faces.cut("song")
    left, right = page.left_mm * mm, page.size[0] - page.right_mm * mm
    middle = (page.bottom_mm - _NUMBER_BELOW_MM) * mm
    if page.numbers == "official":
        style, text = styled(cut, _NUMBER_SIZE), f"— {number} —"
        x = right - _NUMBER_SIZE - style.bare(text) if number % 2 else left + _NUMBER_SIZE
        _write(pen, style, text, x, middle - _DASH_HEIGHT * _NUMBER_SIZE)
    elif page.numbers == "counted":
        style, text = styled(cut, _SMALL), f"第 {number} 页　共 {count} 页"
        _write(pen, style, text, (left + right - style.bare(text)) / 2, middle - _DASH_HEIGHT * _SMALL)


def _write_folio(pen: Pen, sheet: Sheet, number: int) -> None:
    page = sheet.page
    if page.folio:
        style, text = styled(sheet.faces.cut("song"), FOLIO_SIZE), str(page.folio + number - 1)
        width, height = page.size
        x = width - FOLIO_EDGE_MM * mm - style.bare(text)
        _write(pen, style, text, x, height - FOLIO_EDGE_MM * mm - FOLIO_SIZE / 2)


def _write(pen: Pen, style: Style, text: str, x: float, y: float) -> None:
    """No text leaves no trace: PDFium drops a font that shows nothing from a page that it adds to."""
    if text:
        pen.write(style, text, x, y)
