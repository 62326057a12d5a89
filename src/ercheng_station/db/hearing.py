"""Whether a name can be read, or abbreviated, as a typed word: every way of reading it at once, in one pass.

Hundreds of names are tried at a key press. A set of places in the word is an integer, bit n being place n, so that a
character of the name moves the whole set on.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ercheng_station.db.grams import fold, half_width
from ercheng_station.db.pinyin import readings

DIGRAPHS = ("zh", "ch", "sh")

_MARKS = re.compile(r"[\W_]+")

Heard = tuple[str, str, tuple[str, ...]]
"""A character, the first letters of its readings, the readings."""


class Step(NamedTuple):
    """What a character of a name may do: end the word from the places `ends`, or go on by some letters from others."""

    ends: int
    moves: tuple[tuple[int, int], ...]
    """Letters, places."""


_NOWHERE = Step(0, ())


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Half width, lower case, without marks."""
    return _MARKS.sub("", fold(half_width(text)))


@cache
def hear(char: str) -> Heard:
    """Of a plain character."""
    said = (char,) if char.isascii() else readings(char)
    return char, "".join(dict.fromkeys(sound[0] for sound in said)), said


def is_heard(word: str, name: str) -> bool:
    """Whether some stretch of the name reads like the word, which is plain and not empty. Marks do not count."""
    steps, reached = _steps(word), 0
    for char in name:
        step = steps[char]
        if step is None:
            continue
        ends, moves = step
        reached |= 1
        if reached & ends:
            return True
        after = 0
        for letters, places in moves:
            after |= (reached & places) << letters
        reached = after
    return False


class _Steps(dict[str, Step | None]):
    """Character of a name → its step, made when the character is first met; None for a mark."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word, self._letters = word, frozenset(word)

    def __missing__(self, char: str) -> Step | None:
        heard = _hear_typed(char)
        step = self[char] = None if heard is None else self._step(*heard)
        return step

    def _step(self, char: str, firsts: str, sounds: tuple[str, ...]) -> Step:
        if char not in self._letters and self._letters.isdisjoint(firsts):
            return _NOWHERE
        ends, moves = 0, dict[int, int]()
        for at, letter in enumerate(self._word):
            if letter == char or letter in firsts:
                for letters in self._ways(at, sounds):
                    if at + letters == len(self._word):
                        ends |= 1 << at
                    else:
                        moves[letters] = moves.get(letters, 0) | 1 << at
        return Step(ends, tuple(moves.items()))

    def _ways(self, at: int, sounds: tuple[str, ...]) -> Iterator[int]:
        """How many letters from here on the character may stand for."""
        yield 1
        for sound in sounds:
            if self._word.startswith(sound, at):
                yield len(sound)
            elif sound.startswith(self._word[at:]):
                yield len(self._word) - at
            if sound[:2] in DIGRAPHS and self._word.startswith(sound[:2], at):
                yield 2


@cache
def _hear_typed(char: str) -> Heard | None:
    return hear(heard) if (heard := plain(char)) else None


@lru_cache(maxsize=32)
def _steps(word: str) -> _Steps:
    return _Steps(word)
