"""Forms grow with what is written in them and go on over pages with their labels and heads."""

import pypdfium2
import pytest

from ercheng_station.documents.blocks import ByHand, body, lacking, title
from ercheng_station.documents.fonts import MissingGlyph
from ercheng_station.documents.form import Cell, Form, label, together
from ercheng_station.documents.page import build
from ercheng_station.documents.paragraph import Blank, Run
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.sheet import Page
from tests.documents.glyphs import glyphs, rows

PROSE = "企业商标续展不及时，专利年费缴纳提醒缺失；包装装潢与同行近似，担心被诉侵权。"


@pytest.fixture
def made(tmp_path, faces):
    """made(blocks) gives the text of each page, without white."""

    def make(*blocks):
        build(make.path, blocks, Page(title="登记表", numbers="none"), faces)
        with Preview(make.path) as preview:
            return ["".join(preview.text(number).split()) for number in range(preview.pages)]

    make.path = tmp_path / "form.pdf"
    return make


def form(findings, **more):
    return Form(
        (3, 6, 3, 5),
        [
            [label("企业名称"), Cell("鄂城钢铁公司"), label("统一社会信用代码"), Cell("91420704MA4KXXXX1A")],
            [label("走访发现的问题"), Cell(findings, 3, lines=3)],
            [
                label("备注"),
                Cell([Run("回访：", size=12), Blank(size=12, chars=4), lacking("人员", size=12)], 3),
            ],
        ],
        **more,
    )


def lines_of(path, page=0):
    return ["".join(glyph.char for glyph in line) for line in rows(glyphs(path.read_bytes(), page))]


def test_a_form_shows_labels_and_values(made):
    page = made(title("登记表"), form(PROSE))[0]

    for text in ("企业名称", "鄂城钢铁公司", "91420704MA4KXXXX1A", "商标续展不及时", "〔待补：人员〕"):
        assert text in page


def test_a_code_a_little_wider_than_its_cell_is_set_smaller_not_torn(made):
    made(form(PROSE))

    assert any("91420704MA4KXXXX1A" in line for line in lines_of(made.path))


def test_a_code_far_wider_than_its_cell_is_torn(made):
    made(Form((1, 9), [[Cell("91420704MA4KXXXX1A"), Cell("")]]))

    assert not any("91420704MA4KXXXX1A" in line for line in lines_of(made.path))
    assert "".join(lines_of(made.path)) == "91420704MA4KXXXX1A"


def test_long_text_goes_on_over_pages_with_its_label_and_nothing_is_lost(made):
    text = "\n".join(f"{number}。{PROSE}" for number in range(60))

    pages = made(form(text), ByHand([["走访人员："]]))

    assert len(pages) == 4
    assert all("走访发现" in page for page in pages)
    assert ["（续）" in page for page in pages] == [False, True, True, True]
    assert [number for number in range(60) if f"{number}。企业" not in "".join(pages)] == []
    assert "备注" in pages[-1]
    assert "走访人员" in pages[-1]


def test_nothing_stands_below_the_text_area(made):
    made(form(PROSE * 60))

    for page in range(2):
        assert min(glyph.base for glyph in glyphs(made.path.read_bytes(), page)) > 35 * 72 / 25.4 - 1


def test_empty_space_to_write_in_is_kept_over_pages(made):
    pages = made(Form((1, 4), [[label("建议"), Cell("", lines=50)], [label("完"), Cell("")]]))

    assert pages == ["建议", "建议（续）完"]


def test_head_rows_are_repeated_on_every_page(made):
    items = [[Cell(f"第{number}行"), Cell("内容")] for number in range(60)]

    pages = made(Form((1, 4), [[label("序号"), label("事项")], *items], repeated=1))

    assert len(pages) == 3
    assert all(page.startswith("序号事项第") for page in pages)


def test_a_short_row_moves_whole_to_the_next_page(made):
    first = [[Cell("字"), Cell("")]] * 25
    tall = [Cell("甲\n乙\n丙\n丁"), Cell("")]

    assert made(Form((1, 4), [*first, tall]))[1] == "甲乙丙丁"


def test_rows_that_stay_together_go_to_the_next_page_together(made):
    party = [[label("姓名"), Cell("甲")], [label("住址"), Cell("泽林")], [label("电话"), Cell("1")]]
    rows = [[Cell("字"), Cell("")]] * 24

    assert made(Form((1, 4), [*rows, *together(party), *rows[:20]]))[1].startswith("姓名甲住址泽林电话1字")


def test_rows_that_no_page_holds_together_are_parted(made):
    pages = made(Form((1, 4), together([[Cell(f"第{number}行"), Cell("")] for number in range(60)])))

    assert len(pages) == 3
    assert "".join(pages) == "".join(f"第{number}行" for number in range(60))


def test_signatures_take_the_last_row_of_a_form_along(made):
    pages = made(
        Form((1, 4), [[Cell(f"第{number}行"), Cell("")] for number in range(25)]),
        ByHand([["签名："]], above=2),
    )

    assert pages[1] == "第24行签名："


def test_a_form_of_one_row_moves_with_its_signatures(made):
    form = Form((1, 4), [[label("建议"), Cell("", lines=12)]])

    pages = made(body("字" * 28 * 12, indent=0), form, ByHand([["签名："]] * 3))

    assert pages[1] == "建议签名：签名：签名："


def test_signatures_take_the_last_lines_of_a_text_that_fills_its_page(made):
    lines = "\n".join(f"第{number}行" for number in range(1, 34))

    pages = made(Form((1, 4), [[label("记录"), Cell(lines)]]), ByHand([["签名："]] * 3))

    assert pages[0].startswith("记录第1行")
    assert pages[1] == "记录（续）第32行第33行签名：签名：签名："


def test_values_of_a_lined_form_stand_on_lines_without_a_frame(made):
    made(Form((1, 4), [[label("卷　　名"), Cell("字" * 60)]], lined=True))
    with pypdfium2.PdfDocument(made.path) as document:
        drawn = list(document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH]))
        edges = [path.get_bounds() for path in drawn]

    assert len(edges) == 3
    assert all(top - bottom <= 1 < right - left for left, bottom, right, top in edges)


def test_a_row_too_tall_beside_its_heads_is_a_fault(made):
    heads = [[label("\n".join("头" * 40)), label("事项")], [Cell("甲"), Cell("乙")]]

    with pytest.raises(ValueError, match="taller than a page"):
        made(Form((1, 4), heads, repeated=1))


def test_every_character_of_a_form_that_cannot_be_printed_is_named(made):
    with pytest.raises(MissingGlyph) as caught:
        made(Form((1, 1), [[Cell("甲😀"), Cell("乙🙂")]]))

    assert caught.value.chars == ("😀", "🙂")


def test_values_stand_inside_the_borders(made):
    made(Form((1, 1), [[Cell("字" * 40, align="right"), Cell("字" * 40, align="center")]]))
    found = glyphs(made.path.read_bytes())

    left, right = 28 * 72 / 25.4, 184 * 72 / 25.4
    assert min(glyph.left for glyph in found) > left + 3
    assert max(glyph.right for glyph in found) < right - 3
