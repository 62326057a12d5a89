"""Amounts as people write them, and 大写 by the rules of 《支付结算办法》 annex 1."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ercheng_station.errors import Fault
from ercheng_station.records.money import capital, read_fen, yuan


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        ("1,234.50", 123450),
        ("1，234.50", 123450),
        ("１２３４．５", 123450),
        ("1 234", 123400),
        ("￥500", 50000),
        ("¥500.00元", 50000),
        ("人民币 500 元整", 50000),
        ("人民币￥500", 50000),
        ("500块", 50000),
        ("5万", 5_000_000),
        ("5 万元", 5_000_000),
        ("1.2万元", 1_200_000),
        ("0.123456万元", 123_456),
        ("3千", 300_000),
        ("2百万", 200_000_000),
        ("1.5亿元", 15_000_000_000),
        ("-500", -50000),
        ("0", 0),
        (".5", 50),
        ("9999999999999.99", 999_999_999_999_999),
        (500, 50000),
        (0.1 + 0.2, 30),
        (1234.5, 123450),
        (Decimal("1234.50"), 123450),
    ],
)
def test_amounts_are_read_to_the_fen(raw, fen):
    assert read_fen(raw) == fen


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("-", "“-”不是数字；没有就留空，确实是零请填 0"),
        ("/", "“/”不是数字；没有就留空，确实是零请填 0"),
        ("无", "“无”不是数字；没有就留空，确实是零请填 0"),
        ("暂无", "“暂无”不是数字；没有就留空，确实是零请填 0"),
        ("约300", "“约300”不是确切的数字，请填一个数"),
        ("300左右", "“300左右”不是确切的数字，请填一个数"),
        ("3~5万", "“3~5”不是确切的数字，请填一个数"),
        ("5万以上", "“5万以上”不是确切的数字，请填一个数"),
        ("12,34", "“12,34”不是数字"),
        ("1.234,50", "“1.234,50”不是数字"),
        ("1234 567", "“1234 567”不是数字"),
        ("5w", "“5w”不是数字"),
        ("伍佰元整", "“伍佰”不是数字"),
        ("(500)", "“(500)”不是数字"),
        ("$500", "请折算成人民币填写"),
        ("500美元", "请折算成人民币填写"),
        ("1.005", "最多到分，小数点后不超过两位"),
        ("1.00999999999999999999999", "最多到分，小数点后不超过两位"),
        ("1.009999999999999999999999999999", "“1.00999999999999…”不是数字"),
        (1.005, "最多到分，小数点后不超过两位"),
        ("99999999999999", "金额太大，请核对单位是不是元"),
        ("9" * 26, "金额太大，请核对单位是不是元"),
        ("9" * 27, "“9999999999999999…”不是数字"),
        (Decimal("1e26"), "金额太大，请核对单位是不是元"),
        (Decimal("1e27"), "不是合理的数字"),
        (Decimal("0." + "9" * 26), "最多到分，小数点后不超过两位"),
        (Decimal("0." + "9" * 27), "不是合理的数字"),
        ("10000000000000.00", "金额太大，请核对单位是不是元"),
        ("1e30", "金额太大，请核对单位是不是元"),
        (1e300, "不是合理的数字"),
        (10**4000, "不是合理的数字"),
        (float("nan"), "不是合理的数字"),
        (float("inf"), "不是合理的数字"),
        (Decimal("Infinity"), "不是合理的数字"),
        (Decimal("1E+999999"), "不是合理的数字"),
        (Decimal("1.0000000000000000000000000001"), "不是合理的数字"),
        (True, "填的是“是/否”，不是数字"),
        (["500"], "不是数字"),
    ],
)
def test_what_is_no_exact_amount_is_refused_and_never_becomes_nought(raw, why):
    with pytest.raises(Fault) as fault:
        read_fen(raw)

    assert fault.value.why == why


# The examples of the annex first, then every place where a nought can stand.
@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1234.50", "壹仟贰佰叁拾肆元伍角整"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("0.55", "伍角伍分"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("15", "壹拾伍元整"),
        ("100", "壹佰元整"),
        ("101", "壹佰零壹元整"),
        ("110", "壹佰壹拾元整"),
        ("1001", "壹仟零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("100100", "壹拾万零壹佰元整"),
        ("101000", "壹拾万壹仟元整"),
        ("1000000", "壹佰万元整"),
        ("10000000", "壹仟万元整"),
        ("10010000", "壹仟零壹万元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("100011000", "壹亿零壹万壹仟元整"),
        ("110001000", "壹亿壹仟万壹仟元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000000010000", "壹万亿零壹万元整"),
        ("-5.00", "负伍元整"),
        ("-0.01", "负壹分"),
    ],
)
def test_capital_letters_follow_the_official_rules(amount, words):
    assert capital(read_fen(amount)) == f"人民币{words}"


DIGITS = {word: digit for digit, word in enumerate("零壹贰叁肆伍陆柒捌玖")}


def spoken(words):
    """The amount that 大写 says, read back independently of how it was written."""
    whole = section = digit = fen = 0
    for char in words.removeprefix("人民币").removeprefix("负"):
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in "拾佰仟":
            section, digit = section + digit * 10 ** ("拾佰仟".index(char) + 1), 0
        elif char in "万亿":
            power = 10**4 if char == "万" else 10**8
            below = whole % power
            whole = whole - below + (below + section + digit) * power
            section = digit = 0
        elif char == "元":
            whole, section, digit = whole + section + digit, 0, 0
        elif char in "角分":
            fen, digit = fen + digit * (10 if char == "角" else 1), 0
    return (whole * 100 + fen) * (-1 if "负" in words else 1)


@given(st.one_of(st.integers(-(10**6), 10**6), st.integers(-(10**15), 10**15)))
def test_capital_letters_say_the_amount_without_two_noughts_together(fen):
    words = capital(fen)

    assert spoken(words) == fen
    assert "零零" not in words
    assert "零元" not in words or fen == 0
    assert words.endswith(("整", "分"))


def test_fen_in_yuan_are_exact():
    assert str(yuan(123450)) == "1234.50"
