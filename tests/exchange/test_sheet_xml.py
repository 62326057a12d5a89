"""Values become cells that every program reads as they are."""

import re
import xml.etree.ElementTree as ET
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ercheng_station.exchange.sheet import Column
from ercheng_station.exchange.sheet_xml import Rows, Unwritable, height, lines, units

STYLES = {
    name: number
    for number, name in enumerate(
        ["text", "text quoted", "text wrapped", "text wrapped quoted", "whole", "money", "day", "moment"]
    )
}
TEXT = Column("内容", "text", 20)
PRINTABLE = st.text(
    st.characters(
        exclude_categories=["Cs"],
        exclude_characters=[chr(n) for n in range(32) if n not in (9, 10)] + ["\ufffe", "\uffff"],
    )
)


def rows(values, column=TEXT) -> ET.Element:
    xml = Rows([column], STYLES, 4).block([[value] for value in values])
    return ET.fromstring(f"<all>{xml}</all>")


def cell(value, column=TEXT) -> ET.Element:
    return rows([value], column)[0][0]


def text(found: ET.Element) -> str:
    """What a program reads: XML's own escapes are gone, those of the workbook not yet."""
    return re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), found.findtext("is/t") or "")


@given(st.lists(PRINTABLE, min_size=1, max_size=6))
def test_every_text_is_read_as_it_was_written(texts):
    assert [text(row[0]) for row in rows(texts)] == texts


def test_cells_carry_their_place_and_blanks_their_border():
    found = rows(["a", None, "", "b"])

    assert [(row.get("r"), row[0].get("r"), row[0].get("t")) for row in found] == [
        ("4", "A4", "inlineStr"),
        ("5", "A5", None),
        ("6", "A6", None),
        ("7", "A7", "inlineStr"),
    ]
    assert {row[0].get("s") for row in found} == {"0"}


@pytest.mark.parametrize("wrap", [False, True])
@pytest.mark.parametrize("start", "=+-@'＝＋－＠\t")
def test_text_that_looks_like_a_formula_stays_text_when_edited(start, wrap):
    found = cell(f"{start}1+1", Column("内容", "text", 20, wrap=wrap))

    assert found.get("s") == str(STYLES["text wrapped quoted" if wrap else "text quoted"])
    assert found.get("t") == "inlineStr"


@pytest.mark.parametrize("value", [" a", "a ", "a\nb", "a  b", "\ta"])
def test_spaces_are_kept(value):
    space = cell(value).find("is/t").get("{http://www.w3.org/XML/1998/namespace}space")

    assert space == "preserve"


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x0b", "\r", "\x1f", "\ud800", "\ufffe", "\uffff"])
@pytest.mark.parametrize("around", ["{}", "正常{}文字", "a\n{}"])
def test_what_xml_cannot_hold_is_named_with_its_cell(char, around):
    with pytest.raises(Unwritable) as caught:
        rows(["ok", around.format(char)])

    fault = caught.value
    assert (fault.cell, fault.label) == ("A5", "内容")
    assert f"character {around.index('{') + 1} is U+{ord(char):04X}" in str(fault)


@pytest.mark.parametrize("longest", ["字" * 32_767, "𠮷" * 16_383])
def test_the_longest_text_is_whole_and_one_more_is_refused(longest):
    assert text(cell(longest)) == longest
    with pytest.raises(Unwritable, match="at most 32767"):
        cell(longest + "𠮷")


NUMBERS = [
    ("whole", 0, "0"),
    ("whole", -12, "-12"),
    ("whole", True, "1"),
    ("money", Decimal("1234567.80"), "1234567.80"),
    ("money", Decimal("1E+3"), "1000"),
    ("money", Decimal("-0.01"), "-0.01"),
    ("day", date(2026, 3, 1), "46082"),
    ("day", date(1900, 3, 1), "61"),
    ("moment", datetime(2026, 3, 1, 12), "46082.5"),
]


@pytest.mark.parametrize(("kind", "value", "written"), NUMBERS)
def test_numbers_and_dates_are_real_ones(kind, value, written):
    found = cell(value, Column("数", kind, 9))

    assert (found.findtext("v"), found.get("t"), found.get("s")) == (written, None, str(STYLES[kind]))


AS_TEXT = [
    ("whole", 10**15, "1,000,000,000,000,000"),
    ("money", Decimal("-12345678901234.56"), "-12,345,678,901,234.56"),
    ("day", date(1900, 2, 28), "1900-02-28"),
    ("moment", datetime(1899, 12, 31, 8, 30), "1899-12-31T08:30:00"),
]


@pytest.mark.parametrize(("kind", "value", "written"), AS_TEXT)
def test_what_a_workbook_would_change_stands_there_as_text(kind, value, written):
    assert text(cell(value, Column("数", kind, 9))) == written


@given(st.datetimes(datetime(1950, 1, 1), datetime(2200, 1, 1)))
def test_a_moment_keeps_its_second(moment):
    days = float(cell(moment, Column("时", "moment", 16)).findtext("v"))

    assert abs(days * 86400 - (moment - datetime(1899, 12, 30)).total_seconds()) < 0.0005


def test_sums_are_exact():
    block = Rows([Column("金额", "money", 14, total=True)], STYLES, 4)

    block.block([[Decimal("0.10")]] * 300)
    block.block([[None], [Decimal("0.03")]])

    assert block.strips[0].total == Decimal("30.03")


def test_a_row_is_as_tall_as_its_longest_wrapped_text():
    columns = [
        Column("甲", "text", 10),
        Column("乙", "text", 10, wrap=True),
        Column("丙", "text", 20, wrap=True),
        Column("丁", "text", 1, wrap=True, hidden=True),
    ]
    xml = Rows(columns, STYLES, 4).block(
        [
            ["长" * 90, "短", None, "x" * 99],
            ["", "五个汉字宽五个汉字宽五个汉字宽", "x\ny", None],
            ["", "", "x" * 40_0, ""],
        ]
    )

    found = ET.fromstring(f"<all>{xml}</all>")
    assert [row.get("ht") for row in found] == [height(1), height(4), height(22)]
    assert {row.get("customHeight") for row in found} == {"1"}


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("", 1),
        ("十二个汉字刚好放得下了呀", 1),
        ("十二个汉字刚好放得下了呀呀", 2),
        ("a\n\nb", 3),
        ("a\n", 2),
        ("𠮷" * 12, 2),
    ],
)
def test_lines_count_hanzi_as_two(value, count):
    assert lines(value, 24) == count


def test_units_are_letters():
    assert [units(word) for word in ["abc", "汉字", "é", "a字"]] == [3, 4, 1, 3]


def test_no_row_is_taller_than_excel_allows():
    assert (height(1), height(3), height(5000)) == ("20", "48.5", "409")
