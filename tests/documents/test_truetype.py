"""Fonts are read and cut as fontTools reads them."""

from io import BytesIO

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from ercheng_station.documents.truetype import TrueType, UnusableFont
from tests.documents.made_fonts import collection, made_font, saved, with_map


def outline(font, name):
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.value


@pytest.mark.parametrize(("form", "platform", "encoding"), [(4, 3, 1), (12, 3, 10), (4, 0, 3), (12, 0, 4)])
def test_characters_are_found_as_fonttools_finds_them(form, platform, encoding):
    whole = with_map(made_font("AB中文“＂é"), form, platform, encoding)
    content = saved(whole)

    font = TrueType(content)

    order = TTFont(BytesIO(content)).getReverseGlyphMap()
    assert font.glyphs == {point: order[name] for point, name in whole["cmap"].getBestCmap().items()}


def test_a_map_with_glyphs_in_no_order_is_read(faces):
    """Segments of format 4 either shift their characters or list the glyphs."""
    builder = made_font("abcdefgh")
    names = builder.getGlyphOrder()
    builder["cmap"].tables = builder["cmap"].tables[:1]
    shuffled = {ord(c): names[1 + i * 3 % 8] for i, c in enumerate("abcdefgh")}
    for table in builder["cmap"].tables:
        table.cmap = shuffled
    content = saved(builder)

    font = TrueType(content)

    assert font.glyphs == {point: names.index(name) for point, name in shuffled.items()}


def test_another_form_of_character_map_is_refused():
    font = TrueType(saved(with_map(made_font("AB"), 6, 3, 1)))

    with pytest.raises(UnusableFont, match="format 6"):
        font.glyphs  # noqa: B018


def test_widths_and_white_are_those_of_the_glyph():
    font = TrueType(saved(made_font("AB中", width=900)))

    glyph = font.glyphs[ord("B")]
    assert (font.width(glyph), font.ink(glyph), font.scaled(450)) == (900, (102, 800), 450.0)


def test_a_space_has_no_ink(faces):
    font = faces.cut("song")[" "].source.font.font

    assert font.ink(font.glyphs[0x20]) == (0, 0)


def test_a_subset_has_the_same_outlines_in_the_order_asked_for():
    content = saved(made_font("ABC中"))
    whole, source = TTFont(BytesIO(content)), TrueType(content)

    cut = TTFont(BytesIO(source.subset([source.glyphs[ord("中")], source.glyphs[ord("B")]])))

    names = cut.getGlyphOrder()
    assert len(names) == 4  # .notdef, 中, B, and the part that 中 is made of
    assert outline(cut, names[1]) == outline(whole, "c4E2D")
    assert outline(cut, names[2]) == outline(whole, "c42")
    assert cut["hmtx"][names[1]][0] == 1000


def test_short_offsets_are_read_too():
    content = saved(made_font("AB"))

    assert TTFont(BytesIO(content))["head"].indexToLocFormat == 0
    assert TrueType(content).ink(1) == (101, 800)


def test_each_font_of_a_collection_is_found():
    content = collection(made_font("AB"), made_font("甲乙"))

    assert set(TrueType(content, 1).glyphs) == {ord("甲"), ord("乙")}


@pytest.mark.parametrize("bits", [0x0002, 0x0100, 0x0200])
def test_a_font_that_may_not_be_embedded_says_so(bits):
    assert not TrueType(saved(made_font("A", fs_type=bits))).embeddable
    assert TrueType(saved(made_font("A", fs_type=8))).embeddable


@pytest.mark.parametrize(
    "content", [b"", b"OTTO" + bytes(40), b"\0\1\0\0" + bytes(8), saved(made_font("A"))[:200]]
)
def test_what_is_no_truetype_font_is_refused(content):
    with pytest.raises(UnusableFont):
        TrueType(content)
