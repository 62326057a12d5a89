"""Cells of a list, broken into lines and written as the operators of a page; what comes again is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from ercheng_station.documents.breaking import Strip, tokens
from ercheng_station.documents.canvas import document
from ercheng_station.documents.fonts import Faces, point, settled
from ercheng_station.documents.setting import Line
from ercheng_station.documents.style import Part, Style, tight

_MOST_KEPT = 20_000
_WIDEST = 1.7
"""No character is wider, in type sizes."""
_NARROWEST = 0.7
_ROUNDING = 0.01


@dataclass(frozen=True)
class Column:
    """`width` relative to those of the other columns, as in Excel: half characters."""

    label: str
    width: float
    align: Literal["left", "center", "right"] = "left"


class CellLine(NamedTuple):
    """What shows one line after the pen was moved to it; `x` from the left edge of the cell's text."""

    x: float
    operators: str


class Cells:
    """Lays out the cells of columns with the given rooms, in points, all in one style."""

    def __init__(
        self, canvas: Canvas, faces: Faces, style: Style, columns: Sequence[Column], rooms: Sequence[float]
    ) -> None:
        self.replaced: dict[str, None] = {}
        self._doc = document(canvas)
        self._faces = faces
        self._style = style
        self._main = style.cut.main
        self._codes = self._main.source.font.codes(self._doc)
        self.font = f"/{self._codes.internal_name} {style.size:g} Tf"
        self._columns = list(zip(columns, rooms, strict=True))
        self._kept: list[dict[str, list[CellLine]]] = [{} for _ in columns]

    def row(self, texts: Sequence[str]) -> list[list[CellLine]]:
        """The lines of each cell."""
        laid = []
        for text, kept, (column, room) in zip(texts, self._kept, self._columns, strict=True):
            lines = kept.get(text)
            if lines is None:
                if len(kept) > _MOST_KEPT // len(self._kept):
                    kept.clear()
                lines = kept[text] = list(self._lines(self.printable(text), column.align, room))
            laid.append(lines)
        return laid

    def printable(self, text: str) -> str:
        """The text with 〔U+1F600〕 for what no face has, which is noted in `replaced`."""
        text = settled(text)
        for char in self._faces.missing(text):
            self.replaced[char] = None
            text = text.replace(char, f"〔{point(char)}〕")
        return text

    def _lines(self, text: str, align: str, room: float) -> Iterator[CellLine]:
        style = self._style
        for paragraph in text.split("\n"):
            if align == "left" and len(paragraph) * style.size * _WIDEST <= room:
                yield CellLine(0.0, self._shown(paragraph))
                continue
            width = style.bare(paragraph)
            if width <= room + _ROUNDING:
                yield CellLine(
                    {"center": (room - width) / 2, "right": room - width}.get(align, 0.0),
                    self._shown(paragraph),
                )
                continue
            if width * _NARROWEST <= room and len(tokens(paragraph)) == 1:
                yield CellLine(0.0, self._narrowed(paragraph, room / width))
                continue
            strip = Strip([Part(0, style, paragraph)])
            for first, end in strip.lines(room, room):
                yield self._broken(
                    Line(strip.parts(first, end), strip.width(first, end), 0.0, room, last=True), align
                )

    def _broken(self, line: Line, align: str) -> CellLine:
        spare = line.room - line.natural
        x = {"center": spare / 2, "right": spare}.get(align, 0.0)
        text = line.text
        if spare < 0 or tight(text):
            return CellLine(x, self._pieces(line))
        return CellLine(x, self._shown(text))

    def _narrowed(self, word: str, share: float) -> str:
        """A number or code that is a little too wide: better narrow letters than a second line."""
        return f"{100 * share:.1f} Tz {self._shown(word)} 100 Tz"

    def _shown(self, text: str) -> str:
        cut = self._style.cut
        if all(cut[char] is self._main for char in text):
            return f"<{self._codes.hexadecimal(text)}> Tj"
        return self._pieces(Line([Part(0, self._style, text)], 0.0, 0.0, 0.0, last=True))

    def _pieces(self, line: Line) -> str:
        """Piece by piece where fonts change or marks lose white; afterwards the font is what it was."""
        operators, at, link = [], 0.0, self._main
        for piece in line.pieces("left"):
            if piece.x != at:
                operators.append(f"{piece.x - at:.3f} 0 Td")
                at = piece.x
            codes = piece.link.source.font.codes(self._doc)
            if piece.link is not link:
                operators.append(f"/{codes.internal_name} {piece.size:g} Tf")
                link = piece.link
            operators.append(f"<{codes.hexadecimal(piece.text)}> Tj")
        if link is not self._main:
            operators.append(self.font)
        return " ".join(operators)
