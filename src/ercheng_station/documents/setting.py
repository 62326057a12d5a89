"""Setting a broken line: which piece of text stands where, with how much space between its characters."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ercheng_station.documents.fonts import Link
from ercheng_station.documents.style import CLOSING, LATIN, UNIT, Part, loose_marks, tight

Align = Literal["justify", "left", "center", "right"]
_PART = re.compile(rf"([{LATIN}]+)|( +)|[^ {LATIN}]+")
_WORD = 1
_ROUNDING = 0.01


class Piece(NamedTuple):
    """Text of one font from `x` to `right`, `spacing` points behind each character but the last."""

    x: float
    right: float
    link: Link
    size: float
    text: str
    spacing: float
    run: int
    """Which part of the line it belongs to."""


@dataclass(frozen=True, slots=True)
class Line:
    """Parts of one or more styles side by side; `room` points are there, from `left` on."""

    parts: Sequence[Part]
    natural: float
    left: float
    room: float
    last: bool
    """Whether a paragraph ends here: such a line is not justified."""

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    def pieces(self, align: Align) -> list[Piece]:
        spare = self.room - self.natural
        between = inside = 0.0
        if align == "justify" and not self.last and spare > 0:
            between, inside = _spread(self.text, spare)
        x = self.left + {"center": spare / 2, "right": spare}.get(align, 0.0)
        losses = self._losses(-spare)
        pieces: list[Piece] = []
        place = 0
        for run, style, text in self.parts:
            for part, kind in _divided(text, [at - place for at in losses]):
                spacing = (style.pitch + between, inside, between)[kind]
                if losses and part[0] not in CLOSING:
                    x -= losses.get(place, 0.0)
                place += len(part)
                for link, piece, width in style.stretches(part):
                    step = width + (len(piece) or 1) * spacing
                    pieces.append(Piece(x, x + step - spacing, link, style.size, piece, spacing, run))
                    x += step
                if kind == _WORD:
                    x += between
                elif losses and part[-1] in CLOSING:
                    lost = losses.get(place - 1, 0.0)
                    x -= lost
                    pieces[-1] = pieces[-1]._replace(right=pieces[-1].right - lost)
        return pieces

    def _losses(self, over: float) -> Mapping[int, float]:
        """Place in the text of each mark that loses white → how much."""
        lost: dict[int, float] = {}
        text = self.text
        places = tight(text)
        if places:
            styles = [part.style for part in self.parts for _ in part.text]
            lost = {place: styles[place].white(text[place]) for place in places}
        if over > _ROUNDING:
            lost |= _shared(
                over, [(place, style.white(mark)) for place, mark, style in loose_marks(self.parts)]
            )
        return lost


def _shared(over: float, whites: list[tuple[int, float]]) -> Iterator[tuple[int, float]]:
    """What each mark gives up: first the one at the line's end all it can, then the others in proportion."""
    if not whites:
        return
    *others, (last, white) = whites
    yield last, min(white, over)
    rest = max(0.0, over - white)
    if rest and others:
        share = rest / sum(white for _, white in others)
        yield from ((place, white * share) for place, white in others)


def _spread(text: str, spare: float) -> tuple[float, float]:
    """The space behind each unit of a line, and, where it is one long word, behind each of its letters."""
    units = len(UNIT.findall(text))
    return (spare / (units - 1), 0.0) if units > 1 else (0.0, spare / max(1, len(text) - 1))


def _divided(text: str, losing: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Stretches of full characters (0), words (1) and spaces (2), the first cut where a mark loses white."""
    cuts = sorted(at + (text[at] in CLOSING) for at in losing if 0 <= at < len(text))
    for found in _PART.finditer(text):
        if cuts:
            start, end = found.span()
            for cut in cuts:
                if start < cut < end:
                    yield text[start:cut], 0
                    start = cut
            yield text[start:end], found.lastindex or 0
        else:
            yield found.group(), found.lastindex or 0
