"""Where the characters of a page really stand, read back from the PDF."""

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

import pypdfium2


class Glyph(NamedTuple):
    char: str
    left: float
    right: float
    base: float


def glyphs(content, page=0):
    """Every visible character of a page with the left and right edge of its advance, and the foot of its box, in points."""
    with pypdfium2.PdfDocument(content) as document:
        layer = document[page].get_textpage()
        found = []
        for index in range(layer.count_chars()):
            char = chr(pypdfium2.raw.FPDFText_GetUnicode(layer, index))
            if not char.isspace():
                left, bottom, right, _ = layer.get_charbox(index, loose=True)
                found.append(Glyph(char, left, right, bottom))
        layer.close()
    return found


def rows(found):
    """The glyphs by line, from the top, each from left to right."""
    lines = defaultdict(list)
    for glyph in found:
        lines[round(glyph.base)].append(glyph)
    merged = []
    for base in sorted(lines, reverse=True):
        if merged and merged[-1][0].base - base < 8:
            merged[-1] += lines[base]
        else:
            merged.append(lines[base])
    return [sorted(line, key=lambda glyph: glyph.left) for line in merged]


def pitches(line):
    """From each character to the next."""
    return [round(after.left - before.left, 2) for before, after in pairwise(line)]
