"""保管期满清单 as a file for others: what may be destroyed, for whoever approves it."""

from collections.abc import Sequence
from datetime import date

from ercheng_station.exchange.sheet import Column
from ercheng_station.reports.summary import Summary
from ercheng_station.services.retention import Kept, number_of

TITLE = "保管期满清单"
_NOTES = ("年数可以在“期限与依据”里改；销毁要两个人，做销毁证明。永久保管的不在内。",)


def retention_table(unit: str, found: Sequence[Kept], on: date) -> Summary:
    columns = [
        Column("登记簿", "text", 14), Column("编号", "text", 24), Column("名称", "text", 30),
        Column("起算日期", "day", 12), Column("保管到", "day", 12), Column("依据", "text", 40, wrap=True),
    ]  # fmt: skip
    rows = [
        [one.kind.title, number_of(one), one.row.label, one.start, one.until, one.source] for one in found
    ]
    return Summary(TITLE, unit, [f"单位：{unit}", f"截至：{on}"], columns, rows, _NOTES)
