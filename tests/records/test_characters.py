"""Which characters are kept, which are refused by name, and how values are hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ercheng_station.errors import Fault
from ercheng_station.records.characters import clean, fold, is_blank, is_masked, mask, shorten, trim


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("甲乙\x07丙", "第 3 个字是控制字符 U+0007，请删去"),
        ("甲\x00", "第 2 个字是空字符 U+0000，请删去"),
        ("甲\x0b乙", "第 2 个字是控制字符 U+000B，请删去"),
        ("\x7f", "第 1 个字是控制字符 U+007F，请删去"),
        ("\x85", "第 1 个字是控制字符 U+0085，请删去"),
        ("甲\ud83d乙", "第 2 个字是不成对的代理字符 U+D83D，请删去"),
        ("\ufffe", "第 1 个字是非字符 U+FFFE，请删去"),
        ("\ufdd0", "第 1 个字是非字符 U+FDD0，请删去"),
        ("𠮷\U0002ffff", "第 2 个字是非字符 U+2FFFF，请删去"),
        ("\U0010fffe", "第 1 个字是非字符 U+10FFFE，请删去"),
        ("甲\r\n\x01", "第 3 个字是控制字符 U+0001，请删去"),
    ],
)
def test_characters_that_cannot_be_kept_are_named(text, why):
    with pytest.raises(Fault) as fault:
        clean(text)

    assert fault.value.why == why


@pytest.mark.parametrize(
    "kept", ["\t", "\n", " 　", "\u200b\u202e\ufeff", "𠮷", "e\u0301", "👨‍👩‍👧", "\ue000", "\u00ad"]
)
def test_everything_else_is_kept_untouched(kept):
    assert clean(f"甲{kept}乙") == f"甲{kept}乙"


def test_line_ends_have_one_form():
    assert clean("甲\r\n乙\r丙\n\r丁") == "甲\n乙\n丙\n\n丁"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"))))
def test_text_without_control_characters_is_kept_code_point_by_code_point(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("９１４２０７０４ｍａ", "91420704ma"),
        (" 9142\u00a00704　\u200bMA\ufeff\u00ad ", "91420704MA"),
        ("ZL 2004-8 0001590．4", "ZL2004-80001590.4"),
        ("甲\t乙\n", "甲乙"),
    ],
)
def test_identifiers_are_folded(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize("turned", ["\u202e", "\u2066", "\u200f"])
def test_characters_that_turn_the_writing_are_refused_in_identifiers(turned):
    with pytest.raises(Fault) as fault:
        fold(f"12{turned}34")

    assert fault.value.why == f"第 3 个字是改变文字方向的控制符 U+{ord(turned):04X}，请删去"


def test_blank_is_what_nobody_can_see():
    assert all(is_blank(text) for text in ("", " ", "　\u00a0\n\t", "\u200b\ufeff"))
    assert not any(is_blank(text) for text in ("0", "/", "　。"))


def test_trimming_takes_only_the_ends():
    assert trim("\u200b 张 三　\u00a0\n") == "张 三"


def test_long_text_is_shortened_for_messages():
    assert (shorten("甲" * 16), shorten("甲" * 17)) == ("甲" * 16, "甲" * 16 + "…")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("", ""),
        ("张", "张***"),
        ("1234567890", "1***"),
        ("13812345678", "138****5678"),
        ("11010519491231002X", "110***********002X"),
    ],
)
def test_masking_leaves_three_and_four_characters(value, shown):
    assert mask(value) == shown


@pytest.mark.parametrize("raw", ["138****5678", "１３８＊＊＊＊5678", " 张*** ", "***"])
def test_masked_values_are_recognised(raw):
    assert is_masked(raw)


@pytest.mark.parametrize("raw", ["13812345678", "张三", "**", "三星级***酒店在此营业", 138, None, ""])
def test_full_values_are_not_taken_for_masked(raw):
    assert not is_masked(raw)
