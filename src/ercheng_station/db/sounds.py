"""Finds names by how they sound: initials, full pinyin, or these mixed with the characters themselves.

A typed word is cut into pieces, each standing for one character of the name: the character itself, its first
letter (also zh, ch, sh), a whole syllable, or, at the end, the beginning of one. Marks in names do not count,
except between two characters that are typed as such.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from heapq import nsmallest
from itertools import pairwise, product

from ercheng_station.db.grams import quoted, word_grams
from ercheng_station.db.hearing import DIGRAPHS, Heard, hear, is_heard, plain
from ercheng_station.db.pinyin import known_syllables

INITIALS, SYLLABLE = "\ufdd0", "\ufdd1"
"""Begin the tokens of sounds. Noncharacters are refused on entry, so no text has such grams."""

WINDOW = 4
LONGEST = 48
"""A longer word is not taken for pinyin."""

_HANZI = re.compile(r"[^\x00-\x7f]+")
_LONGEST_SYLLABLE = 6
_CUTS = 8
_SHORTER = 2
"""A cut with so many more bare initials than the likeliest one is not meant."""

_OPTIONS = 24


def index_sounds(names: Iterable[str]) -> dict[str, None]:
    """Tokens of one to four initials in a row, of each syllable and each two, with every reading."""
    found: dict[str, None] = {}
    for name in names:
        found.update(_tokens(name))
    return found


@lru_cache(maxsize=4096)
def _tokens(name: str) -> dict[str, None]:
    """Kept, because a station writes of the same firms day by day."""
    found: dict[str, None] = {}
    heard = spoken(name)
    firsts = [letters for _, letters, _ in heard]
    for width in range(1, WINDOW + 1):
        for at in range(len(firsts) - width + 1):
            found.update(dict.fromkeys(map("".join, product((INITIALS,), *firsts[at : at + width]))))
    sounds = [[sound for sound in said if len(sound) > 1] for _, _, said in heard]
    found.update((SYLLABLE + sound, None) for said in sounds for sound in said)
    found.update((_pair(*two), None) for both in pairwise(sounds) for two in product(*both))
    return found


def is_spelt(word: str) -> bool:
    """Whether a typed word may be meant as pinyin: it has a Latin letter and no marks."""
    typed = plain(word)
    return len(word) == len(typed) <= LONGEST and any(map(_is_letter, typed))


@lru_cache(maxsize=256)
def needed(word: str) -> str:
    """What the tokens of a name that sounds like the word must fulfil, in FTS5's query language."""
    return " OR ".join(f"({wanted})" for cut in cuts(plain(word)) if (wanted := _needed(cut)))


def is_told_by_initials(word: str) -> bool:
    """Whether the tokens alone decide: no longer than one of them, and to be cut in one way only."""
    typed = plain(word)
    return len(typed) <= WINDOW and len(cuts(typed)) == 1 and typed.isalpha() and typed.isascii()


def sounds_like(word: str, *names: str | None) -> bool:
    """Whether some stretch of one of the names can be read, or abbreviated, as the word."""
    typed = plain(word)
    return bool(typed) and any(is_heard(typed, name) for name in names if name)


def begins_like(word: str, name: str) -> bool:
    """Whether the name's beginning can be read, or abbreviated, as the word."""
    if not sounds_like(word, name):
        return False
    return sounds_like(word, name[: len(word)]) or not sounds_like(word, name[1:])


@lru_cache(maxsize=4096)
def spoken(name: str) -> tuple[Heard, ...]:
    return tuple(map(hear, plain(name)))


@lru_cache(maxsize=256)
def cuts(typed: str) -> list[tuple[str, ...]]:
    """The likeliest ways to cut a plain word into pieces; one initial a character is always among them."""
    best: list[list[tuple[int, int, tuple[str, ...]]]] = [[] for _ in typed] + [[(0, 0, ())]]
    for at in range(len(typed) - 1, -1, -1):
        longer = [
            (short + _is_short(piece), count + 1, (piece, *rest))
            for piece in _pieces(typed, at)
            for short, count, rest in best[at + len(piece)]
        ]
        best[at] = nsmallest(_CUTS, longer)
    least = best[0][0][0]
    likely = [cut for short, _, cut in best[0] if short <= least + _SHORTER]
    return list(dict.fromkeys([*likely, tuple(typed)]))


def _pieces(typed: str, at: int) -> list[str]:
    """What may stand for one character from here on."""
    rest = typed[at : at + _LONGEST_SYLLABLE]
    if not _is_letter(rest[0]):
        return [rest[0]]
    found = [rest[:length] for length in range(2, len(rest) + 1) if rest[:length] in _syllables()]
    if at + len(rest) == len(typed) and len(rest) > 1 and rest in _beginnings() and rest not in found:
        found.append(rest)
    if rest[:2] in DIGRAPHS and rest[:2] not in found:
        found.append(rest[:2])
    return [rest[0], *found]


def _is_short(piece: str) -> bool:
    return piece in DIGRAPHS or (len(piece) == 1 and _is_letter(piece))


def _is_letter(char: str) -> bool:
    return "a" <= char <= "z"


def _needed(cut: Sequence[str]) -> str:
    """The fewest tokens that tell each piece and that it stands beside the next."""
    sounds = [_sounds(piece, at == len(cut) - 1) for at, piece in enumerate(cut)]
    pairs = [_any(_pair(*two) for two in product(*both)) for both in pairwise(sounds)]
    alone = [
        _any(SYLLABLE + sound for sound in options)
        for options, left, right in zip(sounds, ["", *pairs], [*pairs, ""], strict=True)
        if not (left or right)
    ]
    literal = [quoted(gram) for run in _HANZI.findall("".join(cut)) for gram in word_grams(run)]
    return " AND ".join(dict.fromkeys(filter(None, [*literal, *pairs, *alone, *_windows(cut, pairs)])))


def _windows(cut: Sequence[str], pairs: Sequence[str]) -> Iterator[str]:
    """Initials of some pieces in a row: where no pair of syllables tells more; bare initials are told twice."""
    firsts = [_firsts(piece) for piece in cut]
    width = min(len(cut), WINDOW)
    last = len(cut) - width
    step = max(1, width - 1 if any(pairs) else width // 2)
    for at in dict.fromkeys(min(at, last) for at in range(0, len(cut), step)):
        if not all(pairs[at : at + width - 1]) or width == 1:
            yield _any(INITIALS + "".join(letters) for letters in product(*firsts[at : at + width]))


def _sounds(piece: str, last: bool) -> Sequence[str]:
    """The syllables that a piece of more than one letter may stand for; none where the initial tells enough."""
    if len(piece) == 1 or piece in DIGRAPHS:
        return ()
    return _beginnings().get(piece, ()) if last else (piece,)


def _pair(first: str, second: str) -> str:
    return f"{SYLLABLE}{first}.{second}"


def _firsts(piece: str) -> str:
    return piece[0] if piece.isascii() else hear(piece)[1]


def _any(tokens: Iterable[str]) -> str:
    """One of the tokens; "" for none or for so many that asking costs more than it tells."""
    found = [quoted(token) for token in tokens]
    return f"({' OR '.join(found)})" if 0 < len(found) <= _OPTIONS else ""


@cache
def _syllables() -> frozenset[str]:
    return frozenset(sound for sound in known_syllables() if len(sound) > 1)


@cache
def _beginnings() -> dict[str, list[str]]:
    """Two letters or more → the syllables that begin so."""
    found: dict[str, list[str]] = {}
    for sound in sorted(_syllables()):
        for length in range(2, len(sound) + 1):
            found.setdefault(sound[:length], []).append(sound)
    return found
