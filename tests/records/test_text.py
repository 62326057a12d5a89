"""Free text: kept exactly as typed, or refused with the reason (trust V08 to V12, V21 to V23)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from ercheng_station.records.fields import Text

LINE = Text(label="内容")
LINES = Text(label="内容", lines=5)
NAME = Text(label="名称", required=True)

AS_TYPED = [
    "<b>粗</b>",
    "=1+1",
    "＝1+1",
    "'; DROP TABLE visit; --",
    "A & B <C",
    "%s {0} {{x}} 〔待补〕",
    "第一行\n第二行\t制表",
    "  前后有空格　",
    "𠮷𡈽䶮㛃 é e\u0301",
    "👨‍👩‍👧🇨🇳",
    "@SUM(1)",
    "-1",
    "全角ＡＢＣ１２３",
]


@pytest.mark.parametrize("typed", AS_TYPED)
def test_free_text_is_kept_exactly_as_typed(typed):
    for field in (LINE, LINES, NAME):
        assert field.parse(typed) == typed


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (12, "12"),
        (12.0, "12"),
        (1.5, "1.5"),
        (Decimal("1.50"), "1.50"),
        (date(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5, 8, 30), "2026-03-05 08:30:00"),
        (420704199001011234, "420704199001011234"),
        (12345678901234567, "12345678901234567"),
        (999_999_999_999_999, "999999999999999"),
        (999_999_999_999_999.0, "999999999999999"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
    ],
)
def test_cells_that_are_not_text_are_read_as_they_look(raw, value):
    assert LINE.parse(raw) == value


@pytest.mark.parametrize("raw", [True, {"a": 1}, ["甲"], b"x"])
def test_what_is_no_text_is_refused(raw):
    assert LINE.wrong(raw) == "不是文字"


@pytest.mark.parametrize(
    "raw", [1e15, 10**15, 4.20704e17, 420704199001010000, -4.2e17, float("inf"), float("nan")]
)
def test_numbers_that_excel_has_rounded_are_never_text(raw):
    assert LINE.wrong(raw) == "Excel 已把后几位变成 0，请把这一格设为文本后重新填写"


@pytest.mark.parametrize("raw", ["同上", " 同上 ", "〃", "同前"])
def test_same_as_above_is_never_data(raw):
    assert LINE.wrong(raw) == f"“{raw.strip()}”不能当作内容，请写明"


def test_a_stroke_fills_no_required_field_but_may_stand_in_another():
    assert NAME.wrong("/") == "必填，“/”不能当作内容"
    assert LINE.parse("/") == "/"


@pytest.mark.parametrize(
    ("field", "length", "why"),
    [
        (Text(label="名称"), 200, None),
        (Text(label="名称"), 201, "有 201 个字，最多 200 个字，请缩短"),
        (Text(label="简称", longest=20), 21, "有 21 个字，最多 20 个字，请缩短"),
        (Text(label="内容", lines=3), 30_000, None),
        (Text(label="内容", lines=3), 30_001, "有 30001 个字，最多 30000 个字，请缩短"),
        (Text(label="内容", lines=3), 1_000_000, "有 1000000 个字，最多 30000 个字，请缩短"),
    ],
)
def test_long_text_is_refused_with_its_count(field, length, why):
    assert field.wrong("字" * length) == why


def test_rare_characters_count_twice_in_an_excel_cell():
    field = LINES

    assert field.wrong("𠮷" * 16_383) is None
    assert field.wrong("𠮷" * 16_384) == "有 16384 个字且生僻字很多，Excel 的一格放不下，请缩短"
    assert field.wrong("字" * 20_000) is None


def test_a_number_longer_than_a_line_is_no_text():
    assert LINE.wrong(10**4000 + 1) == "数字太长"
