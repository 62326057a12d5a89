"""Cuts text into grams, so that any substring of it is found through an index of whole tokens.

Indexed are single characters, pairs, and triples whose two pairs are both common. Only white space, control
characters and lone surrogates separate; case of ASCII letters does not count, as with LIKE. Anything else can stand
in a gram, so the FTS5 table must take grams unchanged: see `TOKENIZER`.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise, product
from operator import add
from string import ascii_letters, ascii_lowercase, ascii_uppercase, digits, punctuation

from ercheng_station.paths import resources

TOKENIZER = "ascii tokenchars '{}'".format(punctuation.replace("'", "''"))
"""Everything beyond ASCII is a token character as it stands, upper case ASCII is folded: nothing is lost."""

MOST_GRAMS = 8
"""So many grams of one word are asked for; a long word is told apart by less, and the text itself is checked."""

_WORD = 24
RUN = re.compile(r"[^\s\x00-\x1f\x7f\ud800-\udfff]+")

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_ASCII = [chr(code) for code in range(0x21, 0x7F)]
_TO_HALF = {ord(char) + 0xFEE0: char for char in _ASCII}
_TO_FULL = {ord(char): chr(ord(char) + 0xFEE0) for char in _ASCII}
_TO_PRINT = {ord(char): _TO_FULL[ord(char)] for char in punctuation}


@cache
def common_pairs() -> frozenset[str]:
    """The pairs of which triples are made: those of office prose, and any two Latin letters or digits."""
    listed = (resources() / "search" / "common_pairs.txt").read_text(encoding="utf-8").split()
    latin = ascii_letters + digits
    return frozenset(listed).union(
        *(map("".join, product(alike, alike)) for alike in (latin, latin.translate(_TO_FULL)))
    )


def fold(text: str) -> str:
    """Lower case as SQLite's `lower` understands it: ASCII only, so that lengths stay."""
    return text.translate(_LOWER)


def half_width(text: str) -> str:
    return text.translate(_TO_HALF)


def widths(word: str) -> list[str]:
    """The word as typed, in half width, in full width, and as printed Chinese has it: marks wide, the rest narrow."""
    half = half_width(word)
    return list(dict.fromkeys((word, half, half.translate(_TO_FULL), half.translate(_TO_PRINT))))


def index_grams(texts: Iterable[str]) -> dict[str, None]:
    """The grams to index, each once (a dictionary, because that keeps their order)."""
    found: dict[str, None] = {}
    for run in (run for text in texts for run in RUN.findall(text)):
        found.update(_often(run) if len(run) <= _WORD else _once(run))
    return found


def _once(run: str) -> dict[str, None]:
    common = common_pairs()
    pairs = list(map(add, run, run[1:]))
    often = [pair in common for pair in pairs]
    triples = [run[at : at + 3] for at, (one, two) in enumerate(pairwise(often)) if one and two]
    return dict.fromkeys((*run, *pairs, *triples))


@lru_cache(maxsize=8_192)
def _often(word: str) -> dict[str, None]:
    """Names and words of lists, which a station writes again and again."""
    return _once(word)


def word_grams(word: str) -> list[str]:
    """Grams that every text with this word has, covering it; the word holds no white space."""
    if len(word) < 3:
        return [word]
    common = [pair in common_pairs() for pair in map(add, word, word[1:])]
    is_triple = [one and two for one, two in pairwise(common)]
    found: dict[str, None] = {}
    at = 0
    while at < len(common):
        if at < len(is_triple) and is_triple[at]:
            found[word[at : at + 3]] = None
            at += 2
        else:
            found[word[at - 1 : at + 2] if at and is_triple[at - 1] else word[at : at + 2]] = None
            at += 1
    once = list(found)
    return once[:: -(-len(once) // MOST_GRAMS)]


def is_exact(word: str) -> bool:
    """Whether a text with the `word_grams` is sure to have the word itself."""
    return len(word) < 3 or (len(word) == 3 and word_grams(word) == [word])


def quoted(gram: str) -> str:
    """As FTS5's query language writes a string."""
    return '"' + gram.replace('"', '""') + '"'
