"""Paragraphs stand straight on both sides, part well between pages and say only what they were given."""

from io import BytesIO

import pytest
from reportlab.platypus import SimpleDocTemplate

from ercheng_station.documents.canvas import new_canvas
from ercheng_station.documents.fonts import MissingGlyph
from ercheng_station.documents.paragraph import Blank, Paragraph, Run, Shape, text_of
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.setting import Line
from ercheng_station.documents.sheet import LEADING, PITCH
from ercheng_station.documents.style import CLOSING, Part
from tests.documents.glyphs import glyphs, pitches, rows
from tests.documents.prose import prose

WIDTH = 442.2
BODY = Shape(leading=LEADING, indent=2, pitch=PITCH)


def laid(faces, content, shape=BODY, width=WIDTH):
    paragraph = Paragraph(faces, content, shape)
    paragraph.wrap(width, 0)
    return paragraph


def printed(faces, content, shape=BODY, width=WIDTH):
    out = BytesIO()
    canvas = new_canvas(out, (600, 850), "段落", faces, invariant=True)
    paragraph = laid(faces, content, shape, width)
    paragraph.drawOn(canvas, 80, 800 - paragraph.height)
    canvas.save()
    return out.getvalue()


def edges(line, align="justify"):
    pieces = line.pieces(align)
    return pieces[0].x, pieces[-1].right


def text_lines(paragraph):
    return [line.text for line in paragraph.lines]


def test_both_edges_of_a_thousand_random_texts_are_straight(faces):
    worst = 0.0
    for seed in range(1000):
        for line in laid(faces, prose(seed)).lines:
            left, right = edges(line)
            assert left == pytest.approx(line.left, abs=0.01) or line.text[0] in "“（《【〔‘「"
            if not line.last:
                worst = max(worst, abs(right - WIDTH))

    assert worst <= 0.1


def test_both_edges_are_straight_on_the_printed_page(faces):
    worst, seen = 0.0, 0
    for seed in range(40):
        lines = [line for line in rows(glyphs(printed(faces, prose(seed)))) if line]
        for line in lines[:-1]:
            if line[-1].char not in CLOSING:  # such a mark may lose its white, which the box still counts
                worst, seen = max(worst, abs(line[-1].right - 80 - WIDTH)), seen + 1

    assert seen > 100
    assert worst <= 0.1


def test_28_characters_fill_a_line_of_the_official_page(faces):
    paragraph = laid(faces, "字" * 56, Shape(leading=LEADING, pitch=PITCH), 156 * 72 / 25.4)

    assert [len(line.text) for line in paragraph.lines] == [28, 28]
    assert edges(paragraph.lines[0])[1] == pytest.approx(156 * 72 / 25.4, abs=0.01)


def test_the_first_line_is_indented_by_two_characters(faces):
    line = rows(glyphs(printed(faces, "字" * 40)))[0]

    assert line[0].left - 80 == pytest.approx(2 * (16 + PITCH), abs=0.05)


def test_text_is_never_markup(faces):
    text = '<b>粗</b> & <img src="x"/> &lt; {0} %s =1+1'

    with Preview(printed(faces, text)) as preview:
        assert preview.text(0).strip() == text


def test_meeting_marks_lose_half_a_character(faces):
    shape = Shape(leading=20, align="left")

    alone = laid(faces, Run("称：便", size=10), shape).lines[0].natural
    meeting = laid(faces, Run("称：“便", size=10), shape).lines[0].natural
    inside = laid(faces, Run("好。”（完）", size=10), shape).lines[0].natural
    opening = laid(faces, Run("（“完", size=10), shape).lines[0].natural

    assert meeting - alone == pytest.approx(5, abs=0.4)
    assert inside == pytest.approx(60 - 10, abs=0.8)
    assert opening == pytest.approx(30 - 5, abs=0.4)


def test_meeting_marks_of_two_runs_lose_it_too(faces):
    shape = Shape(leading=20, align="left")

    one = laid(faces, Run("（“称：”“便”）", size=10), shape).lines[0]
    parts = [Run(text, size=10) for text in ("（", "“称：", "”", "“便”）")]
    split = laid(faces, parts, shape).lines[0]

    assert split.natural == pytest.approx(one.natural)
    assert edges(split, "left")[1] == pytest.approx(edges(one, "left")[1])


