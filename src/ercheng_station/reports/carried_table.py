"""未结事项结转清单 as a file for others: what one year leaves to the next."""

from collections.abc import Sequence
from datetime import date

from ercheng_station.exchange.sheet import Column
from ercheng_station.reports.summary import Summary
from ercheng_station.services.open_matters import BETWEEN_NAMES, Standing

TITLE = "未结事项结转清单"


def carried_table(unit: str, found: Sequence[Standing], year: int, on: date) -> Summary:
    """What goes over into the year."""
    columns = [
        Column("登记簿", "text", 14), Column("编号和事项", "text", 52, wrap=True),
        Column("登记日期", "day", 12), Column("状态", "text", 12), Column("责任人", "text", 12),
    ]  # fmt: skip
    rows = [
        [one.kind.title, one.words, one.began, one.state, BETWEEN_NAMES.join(one.persons)] for one in found
    ]
    lines = [f"单位：{unit}", f"结转到：{year}年", f"截至：{on}"]
    return Summary(
        f"{TITLE}（{year - 1}年结转{year}年）", unit, lines, columns, rows, [f"共 {len(rows)} 项。"]
    )
