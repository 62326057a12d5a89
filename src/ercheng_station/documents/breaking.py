"""Where a line of Chinese text may end (避头尾), and how text fills its lines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from ercheng_station.documents.style import CLOSING, LATIN, UNIT, Part, Style, loose_marks, tight

NO_START = frozenset(
    "!),.:;?]}%/¢°·ˇˉ―‖’”…‰′″›℃℉∶、。〃々〉》」』】〕〗〞︶︺︾﹀﹄﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞！＂％＇），．／：；？］｀｜｝～￠—–・ー"
)
NO_END = frozenset("([{$£¥‘“‹〈《「『【〔〖〝﹙﹛﹝＄（［｛￡￥＃＠§№")

_BEFORE = "".join(map(re.escape, sorted(NO_END)))
_BEHIND = "".join(map(re.escape, sorted(NO_START)))
_WORD = rf"(?:[{LATIN}]*(?![{_BEFORE}])[{LATIN}])(?:’[{LATIN}]*(?![{_BEFORE}])[{LATIN}])*"
_TOKEN = re.compile(rf"(?:[{_BEFORE}][ 　]*)*(?:{_WORD}|[^ 　])(?:[ 　]*[{_BEHIND}])*|[ 　]+")
_LONG_WORD = 24
_NO_WORD = 100
_URL_PART = re.compile(r"[^/?&=._@-]*[/?&=._@-]+(?!\d)|.+")
_JOINT = re.compile(r"(?<=[\w.])[-/@&=?_]+(?=\w)")
_ROUNDING = 0.01
_MOST_SHARE = 0.5
_TIGHT_ENOUGH = 0.1
_VERY_LOOSE = 0.25


def tokens(text: str) -> list[str]:
    """The pieces between which a line may end; a run of spaces is one of its own."""
    found = _TOKEN.findall(text)
    if len(max(found, key=len, default="")) > _LONG_WORD:
        return [part for token in found for part in _shortened(token)]
    return found


def _shortened(token: str) -> list[str]:
    """An address may end a line after a sign; a sign that may not begin one stays behind what it follows."""
    if len(token) <= _LONG_WORD or token.isspace():
        return [token]
    if not token.isascii():
        return (
            [token]
            if len(token) < _NO_WORD
            else [token[at : at + _LONG_WORD] for at in range(0, len(token), _LONG_WORD)]
        )
    parts: list[str] = []
    for part in _URL_PART.findall(token):
        if parts and (part[0] in NO_START or parts[-1][-1] in NO_END):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


class Strip:
    """Text without line ends, cut into tokens and measured, in points.

    `_glued` holds the tokens before which no line may end: one piece in two typefaces. `_tucked` tells how much
    white a token lacks because a mark stands before it; at the start of a line that comes back.
    """

    def __init__(self, runs: Sequence[Part]) -> None:
        self._glued: set[int] = set()
        self._firsts = [0]
        self._runs = runs
        self.tokens = tokens("".join(run.text for run in runs))
        if len(runs) > 1:
            self.tokens = list(self._by_run(list(accumulate(len(run.text) for run in runs))))
        self._measure()

    def _by_run(self, ends: list[int]) -> Iterator[str]:
        run = place = count = 0
        for token in self.tokens:
            rest = token
            while place + len(rest) > ends[run]:
                inside = ends[run] - place
                if inside:
                    yield rest[:inside]
                    count += 1
                    self._glued.add(count)
                place, rest, run = ends[run], rest[inside:], run + 1
                self._firsts.append(count)
            yield rest
            place, count = place + len(rest), count + 1
            if place == ends[run] and run + 1 < len(ends):
                run += 1
                self._firsts.append(count)

    def _measure(self) -> None:
        widths: list[float] = []
        for run, (first, end) in zip(self._runs, pairwise([*self._firsts, len(self.tokens)]), strict=True):
            widths += map(run.style.__getitem__, self.tokens[first:end])
        self._tucked = dict(self._meeting_whites())
        for place, white in self._tucked.items():
            widths[place] -= white
        self._edges = list(accumulate(widths, initial=0.0))

    def _meeting_whites(self) -> Iterator[tuple[int, float]]:
        """Between tokens: a closing mark and the opening mark after it, and marks that a run's end parts."""
        text = "".join(self.tokens)
        places = tight(text)
        edges = list(accumulate(map(len, self.tokens))) if places else []
        for place in places:
            edge = place + (text[place] in CLOSING)
            token = bisect_left(edges, edge)
            if edges[token] == edge and token + 1 < len(edges):
                yield token + 1, self.style(token + (edge == place)).white(text[place])

    def style(self, place: int) -> Style:
        return self._run(place).style

    def _run(self, place: int) -> Part:
        return self._runs[bisect_right(self._firsts, place) - 1] if len(self._runs) > 1 else self._runs[0]

    def width(self, first: int, end: int) -> float:
        """Of the tokens from `first` to before `end` as a line of their own."""
        if first == end:
            return 0.0
        last, style = self.tokens[end - 1][-1], self.style(end - 1)
        return self._edges[end] - self._edges[first] + self._tucked.get(first, 0.0) - style.space_behind(last)

    def parts(self, first: int, end: int) -> list[Part]:
        """The text of these tokens by run."""
        if len(self._runs) == 1:
            run = self._runs[0]
            return [Part(run.run, run.style, "".join(self.tokens[first:end]))]
        cuts = sorted({first, end, *(place for place in self._firsts if first < place < end)})
        return [
            self._run(start)._replace(text="".join(self.tokens[start:stop])) for start, stop in pairwise(cuts)
        ]

    def lines(self, first_room: float, room: float) -> Iterator[tuple[int, int]]:
        """(first token, token after the last) of each line, without the spaces at its end."""
        start, width = 0, first_room
        while start < len(self.tokens):
            end = self._end(start, width)
            shown = end
            while shown > start + 1 and self._is_space(shown - 1):
                shown -= 1
            yield start, shown
            start, width = end, room
            while start < len(self.tokens) and self._is_space(start):
                start += 1

    def _end(self, start: int, room: float) -> int:
        reach = room + _ROUNDING + self._edges[start] - self._tucked.get(start, 0.0)
        reach += min(self._runs[0].style.pitch, 0.0)
        fits = bisect_right(self._edges, reach, lo=start) - 1
        if fits >= len(self.tokens) or (fits > start and self._is_space(fits)):
            return fits
        end = fits
        group = fits + 1
        while group in self._glued:
            group += 1
        if self._can_push_in(start, fits, group, room):
            end = group
        while end in self._glued and end > start:
            end -= 1
        end = max(end, fits) if end == start else end
        if end == start:
            self._cut(start, self._torn(start, room))
            return start + 1
        return end + self._ends_in_word(start, end, room)

    def _is_space(self, place: int) -> bool:
        return not self.tokens[place].strip(" 　")

    def _looseness(self, start: int, end: int, room: float) -> float:
        """The space that justification would put behind each unit of the line, in type sizes."""
        units = max(1, len(UNIT.findall("".join(self.tokens[start:end]))))
        return (room - self.width(start, end)) / units / self.style(start).size

    def _can_push_in(self, start: int, place: int, end: int, room: float) -> bool:
        """Whether the tokens up to `end`, the last with a mark, go on the line because marks give white up.

        The mark at the line's end gives freely; the others only half of theirs, rather than a loose line.
        """
        mark = self.tokens[end - 1][-1]
        if mark not in CLOSING:
            return False
        over = self.width(start, end) - room - self.style(end - 1).white(mark)
        if over <= 0:
            return True
        whites = [style.white(mark) for _, mark, style in loose_marks(self.parts(start, end))]
        return over <= sum(whites[:-1]) * _MOST_SHARE and self._looseness(start, place, room) > _TIGHT_ENOUGH

    def _ends_in_word(self, start: int, end: int, room: float) -> bool:
        """Where a long number or address would leave the line very loose, part of it stays, up to a hyphen or slash."""
        token, spare = "".join(self.tokens[end : end + 1]), room - self.width(start, end)
        if not _JOINT.search(token) or self._looseness(start, end, room) < _VERY_LOOSE:
            return False
        style = self.style(end)
        for joint in reversed(list(_JOINT.finditer(token))):
            if style[token[: joint.end()]] + _ROUNDING <= spare:
                self._cut(end, joint.end())
                return True
        return False

    def _torn(self, place: int, room: float) -> int:
        """How many characters of a token that is wider than a line stay on it."""
        token, style = self.tokens[place], self.style(place)
        size = most = max(1, sum(1 for edge in accumulate(style[char] for char in token) if edge <= room))
        while size > 1 and (token[size : size + 1] in NO_START or token[size - 1] in NO_END):
            size -= 1
        return most if size == 1 else size

    def _cut(self, place: int, size: int) -> None:
        """Make two tokens of one, the first of `size` characters."""
        token = self.tokens[place]
        if size < len(token):
            self.tokens[place : place + 1] = token[:size], token[size:]
            self._glued = {other + (other > place) for other in self._glued}
            self._firsts = [other + (other > place) for other in self._firsts]
            self._measure()
