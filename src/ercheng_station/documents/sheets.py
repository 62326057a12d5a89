"""Sheets that were made elsewhere, scans and frozen papers, as papers of a bound file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from ercheng_station.documents.blocks import Block, Drawn, NewPage, Text
from ercheng_station.documents.imported import Frame, count_pages
from ercheng_station.documents.page import Paper
from ercheng_station.documents.sheet import Page
from ercheng_station.errors import UserError
from ercheng_station.records.fields import FileRef
from ercheng_station.records.wording import Copy

PIXELS = 2339
"""Of the longer side of a picture: 200 an inch on A4."""
_PDF = "application/pdf"
_EDGE_MM, _HEAD_MM = 8, 15
"""What a scan leaves white: above it stands the number of the sheet."""


@dataclass(frozen=True)
class Import:
    """A page of a PDF and where on which page of its paper it goes, from 0."""

    page: int
    source: bytes
    source_page: int
    frame: Frame


@dataclass(frozen=True)
class Sheets:
    """`damaged` names the files that could not be shown, and why; a page says so in the place of each."""

    paper: Paper
    imports: Sequence[Import] = ()
    damaged: Sequence[str] = ()


def frozen_sheets(name: str, content: bytes, file: str, watermark: str = "") -> Sheets:
    """A final version exactly as it was frozen. Raises UserError pdf-unusable."""
    page = Page(title=name, numbers="none", watermark=watermark)
    width, height = page.size
    count = count_pages(content, file)
    imports = [Import(number, content, number, (0, 0, width, height)) for number in range(count)]
    return Sheets(Paper(page, _on_pages([Drawn(_Empty(page))] * count)), imports)


def scanned_sheets(
    name: str, files: Sequence[FileRef], copy: Copy, read: Callable[[FileRef], bytes], *, forgive: bool
) -> Sheets:
    """Each picture upright on a sheet, each page of a PDF on one.

    Raises UserError for a file that cannot be shown, unless `forgive`.
    """
    page = Page(
        title=name, author=copy.unit, numbers="none", watermark=copy.watermark,
        top_mm=_HEAD_MM, left_mm=_EDGE_MM, right_mm=_EDGE_MM, bottom_mm=_EDGE_MM,
    )  # fmt: skip
    pile = _Pile(page, copy, read)
    for file in files:
        try:
            pile.add(file)
        except UserError as error:
            if not forgive:
                raise
            pile.tell(f"{name}：{error.what}")
    return Sheets(Paper(page, _on_pages(pile.sheets)), pile.imports, pile.damaged)


class _Pile:
    """Sheets in their order; `imports` tells which of them a page of a PDF fills."""

    def __init__(self, page: Page, copy: Copy, read: Callable[[FileRef], bytes]) -> None:
        self._page, self._copy, self._read = page, copy, read
        self.sheets: list[Block] = []
        self.imports: list[Import] = []
        self.damaged: list[str] = []

    def add(self, file: FileRef) -> None:
        if file.mime != _PDF:
            shot = self._copy.picture(file, PIXELS)
            self.sheets.append(Drawn(_Picture(shot, self._page)))
            return
        content = self._read(file)
        for number in range(count_pages(content, file.name)):
            self.imports.append(Import(len(self.sheets), content, number, frame_of(self._page)))
            self.sheets.append(Drawn(_Empty(self._page)))

    def tell(self, fault: str) -> None:
        self.damaged.append(fault)
        self.sheets.append(Text(f"〔{fault}〕", indent=0))


class _Empty(Flowable):
    """A whole page of white."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.width, self.height = page.width, page.height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        return self.width, self.height

    def draw(self) -> None:
        pass


class _Picture(_Empty):
    """A JPEG as large as the page allows; a watermark is seen through its white."""

    def __init__(self, content: bytes, page: Page) -> None:
        super().__init__(page)
        self._content, self._shines = content, bool(page.watermark)

    def draw(self) -> None:
        picture = ImageReader(BytesIO(self._content))
        wide, high = picture.getSize()
        scale = min(self.width / wide, self.height / high)
        x, y = (self.width - wide * scale) / 2, (self.height - high * scale) / 2
        self.canv.saveState()
        if self._shines:
            self.canv.setBlendMode("Multiply")
        self.canv.drawImage(picture, x, y, wide * scale, high * scale)
        self.canv.restoreState()


def frame_of(page: Page) -> Frame:
    return page.left_mm * mm, page.bottom_mm * mm, page.width, page.height


def _on_pages(sheets: Sequence[Block]) -> list[Block]:
    """Each on a page of its own."""
    return [block for sheet in sheets for block in (sheet, NewPage())][:-1]
