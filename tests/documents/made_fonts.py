"""Small fonts made on the spot, with the properties a test is about."""

from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable


def square(left, right):
    pen = TTGlyphPen(None)
    pen.moveTo((left, 0))
    pen.lineTo((left, 700))
    pen.lineTo((right, 700))
    pen.lineTo((right, 0))
    pen.closePath()
    return pen.glyph()


def made_font(chars, fs_type=0, width=1000):
    """A font in which every character is a square; the last of several is made of the first in four ways."""
    names = [".notdef", *(f"c{ord(char):X}" for char in chars)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): name for char, name in zip(chars, names[1:], strict=True)})
    glyphs = {name: square(100 + place, 800) for place, name in enumerate(names)}
    if len(chars) > 1:
        pen = TTGlyphPen(dict.fromkeys(names))
        for change in (
            (1, 0, 0, 1, 0, 0),
            (0.5, 0, 0, 0.5, 300, 0),
            (0.5, 0, 0, 0.25, 3, 4),
            (0.5, 0.25, 0.25, 0.5, 3, 4),
        ):
            pen.addComponent(names[1], change)
        glyphs[names[-1]] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (width, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(fsType=fs_type)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    builder.setupPost()
    return builder.font


def saved(font):
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def collection(*fonts):
    out = BytesIO()
    gathered = TTCollection()
    gathered.fonts = [TTFont(BytesIO(saved(font))) for font in fonts]
    gathered.save(out)
    return out.getvalue()


def with_map(font, form, platform, encoding):
    """The same font with a character map of only this format."""
    table = font["cmap"]
    whole = table.getBestCmap()
    subtable = CmapSubtable.newSubtable(form)
    subtable.platformID, subtable.platEncID, subtable.language, subtable.cmap = platform, encoding, 0, whole
    table.tables = [subtable]
    return font
