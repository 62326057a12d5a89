"""What a paper is written in: titles, headings, paragraphs, signatures, and how they hold together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from reportlab.platypus import Flowable

from ercheng_station.documents.flow import Joined, PageEnd, Space
from ercheng_station.documents.fonts import Face, MissingGlyph
from ercheng_station.documents.paragraph import Blank, Content, Paragraph, Run, Shape
from ercheng_station.documents.pen import Pen, Penned
from ercheng_station.documents.setting import Align
from ercheng_station.documents.sheet import PITCH, SIZE, Sheet, run_of

_TITLE_SIZE = 22
_DATE_FROM_RIGHT = 4
"""Characters between the date under a paper and the right edge (GB/T 9704—2012 7.3.5)."""
LEAST_LINE, PLACE_TO_SIGN = 3, 8
"""Characters: behind a label that leaves less, a place to sign follows where there is room, on the next line."""
_MISSING_COLOR = "#b00020"
Join = Literal["", "next", "previous"]


class Block(Protocol):
    """`join` tells with which neighbour a page must not end."""

    @property
    def join(self) -> Join: ...

    def flow(self, sheet: Sheet) -> list[Flowable]: ...


@dataclass(frozen=True)
class Text:
    """A paragraph, or several with line ends between. `leading` None = the page's own."""

    content: Content
    face: Face = "fang"
    size: float = SIZE
    bold: bool = False
    align: Align = "justify"
    indent: float = 2
    leading: float | None = None
    balanced: bool = False
    """Lines about equally long, as titles want it."""
    join: Join = ""

    def flow(self, sheet: Sheet) -> list[Flowable]:
        leading = sheet.leading if self.leading is None else self.leading * sheet.squeeze
        shape = Shape(
            leading=leading, indent=self.indent, align=self.align, pitch=PITCH, balanced=self.balanced
        )
        return [sheet.set(run_of(self.content, self.face, self.size, self.bold), shape)]


def title(text: str, size: float = _TITLE_SIZE) -> Text:
    """小标宋 in the middle."""
    return Text(
        text,
        "song",
        size,
        bold=True,
        align="center",
        indent=0,
        leading=size * 1.5,
        balanced=True,
        join="next",
    )


def heading(text: str, level: int = 1) -> Text:
    """一、黑体 · （一）楷体 · 1. and （1）仿宋."""
    faces: tuple[Face, ...] = ("hei", "kai", "fang", "fang")
    return Text(text, faces[level - 1], join="next")


def body(content: Content, indent: float = 2) -> Text:
    return Text(content, indent=indent)


def lacking(label: str, face: Face = "fang", size: float = SIZE) -> Run:
    """What a final copy must not contain: the name of a field that is still empty."""
    return Run(f"〔待补：{label}〕", face, size, color=_MISSING_COLOR)


def ticked(labels: Iterable[str], chosen: Iterable[str] = ()) -> str:
    """☑实地走访　☐电话走访"""
    marked = set(chosen)
    return "　".join(("☑" if label in marked else "☐") + label for label in labels)


@dataclass(frozen=True)
class Gap:
    """Empty lines of the page."""

    lines: float = 1
    join: Join = ""

    def flow(self, sheet: Sheet) -> list[Flowable]:
        return [Space(self.lines * sheet.leading)]


@dataclass(frozen=True)
class NewPage:
    join: Join = ""

    def flow(self, sheet: Sheet) -> list[Flowable]:  # noqa: ARG002
        return [PageEnd()]


@dataclass(frozen=True)
class Drawn:
    """Anything reportlab can place: a chart, a picture."""

    flowable: Flowable
    join: Join = ""

    def flow(self, sheet: Sheet) -> list[Flowable]:  # noqa: ARG002
        return [self.flowable]


