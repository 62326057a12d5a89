"""The sheet a paper is set on: by default the official page of GB/T 9704—2012."""

from dataclasses import dataclass, field
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from ercheng_station.documents.fonts import Face, Faces
from ercheng_station.documents.paragraph import Content, Paragraph, Run, Shape
from ercheng_station.documents.setting import Align

SIZE = 16
"""三号, the type of official papers (GB/T 9704—2012 5.2.2)."""
LEADING = 225 * mm / 22
"""22 lines fill the 225 mm of the text area (5.2.3)."""
PITCH = (156 * mm - 28 * SIZE) / 27
"""What lies between characters so that 28 of them fill its 156 mm."""
DRAFT = "草稿"
Known = dict[tuple[object, object], Paragraph]
"""Paragraphs that were set, by what they say and what decides where their lines break."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Size, margins and what stands on every page; lengths in millimetres where the name says so, else points."""

    title: str
    author: str = ""
    subject: str = ""
    size: tuple[float, float] = A4
    top_mm: float = 37
    right_mm: float = 26
    bottom_mm: float = 35
    left_mm: float = 28
    leading: float = LEADING
    numbers: Literal["official", "counted", "none"] = "official"
    """— 1 — outside, 第 1 页 共 3 页 in the middle, or none."""
    header: str = ""
    """Small, above the text area, on the right."""
    mark: str = ""
    """The text of a code in the lower right corner."""
    folio: int = 0
    """What the first page is called in a bound file, small in the upper right corner; 0 = it stands in none."""
    watermark: str = ""

    @property
    def width(self) -> float:
        return self.size[0] - (self.left_mm + self.right_mm) * mm

    @property
    def height(self) -> float:
        return self.size[1] - (self.top_mm + self.bottom_mm) * mm


@dataclass(frozen=True)
class Sheet:
    """A page with the faces it is set in; `squeeze` below 1 draws the lines together.

    `known` holds the paragraphs that were set: drawn together, or said once more, they keep their lines.
    """

    faces: Faces
    page: Page
    squeeze: float = 1.0
    known: Known = field(default_factory=dict, repr=False, compare=False)

    @property
    def leading(self) -> float:
        return self.page.leading * self.squeeze

    def paragraph(
        self, content: Content, leading: float, align: Align = "left", left: float = 0
    ) -> Paragraph:
        """Text that neither begins indented nor parts between pages."""
        shape = Shape(leading=leading * self.squeeze, align=align, left=left, pitch=PITCH, together=1000)
        return self.set(content, shape)

    def set(self, content: Content, shape: Shape) -> Paragraph:
        """Its lines are broken once for every squeeze."""
        key = content if isinstance(content, str | Run) else tuple(content), shape.lines
        paragraph = self.known.get(key)
        if paragraph is not None:
            return paragraph.led(shape.leading)
        paragraph = self.known[key] = Paragraph(self.faces, content, shape)
        return paragraph

    def measure(self, run: Run) -> float:
        """Of text on one line."""
        style = run.style(self.faces, PITCH)
        return style[run.text] - style.space_behind(run.text[-1:])


def run_of(content: Content, face: Face, size: float, bold: bool = False) -> Content:
    """Plain text in this face; runs as they are."""
    return Run(content, face, size, bold) if isinstance(content, str) else content