def test_at_the_start_of_a_line_an_opening_mark_has_its_white_back(faces):
    shape = Shape(leading=20)
    width = 16 * 5

    lines = laid(faces, "字字字字：“字字字字", shape, width).lines

    assert [line.text for line in lines] == ["字字字字：", "“字字字字"]
    assert edges(lines[1])[1] == pytest.approx(width, abs=0.01)


def test_latin_words_are_not_spread_by_justification(faces):
    line = rows(
        glyphs(
            printed(faces, "报告编号ABCDEF的内容如下，请予审查核对并且及时回复，逾期视为没有意见要提出来了吧")
        )
    )[0]
    word = [glyph for glyph in line if glyph.char in "ABCDEF"]
    font = faces.cut("fang")["A"].source.font

    assert pitches(word) == pytest.approx([font.em(char) * 16 for char in "ABCDE"], abs=0.02)


def test_spaces_are_kept_inside_a_line(faces):
    with Preview(printed(faces, "走访 记录 abc def　完")) as preview:
        assert preview.text(0).strip() == "走访 记录 abc def　完"


@pytest.mark.parametrize(("align", "start", "end"), [("left", 0, 32), ("center", 34, 66), ("right", 68, 100)])
def test_short_lines_stand_where_they_should(faces, align, start, end):
    line = laid(faces, "二字", Shape(leading=20, align=align), 100).lines[0]

    assert edges(line, align) == (pytest.approx(start), pytest.approx(end))


def test_every_line_end_begins_a_paragraph(faces):
    paragraph = laid(faces, [Run("一段\r\n二段"), Run("仍是二段\n\n"), Run("四段")])

    assert text_lines(paragraph) == ["一段", "二段仍是二段", "", "四段"]
    assert [line.last for line in paragraph.lines] == [True] * 4
    assert paragraph.lines[3].left == pytest.approx(2 * (16 + PITCH))


def test_nothing_at_all_is_one_empty_line(faces):
    assert laid(faces, "").wrap(100, 0)[1] == LEADING
    assert laid(faces, []).wrap(100, 0)[1] == LEADING
    assert printed(faces, "\u200b")


