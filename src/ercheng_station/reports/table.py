"""A register as a file for others: the ledger as a workbook or CSV, the list as a PDF."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from ercheng_station.documents.cells import Column
from ercheng_station.documents.fonts import Faces, faces_for
from ercheng_station.documents.table import Table, write_table
from ercheng_station.exchange import ledger as ledgers
from ercheng_station.exchange import sheet
from ercheng_station.exchange.ledger import Ledger
from ercheng_station.exchange.sheet_frame import column_width
from ercheng_station.progress import Report, silent

_ALIGN: dict[str, Literal["left", "center", "right"]] = {
    "whole": "right",
    "money": "right",
    "day": "center",
    "moment": "center",
}


class Exported(NamedTuple):
    """`replaced` are the characters that no face has, printed by their code point."""

    rows: int
    replaced: tuple[str, ...] = ()


def write_ledger(path: Path, ledger: Ledger, report: Report = silent) -> Exported:
    """In the form that the name ends with, one of FORMS. UserError if the disk refuses."""
    return _WRITERS[path.suffix.lower()](path, ledger, report)


def write_list(path: Path, ledger: Ledger, report: Report = silent, faces: Faces | None = None) -> Exported:
    """The columns that people see, as a PDF."""
    unit, *middle, on, count = ledger.lines[:5]
    shown = Table(
        title=ledger.title,
        columns=[_column(column) for column in ledger.columns() if not column.hidden],
        left="　".join([unit, *middle]),
        right="　".join([on, count]),
        totals=ledger.totals(),
        notes=ledger.lines[5:],
        expected=ledger.count,
    )
    written = write_table(path, shown, ledger.texts(), faces or faces_for(ledger.typefaces), report)
    return Exported(written.rows, written.replaced)


def _column(column: sheet.Column) -> Column:
    return Column(column.heading, column_width(column), _ALIGN.get(column.kind, "left"))


def _workbook(path: Path, ledger: Ledger, report: Report) -> Exported:
    return Exported(ledgers.write_workbook(path, ledger, report))


def _csv(path: Path, ledger: Ledger, report: Report) -> Exported:
    return Exported(ledgers.write_csv(path, ledger, report))


_WRITERS: dict[str, Callable[[Path, Ledger, Report], Exported]] = {
    ".xlsx": _workbook,
    ".pdf": write_list,
    ".csv": _csv,
}
FORMS: Sequence[str] = tuple(_WRITERS)
"""The endings of file names that a register can be written under."""
