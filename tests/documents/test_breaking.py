"""Lines begin and end as GB/T 15834—2011 wants, and words and numbers stay whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ercheng_station.documents.breaking import Strip, tokens
from ercheng_station.documents.style import Part, Style, styled
from tests.documents.prose import prose

# Written down once more here, from the standard (5.1.3–5.1.10), so that a slip in the program's table shows.
NEVER_FIRST = "，。、；：？！”’）》〉】〕」』…—·％℃,.;:?!)]}%"
NEVER_LAST = "“‘（《〈【〔「『([{￥¥"


@pytest.fixture(scope="module")
def body(faces):
    return styled(faces.cut("fang"), 16, -0.2)


def lines(style, text, room, first_room=None):
    strip = Strip([Part(0, style, text)])
    return [strip.parts(*ends)[0].text for ends in strip.lines(first_room or room, room)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("甲方，乙方。", ["甲", "方，", "乙", "方。"]),
        ("他说：“好。”", ["他", "说：", "“好。”"]),
        ("（一）便道", ["（一）", "便", "道"]),
        ("重庆——武汉……完", ["重", "庆——", "武", "汉……", "完"]),
        ("占14.2%，共1,846.57万元", ["占", "14.2%，", "共", "1,846.57", "万", "元"]),
        ("GB/T 9704—2012《格式》", ["GB/T", " ", "9704—", "2012", "《格", "式》"]),
        ("Apple(中国)有限", ["Apple", "(中", "国)", "有", "限"]),
        ("Xiaomi’s店", ["Xiaomi’s", "店"]),
        ("完 ，了", ["完 ，", "了"]),
        ("（ 完 ）", ["（ 完 ）"]),
        ("（（", ["（（"]),
        ("阿卜杜拉·买买提", ["阿", "卜", "杜", "拉·", "买", "买", "提"]),
        ("30℃，￥88", ["30℃，", "￥88"]),
        ("", []),
    ],
)
def test_a_line_may_end_between_these_pieces_only(text, pieces):
    assert tokens(text) == pieces


def test_an_address_may_end_a_line_after_a_sign():
    pieces = tokens("https://example.cn/register/visits?id=42&name=x")

    assert max(map(len, pieces)) <= 24
    assert all(piece[0].isalnum() for piece in pieces)


def test_a_sign_that_may_not_begin_a_line_stays_with_the_address():
    pieces = tokens("https://example.cn/register/,visits/,2026")

    assert "".join(pieces) == "https://example.cn/register/,visits/,2026"
    assert not [piece for piece in pieces if piece[0] in NEVER_FIRST]


def test_a_thousand_random_texts_have_no_forbidden_line_start_or_end(body):
    wrong = []
    for seed in range(1000):
        found = lines(body, prose(seed), 442.2)
        wrong += [line for line in found[1:] if line[0] in NEVER_FIRST]
        wrong += [line for line in found[:-1] if line[-1] in NEVER_LAST]

    assert wrong == []


def test_no_number_or_word_is_cut_in_a_thousand_random_texts(body):
    cut = []
    for seed in range(1000):
        found = lines(body, prose(seed), 442.2)
        cut += [
            (above[-9:], below[:9])
            for above, below in pairwise(found)
            if above[-1].isascii() and above[-1].isalnum() and below[0].isascii() and below[0].isalnum()
        ]

    assert cut == []


@given(st.text(st.sampled_from("字文，。“”（）—…ab12 .,(%￥　/-"), max_size=60), st.floats(16.5, 200))
def test_whatever_is_typed_is_kept_and_fits(faces, text, room):
    style = styled(faces.cut("song"), 16)
    strip = Strip([Part(0, style, text)])
    found = []

    for first, end in strip.lines(room, room):
        found.append("".join(strip.tokens[first:end]))
        white = sum(style.white(mark) for mark in found[-1] if mark in "，。“”（）")
        assert strip.width(first, end) <= room + white + 0.02 or len(found[-1]) == 1

    assert "".join("".join(found).split()) == "".join(text.split())


def test_widths_are_measured_again_when_too_many_are_kept(faces):
    style = Style(faces.cut("song"), 10, 0)
    words = [f"{number:05d}" for number in range(20_050)]

    widths = {style[word] for word in words}

    assert {round(width, 6) for width in widths} == {5 * 10 * faces.cut("song").ems["0"]}
    assert len(style) < 20_010


def test_a_narrow_line_still_takes_one_character(body):
    assert lines(body, "很窄A", 1) == ["很", "窄", "A"]


def test_a_word_wider_than_the_line_is_torn_without_a_forbidden_start(body):
    found = lines(body, "abcdefghijklmnopqr(stuvwxyz" + "é" * 120, 150)

    assert len(found) > 5
    assert not [line for line in found if line[-1] == "("]


def test_thousands_of_marks_without_a_word_are_broken_somewhere(body):
    found = lines(body, "，" * 3000, 442)

    assert sum(map(len, found)) == 3000


def test_a_mark_that_does_not_fit_is_pushed_in_by_its_white(body):
    text = "一二三四五六七八九，后文"

    assert lines(body, text, 9 * 15.8 + 8.5)[0] == "一二三四五六七八九，"
    assert lines(body, text, 9 * 15.8 + 4)[0] == "一二三四五六七八"


def test_a_piece_that_alone_is_a_little_wider_than_the_line_is_pushed_in(body):
    assert lines(body, "（完），后", 2.95 * 16)[0] == "（完），"


def test_other_marks_give_way_only_where_the_line_would_be_loose(body):
    """With one mark more to squeeze, the line takes 二十， in; with none it would tear the line apart."""
    assert lines(body, "（一），（二），完成", 5.6 * 15.8)[0] == "（一），（二），"
    assert lines(body, "甲（一）乙丙丁戊己庚辛壬癸子，丑", 12.85 * 15.8)[0] == "甲（一）乙丙丁戊己庚辛壬"


def test_a_long_code_is_broken_at_its_hyphen_only_where_the_line_would_be_very_loose(body):
    loose = lines(body, "地块编号LX-2019-0457号", 9 * 15.8)
    close = lines(body, "甲方在自家承包地里的地块编号是LX-2019号", 16 * 15.8)

    assert loose == ["地块编号LX-2019-", "0457号"]
    assert close == ["甲方在自家承包地里的地块编号是", "LX-2019号"]


def test_spaces_at_a_line_end_vanish_and_spaces_at_the_start_of_the_text_stay(body):
    found = lines(body, "    一二三四  五六七八", 7 * 15.8)

    assert found[0].startswith("    一")
    assert all(line == line.strip() for line in found[1:])


def test_runs_of_several_faces_break_like_one_text(faces):
    style = styled(faces.cut("song"), 16)
    text = "".join(char for char in prose(3, 12) if not char.isascii())
    whole = lines(style, text, 300)

    strip = Strip([Part(place, style, char) for place, char in enumerate(text)])
    split = ["".join(part.text for part in strip.parts(*ends)) for ends in strip.lines(300, 300)]

    assert split == whole


def test_a_glued_piece_wider_than_the_line_is_broken_between_its_runs(faces):
    one, two = styled(faces.cut("song"), 16), styled(faces.cut("hei"), 16)
    strip = Strip([Part(0, one, "完"), Part(1, two, "，"), Part(2, one, "，")])

    found = ["".join(part.text for part in strip.parts(*ends)) for ends in strip.lines(17, 17)]

    assert "".join(found) == "完，，"
    assert len(found) > 1
