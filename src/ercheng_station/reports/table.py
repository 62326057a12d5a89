"""A register as a file for others: the ledger as a workbook or CSV, the list as a PDF."""

from collections.abc import Callable, Sequence
from pathlib import Path

from ercheng_station.exchange.ledger import Ledger, write_csv, write_workbook
from ercheng_station.progress import Report, silent

_WRITERS: dict[str, Callable[[Path, Ledger, Report], int]] = {
    ".xlsx": write_workbook,
    ".csv": write_csv,
}
FORMS: Sequence[str] = tuple(_WRITERS)
"""The endings of file names that a register can be written under."""


def write_ledger(path: Path, ledger: Ledger, report: Report = silent) -> int:
    """In the form that the name ends with; how many rows were written. UserError if the disk refuses."""
    return _WRITERS[path.suffix.lower()](path, ledger, report)
