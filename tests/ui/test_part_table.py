"""A small table leaves out its short columns rather than stand beyond its edge."""

from uuid import UUID

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ercheng_station.records.visit import Visit
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.screens.case_lines import Line
from ercheng_station.ui.screens.part_table import PartTable

LINE = Line(
    Visit, UUID(int=1), ("商业秘密", "是否与涉密人员签订保密协议", "高 2026-03-05 前"), ChipLook("不适用")
)


@pytest.mark.parametrize(("width", "left"), [(900, [0, 1, 2, 3]), (300, [1, 3]), (120, [1])])
def test_what_finds_no_room_is_left_out(shown, width, left):
    table = PartTable("排查事项", 1)
    page = QWidget()
    QVBoxLayout(page).addWidget(table)
    shown(page, width, 200)
    table.fill([LINE])

    assert [at for at in range(4) if not table.isColumnHidden(at)] == left
    assert table.horizontalScrollBar().maximum() == 0
