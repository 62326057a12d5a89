"""Papers have the page of GB/T 9704—2012, and nothing parts that belongs together."""

from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2
import pytest
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib.units import mm

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
    ticked,
    title,
)  # fmt: skip
from ercheng_station.documents.fonts import MissingGlyph
from ercheng_station.documents.page import Built, Paper, build, build_all
from ercheng_station.documents.paragraph import Run
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.sheet import DRAFT, LEADING, Page, Sheet
from tests.documents.glyphs import glyphs, rows


@pytest.fixture
def made(tmp_path, faces):
    """made(blocks, …) builds a paper and gives the text of its pages, without white."""

    def make(blocks, **page):
        path = tmp_path / "paper.pdf"
        build(path, blocks, Page(title="报告", **page), faces)
        with Preview(path) as preview:
            return ["".join(preview.text(number).split()) for number in range(preview.pages)]

    make.path = tmp_path / "paper.pdf"
    return make


def lined(count):
    """A paragraph of so many lines."""
    return body("字" * (28 * count - 2), indent=2)


def placed(path, page=0):
    return glyphs(path.read_bytes(), page)


def test_a_page_holds_22_lines_of_28_characters_inside_its_margins(made):
    pages = made([body("字" * 28 * 44, indent=0)])
    found = [glyph for glyph in placed(made.path) if glyph.char == "字"]

    assert pages[0].count("字") == 22 * 28
    assert min(glyph.left for glyph in found) == pytest.approx(28 * mm, abs=0.05)
    assert max(glyph.right for glyph in found) == pytest.approx((210 - 26) * mm, abs=0.05)
    bases = sorted({round(glyph.base, 2) for glyph in found}, reverse=True)
    assert [round(above - below, 2) for above, below in pairwise(bases)] == pytest.approx(
        [28.99] * 21, abs=0.02
    )


def test_page_numbers_stand_outside_one_character_in(made):
    made([lined(30)])

    odd = [glyph for glyph in placed(made.path) if glyph.char == "—"]
    even = [glyph for glyph in placed(made.path, 1) if glyph.char == "—"]

    assert max(glyph.right for glyph in odd) == pytest.approx((210 - 26) * mm - 14, abs=0.1)
    assert min(glyph.left for glyph in even) == pytest.approx(28 * mm + 14, abs=0.1)


def test_page_numbers_can_count_or_be_left_out(made):
    assert made([lined(30)], numbers="counted")[1].endswith("第2页共2页")
    assert made([lined(3)], numbers="none") == ["字" * 82]


def test_headings_signs_and_dates_stand_where_the_standard_wants_them(made, faces):
    made(
        [
            title("关于走访的报告"),
            heading("一、基本情况"),
            heading("（一）概况", 2),
            lined(2),
            Signed(["泽林所"], "2026年3月5日"),
        ]
    )
    lines = {"".join(glyph.char for glyph in line): line for line in rows(placed(made.path))}
    date, name = lines["2026年3月5日"], lines["泽林所"]

    assert date[-1].right == pytest.approx((210 - 26) * mm - 4 * 16, abs=0.3)
    middle = (date[0].left + date[-1].right) / 2
    assert (name[0].left + name[-1].right) / 2 == pytest.approx(middle, abs=0.3)
    top = lines["关于走访的报告"]
    assert (top[0].left + top[-1].right) / 2 == pytest.approx((28 + 184) * mm / 2, abs=0.3)


def test_a_long_name_under_a_paper_stays_on_the_page(made):
    name = "鄂州市鄂城区市场监督管理局泽林市场监督管理所知识产权工作站"

    made([lined(2), Signed([name], "2026年3月5日")])
    line = next(line for line in rows(placed(made.path)) if line[0].char == "鄂")

    assert line[0].left >= 28 * mm - 0.1
    assert line[-1].right <= 184 * mm + 0.1


def test_a_signature_takes_the_last_lines_of_its_paragraph_along(made):
    pages = made([lined(12), lined(9), Signed(["泽林所"], "2026年3月5日")])

    assert "泽林所2026年3月5日" in pages[1]
    assert pages[1].count("字") >= 2 * 28


def test_lines_draw_together_before_a_page_holds_hardly_more_than_signatures(made):
    assert len(made([lined(10), lined(8), Signed(["泽林所"], "2026年3月5日", above=3)])) == 1
    bases = sorted({round(glyph.base, 1) for glyph in placed(made.path) if glyph.char == "字"}, reverse=True)

    assert LEADING * 0.92 <= bases[0] - bases[1] < LEADING - 0.1


