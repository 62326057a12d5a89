"""Setting a broken line: which piece of text stands where, with how much space between its characters."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from ercheng_station.documents.fonts import Link
from ercheng_station.documents.style import CLOSING, LATIN, Part, Style, loose_marks, tight

Align = Literal["justify", "left", "center", "right"]
_PART = re.compile(rf"([{LATIN}]+)|( +)|[^ {LATIN}]+")
_WORD = 1
_ROUNDING = 0.01


_Part = tuple[str, int, float, float]
"""Text of a stretch of full characters (0), a word (1) or spaces (2); the white lost before and behind it."""


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
    _known: list[Piece] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    def pieces(self, align: Align) -> list[Piece]:
        """A line stands in paragraphs of one alignment; what is said on every paper of a file is set once."""
        if not self._known:
            self._known.extend(self._set(align))
        return self._known

    def _set(self, align: Align) -> list[Piece]:
        spare = self.room - self.natural
        losses = self._losses(-spare)
        starts = accumulate((len(part.text) for part in self.parts), initial=0)
        runs = [
            (run, style, _divided(text, start, losses))
            for start, (run, style, text) in zip(starts, self.parts, strict=False)
        ]
        between = inside = 0.0
        if align == "justify" and not self.last and spare > 0:
            between, inside = _spread(runs, spare)
        x = self.left + {"center": spare / 2, "right": spare}.get(align, 0.0)
        pieces: list[Piece] = []
        for run, style, parts in runs:
            size, spacings = style.size, (style.pitch + between, inside, between)
            for part, kind, lost_before, lost_behind in parts:
                x -= lost_before
                spacing = spacings[kind]
                for link, piece, width in style.stretches(part):
                    end = x + width + (len(piece) or 1) * spacing
                    pieces.append(Piece(x, end - spacing, link, size, piece, spacing, run))
                    x = end
                if kind == _WORD:
                    x += between
                elif lost_behind:
                    x -= lost_behind
                    pieces[-1] = pieces[-1]._replace(right=pieces[-1].right - lost_behind)
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


def _spread(runs: Iterable[tuple[int, Style, Sequence[_Part]]], spare: float) -> tuple[float, float]:
    """The space behind each unit of a line, and, where it is one long word, behind each of its letters."""
    parts = [part for _, _, parts in runs for part in parts]
    units = sum(1 if part[1] == _WORD else len(part[0]) for part in parts)
    return (spare / (units - 1), 0.0) if units > 1 else (0.0, spare / max(1, len(parts[0][0]) - 1))


def _divided(text: str, start: int, losses: Mapping[int, float]) -> list[_Part]:
    """The parts of a text that begins at `start` of its line, cut where a mark loses white."""
    if not losses:
        return [(found.group(), found.lastindex or 0, 0.0, 0.0) for found in _PART.finditer(text)]
    places = sorted(at - start for at in losses if start <= at < start + len(text))
    behind = {place + 1: losses[place + start] for place in places if text[place] in CLOSING}
    before = {place: losses[place + start] for place in places if text[place] not in CLOSING}
    parts: list[_Part] = []
    for found in _PART.finditer(text):
        first, end = found.span()
        cuts = [first, *sorted(cut for cut in behind.keys() | before.keys() if first < cut < end), end]
        parts += [
            (text[one:two], found.lastindex or 0, before.get(one, 0.0), behind.get(two, 0.0))
            for one, two in pairwise(cuts)
        ]
    return parts
