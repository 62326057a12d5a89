"""Tables in a terminal, where a hanzi takes two places."""

import sys
import unicodedata
from collections.abc import Collection, Iterator, Sequence

WIDEST = 36


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], whole: Collection[str] = ()) -> Iterator[str]:
    """Lines of equal columns; line ends become blanks and what is too wide ends in …, but in `whole` columns."""
    most = [sys.maxsize if head in whole else WIDEST for head in heads]
    lines = [list(map(fitted, row, most)) for row in [heads, *rows]]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (padded(cell, size) for cell, size in zip(line, widths, strict=True))
        yield "  ".join(cells).rstrip()


def width(text: str) -> int:
    """Places in a terminal; combining marks and joiners take none."""
    return sum(
        0
        if unicodedata.category(char) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def padded(text: str, size: int) -> str:
    return text + " " * (size - width(text))


def fitted(text: str, most: int = WIDEST) -> str:
    shown = "".join(char if char.isprintable() else " " for char in text[: most + 1])
    if len(text) <= most and width(shown) <= most:
        return shown
    while width(shown) > most - 1:
        shown = shown[:-1]
    return f"{shown}…"
