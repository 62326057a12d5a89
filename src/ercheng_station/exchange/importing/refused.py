"""The rows that were not taken, as a workbook with their own columns and the reason, to be corrected and fed again."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from ercheng_station.db.store import Store
from ercheng_station.exchange.importing.verdict import Plan, RowPlan, Verdict
from ercheng_station.exchange.reading.book import Cell
from ercheng_station.exchange.sheet import Column, Properties, Sheet
from ercheng_station.exchange.workbook import write_book

_WHY, _NUMBER = "错误原因", "原行号"
_BACK = (Verdict.REFUSED, Verdict.TO_DECIDE)


def write_refused(store: Store, plan: Plan, path: Path) -> int:
    """How many rows; no file where there are none. UserError if the disk refuses."""
    rows = [row for row in plan.rows if row.verdict in _BACK]
    if not rows:
        return 0
    own = [Column(_heading(one.above, one.text), "text", 18) for one in plan.source.table.headers]
    columns = [Column(_WHY, "text", 40, wrap=True), Column(_NUMBER, "whole", 8), *own]
    sheet = Sheet(plan.source.table.sheet[:31] or "退回", None, columns, _cells(plan, rows), len(rows))
    title = f"{plan.kind.title}导入退回 {len(rows)} 行"
    return write_book(path, [sheet], Properties(title, store.unit.name, store.now))


def reasons(row: RowPlan) -> str:
    return "；".join(f"{fault.label}：{fault.why}" if fault.label else fault.why for fault in row.faults)


def _cells(plan: Plan, rows: list[RowPlan]) -> Iterator[list[object]]:
    for row in rows:
        own = [text_of(row.line.cell(header.at)) for header in plan.source.table.headers]
        yield [reasons(row), row.number, *own]


def _heading(above: str, text: str) -> str:
    return f"{above}{text}" if above else text


def text_of(cell: Cell) -> str | None:
    """As a person wrote it, None for nothing."""
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat(" ") if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return None if cell is None or cell == "" else str(cell)