def test_lines_keep_their_distance_where_that_would_not_save_a_page(made):
    made([lined(20), lined(22), lined(20), lined(1)])
    bases = sorted({round(glyph.base, 1) for glyph in placed(made.path) if glyph.char == "字"}, reverse=True)

    assert bases[0] - bases[1] == pytest.approx(LEADING, abs=0.11)


def test_a_heading_is_never_the_last_thing_on_a_page(made):
    pages = made([lined(20), heading("一、基本情况"), lined(10)])

    assert "基本情况" not in pages[0]
    assert pages[1].startswith("一、基本情况")


def test_several_headings_and_the_space_between_stay_with_the_text(made):
    pages = made([lined(19), heading("一、基本情况"), Gap(), heading("（一）概况", 2), lined(10)])

    assert pages[0] == "字" * (19 * 28 - 2) + "—1—"
    assert pages[1].startswith("一、基本情况（一）概况字")


def test_signatures_after_signatures_and_gaps_stay_together(made):
    pages = made(
        [lined(18), Gap(), ByHand([["甲方：", "乙方："], ["日期：", ""]]), Signed(["泽林所"], "2026年3月5日")]
    )

    assert all(word in pages[-1] for word in ("甲方", "日期", "泽林所"))
    assert "字" in pages[-1]


def test_of_many_who_sign_the_first_stay_with_the_text_and_the_last_with_the_seal(made):
    signers = [ByHand([[f"甲{n}：（盖章）"], [f"代表人{n}："]], above=0) for n in range(30)]
    pages = made([lined(16), *signers, Signed(["泽林所"], "2026年3月5日")])

    assert "字甲0" in pages[0]
    assert all(page.count("甲") == page.count("代表人") for page in pages)
    assert all("".join(pages).count(f"甲{n}：") == 1 for n in range(30))
    assert "甲29" in pages[-1]
    assert "泽林所" in pages[-1]
    few = made([lined(18), *signers[:4], Signed(["泽林所"], "2026年3月5日")])
    assert few[-1].count("甲") == 4


def test_a_heading_with_its_text_takes_the_signature_too(made):
    pages = made(
        [lined(14), heading("二、结果"), body("字" * 20), Signed(["泽林所"], "2026年3月5日", above=6)]
    )

    assert "二、结果" in pages[1]
    assert "泽林所" in pages[1]


def test_a_paper_may_begin_with_signatures_and_end_with_a_heading(made):
    assert made([Signed(["泽林所"], "2026年3月5日"), heading("附件")]) == ["泽林所2026年3月5日附件—1—"]


def test_blocks_kept_together_move_together_unless_they_fill_more_than_a_page(made):
    assert made([lined(16), Together([body("甲"), lined(8)])])[0].count("甲") == 0
    assert len(made([Together([body("甲"), lined(20), lined(20)])])) == 2


def test_a_new_page_begins_where_one_is_asked_for(made):
    assert made([body("甲"), NewPage(), Gap(3), body("乙")]) == ["甲—1—", "乙—2—"]
    assert made([NewPage(), body("乙")]) == ["乙—1—"]


def test_space_at_the_foot_of_a_page_is_dropped(made):
    pages = made([lined(21), Gap(5), body("乙")])

    assert pages[1] == "乙—2—"
    assert max(glyph.base for glyph in placed(made.path, 1)) > (297 - 37) * mm - LEADING


def test_a_chart_is_placed_like_text_and_one_larger_than_a_page_is_a_fault(made):
    drawing = Drawing(100, 50)
    drawing.add(Rect(0, 0, 100, 50))

    assert len(made([lined(21), Drawn(drawing), lined(5)])) == 2
    with pytest.raises(ValueError, match="taller than a page"):
        made([Drawn(Drawing(100, 5000))])


def test_a_draft_and_a_header_show_on_every_page(made):
    pages = made([lined(30)], watermark=DRAFT, header="泽林工作站")

    assert all("草稿" in page and "泽林工作站" in page for page in pages)


def test_what_is_lacking_and_what_is_ticked_can_be_read(made):
    page = made(
        [
            body([Run("电话："), lacking("联系电话")]),
            Text(ticked(["实地", "电话"], ["电话"]), size=12, leading=20),
        ]
    )[0]

    assert "〔待补：联系电话〕" in page
    assert "☐实地　☑电话".replace("　", "") in page


def test_lines_to_sign_on_end_before_the_next_label(made):
    made([ByHand([["走访人员（签名）：", "企业人员（签名）："], ["一个很长的标签" * 5]])])

    assert made.path.exists()


