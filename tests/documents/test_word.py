"""Papers as Word documents: the blocks of the PDF, faces by name, heads repeated, what is joined kept together."""

from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from ercheng_station.documents.blocks import (
    ByHand,
    Drawn,
    Gap,
    NewPage,
    Signed,
    Text,
    Together,
    body,
    heading,
    lacking,
    title,
)
from ercheng_station.documents.form import Cell, Form, label
from ercheng_station.documents.page import Paper
from ercheng_station.documents.paragraph import Blank, Run
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.sheet import Page
from ercheng_station.documents.word import write_word


@pytest.fixture
def made(tmp_path):
    """made(blocks, …) gives the document as python-docx reads it."""

    def make(*blocks, **page):
        write_word(make.path, Paper(Page(title="登记表", author="泽林所", **page), blocks))
        return docx.Document(str(make.path))

    make.path = tmp_path / "a.docx"
    return make


def xml_of(path, part="word/document.xml"):
    with ZipFile(path) as parts:
        return parts.read(part).decode()


def faces_of(paragraph):
    return {run.element.rPr.rFonts.get(qn("w:eastAsia")) for run in paragraph.runs}


def kept(paragraph):
    return paragraph.paragraph_format.keep_with_next is True


def test_page_margins_and_title_are_those_of_the_paper(made):
    document = made(body("甲"), top_mm=25, left_mm=28)
    section = document.sections[0]

    assert round(section.page_width.mm), round(section.page_height.mm) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (25, 28)
    assert (document.core_properties.title, document.core_properties.author) == ("登记表", "泽林所")


def test_each_face_is_named_for_chinese_and_latin_alike(made):
    document = made(title("题"), heading("一"), heading("二", 2), body("正文 ABC"))

    assert [faces_of(one) for one in document.paragraphs] == [{"宋体"}, {"黑体"}, {"楷体"}, {"仿宋"}]
    fonts = document.paragraphs[3].runs[0].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{which}")) for which in ("ascii", "hAnsi", "cs")} == {"仿宋"}


def test_a_line_end_begins_a_new_paragraph_with_its_indent(made):
    document = made(body("甲\n乙"))

    assert [one.text for one in document.paragraphs] == ["甲", "乙"]
    assert [one.paragraph_format.first_line_indent.pt for one in document.paragraphs] == [32, 32]


def test_typed_text_is_never_markup(made):
    odd = "<b>𠮷䶮·</b> &amp; </w:t> {0} 尾 "

    assert made(body(odd)).paragraphs[0].text == odd


def test_marks_lines_and_headings_keep_their_look(made):
    document = made(Text([Run("甲", bold=True), lacking("日期"), Blank(chars=4)]))
    runs = document.paragraphs[0].runs

    assert [run.bold for run in runs] == [True, None, None]
    assert str(runs[1].font.color.rgb) == "B00020"
    assert (runs[2].underline, runs[2].text.count("\u3000")) == (True, 4)


def test_a_form_is_a_table_with_borders_and_repeated_heads(made):
    rows = [[label("序号"), label("事项")], [Cell("一"), Cell("内容")], [Cell("合并", 2)]]

    table = made(Form((1, 4), rows, repeated=1), body("后")).tables[0]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "事项"],
        ["一", "内容"],
        ["合并", "合并"],
    ]
    xml = xml_of(made.path)
    assert xml.count("<w:tblHeader/>") == 1
    assert 'w:insideH w:val="single"' in xml
    assert [round(column.width.pt) for column in table.columns] == [88, 354]


def test_a_lined_form_has_no_frame_but_a_line_below_each_value(made):
    made(Form((1, 4), [[label("卷名"), Cell("甲案")]], lined=True))

    assert 'w:insideH w:val="nil"' in xml_of(made.path)
    assert xml_of(made.path).count("<w:tcBorders>") == 1


