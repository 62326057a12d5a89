"""How wide text is in one cut and size, and what its marks may lose."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from ercheng_station.documents.fonts import Cut, Link

CLOSING = "、。，．：；！？）］｝〉》」』】〗〕”’"
"""Full-width marks with white to their right."""
OPENING = "（［｛〈《「『【〖〔“‘"
"""Full-width marks with white to their left."""
LATIN = "!-~\u00a0-\u024f\u0370-\u04ff\u1e00-\u1eff\u2010\u2011\u2070-\u209f"
"""For a regular expression's class: what stands in words, narrow and never torn apart."""
UNIT = re.compile(rf"[{LATIN}]+|[^{LATIN}]")
"""What justification never tears apart: a word, else one character."""
_CLOSING, _OPENING = re.escape(CLOSING), re.escape(OPENING)
_MEETING = re.compile(rf"[{_CLOSING}{_OPENING}](?=[{_CLOSING}{_OPENING}])")
_MARK = re.compile(rf"[{_CLOSING}{_OPENING}]")
_NARROW = re.compile(rf"[ {LATIN}]")
_FIRST_HAN = "\u2e80"
_MOST_WHITE = 0.5
_KEPT_WHITE = 0.04
_MOST_KEPT = 20_000
_WORD = 12
"""Up to this length a piece of text is likely to come again."""


def tight(text: str) -> list[int]:
    """Where marks stand that lose white to a neighbour: a closing one to any mark, an opening one to an opening one."""
    if not _MEETING.search(text):
        return []
    places = []
    for found in _MEETING.finditer(text):
        place = found.start()
        if text[place] in CLOSING:
            places.append(place)
        elif text[place + 1] in OPENING:
            places.append(place + 1)
    return places


Stretch = tuple[Link, str, float]


class Style(dict[str, float]):
    """Token → width in points, in one cut and size. `pitch` is added behind every full character."""

    def __init__(self, cut: Cut, size: float, pitch: float) -> None:
        super().__init__()
        self.cut = cut
        self.size = size
        self.pitch = pitch
        self._whites: dict[str, float] = {}
        self._words: dict[str, Sequence[Stretch]] = {}

    def __missing__(self, token: str) -> float:
        width = self.bare(token)
        width += (len(token) - len(_NARROW.findall(token))) * self.pitch
        if len(token) > 1:
            width -= sum(self.white(mark) for mark in map(token.__getitem__, tight(token)))
        if len(self) > _MOST_KEPT:
            self.clear()
            self._words.clear()
        self[token] = width
        return width

    def bare(self, text: str) -> float:
        """The advances alone."""
        return sum(map(self.cut.ems.__getitem__, text)) * self.size

    def stretches(self, text: str) -> Sequence[Stretch]:
        """The text in pieces of one font, each with its bare width."""
        known = self._words.get(text)
        if known is not None:
            return known
        if self.cut.plain.issuperset(text):
            return ((self.cut.main, text, len(text) * self.size),)
        found = [(link, piece, self.bare(piece)) for link, piece in self.cut.stretches(text)]
        if len(text) <= _WORD:
            self._words[text] = found
        return found

    def white(self, mark: str) -> float:
        """What a full-width mark can lose, in points: half a character unless its ink is in the way."""
        try:
            return self._whites[mark]
        except KeyError:
            left, right = self.cut[mark].source.font.blank(mark)
            spare = (right if mark in CLOSING else left) - _KEPT_WHITE
            self._whites[mark] = found = max(0.0, min(_MOST_WHITE, spare)) * self.size
            return found

    def space_behind(self, char: str) -> float:
        """The pitch that the width of a token counts behind its last character."""
        return self.pitch if char >= _FIRST_HAN or not _NARROW.match(char) else 0.0


class BlankStyle(Style):
    """Of a run that shows nothing: always `width` points."""

    def __init__(self, cut: Cut, size: float, width: float) -> None:
        super().__init__(cut, size, 0.0)
        self._width = width

    def __missing__(self, token: str) -> float:
        return self._width

    def stretches(self, text: str) -> Sequence[Stretch]:  # noqa: ARG002
        return ((self.cut.main, "", self._width),)


class Part(NamedTuple):
    """Text of one run in a line; `run` is its number."""

    run: int
    style: Style
    text: str


def styled(cut: Cut, size: float, pitch: float = 0.0) -> Style:
    """The one style of these, with all it has measured before."""
    try:
        return cast(Style, cut.styles[size, pitch])
    except KeyError:
        made = cut.styles[size, pitch] = Style(cut, size, pitch)
        return made


def loose_marks(parts: Sequence[Part]) -> Iterator[tuple[int, str, Style]]:
    """The marks of a line that may still lose white: place in its text, mark, style."""
    lost = set(tight("".join(part.text for part in parts)))
    place = 0
    for _, style, text in parts:
        for found in _MARK.finditer(text):
            if place + found.start() not in lost:
                yield place + found.start(), found.group(), style
        place += len(text)