def test_a_place_to_sign_follows_a_label_that_fills_its_line(made):
    made([ByHand([["被申请人" * 7]])])

    with pypdfium2.PdfDocument(made.path) as document:
        edges = [one.get_bounds() for one in document[0].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    assert [round((right - left) / 16) for left, _, right, _ in edges] == [8]


def test_all_characters_that_cannot_be_printed_are_named_and_nothing_is_written(tmp_path, faces):
    path = tmp_path / "paper.pdf"
    page = Page(title="报告")

    with pytest.raises(MissingGlyph) as caught:
        build_all(
            path,
            [Paper(page, [body("甲😀"), heading("乙🙂")]), Paper(page, [body("丙"), body("😀🚗")])],
            faces,
        )

    assert caught.value.chars == ("😀", "🙂", "🚗")
    assert not path.exists()


def test_the_file_says_what_it_is(made):
    made([lined(2)], author="泽林所", subject="走访")

    with pypdfium2.PdfDocument(made.path) as document:
        told = document.get_metadata_dict()
    assert {name: told[name] for name in ("Title", "Author", "Subject", "Creator", "Producer")} == {
        "Title": "报告", "Author": "泽林所", "Subject": "走访", "Creator": "两站工作台", "Producer": "两站工作台",
    }  # fmt: skip
    assert b"/Lang (zh-CN)" in made.path.read_bytes()


def test_many_papers_make_one_file_with_bookmarks_and_their_own_numbers(tmp_path, faces):
    path = tmp_path / "all.pdf"
    papers = [Paper(Page(title=f"第{number}份"), [lined(30 * number)]) for number in (1, 2)]
    told = []

    built = build_all(path, papers, faces, report=lambda done, total: told.append((done, total)))

    with pypdfium2.PdfDocument(path) as document:
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    with Preview(path) as preview:
        numbers = ["".join(preview.text(page).split()).strip("字") for page in range(preview.pages)]
    assert (built.pages, built.starts) == (5, (1, 3))
    assert marks == [("第1份", 0), ("第2份", 2)]
    assert numbers == ["—1—", "—2—", "—1—", "—2—", "—3—"]
    assert told == [(0, 2), (1, 2)]


def test_the_same_paper_gives_the_same_bytes(tmp_path, faces):
    blocks = [title("关于走访的报告"), body("“走访”𠮷喆2026年——完。"), Signed(["泽林所"], "2026年3月5日")]

    one, two = (
        build(tmp_path / name, blocks, Page(title="报告"), faces, invariant=True) for name in ("a", "b")
    )

    assert one == two == Built(1, one.sha256, (1,))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_pages_may_differ_in_size(tmp_path, faces):
    path = tmp_path / "sizes.pdf"
    papers = [Paper(Page(title="竖"), [body("甲")]), Paper(Page(title="横", size=(842, 595)), [body("乙")])]

    build_all(path, papers, faces)

    with Preview(path) as preview:
        assert [tuple(map(round, preview.size(page))) for page in (0, 1)] == [(595, 842), (842, 595)]


def test_papers_that_say_the_same_read_as_each_would_alone(tmp_path, faces):
    pages = [Page(title="宽"), Page(title="窄", right_mm=80), Page(title="宽", leading=20)]
    papers = [Paper(page, [title("告知书"), body("同样的话。" * 60)]) for page in pages]

    build_all(tmp_path / "all.pdf", papers, faces)
    alone = []
    for paper in papers:
        build_all(tmp_path / "one.pdf", [paper], faces)
        alone += texts(tmp_path / "one.pdf")

    assert texts(tmp_path / "all.pdf") == alone


def test_lines_are_broken_once_however_far_apart_they_stand(faces):
    sheet = Sheet(faces, Page(title="甲"))
    wide = sheet.paragraph("字" * 100, 30)
    wide.wrap(300, 0)

    tight = replace(sheet, squeeze=0.9).paragraph("字" * 100, 30)

    assert all(one is other for one, other in zip(tight.lines, wide.lines, strict=True))
    assert tight.wrap(300, 0)[1] == pytest.approx(0.9 * wide.wrap(300, 0)[1])
    assert len(tight.lines) > 3


def test_of_many_papers_each_is_drawn_before_the_next_is_laid_out(faces, tmp_path):
    order = []
    papers = [Paper(Page(title=name), [Noted(name, order)]) for name in "甲乙"]

    build_all(tmp_path / "a.pdf", papers, faces)

    assert order == ["甲 laid out", "甲 drawn", "乙 laid out", "乙 drawn"]


@dataclass(frozen=True)
class Noted:
    name: str
    order: list
    join: str = ""

    def flow(self, sheet):
        self.order.append(f"{self.name} laid out")
        paragraph = sheet.paragraph(self.name, 30)
        paragraph.show = lambda *_: self.order.append(f"{self.name} drawn")
        return [paragraph]


def texts(path):
    with Preview(path) as preview:
        return [preview.text(page) for page in range(preview.pages)]
