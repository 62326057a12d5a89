"""Lists of any length come out whole, in order, with their heads and page numbers."""

from dataclasses import replace

import pytest

from ercheng_station.documents.cells import Column
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.style import CLOSING
from ercheng_station.documents.table import Table, write_table
from ercheng_station.errors import UserError
from ercheng_station.progress import silent
from tests.documents.glyphs import glyphs, rows
from tests.documents.prose import prose

COLUMNS = [
    Column("序号", 6, "center"),
    Column("编号", 16),
    Column("金额\n（元）", 12, "right"),
    Column("发现问题", 50),
]
TABLE = Table(title="企业走访台账", columns=COLUMNS, left="填报单位：泽林所", right="2026年3月5日")


@pytest.fixture
def made(tmp_path, faces):
    """made(rows, table) writes a list: what it tells and the text of each page."""

    def make(content, table=TABLE, report=silent):
        written = write_table(make.path, table, content, faces, report, invariant=True)
        with Preview(make.path) as preview:
            return written, [preview.text(number) for number in range(preview.pages)]

    make.path = tmp_path / "list.pdf"
    return make


def test_more_columns_than_the_paper_has_room_for_are_refused_and_nothing_is_written(made):
    many = replace(TABLE, columns=[Column("名称", 30)] * 70)
    with pytest.raises(UserError) as refusal:
        made([["甲"] * 70], many)

    assert refusal.value.code == "table-too-wide"
    assert not made.path.exists()


def sample(count):
    return [[str(n), f"ZL-{n:06d}", f"{n * 37:,}.00", prose(n, 1)] for n in range(1, count + 1)]


def bare(text):
    return "".join(text.split())


def lines_of(path, page=0):
    return ["".join(glyph.char for glyph in line) for line in rows(glyphs(path.read_bytes(), page))]


def test_every_cell_is_there_in_order_on_pages_with_heads_and_numbers(made):
    written, pages = made(sample(200))

    assert (written.rows, written.pages, written.replaced) == (200, len(pages), ())
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert bare(page).startswith("企业走访台账填报单位：泽林所2026年3月5日序号编号金额")
        assert bare(page).endswith(f"第{number}页共{len(pages)}页")
    whole = bare("".join(pages))
    places = [whole.index(f"ZL-{n:06d}") for n in range(1, 201)]
    assert places == sorted(places)
    assert [row for row in sample(200) if bare(row[2]) not in whole] == []


def test_what_is_typed_is_printed_as_data(made):
    text = "=1+1 <b>粗</b> & 'x' %s {0} 𠮷喆"

    _, pages = made([["1", "ZL", "0", text]])

    assert text in pages[0]


def test_figures_stand_at_the_right_and_heads_in_the_middle(made):
    made([["1", "ZL", "1.00", "甲"], ["2", "ZL", "1,000,000.00", "乙"]])
    found = rows(glyphs(made.path.read_bytes()))
    ends = [
        max(glyph.right for glyph in line if glyph.char == "0") for line in found if line[-1].char in "甲乙"
    ]

    assert ends[0] == pytest.approx(ends[1], abs=0.05)


def test_nothing_but_white_leaves_its_cell(made):
    made([["1" * 3, "91420704MA4KXXXX1A" * 3, "1,234,567,890,123.00", prose(n, 3)] for n in range(30)])
    found = glyphs(made.path.read_bytes())
    width = 842 - 2 * 42.5
    edges = [42.5 + width * part / 84 for part in (0, 6, 22, 34, 84)]

    crossing = [
        glyph
        for glyph in found
        for edge in edges
        if glyph.left < edge - 0.5 < edge + 0.5 < glyph.right
        and 60 < glyph.base < 500
        and glyph.char not in CLOSING
    ]
    assert crossing == []


@pytest.mark.parametrize(("number", "whole"), [("1,234,567.00", True), ("1,234,567,890,123,456.00", False)])
def test_a_number_a_little_too_wide_is_narrowed_not_torn(made, number, whole):
    table = Table(title="台账", columns=[Column("金额", 7, "right"), Column("其他", 93)])

    made([[number, "甲"]], table)

    assert any(number in line for line in lines_of(made.path)) == whole


def test_a_long_cell_goes_on_over_pages_with_its_number(made):
    text = "".join(f"第{n}句。" for n in range(3000))

    _, pages = made([["1", "甲", "1", "短"], ["42", "乙", "2", text], ["3", "丙", "3", "完了"]])

    assert len(pages) >= 3
    start = 42.5 + 757 * 34 / 84
    whole = "".join(
        glyph.char
        for page in range(len(pages))
        for line in rows(glyphs(made.path.read_bytes(), page))
        for glyph in line
        if glyph.left > start and 50 < glyph.base < 490
    )
    assert text in whole
    assert all("42" in page for page in pages[:-1])
    assert "完了" in pages[-1]


