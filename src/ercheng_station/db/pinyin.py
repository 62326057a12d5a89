"""Readings of Chinese characters: all of them for searching, the usual one for sorting.

A toned reading is `lv4`, neutral tone 5; a plain one `lv`. The table is read at first use (resources/pinyin).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, islice, product
from unicodedata import combining, normalize

from ercheng_station.paths import resources

LONGEST_KEY = 64
COMBINATIONS = 64

_HANZI_FROM = "\u2e80"
_LAST_OF_BASE = "\uffff"
_AFTER_LATIN = "{"

Said = Mapping[str, tuple[str, ...]]


class Column:
    """Characters under the toned syllables they are read by, found by position: no dictionary of 42,000 to build."""

    def __init__(self, lines: Sequence[tuple[str, str]]) -> None:
        self._toned = [toned for toned, _ in lines]
        self._chars = "".join(chars for _, chars in lines)
        self._ends = list(accumulate(len(chars) for _, chars in lines))

    @property
    def toned(self) -> frozenset[str]:
        return frozenset(self._toned)

    def readings(self, char: str) -> Iterator[str]:
        at = self._chars.find(char)
        while at >= 0:
            yield self._toned[bisect_right(self._ends, at)]
            at = self._chars.find(char, at + 1)


@cache
def toned_readings(char: str) -> tuple[str, ...]:
    """Every toned reading of one character, the usual one first."""
    return tuple(reading for column in _columns(char > _LAST_OF_BASE) for reading in column.readings(char))


@cache
def readings(char: str) -> tuple[str, ...]:
    """Every plain reading of one character, the usual one first; empty where none is known. 女 is nv and nu."""
    return tuple(plain for toned in toned_readings(char) for plain in _spelt(toned[:-1]))


@cache
def known_syllables() -> frozenset[str]:
    """Every plain reading that some character has."""
    return frozenset(
        plain for column in _columns(False) for toned in column.toned for plain in _spelt(toned[:-1])
    )


def syllables(name: str, *, person: bool = False, limit: int = COMBINATIONS) -> list[tuple[str, ...]]:
    """The ways to read a name, likeliest first, at most `limit`; what is no hanzi stands as it is, lower case.

    A person's surname is first read as surnames are: 仇 qiu, 单 shan.
    """
    every = [list(readings(char) or (char.lower(),)) for char in name]
    if person:
        for options, toned in zip(every, _surname(name), strict=False):
            options.sort(key=lambda plain, own=toned[:-1]: plain != own)  # type: ignore[misc]
    return list(islice(product(*every), limit))


def initials(name: str, *, person: bool = False, limit: int = COMBINATIONS) -> list[str]:
    """First letters of the ways to read a name, likeliest first, each once."""
    said = syllables(name, person=person, limit=limit)
    return list(dict.fromkeys("".join(syllable[:1] for syllable in way) for way in said))


@lru_cache(maxsize=4_096)
def sort_key(text: str, *, person: bool = False) -> str:
    """A text whose code-point order is the order people expect: digits, Latin, then hanzi by sound, tone, character.

    Case, accents, width and punctuation do not count; hanzi of unknown sound come last. Only the beginning of a
    long text is kept. `person` reads the surname as surnames are read.
    """
    folded = normalize("NFKC", text)[:LONGEST_KEY]
    parts, done = [], 0
    for at, toned in _listed(folded, person):
        parts += [folded[done:at].translate(_RANKS), *map(_rank, folded[at:], toned)]
        done = at + len(toned)
    return "".join((*parts, folded[done:].translate(_RANKS)))


@lru_cache(maxsize=16_384)
def _rank(char: str, toned: str) -> str:
    if toned:
        return f"{_AFTER_LATIN}{toned}{char}"
    if not char.isalnum():
        return ""
    if char >= _HANZI_FROM:
        return f"{_AFTER_LATIN}{_AFTER_LATIN}{char}"
    return "".join(part for part in normalize("NFD", char.lower()) if not combining(part))


class _Ranks(dict[int, str]):
    """Of characters, by their code, that are read as usual."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = _rank(char, next(iter(toned_readings(char)), ""))
        return self[code]


_RANKS = _Ranks()


def _listed(text: str, person: bool) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where the words stand that a list says how to read, with their toned readings; the first of two that overlap."""
    taken = 0
    surname = _surname(text) if person else ()
    if surname:
        yield 0, surname
        taken = len(surname)
    words = _words("phrases.txt")
    for found in _beginnings().finditer(text):
        at = found.start()
        toned = words.get(text[at : at + 3]) or words.get(text[at : at + 2])
        if toned and at >= taken:
            yield at, toned
            taken = at + len(toned)


@cache
def _beginnings() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join({word[0] for word in _words('phrases.txt')}))}]")


def _surname(name: str) -> tuple[str, ...]:
    words = _words("surnames.txt")
    return words.get(name[:2]) or words.get(name[:1], ())


def _spelt(plain: str) -> tuple[str, ...]:
    """lü is typed `lv` or `lu`."""
    return (plain, plain.replace("v", "u")) if "v" in plain else (plain,)


@cache
def _columns(rare: bool) -> tuple[Column, Column]:
    """Usual and further readings of the characters within or beyond the basic plane: apart, the former are compact."""

    def kept(chars: str) -> str:
        return "".join(char for char in chars if (char > _LAST_OF_BASE) == rare)

    split = [(*line.split(" "), "")[:3] for line in _lines("readings.txt")]
    usual = [(toned, kept(chars)) for toned, chars, _ in split]
    return Column(usual), Column([(toned, kept(chars)) for toned, _, chars in split])


@cache
def _words(name: str) -> Said:
    found = [line.split() for line in _lines(name)]
    return {word: tuple(toned) for word, *toned in found}


def _lines(name: str) -> Iterator[str]:
    content = (resources() / "pinyin" / name).read_text(encoding="utf-8")
    return (line for line in content.splitlines() if line and line[0] != "#")
