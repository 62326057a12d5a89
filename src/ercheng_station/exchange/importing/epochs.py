"""Days that jump by 1,462 from one row to the next: pasted from a workbook that counts its days from 1904."""

from datetime import date
from statistics import median_low

from ercheng_station.exchange.importing.headers import Columns
from ercheng_station.exchange.importing.table import Table
from ercheng_station.exchange.plain import Kind

_JUMP, _ABOUT = 1_462, 31
_YEAR = 366
_SHOWN = 5


def jumps(kind: Kind, table: Table, columns: Columns) -> list[str]:
    """One sentence for each column of days that has such rows among others of one year."""
    told = []
    for at, meaning in columns.columns.items():
        described = kind.kept.get(meaning.field)
        if described is None or described.type != "day":
            continue
        rows = _jumping(
            [(line.number, cell) for line in table.lines if isinstance(cell := line.cell(at), date)]
        )
        if rows:
            shown = "、".join(map(str, rows[:_SHOWN])) + (
                f" 行等 {len(rows)} 行" if len(rows) > _SHOWN else " 行"
            )
            told.append(
                f"第 {shown}的“{described.label}”与别的行相差四年零一天（1,462 天），可能是从另一种日期系统的表里粘贴来的，请核对"
            )
    return told


def _jumping(days: list[tuple[int, date]]) -> list[int]:
    if not days:
        return []
    middle = median_low(day.toordinal() for _, day in days)
    usual, found = None, []
    for number, day in days:
        ordinal = day.toordinal()
        if abs(ordinal - middle) <= _YEAR:
            usual = ordinal
        elif usual is not None and abs(abs(ordinal - usual) - _JUMP) <= _ABOUT:
            found.append(number)
    return found
