"""Title, labels and sums stand where a clerk expects them."""

import re

import pytest

from ercheng_station.exchange.sheet import Column, Sheet, SheetHead
from ercheng_station.exchange.sheet_frame import column_width, heading, total
from ercheng_station.exchange.sheet_xml import Rows, Unwritable

KINDS = ["text", "whole", "money", "day", "moment"]
STYLES = {
    name: number
    for number, name in enumerate(
        ["title", "under title", "label", "text quoted", *KINDS, *(f"total {kind}" for kind in KINDS)], 1
    )
}
PLAIN = Column("甲", "text", 30)
SUM = Column("数", "whole", 6, total=True)
HIDDEN = Column("标识", "text", 36, hidden=True)


def cells(xml: str) -> dict[str, str]:
    return dict(re.findall(r'<c r="(\w+)"[^>]*><(?:is><t[^>]*>|v>)([^<]*)', xml))


def heights(xml: str) -> list[float]:
    return [float(points) for points in re.findall(r' ht="([\d.]+)"', xml)]


def summed(columns, *rows) -> dict[str, str]:
    block = Rows(columns, STYLES, 4)
    block.block(rows)
    return cells(total(block, STYLES))


def test_the_title_stands_over_what_is_seen():
    sheet = Sheet("表", SheetHead("标题", ["甲", "乙"]), [HIDDEN, PLAIN], [])

    assert cells(heading(sheet, STYLES)) == {"B1": "标题", "B2": "甲　　乙", "A3": "标识", "B3": "甲"}


def test_what_stands_under_the_title_breaks_between_its_items():
    items = ["填报单位：泽林所", "2026年3月", "填报人：王芳", "共2条"]
    sheet = Sheet("表", SheetHead("标题", items), [PLAIN], [])

    found = cells(heading(sheet, STYLES))

    assert found["A2"] == "填报单位：泽林所　　2026年3月\n填报人：王芳　　共2条"


def test_nothing_has_to_stand_under_the_title():
    assert "A2" not in cells(heading(Sheet("表", SheetHead("标题"), [PLAIN], []), STYLES))


def test_long_titles_lines_and_labels_get_the_room_they_need():
    short = Sheet("表", SheetHead("标题", ["甲"]), [PLAIN], [])
    long = Sheet(
        "表", SheetHead("标题" * 9, ["甲乙丙丁" * 9]), [Column("很长很长很长的栏目名称", "text", 5)], []
    )

    assert heights(heading(short, STYLES)) == [39.1, 24, 26]
    assert all(tall > low for tall, low in zip(heights(heading(long, STYLES)), [39.1, 24, 26], strict=True))


@pytest.mark.parametrize(
    ("column", "width"),
    [
        (Column("甲", "text", 30), 30),
        (Column("甲", "text", 1), 4),
        (Column("日期", "day", 5), 11.5),
        (Column("时间", "moment", 5), 16.5),
        (Column("金额", "money", 5), 14),
        (Column("时长", "whole", 5, unit="分钟"), 12.5),
        (Column("统一社会信用代码", "text", 5), 10.5),
    ],
)
def test_no_column_is_too_narrow_for_its_kind_and_label(column, width):
    assert column_width(column) == width


def test_the_sum_stands_below_its_column_and_its_name_in_the_first_free_one():
    assert summed([SUM, HIDDEN, PLAIN, SUM], [1, "u", "x", None], [2, "v", "y", 5]) == {
        "A6": "3",
        "C6": "合计",
        "D6": "5",
    }


def test_a_table_of_sums_alone_has_no_room_for_the_name():
    assert summed([SUM], [1]) == {"A5": "1"}


def test_a_table_without_sums_has_no_last_row():
    assert summed([PLAIN], ["x"]) == {}


def test_a_title_that_cannot_be_written_is_named():
    with pytest.raises(Unwritable) as caught:
        heading(Sheet("表", SheetHead("标\x01题"), [PLAIN], []), STYLES)

    assert caught.value.cell == "A1"
