"""Visits by town and trade as a file for others."""

from collections.abc import Sequence
from datetime import date

from ercheng_station.exchange.sheet import Column
from ercheng_station.reports.summary import Summary
from ercheng_station.services.reach import PARTS, Reach

TITLE = "走访覆盖情况表"


def reach_table(unit: str, found: Sequence[Reach], on: date, of: str = "") -> Summary:
    """`of`: the title of the list that is counted."""
    columns = [
        Column("分组", "text", 12),
        Column("乡镇或行业", "text", 20),
        Column("企业数", "whole", 10),
        Column("已走访", "whole", 10),
        Column("覆盖率（%）", "text", 12),
        Column("未走访企业", "text", 60, wrap=True),
    ]
    rows = [
        [PARTS[one.part], one.label, one.listed, one.visited, f"{one.rate:g}", "、".join(one.missing)]
        for one in found
    ]
    notes = [
        f"口径：{of or '登记的全部企业'}中，{on.year} 年 1 月 1 日至截至日走访过的，同一企业多次走访计一家。"
    ]
    return Summary(
        TITLE, unit, [f"单位：{unit}", f"范围：{of or '全部企业'}", f"截至：{on}"], columns, rows, notes
    )
