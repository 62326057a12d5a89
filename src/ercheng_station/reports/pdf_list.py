"""A register's list as a PDF: the columns that people see, with a header on every page and the totals below."""

from pathlib import Path
from typing import Literal

from ercheng_station.documents.cells import Column
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.table import Table, Written, write_table
from ercheng_station.exchange import sheet
from ercheng_station.exchange.ledger import Ledger
from ercheng_station.exchange.sheet_frame import column_width
from ercheng_station.progress import Report

_ALIGN: dict[str, Literal["left", "center", "right"]] = {
    "whole": "right",
    "money": "right",
    "day": "center",
    "moment": "center",
}


def write_list(path: Path, ledger: Ledger, report: Report) -> Written:
    unit, *middle, on, count = ledger.lines[:5]
    shown = Table(
        title=ledger.title,
        columns=[_column(column) for column in ledger.columns() if not column.hidden],
        left="　".join([unit, *middle]),
        right="　".join([on, count]),
        totals=ledger.totals(),
        notes=ledger.lines[5:],
        expected=ledger.count,
        imprint=ledger.imprint,
    )
    return write_table(path, shown, ledger.texts(), faces_for(ledger.typefaces), report)


def _column(column: sheet.Column) -> Column:
    return Column(column.heading, column_width(column), _ALIGN.get(column.kind, "left"))
