"""Pages of other PDF files, set upright into pages of ours."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from ercheng_station.documents.preview import PDFIUM
from ercheng_station.errors import UserError

MOST_PAGES = 500
"""Of one file; more are no paper of a case."""
Frame = tuple[float, float, float, float]
"""Left, bottom, width and height in points."""


class Place(NamedTuple):
    """Page `page` of the PDF `source` goes onto page `onto` of ours, as large as `frame` allows; pages count from 0."""

    onto: int
    source: bytes
    page: int
    frame: Frame


def count_pages(content: bytes, name: str) -> int:
    """Raises UserError pdf-unusable, naming the file and why."""
    try:
        with PDFIUM:
            document = pypdfium2.PdfDocument(content)
            pages = len(document)
            whole = all(_can_be_read(document, page) for page in range(min(pages, MOST_PAGES)))
            document.close()
    except pypdfium2.PdfiumError as error:
        why = "有密码" if error.err_code == raw.FPDF_ERR_PASSWORD else "不完整或已损坏"
        raise UserError("pdf-unusable", path=name, why=why) from error
    if not pages or not whole:
        raise UserError("pdf-unusable", path=name, why="不完整或已损坏")
    if pages > MOST_PAGES:
        raise UserError("pdf-unusable", path=name, why=f"有 {pages} 页，超过 {MOST_PAGES} 页")
    return pages


def with_pages(content: bytes, places: Iterable[Place], *, shining_through: bool = False) -> bytes:
    """Our PDF with those pages in it; its bookmarks and what it says of itself stay.

    `shining_through`: what our page bears is seen through the white of the imported one.
    """
    by_source: dict[bytes, list[Place]] = {}
    for place in places:
        by_source.setdefault(place.source, []).append(place)
    if not by_source:
        return content
    with PDFIUM:
        ours = pypdfium2.PdfDocument(content)
    for source, wanted in by_source.items():
        with PDFIUM:  # in turns with those who look at pages
            _set_in(ours, source, wanted, b"Multiply" if shining_through else b"")
    out = BytesIO()
    with PDFIUM:
        ours.save(out)
        ours.close()
    return out.getvalue()


def _can_be_read(document: Any, page: int) -> bool:
    try:
        document[page].close()
    except pypdfium2.PdfiumError:
        return False
    return True


def _set_in(ours: Any, source: bytes, wanted: Iterable[Place], blend: bytes) -> None:
    theirs = pypdfium2.PdfDocument(source)
    theirs.init_forms()  # or filled-in fields would be left out
    forms: dict[int, Any] = {}
    for place in wanted:
        matrix = _fitting(theirs, place)
        if place.page not in forms:
            forms[place.page] = theirs.page_as_xobject(place.page, ours)
        drawn = forms[place.page].as_pageobject()
        drawn.set_matrix(matrix)
        if blend:
            raw.FPDFPageObj_SetBlendMode(drawn, blend)
        sheet = ours[place.onto]
        sheet.insert_obj(drawn)
        sheet.gen_content()
        sheet.close()
    for form in forms.values():
        form.close()
    theirs.close()


def _fitting(theirs: Any, place: Place) -> Any:
    """Upright in the middle of its frame.

    Annotations (stamps, signatures) become part of the page; its own turn is taken off, for PDFium clips by it.
    Where its corner is, PDFium minds itself.
    """
    sheet = theirs[place.page]
    raw.FPDFPage_Flatten(sheet, raw.FLAT_PRINT)
    turn = sheet.get_rotation()
    sheet.set_rotation(0)
    sheet.close()
    sheet = theirs[place.page]
    left, bottom, right, top = sheet.get_bbox()
    sheet.close()
    width, height = right - left, top - bottom
    back = {0: (0.0, 0.0), 90: (0.0, width), 180: (width, height), 270: (height, 0.0)}[turn]
    matrix = pypdfium2.PdfMatrix().rotate(turn).translate(*back)
    if turn in {90, 270}:
        width, height = height, width
    x, y, room, high = place.frame
    scale = min(room / width, high / height)
    return matrix.scale(scale, scale).translate(
        x + (room - width * scale) / 2, y + (high - height * scale) / 2
    )
