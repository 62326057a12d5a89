"""A Chinese paragraph that reportlab can place and split; what it is given is data, never markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from ercheng_station.documents.breaking import Strip
from ercheng_station.documents.fonts import Face, Faces, MissingGlyph, settled
from ercheng_station.documents.pen import Pen
from ercheng_station.documents.setting import Align, Line
from ercheng_station.documents.style import BlankStyle, Part, Style, styled

_DESCENT = 0.12
"""Of a full character below its baseline, in type sizes."""
_UNDERLINE = 0.17
_FULL_SIZE = 16
_ROUNDING = 0.01


@dataclass(frozen=True)
class Run:
    """Text in one face; `color` as "#rrggbb", black when empty."""

    text: str
    face: Face = "fang"
    size: float = _FULL_SIZE
    bold: bool = False
    underline: bool = False
    color: str = ""

    def style(self, faces: Faces, pitch: float) -> Style:
        return styled(faces.cut(self.face, self.bold), self.size, pitch * self.size / _FULL_SIZE)


@dataclass(frozen=True)
class Blank(Run):
    """A line to write on by hand, `chars` characters long."""

    text: str = "\ufffc"
    underline: bool = True
    chars: float = 8

    def style(self, faces: Faces, pitch: float) -> Style:  # noqa: ARG002
        return BlankStyle(faces.cut(self.face), self.size, self.chars * self.size)


Content = str | Run | Sequence[Run]


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands, in points; `indent` in characters of its first run.

    `pitch` is added behind every full character, in proportion for sizes other than 16 points. `together` is the
    least number of lines left alone at the foot or the head of a page.
    """

    leading: float
    indent: float = 0
    align: Align = "justify"
    pitch: float = 0
    left: float = 0
    right: float = 0
    together: int = 2


class Paragraph(Flowable):
    """Every line end in the text begins a new paragraph of the same shape. MissingGlyph names what cannot be printed."""

    def __init__(self, faces: Faces, content: Content, shape: Shape) -> None:
        super().__init__()
        runs = (
            [Run(content)] if isinstance(content, str) else [content] if isinstance(content, Run) else content
        )
        self.runs = [replace(run, text=settled(run.text)) for run in runs]
        lacking = faces.missing("".join(run.text for run in self.runs if not isinstance(run, Blank)))
        if lacking:
            raise MissingGlyph(lacking)
        self.shape = shape
        self._styles = [run.style(faces, shape.pitch) for run in self.runs]
        self._size = max((run.size for run in self.runs), default=_FULL_SIZE)
        self._wrapped = -1.0
        self.lines: list[Line] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        if self._wrapped != aW:
            self._wrapped, self.lines = aW, list(self._filled(aW))
        self.width, self.height = aW, len(self.lines) * self.shape.leading
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        self.wrap(aW, aH)
        count, least = len(self.lines), self.shape.together
        fit = int((aH + _ROUNDING) // self.shape.leading)
        if fit >= count:
            return [self]
        fit = min(fit, count - least) if count > least else 0
        if fit < min(least, count):
            return []
        return [self._part(0, fit), self._part(fit, count)]

    def draw(self) -> None:
        pen = Pen(self.canv)
        self.show(pen, 0, self.height)
        pen.lift()

    def show(self, pen: Pen, x: float, top: float) -> None:
        """Draw the lines with `x` as left and `top` as upper edge."""
        leading = self.shape.leading
        base = top - (leading + self._size) / 2 + self._size * _DESCENT
        for line in self.lines:
            self._show_line(pen, line, x, base)
            base -= leading

    def _show_line(self, pen: Pen, line: Line, x: float, base: float) -> None:
        ruled: dict[int, tuple[float, float]] = {}
        for piece in line.pieces(self.shape.align):
            run = self.runs[piece.run]
            if piece.text:
                pen.show(piece, x, base, run.color)
            if run.underline:
                ruled[piece.run] = (ruled.get(piece.run, (piece.x,))[0], piece.right)
        for number, (left, right) in ruled.items():
            below = base - self.runs[number].size * _UNDERLINE
            pen.rule(x + left, below, x + right, below)

    def _part(self, first: int, end: int) -> "Paragraph":
        part: Paragraph = object.__new__(type(self))
        part.__dict__.update(self.__dict__)
        part.lines = self.lines[first:end]
        return part

    def _filled(self, width: float) -> Iterator[Line]:
        shape = self.shape
        indent = shape.indent * (self.runs[0].size + self._styles[0].pitch) if self.runs else 0.0
        room = width - shape.left - shape.right
        for numbered in self._paragraphs():
            lines = list(_broken(numbered, shape.left, indent, room))
            yield from lines[:-1]
            yield replace(lines[-1], last=True)

    def _paragraphs(self) -> Iterator[list[Part]]:
        """Number, style and text of the runs between two line ends."""
        current: list[Part] = []
        for number, (run, style) in enumerate(zip(self.runs, self._styles, strict=True)):
            first, *others = run.text.split("\n")
            current.append(Part(number, style, first))
            for other in others:
                yield current
                current = [Part(number, style, other)]
        yield current


def _broken(runs: list[Part], left: float, indent: float, room: float) -> Iterator[Line]:
    filled = [run for run in runs if run.text]
    if not filled:
        yield Line((), 0.0, left, room, last=True)
        return
    strip = Strip(filled)
    for first, end in strip.lines(room - indent, room):
        yield Line(strip.parts(first, end), strip.width(first, end), left + indent, room - indent, last=False)
        indent = 0.0
