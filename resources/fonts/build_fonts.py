#!/usr/bin/env python3
"""Build the eight faces the program prints with from their source files (development only, minutes of work).

    build_fonts.py SOURCES OUT [FACE…]

SOURCES holds the font files named in FACES (README.md tells which package each comes from) and, from Debian's
unicode-data, Unihan_OtherMappings.txt. Each face becomes
OUT/<face>.ttf.xz: TrueType outlines, no layout tables, no hints, renamed family. manifest.json is written from all
faces that stand in OUT at the end. Needs fontTools.
"""

import hashlib
import json
import lzma
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

SERIF = "npm @expo-google-fonts/noto-serif-sc"
SANS = "npm @expo-google-fonts/noto-sans-sc"
FIRST_HAN = 0x2E80
HANGUL = range(0xAC00, 0xD7B0)
PRIVATE = chain(range(0xE000, 0xF900), range(0xF0000, 0x10FFFE))
# The 87,887 hanzi of GB 18030-2022 level 3: blocks as of Unicode 11 and the twelve unified compatibility ideographs.
LEVEL_3 = frozenset(
    chain(
        range(0x4E00, 0x9FF0), range(0x3400, 0x4DB6), range(0x20000, 0x2A6D7), range(0x2A700, 0x2B735),
        range(0x2B740, 0x2B81E), range(0x2B820, 0x2CEA2), range(0x2CEB0, 0x2EBE1),
        (0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29),
    )
)  # fmt: skip
DROPPED = [
    "GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG", "kern", "FFTM", "gasp", "fpgm", "prep", "cvt ",
    "STAT", "meta",
]  # fmt: skip
# A dictionary of 16 MB keeps unpacking small; glyph outlines are bytes without 4-byte alignment (pb=0).
PACKING = [
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 24, "pb": 0, "lc": 4}
]


@dataclass(frozen=True)
class Face:
    source: str
    package: str
    version: str
    family: str
    style: str
    licence: str
    grid: int = 2
    """Outlines stand on every so many units of the em; what is lost is less than a dot of a printer."""


FACES = {
    "Song-Regular": Face("NotoSerifSC_400Regular.ttf", SERIF, "0.4.3", "Ercheng Song", "Regular", "OFL-Noto.txt"),
    "Song-Bold": Face("NotoSerifSC_700Bold.ttf", SERIF, "0.4.3", "Ercheng Song", "Bold", "OFL-Noto.txt"),
    "Hei-Regular": Face("NotoSansSC_400Regular.ttf", SANS, "0.4.3", "Ercheng Hei", "Regular", "OFL-Noto.txt"),
    "Hei-Bold": Face("NotoSansSC_700Bold.ttf", SANS, "0.4.3", "Ercheng Hei", "Bold", "OFL-Noto.txt"),
    "Kai-Regular": Face(
        "LXGWWenKai-Regular.ttf", "Debian fonts-lxgw-wenkai", "1.250+repack-1", "Ercheng Kai", "Regular", "OFL-Kai.txt"
    ),
    "Fang-Regular": Face(
        "FandolFang-Regular.otf", "Debian texlive-lang-chinese", "2022.20230122-1", "Ercheng Fang", "Regular",
        "GPL-Fandol.txt",
    ),
    "FangMore-Regular": Face(
        "LXGWWenKai-Light.ttf", "Debian fonts-lxgw-wenkai", "1.250+repack-1", "Ercheng Fang More", "Regular",
        "OFL-Kai.txt",
    ),
    "Rare-Regular": Face(
        "HanaMinB.ttf", "Debian fonts-hanazono", "20170904-2.1", "Ercheng Rare", "Regular", "OFL-Rare.txt", 4
    ),
}  # fmt: skip


def build(name: str, sources: Path, out: Path) -> None:
    font = TTFont(sources / FACES[name].source, recalcTimestamp=False)
    keep = chosen(name, set(font.getBestCmap()), sources)
    strip(font, keep)
    if "CFF " in font:
        outline_by_quadratics(font)
    if name.startswith(("Song", "Hei")):
        draw_signs(font)
    if name.startswith("Song"):
        set_figures(font)
    rename(font, FACES[name])
    settle(font, FACES[name].grid)
    raw = BytesIO()
    font.save(raw)
    packed = lzma.compress(raw.getvalue(), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, filters=PACKING)
    (out / f"{name}.ttf.xz").write_bytes(packed)


def chosen(name: str, found: set[int], sources: Path) -> set[int]:
    """The characters of a font that its face keeps."""

    def covered(face: str) -> set[int]:
        return set(TTFont(sources / FACES[face].source, lazy=True).getBestCmap())

    if name == "Kai-Regular":
        return found - {*HANGUL, *PRIVATE} - {point for point in covered("Song-Regular") if point < FIRST_HAN}
    if name == "FangMore-Regular":
        return found & standard_hanzi(sources) - covered("Fang-Regular")
    if name == "Rare-Regular":
        return found & LEVEL_3 - covered("Song-Regular")
    return found


def standard_hanzi(sources: Path) -> set[int]:
    """The 8,105 of 通用规范汉字表 (2013)."""
    text = (sources / "Unihan_OtherMappings.txt").read_text(encoding="utf-8")
    return {int(line.split("\t")[0][2:], 16) for line in text.splitlines() if "\tkTGH\t" in line}


def strip(font: TTFont, keep: set[int]) -> None:
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=["*"], name_languages=["*"], notdef_outline=True,
        glyph_names=False, legacy_cmap=False, recalc_bounds=False, prune_unicode_ranges=False,
    )  # fmt: skip
    options.drop_tables += DROPPED
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)


