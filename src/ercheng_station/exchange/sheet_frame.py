"""What stands above and below the records of a sheet: title, the line under it, labels, 合计."""

from collections.abc import Sequence

from ercheng_station.exchange.sheet import Column, Sheet, SheetHead
from ercheng_station.exchange.sheet_xml import (
    Rows,
    Styles,
    checked,
    column_letter,
    height,
    lines,
    number_cell,
    text_cell,
    units,
)

TOTAL = "合计"
_TITLE_SIZE = 1.8
"""The title's letters against those of the table."""
_BETWEEN = "　　"
_NARROWEST = {"text": 4.0, "whole": 6.0, "money": 14.0, "day": 11.5, "moment": 16.5}
_SHORT = 12
"""Labels up to six hanzi stand on one line, longer ones on two."""


def column_width(column: Column) -> float:
    """As described, but dates and amounts never show as #### and labels are not torn to pieces."""
    label = units(column.heading)
    return max(column.width, _NARROWEST[column.kind], label + 0.5 if label <= _SHORT else label / 2 + 2.5)


def seen(columns: Sequence[Column]) -> list[int]:
    """The places, from 1, of the columns a person sees."""
    return [place for place, column in enumerate(columns, 1) if not column.hidden]


def heading(sheet: Sheet, styles: Styles) -> str:
    """The rows down to the labels."""
    above = "" if sheet.head is None else _title(sheet.head, sheet.columns, styles)
    row, columns = sheet.label_row, sheet.columns
    cells = [
        _cell(column.heading, f"{column_letter(place)}{row}", styles["label"])
        for place, column in enumerate(columns, 1)
    ]
    most = max(lines(column.heading, column_width(column)) for column in columns if not column.hidden)
    return f"{above}{_row(row, height(most, 6), cells)}"


def total(rows: Rows, styles: Styles) -> str:
    """The last row: the sums below their columns; "" where no column has one."""
    columns = [strip.column for strip in rows.strips]
    if not any(column.total for column in columns):
        return ""
    word = next((place for place in seen(columns) if not columns[place - 1].total), 0)
    cells = []
    for place, strip in enumerate(rows.strips, 1):
        cell, style = f"{strip.letter}{rows.number}", styles[f"total {strip.column.kind}"]
        if strip.column.total:
            cells.append(number_cell(strip.column.kind, strip.total, cell, style))
        else:
            cells.append(text_cell(TOTAL if place == word else "", cell, styles["total text"]))
    return _row(rows.number, height(1), cells)


def _title(head: SheetHead, columns: Sequence[Column], styles: Styles) -> str:
    shown = seen(columns)
    first, width = column_letter(shown[0]), sum(column_width(columns[place - 1]) for place in shown)
    under = _joined(head.lines, width)
    tall = height(lines(head.title, width / _TITLE_SIZE) * _TITLE_SIZE, 8)
    rows = (
        _row(1, tall, [_cell(head.title, f"{first}1", styles["title"])]),
        _row(2, height(lines(under, width), 4), [_cell(under, f"{first}2", styles["under title"])]),
    )
    return "".join(rows)


def _joined(items: Sequence[str], width: float) -> str:
    """The items side by side, on as many lines as they need; no item is torn that fits on a line."""
    joined = items[0] if items else ""
    for item in items[1:]:
        longer = f"{joined}{_BETWEEN}{item}"
        joined = longer if units(longer.rpartition("\n")[2]) <= width else f"{joined}\n{item}"
    return joined


def _cell(text: str, cell: str, style: int) -> str:
    return text_cell(checked(text, cell, "heading"), cell, style)


def _row(number: int, tall: str, cells: Sequence[str]) -> str:
    return f'<row r="{number}" ht="{tall}" customHeight="1">{"".join(cells)}</row>'