def test_two_tables_never_touch_and_the_last_thing_is_a_paragraph(made):
    form = Form((1,), [[Cell("甲")]])

    children = [one.tag for one in made(form, form).element.body]

    assert [one.rpartition("}")[2] for one in children] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_what_is_joined_is_kept_with_what_follows(made):
    document = made(
        body("前"), heading("一"), body("文"), ByHand([["甲："], ["乙："]]), Signed(["所"], "某日")
    )
    told = {one.text.strip(): kept(one) for one in document.paragraphs}

    assert told == {
        "前": False,
        "一": True,
        "文": True,
        "甲：": True,
        "乙：": True,
        "所": True,
        "某日": False,
    }


def test_signatures_below_a_table_hold_its_last_row(made):
    document = made(Form((1,), [[Cell("甲")], [Cell("乙")]]), ByHand([["签名："]]))

    assert [kept(cell.paragraphs[0]) for cell in document.tables[0].columns[0].cells] == [False, True]


def test_blocks_together_stay_together(made):
    document = made(Together([body("甲"), body("乙"), body("丙")]))

    assert [kept(one) for one in document.paragraphs] == [True, True, False]


def test_a_new_page_and_white_space(made):
    document = made(body("甲"), Gap(2), NewPage(), body("乙"))

    assert [one.text for one in document.paragraphs] == ["甲", "", "", "乙"]
    assert document.paragraphs[2].paragraph_format.page_break_before


def test_a_place_to_sign_has_a_line_up_to_the_end_of_its_column(made):
    line = made(ByHand([["", "记录人："]])).paragraphs[0]

    assert line.text == "\t记录人：\t"
    stops = [(round(stop.position.pt), stop.leader) for stop in line.paragraph_format.tab_stops]
    assert [place for place, _ in stops] == [221, 426]


def test_a_long_label_is_followed_by_a_place_to_sign(made):
    line = made(ByHand([["被申请人" * 8]])).paragraphs[0]

    assert line.runs[-1].underline
    assert line.runs[-1].text.count("\u3000") == 8


@pytest.mark.parametrize(
    ("numbers", "footer", "even"),
    [
        ("counted", "第  PAGE  页　共  NUMPAGES  页", ""),
        ("official", "—  PAGE  —", "—  PAGE  —"),
        ("none", "", ""),
    ],
)
def test_pages_are_numbered_as_in_the_pdf(made, numbers, footer, even):
    document = made(body("甲"), numbers=numbers)
    section = document.sections[0]

    def words(edge):
        return "".join(one.text or "" for one in edge.part.element.iter(qn("w:t"), qn("w:instrText")))

    assert words(section.footer) == footer
    assert document.settings.odd_and_even_pages_header_footer == bool(even)
    if even:
        assert words(section.even_page_footer) == even


def test_a_draft_has_its_watermark_on_every_page(made):
    made(body("甲"), watermark="草稿", numbers="official")

    marked = [
        part
        for part in ZipFile(made.path).namelist()
        if "header" in part and 'string="草稿"' in xml_of(made.path, part)
    ]

    assert len(marked) == 2


def test_a_block_without_a_form_in_word_is_told(made):
    with pytest.raises(TypeError, match="Drawn has no form in Word"):
        made(Drawn(None))


def test_the_file_is_opened_by_an_office_program(made, libreoffice, tmp_path):
    made(
        title("题目"),
        body("正文𠮷"),
        Form((1, 4), [[label("栏"), Cell("值")]] * 60, repeated=1),
        ByHand([["甲：", "乙："]]),
        Signed(["某委员会"], "2026年3月5日"),
        watermark="草稿",
    )
    libreoffice("pdf", tmp_path, made.path)

    with Preview(tmp_path / "a.pdf") as preview:
        pages = ["".join(preview.text(number).split()) for number in range(preview.pages)]
    assert len(pages) == 3
    assert all("栏值" in page for page in pages)
    assert "题目正文𠮷" in pages[0]
    assert pages[-1].endswith(("—3—", "2026年3月5日"))
    assert "甲：" in pages[-1]