def test_underlines_run_from_the_first_to_the_last_character_of_their_run(faces):
    pdf = printed(faces, [Run("补偿款自"), Run("协议签字之日起7日内", underline=True), Run("付清")])
    plain = printed(faces, [Run("补偿款自"), Run("协议签字之日起7日内"), Run("付清")])
    line = rows(glyphs(pdf))[0]

    with Preview(pdf) as preview, Preview(plain) as other:
        picture, without = preview.picture(0, 72), other.picture(0, 72)
    changed = [
        (at // 4) % picture.width
        for at in range(0, len(picture.pixels), 4)
        if picture.pixels[at] != without.pixels[at]
    ]

    assert min(changed) == pytest.approx(line[4].left, abs=1.5)
    assert max(changed) == pytest.approx(line[14].left, abs=1.5)


def test_an_underlined_run_that_goes_on_is_underlined_on_each_of_its_lines(faces):
    content = [Run("字" * 20), Run("补" * 20, underline=True), Run("字" * 20)]
    plain = [Run("字" * 20), Run("补" * 20), Run("字" * 20)]

    with Preview(printed(faces, content)) as preview, Preview(printed(faces, plain)) as other:
        picture, without = preview.picture(0, 72), other.picture(0, 72)
    changed = {
        at // 4 // picture.width
        for at in range(0, len(picture.pixels), 4)
        if picture.pixels[at] != without.pixels[at]
    }

    assert max(changed) - min(changed) == pytest.approx(LEADING, abs=2)


def test_a_blank_to_write_on_is_as_long_as_asked(faces):
    paragraph = laid(
        faces, [Run("附件", size=10), Blank(size=10, chars=6), Run("份，完", size=10)], Shape(leading=20)
    )

    pieces = paragraph.lines[0].pieces("left")
    assert [piece.text for piece in pieces] == ["附件", "", "份，完"]
    assert pieces[1].right - pieces[1].x == pytest.approx(60)
    assert pieces[2].x == pytest.approx(80)
    assert text_of([Run("附件"), Blank()]) == "附件"


def test_a_line_without_marks_that_is_a_little_too_long_is_left_alone(faces):
    style = Run("字").style(faces, 0)

    line = Line([Part(0, style, "字字")], style["字字"], 0, style["字字"] - 0.1, last=True)

    assert [piece.text for piece in line.pieces("justify")] == ["字字"]


def test_bold_without_a_bold_face_is_stroked_and_blacker(faces):
    def ink(content):
        with Preview(printed(faces, content)) as preview:
            return sum(255 - value for value in preview.picture(0, 100).pixels[0::4])

    assert ink(Run("加粗仿宋", bold=True)) > 1.15 * ink(Run("加粗仿宋"))
    assert ink(Run("加粗宋体", "song", bold=True)) > 1.15 * ink(Run("加粗宋体", "song"))


def test_colors_come_and_go(faces):
    with Preview(printed(faces, [Run("黑"), Run("红红红", color="#ff0000"), Run("黑")])) as preview:
        picture = preview.picture(0, 100)
    dark = [
        picture.pixels[at : at + 3] for at in range(0, len(picture.pixels), 4) if picture.pixels[at + 1] < 60
    ]

    assert {pixel[0] > 200 for pixel in dark} == {True, False}


def test_missing_characters_are_refused_all_at_once(faces):
    with pytest.raises(MissingGlyph) as caught:
        Paragraph(faces, [Run("走访😀"), Run("记录🙂")], BODY)

    assert caught.value.chars == ("😀", "🙂")


@pytest.mark.parametrize(
    ("count", "room", "parts"),
    [(10, 4, [4, 6]), (10, 9, [8, 2]), (10, 1, []), (3, 2, []), (4, 3, [2, 2]), (1, 0, [])],
)
def test_two_lines_at_least_stay_on_each_page(faces, count, room, parts):
    paragraph = laid(faces, "\n".join("段" * count))

    found = paragraph.split(WIDTH, room * LEADING + 0.001)

    assert [len(part.lines) for part in found] == parts
    assert [line for part in found for line in text_lines(part)] == text_lines(paragraph)[: sum(parts)]


def test_a_part_keeps_its_lines_and_is_drawn_with_them(faces):
    first, second = laid(faces, "\n".join("甲乙丙丁戊")).split(WIDTH, 3 * LEADING)
    out = BytesIO()
    canvas = new_canvas(out, (600, 850), "段落", faces, invariant=True)
    second.wrap(WIDTH, 1000)
    second.drawOn(canvas, 0, 0)
    canvas.save()

    with Preview(out.getvalue()) as preview:
        assert "".join(preview.text(0).split()) == "丁戊"
    assert text_lines(first) == ["甲", "乙", "丙"]


def test_balanced_lines_are_about_equally_long_and_in_the_middle(faces):
    shape = Shape(leading=33, align="center", balanced=True)

    lines = laid(
        faces, Run("鄂城区市场监督管理局关于开展企业知识产权走访工作情况的报告", "song", 22, bold=True), shape
    ).lines

    assert [len(line.text) for line in lines] == [15, 14]
    for line in lines:
        left, right = edges(line, "center")
        assert (left + right) / 2 == pytest.approx(WIDTH / 2, abs=0.1)


def test_a_label_goes_on_with_the_same_width(faces):
    paragraph = laid(faces, Run("走访情况", size=12), Shape(leading=18, align="center"), 60)

    longer = paragraph.with_end("（续）").with_end("（续）")

    assert "".join(text_lines(longer)) == "走访情况（续）"
    assert text_lines(paragraph) == ["走访情况"]


def test_reportlabs_own_documents_take_the_paragraph(faces, tmp_path):
    path = tmp_path / "plain.pdf"

    SimpleDocTemplate(str(path)).build([Paragraph(faces, prose(1, 60), BODY)])

    with Preview(path) as preview:
        whole = "".join("".join(preview.text(page).split()) for page in range(preview.pages))
    assert whole == "".join(prose(1, 60).split())
