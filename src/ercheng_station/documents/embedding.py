"""A font as a PDF writes it: one composite font of two-byte codes, so that text keeps its characters.

reportlab's own TrueType fonts hold 256 characters each, so Chinese text changes font every few characters, and they
name characters beyond U+FFFF wrongly for whoever copies or searches the text.
"""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary
from zlib import compress

from reportlab.pdfbase import pdfdoc

from ercheng_station.documents.truetype import TrueType

_BLOCK = 100
"""Entries a bfchar block may hold (PDF 32000-1, 9.10.3)."""
_SYMBOLIC = 4
_QUICKLY = 4
"""Of zlib's levels: outlines are 2 % longer than at its usual one, in little more than half the time."""


class Codes(dict[str, str]):
    """Character → its code in one document as four hexadecimal digits, given in the order of first use."""

    def __init__(self, glyphs: dict[int, int]) -> None:
        super().__init__()
        self._glyphs = glyphs
        self.internal_name = ""

    def __missing__(self, char: str) -> str:
        if ord(char) not in self._glyphs:
            raise LookupError(f"no glyph for U+{ord(char):04X}")
        self[char] = code = f"{len(self) + 1:04X}"
        return code

    def hexadecimal(self, text: str) -> str:
        return "".join(map(self.__getitem__, text))


class EmbeddedFont:
    """What reportlab asks of a font, so that its canvas and its charts can use ours by name."""

    _multiByte = 1  # noqa: N815
    _dynamicFont = 1  # noqa: N815
    shapable = False

    def __init__(self, name: str, font: TrueType) -> None:
        self.fontName = name
        self.font = font
        self.face = SimpleNamespace(name=name, ascent=font.ascent, descent=font.descent, builtIn=False)
        self.glyphs = font.glyphs
        self._codes: WeakKeyDictionary[Any, Codes] = WeakKeyDictionary()

    def em(self, char: str) -> float:
        """How far the character advances, in type sizes."""
        return self.font.width(self.glyphs[ord(char)]) / self.font.em

    def blank(self, char: str) -> tuple[float, float]:
        """White to the left and to the right inside the advance, in type sizes."""
        glyph = self.glyphs[ord(char)]
        left, right = self.font.ink(glyph)
        return left / self.font.em, (self.font.width(glyph) - right) / self.font.em

    def codes(self, doc: Any) -> Codes:
        """The table of a document, which from then on carries this font under `internal_name`."""
        try:
            return self._codes[doc]
        except KeyError:
            codes = self._codes[doc] = Codes(self.glyphs)
            codes.internal_name = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = f"/{codes.internal_name}"
            doc.delayedFonts.append(self)
            return codes

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802, ARG002
        return sum(map(self.em, text)) * size

    def splitString(self, text: str, doc: Any) -> list[tuple[int, bytes]]:  # noqa: N802
        return [(0, bytes.fromhex(self.codes(doc).hexadecimal(text)))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802, ARG002
        return f"/{self.codes(doc).internal_name}"

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Called when the document is written: the glyphs used, their widths and what text they stand for."""
        codes = self._codes.pop(doc)
        chars = list(codes)
        glyphs = [self.glyphs[ord(char)] for char in chars]
        order = {glyph: place for place, glyph in enumerate(dict.fromkeys(glyphs), 1)}
        name = f"{_tag(codes.internal_name)}+{self.fontName}"
        pdf_name = pdfdoc.PDFName(name)
        descendant = _dictionary(
            Type="/Font", Subtype="/CIDFontType2", BaseFont=pdf_name,
            CIDSystemInfo=_dictionary(
                Registry=pdfdoc.PDFString("Adobe"), Ordering=pdfdoc.PDFString("Identity"), Supplement=0
            ),
            FontDescriptor=doc.Reference(self._descriptor(doc, name, self.font.subset(list(order)))),
            DW=1000, W=pdfdoc.PDFArray(self._widths(glyphs)),
            CIDToGIDMap=doc.Reference(_stream(_glyph_map(glyphs, order))),
        )  # fmt: skip
        composite = _dictionary(
            Type="/Font", Subtype="/Type0", BaseFont=pdf_name, Encoding="/Identity-H",
            DescendantFonts=pdfdoc.PDFArray([doc.Reference(descendant)]),
            ToUnicode=doc.Reference(_stream(to_unicode(chars).encode("ascii"))),
        )  # fmt: skip
        doc.idToObject["BasicFonts"].dict[codes.internal_name] = doc.Reference(composite)

    def _descriptor(self, doc: Any, name: str, subset: bytes) -> pdfdoc.PDFDictionary:
        return _dictionary(
            Type="/FontDescriptor", FontName=pdfdoc.PDFName(name), Flags=_SYMBOLIC,
            FontBBox=pdfdoc.PDFArray([round(edge) for edge in self.font.bounds]), ItalicAngle=0,
            Ascent=round(self.font.ascent), Descent=round(self.font.descent), CapHeight=700, StemV=80,
            FontFile2=doc.Reference(_stream(subset, Length1=len(subset))),
        )  # fmt: skip

    def _widths(self, glyphs: list[int]) -> Iterator[Any]:
        """`code [width]` for every glyph that is not a full character wide."""
        for code, glyph in enumerate(glyphs, 1):
            width = self.font.scaled(self.font.width(glyph))
            if width != 1000:
                yield code
                yield pdfdoc.PDFArray([round(width, 2)])


def _glyph_map(glyphs: list[int], order: dict[int, int]) -> bytes:
    """Two bytes a code. Two characters of one glyph have two codes, or one would be copied as the other."""
    return b"\0\0" + b"".join(order[glyph].to_bytes(2) for glyph in glyphs)


def to_unicode(chars: list[str]) -> str:
    """The map from codes 1, 2, … to characters, those beyond U+FFFF as surrogate pairs."""
    entries = [
        f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in enumerate(chars, 1)
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _tag(internal_name: str) -> str:
    """The six letters that mark a subset, different for each font of a document."""
    return "ERC" + internal_name[1:].rjust(3, "0").translate(str.maketrans("0123456789", "ABCDEFGHIJ"))


def _dictionary(**entries: Any) -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(entries)


def _stream(content: bytes, **entries: Any) -> pdfdoc.PDFStream:
    """Compressed here with zlib: reportlab's filter would write ASCII85 around it, a quarter more."""
    packed = compress(content, _QUICKLY)
    return pdfdoc.PDFStream(_dictionary(Filter="/FlateDecode", **entries), packed, None)