def outline_by_quadratics(font: TTFont, error: float = 1.0) -> None:
    """Turn CFF outlines into glyf ones, at most `error` font units away; reportlab embeds only those."""
    order, outlines = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(outlines)
        outlines[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    del font["CFF "]
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
        "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(limits, field, 0)
    font["post"].formatType = 3.0
    font.sfntVersion = "\000\001\000\000"


def draw_signs(font: TTFont) -> None:
    """Join —— without a gap over two full characters (GB/T 15834), and add ☐ ☑ ☒ that no source has."""
    dash = font["glyf"][font.getBestCmap()[0x2014]]
    draw(font, 0x2014, [[(0, dash.yMin), (0, dash.yMax), (1000, dash.yMax), (1000, dash.yMin)]])
    box = [[(80, -40), (80, 800), (920, 800), (920, -40)], [(130, 10), (870, 10), (870, 750), (130, 750)]]
    tick = [(205, 430), (265, 485), (425, 305), (745, 680), (810, 625), (430, 180)]
    strokes = [
        [(265, 145), (215, 195), (735, 615), (785, 565)],
        [(215, 565), (265, 615), (785, 195), (735, 145)],
    ]
    for point, outline in {0x2610: box, 0x2611: [*box, tick], 0x2612: [*box, *strokes]}.items():
        draw(font, point, outline)


def set_figures(font: TTFont) -> None:
    """Give all ten the width of 0, so that amounts stand below one another; and ✔ the form of ✓."""
    names = font.getBestCmap()
    width = font["hmtx"][names[ord("0")]][0]
    for point in range(ord("0"), ord("9") + 1):
        glyph, (before, side) = font["glyf"][names[point]], font["hmtx"][names[point]]
        shift = (width - before) // 2
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][names[point]] = (width, side + shift)
    for table in font["cmap"].tables:
        table.cmap[0x2714] = names[0x2713]


def draw(font: TTFont, point: int, outline: list[list[tuple[int, int]]]) -> None:
    pen = TTGlyphPen(None)
    for first, *rest in outline:
        pen.moveTo(first)
        for corner in rest:
            pen.lineTo(corner)
        pen.closePath()
    name = f"sign{point:X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (1000, min(x for contour in outline for x, _ in contour))
    for table in font["cmap"].tables:
        table.cmap[point] = name


def settle(font: TTFont, grid: int) -> None:
    """Put every point of the outlines on the grid: a tenth less to pack for 2 units, a fifth for 4. Widths stay."""
    glyf, widths = font["glyf"], font["hmtx"]
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        if glyph.numberOfContours > 0:
            left = glyph.xMin
            points = glyph.coordinates
            for at, (x, y) in enumerate(points):
                points[at] = grid * round(x / grid), grid * round(y / grid)
            glyph.recalcBounds(glyf)
            width, side = widths[name]
            widths[name] = width, side + glyph.xMin - left


def rename(font: TTFont, face: Face) -> None:
    """Take the reserved names out; copyright, trademark and licence (0, 7, 13, 14) stay as they are."""
    names = font["name"]
    kept = (0, 5, 7, 8, 9, 11, 13, 14)
    names.names = [n for n in names.names if n.nameID in kept and (n.platformID, n.langID) == (3, 0x409)]
    full = face.family if face.style == "Regular" else f"{face.family} {face.style}"
    postscript = f"{face.family.replace(' ', '')}-{face.style}"
    unique = f"{postscript}; {face.source}"
    for number, text in {1: face.family, 2: face.style, 3: unique, 4: full, 6: postscript}.items():
        names.setName(text, number, 3, 1, 0x409)


def ranges(points: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbours as (first, last)."""
    first = last = -1
    for point in sorted(points):
        if point != last + 1 or first < 0:
            if first >= 0:
                yield first, last
            first = point
        last = point
    if first >= 0:
        yield first, last


def coverage(font: TTFont) -> str:
    """Characters with ink, and spaces, as `gap` or `gap+more` in hexadecimal: gap from the last covered one."""
    glyf, words, before = font["glyf"], [], 0
    points = {
        point for point, glyph in font.getBestCmap().items()
        if point >= 0x20 and not 0x7F <= point < 0xA0
        and (glyf[glyph].numberOfContours or chr(point).isspace())
    }  # fmt: skip
    for first, last in ranges(points):
        words.append(f"{first - before:x}" + (f"+{last - first:x}" if last > first else ""))
        before = last
    return " ".join(words)


def describe(name: str, sources: Path, out: Path) -> dict[str, Any]:
    face, packed = FACES[name], (out / f"{name}.ttf.xz").read_bytes()
    raw = lzma.decompress(packed)
    source = (sources / face.source).read_bytes()
    return {
        "file": f"{name}.ttf.xz", "family": face.family, "style": face.style, "licence": face.licence,
        "source": {
            "package": face.package, "version": face.version, "file": face.source,
            "sha256": hashlib.sha256(source).hexdigest(),
        },
        "size": len(raw), "sha256": hashlib.sha256(raw).hexdigest(),
        "packed_sha256": hashlib.sha256(packed).hexdigest(),
        "coverage": coverage(TTFont(BytesIO(raw))),
    }  # fmt: skip


def main(sources: Path, out: Path, chosen: list[str]) -> None:
    for name in chosen or FACES:
        build(name, sources, out)
        sys.stdout.write(f"{name} {(out / f'{name}.ttf.xz').stat().st_size / 1e6:.1f} MB\n")
    faces = {name: describe(name, sources, out) for name in FACES if (out / f"{name}.ttf.xz").exists()}
    manifest = json.dumps(faces, ensure_ascii=False, indent=1)
    (out / "manifest.json").write_text(manifest + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