def test_a_row_of_few_lines_is_not_parted(made):
    short = [[str(n), "甲", "1", "乙"] for n in range(26)]

    _, pages = made([*short, ["99", "甲", "1", "\n".join(f"第{n}行" for n in range(7))]])

    assert [all(f"第{n}行" in page for n in range(7)) for page in pages] == [False, True]


def test_line_ends_in_a_cell_are_kept(made):
    made([["1", "甲", "1", "一段\r\n二段\n\n四段"]])

    lines = lines_of(made.path)
    assert {"一段", "二段", "四段"} <= {line[-2:] for line in lines}


def test_a_character_without_a_glyph_is_shown_by_its_number_and_told(made):
    table = Table(title="台账😀", columns=COLUMNS, notes=["备注🚗"])

    written, pages = made([["1", "甲🙂", "1", "正常"]], table)

    assert written.replaced == ("😀", "🙂", "🚗")
    assert all(f"〔U+{ord(char):X}〕" in bare(pages[0]) for char in "😀🙂🚗")


def test_fallback_fonts_and_squeezed_marks_keep_their_places(made):
    text = "他说：“𪚥字（二），‘三’。”" * 9

    _, pages = made([["1", "甲", "1", text]])

    assert text in bare(pages[0])


def test_no_line_of_a_cell_begins_or_ends_wrongly(made):
    made([["1", "甲", "1", prose(n, 4)] for n in range(60)])

    wrong = []
    for page in range(3):
        for line in rows(glyphs(made.path.read_bytes(), page)):
            cell = [glyph for glyph in line if glyph.left > 42 + 757 * 34 / 84]
            wrong += [glyph for glyph in cell[:1] if glyph.char in "，。、；：！？”’）》】〕」…—"]
            wrong += [glyph for glyph in cell[-1:] if glyph.char in "“‘（《【〔「"]
    assert wrong == []


def test_totals_and_notes_end_the_list(made):
    table = Table(
        title="台账",
        columns=COLUMNS,
        totals=["合计", "", "1,234.00", ""],
        notes=["填报人：　　审核人：", "说明"],
    )

    _, pages = made(sample(3), table)

    assert bare(pages[-1]).endswith("合计1,234.00填报人：审核人：说明第1页共1页")


def test_notes_that_find_no_room_stand_on_a_page_of_their_own(made):
    rows_of_a_page = [[str(n), "甲", "1", "乙"] for n in range(24)]
    table = Table(title="台账", columns=COLUMNS, notes=["说明" * 20] * 6)

    _, pages = made(rows_of_a_page, table)

    assert len(pages) == 2
    assert "序号" not in pages[1]
    assert bare("".join(pages)).count("说明") == 120


def test_a_list_without_rows_says_so(made):
    written, pages = made([])

    assert written.rows == 0
    assert "（没有记录）" in pages[0]


def test_many_columns_are_set_smaller(made):
    many = Table(title="台账", columns=[Column(f"第{n}栏", 12) for n in range(30)])

    made([["内容"] * 30], many)
    found = glyphs(made.path.read_bytes())

    assert max(glyph.right for glyph in found) < 842 - 40


def test_progress_is_told_and_can_stop_the_work(made):
    class Stopped(Exception):
        pass

    told = []

    def report(done, total):
        told.append((done, total))
        if done >= 400:
            raise Stopped

    with pytest.raises(Stopped):
        made(iter(sample(1000)), Table(title="台账", columns=COLUMNS, expected=1000), report)

    assert told == [(0, 1000), (200, 1000), (400, 1000)]
    assert not made.path.exists()


def test_the_same_rows_give_the_same_bytes(made):
    one, _ = made(sample(30))
    first = made.path.read_bytes()
    two, _ = made(sample(30))

    assert one == two
    assert first == made.path.read_bytes()
    assert one.sha256 == two.sha256


def test_a_row_with_the_wrong_number_of_cells_is_a_fault(made):
    with pytest.raises(ValueError, match="zip"):
        made([["1", "2"]])


def test_repeated_content_beyond_what_is_kept_is_still_right(made):
    _, pages = made([[str(n), f"编{n}", "1", "乙"] for n in range(6000)])

    words = set("".join(pages).split())
    assert [n for n in range(6000) if f"编{n}" not in words] == []