@dataclass(frozen=True)
class Signed:
    """Who issues the paper and when, at the right, with room for the seal; stays with the paragraph before."""

    names: Sequence[str]
    date: str
    above: float = 2
    size: float = SIZE
    join: Join = "previous"

    def flow(self, sheet: Sheet) -> list[Flowable]:
        edge = sheet.page.width - _DATE_FROM_RIGHT * self.size
        middle = edge - sheet.measure(Run(self.date, size=self.size)) / 2
        lines = [self._line(sheet, text, middle) for text in (*self.names, self.date)]
        return [Space(self.above * sheet.leading), *lines]

    def _line(self, sheet: Sheet, text: str, middle: float) -> Flowable:
        run = Run(text, size=self.size)
        width = sheet.measure(run)
        left = max(0.0, min(middle - width / 2, sheet.page.width - width))
        return sheet.paragraph(run, sheet.page.leading, left=left)


@dataclass(frozen=True)
class ByHand:
    """Rows of labels, each with a line behind it to sign on; stays with what stands before."""

    rows: Sequence[Sequence[str]]
    size: float = SIZE
    leading: float = 30
    above: float = 1
    join: Join = "previous"

    def flow(self, sheet: Sheet) -> list[Flowable]:
        rows = [Beside([self._cell(sheet, label, len(row)) for label in row]) for row in self.rows]
        return [Space(self.above * sheet.leading), *rows]

    def _cell(self, sheet: Sheet, label: str, count: int) -> Paragraph:
        run = Run(label, size=self.size)
        room = (sheet.page.width / count - sheet.measure(run)) / self.size - 1
        chars = room if room >= LEAST_LINE else PLACE_TO_SIGN
        line = [Blank(size=self.size, chars=chars)] if label else []
        return sheet.paragraph([run, *line], self.leading)


class Beside(Penned):
    """Paragraphs side by side in columns of one width."""

    def __init__(self, cells: Sequence[Paragraph]) -> None:
        super().__init__()
        self._cells = cells

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        heights = [cell.wrap(aW / len(self._cells), aH)[1] for cell in self._cells]
        self.width, self.height = aW, max(heights)
        return self.width, self.height

    def show(self, pen: Pen, x: float, top: float) -> None:
        for number, cell in enumerate(self._cells):
            cell.show(pen, x + number * self.width / len(self._cells), top)


@dataclass(frozen=True)
class Together:
    """Blocks that one page holds if any page can."""

    blocks: Sequence[Block] = field(default_factory=tuple)
    join: Join = ""

    def flow(self, sheet: Sheet) -> list[Flowable]:
        return [Joined([flowable for block in self.blocks for flowable in block.flow(sheet)], None, [])]


def composed(blocks: Iterable[Block], sheet: Sheet) -> list[Flowable]:
    """The flowables, those that must not part joined."""
    done: list[Flowable] = []
    heads: list[Flowable] = []
    for block, flowables in _all_flowables(blocks, sheet):
        if block.join == "next" or (heads and isinstance(flowables[0], Space)):
            heads += flowables
        elif block.join == "previous" and not heads:
            done.append(_closed(done, flowables))
        elif heads:
            done += [Joined(heads, flowables[0], []), *flowables[1:]]
            heads = []
        else:
            done += flowables
    return done + heads


def _all_flowables(blocks: Iterable[Block], sheet: Sheet) -> Iterator[tuple[Block, list[Flowable]]]:
    lacking: dict[str, None] = {}
    for block in blocks:
        try:
            yield block, block.flow(sheet)
        except MissingGlyph as fault:
            lacking |= dict.fromkeys(fault.chars)
    if lacking:
        raise MissingGlyph(lacking)


def _closed(done: list[Flowable], tails: list[Flowable]) -> Joined:
    """The last of `done`, taken out, with what closes it."""
    while done and isinstance(done[-1], Space):
        tails = [done.pop(), *tails]
    last = done.pop() if done else None
    if isinstance(last, Joined):
        return Joined(last.heads, last.body, [*last.tails, *tails])
    return Joined([], last, tails)
