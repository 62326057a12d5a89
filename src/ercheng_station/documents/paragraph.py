"""A Chinese paragraph that reportlab can place and split; what it is given is data, never markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from ercheng_station.documents.breaking import Strip
from ercheng_station.documents.fonts import Face, Faces, MissingGlyph, settled
from ercheng_station.documents.pen import Pen, Penned
from ercheng_station.documents.setting import Align, Line, Piece
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


def text_of(content: Content) -> str:
    """What is printed of it."""
    return "".join(run.text for run in _runs(content) if not isinstance(run, Blank))


def _runs(content: Content) -> Sequence[Run]:
    if isinstance(content, str):
        return [Run(content)]
    return [content] if isinstance(content, Run) else content


def _settled(run: Run) -> Run:
    text = settled(run.text)
    return run if text == run.text else replace(run, text=text)


@dataclass(frozen=True)
class Shape:
    """How a paragraph stands, in points; `indent` in characters of its first run.

    `pitch` is added behind every full character, in proportion for sizes other than 16 points. `balanced` makes
    lines about equally long, as titles want it. `together` is the least number of lines left alone at the foot or the
    head of a page.
    """

    leading: float
    indent: float = 0
    align: Align = "justify"
    pitch: float = 0
    left: float = 0
    right: float = 0
    balanced: bool = False
    together: int = 2

    @property
    def lines(self) -> tuple[object, ...]:
        """What decides where lines break, and where they may part."""
        return (self.indent, self.align, self.pitch, self.left, self.right, self.balanced, self.together)


class Paragraph(Penned):
    """Every line end in the text begins a new paragraph of the same shape. MissingGlyph names what cannot be printed."""

    def __init__(self, faces: Faces, content: Content, shape: Shape) -> None:
        super().__init__()
        self.runs = [_settled(run) for run in _runs(content)]
        lacking = faces.missing("".join(run.text for run in self.runs if not isinstance(run, Blank)))
        if lacking:
            raise MissingGlyph(lacking)
        self.shape = shape
        self._leading = shape.leading
        self._styles = [run.style(faces, shape.pitch) for run in self.runs]
        self._size = max((run.size for run in self.runs), default=_FULL_SIZE)
        self._wrapped = -1.0
        self._is_part = False
        self.lines: list[Line] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 - reportlab's names
        if self._wrapped != aW and not self._is_part:
            self._wrapped, self.lines = aW, list(self._filled(aW))
        self.width, self.height = aW, len(self.lines) * self._leading
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803
        self.wrap(aW, aH)
        count, least = len(self.lines), self.shape.together
        fit = min(int((aH + _ROUNDING) // self._leading), count - least)
        return [self.part(0, fit), self.part(fit, count)] if fit >= least else []

    def divided(self, width: float, room: float) -> list[Flowable]:
        """As `split`, also where all of it would fit: something stays with what follows."""
        return self.split(width, room)

    def show(self, pen: Pen, x: float, top: float) -> None:
        leading = self._leading
        base = top - (leading + self._size) / 2 + self._size * _DESCENT
        for line in self.lines:
            self._show_line(pen, line, x, base)
            base -= leading

    def _show_line(self, pen: Pen, line: Line, x: float, base: float) -> None:
        runs, pieces = self.runs, line.pieces(self.shape.align)
        for piece in pieces:
            pen.show(piece, x, base, runs[piece.run].color)
        for number, run in enumerate(runs):
            if run.underline:
                self._underline(pen, [piece for piece in pieces if piece.run == number], x, base)

    def _underline(self, pen: Pen, pieces: Sequence[Piece], x: float, base: float) -> None:
        if pieces:
            below = base - pieces[0].size * _UNDERLINE
            pen.rule(x + pieces[0].x, below, x + pieces[-1].right, below)

    def part(self, first: int, end: int) -> "Paragraph":
        """These of the lines, which from then on are not laid out again."""
        return self._twin(lines=self.lines[first:end], _is_part=True)

    def led(self, leading: float) -> "Paragraph":
        """The same lines, further apart or closer."""
        return self._twin(_leading=leading)

    def with_end(self, text: str) -> "Paragraph":
        """The same with `text` behind it, as wide as it was."""
        last = self.runs[-1]
        longer = replace(last, text=last.text.removesuffix(text) + text)
        twin = self._twin(runs=[*self.runs[:-1], longer], _wrapped=-1.0)
        twin.wrap(self._wrapped, 0)
        return twin

    def _twin(self, **changed: object) -> "Paragraph":
        twin: Paragraph = object.__new__(type(self))
        vars(twin).update(vars(self), **changed)
        vars(twin).pop("_postponed", None)  # reportlab notes that it did not fit once
        return twin

    def _filled(self, width: float) -> Iterator[Line]:
        shape = self.shape
        indent = shape.indent * (self.runs[0].size + self._styles[0].pitch) if self.runs else 0.0
        room = width - shape.left - shape.right
        for runs in self._paragraphs():
            lines = list(_broken(runs, shape.left, indent, room))
            if shape.balanced and len(lines) > 1:
                lines = _balanced(runs, shape.left, indent, room)
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


def _balanced(runs: list[Part], left: float, indent: float, room: float) -> list[Line]:
    """The same number of lines in the narrowest room, then standing in all of it."""
    count = len(list(_broken(runs, left, indent, room)))
    low, high = room / count, room
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (
            (low, middle) if len(list(_broken(runs, left, indent, middle))) == count else (middle, high)
        )
    return [replace(line, room=line.room + room - high) for line in _broken(runs, left, indent, high)]


def _broken(runs: list[Part], left: float, indent: float, room: float) -> Iterator[Line]:
    filled = [run for run in runs if run.text]
    if not filled:
        yield Line((), 0.0, left, room, last=True)
        return
    strip = Strip(filled)
    for first, end in strip.lines(room - indent, room):
        yield Line(strip.parts(first, end), strip.width(first, end), left + indent, room - indent, last=False)
        indent = 0.0
