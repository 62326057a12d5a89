"""A register as a file for others: the ledger as a workbook or CSV, the list as a PDF."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from ercheng_station.exchange import ledger as ledgers
from ercheng_station.exchange.ledger import Ledger
from ercheng_station.progress import Report, silent


class Exported(NamedTuple):
    """`replaced` are the characters that no face has, printed by their code point."""

    rows: int
    replaced: tuple[str, ...] = ()


def write_ledger(path: Path, ledger: Ledger, report: Report = silent) -> Exported:
    """In the form that the name ends with, one of FORMS. UserError if the disk refuses."""
    return _WRITERS[path.suffix.lower()](path, ledger, report)


def _list(path: Path, ledger: Ledger, report: Report) -> Exported:
    from ercheng_station.reports.pdf_list import write_list  # noqa: PLC0415  loads reportlab: 0.3 s

    written = write_list(path, ledger, report)
    return Exported(written.rows, written.replaced)


def _workbook(path: Path, ledger: Ledger, report: Report) -> Exported:
    return Exported(ledgers.write_workbook(path, ledger, report))


def _csv(path: Path, ledger: Ledger, report: Report) -> Exported:
    return Exported(ledgers.write_csv(path, ledger, report))


_WRITERS: dict[str, Callable[[Path, Ledger, Report], Exported]] = {
    ".xlsx": _workbook,
    ".pdf": _list,
    ".csv": _csv,
}
FORMS: Sequence[str] = tuple(_WRITERS)
"""The endings of file names that a register can be written under."""
