"""A PDF says what text its glyphs stand for, and carries every font it uses."""

from io import BytesIO
from itertools import chain

import pytest
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing

from ercheng_station.documents.canvas import new_canvas
from ercheng_station.documents.embedding import Codes, EmbeddedFont, to_unicode
from ercheng_station.documents.pen import Pen
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.style import styled
from ercheng_station.documents.truetype import TrueType
from tests.documents.made_fonts import made_font, saved

A4 = (595.28, 841.89)
LEVEL_3 = [
    chr(point)
    for point in chain(
        range(0x3400, 0x4DB6), range(0x4E00, 0x9FF0),
        (0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29),
        range(0x20000, 0x2A6D7), range(0x2A700, 0x2B735), range(0x2B740, 0x2B81E), range(0x2B820, 0x2CEA2),
        range(0x2CEB0, 0x2EBE1),
    )
]  # fmt: skip
"""The hanzi of GB 18030-2022 level 3."""


def drawn(faces, texts, size=8):
    """A file with each text on a line of its own, 80 to a page."""
    out = BytesIO()
    canvas = new_canvas(out, A4, "字", faces, invariant=True)
    style = styled(faces.cut("song"), size)
    for start in range(0, len(texts), 80):
        pen = Pen(canvas)
        for place, text in enumerate(texts[start : start + 80]):
            pen.write(style, text, 20, 820 - 10 * place)
        pen.lift()
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(content):
    with Preview(content) as preview:
        return "\n".join(preview.text(page) for page in range(preview.pages))


def test_every_hanzi_of_the_standard_is_printed_and_read_back_unchanged(faces):
    assert len(LEVEL_3) == 87_887

    text = read(drawn(faces, ["".join(LEVEL_3[at : at + 65]) for at in range(0, len(LEVEL_3), 65)]))

    assert "".join(text.split()) == "".join(LEVEL_3)


def test_every_hanzi_has_ink(faces):
    cut = faces.cut("song")

    inkless = [char for char in LEVEL_3 if cut[char].source.font.blank(char) == (0.0, 1.0)]

    assert inkless == []


def test_two_characters_of_one_glyph_are_told_apart(faces):
    """Kangxi radicals look like their hanzi, and many fonts use one glyph for both."""
    text = "一⼀入⼊行⾏〇℃Ω"
    assert not [char for char in text if faces.missing(char)]

    assert read(drawn(faces, [text])).strip() == text


def test_text_is_read_back_as_typed(faces):
    texts = ["𠮷喆䶮，“引号”——……（）", "a<b>&'\"\\()=1+1", "买买提·阿卜杜拉　☐☑", "é ü ñ Ω α ½ ² ㎡ № ① Ⅳ"]

    assert [line.strip() for line in read(drawn(faces, texts)).splitlines()] == texts


def test_no_font_stands_in_the_file_without_being_embedded(faces):
    content = drawn(faces, ["字a𪚥"])

    assert b"Helvetica" not in content
    assert content.count(b"/FontFile2") == content.count(b"/Type /FontDescriptor") == 2


def test_a_chart_of_reportlab_can_use_the_faces(faces):
    faces.cut("hei")["件"].source.font  # noqa: B018 - reading it makes it known by name
    chart = VerticalBarChart()
    chart.data, chart.categoryAxis.categoryNames = [(3, 5)], ["一月", "二月"]
    chart.categoryAxis.labels.fontName = chart.valueAxis.labels.fontName = "Hei-Regular"
    drawing = Drawing(300, 200)
    drawing.add(chart)
    out = BytesIO()
    canvas = new_canvas(out, A4, "图", faces, invariant=True)
    drawing.drawOn(canvas, 50, 500)
    canvas.setFont("Hei-Regular", 12)
    canvas.drawRightString(400, 300, "合计8件")
    canvas.save()

    text = read(out.getvalue())

    assert all(word in text for word in ("一月", "二月", "合计8件"))


def test_widths_are_those_of_the_font(faces):
    font = faces.cut("song")["A"].source.font

    assert font.stringWidth("A字", 10) == pytest.approx(10 * (font.em("A") + 1))


def test_a_character_without_a_glyph_is_never_coded():
    font = EmbeddedFont("Made", TrueType(saved(made_font("字A"))))

    with pytest.raises(LookupError, match="U\\+6587"):
        Codes(font.glyphs).hexadecimal("字文")


def test_no_block_of_the_text_map_has_more_than_a_hundred_entries():
    chars = [chr(0x4E00 + place) for place in range(250)] + ["𠮷"]

    text = to_unicode(chars)

    assert [int(line.split()[0]) for line in text.splitlines() if line.endswith("beginbfchar")] == [
        100,
        100,
        51,
    ]
    assert "<00FB> <D842DFB7>" in text
