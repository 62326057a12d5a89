"""Writes tables as an Excel workbook, row after row in little memory: interface.md section 2."""

import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ercheng_station.errors import UserError
from ercheng_station.exchange.sheet import Properties, Row, Sheet
from ercheng_station.exchange.sheet_frame import heading, total
from ercheng_station.exchange.sheet_xml import MOST_ROWS, Rows
from ercheng_station.files import atomic_write
from ercheng_station.late import Late
from ercheng_station.progress import Report, silent

if TYPE_CHECKING:
    from ercheng_station.exchange import workbook_skeleton
else:
    workbook_skeleton = Late("ercheng_station.exchange.workbook_skeleton")

_BLOCK = 250
_LEVEL = 5
"""2 % larger than zlib's usual 6 and a third quicker."""
_HUGE = 5_000_000
"""Cells from which a sheet may pass 2 GiB of XML; below, the plain zip form is kept for older programs."""


def write_book(path: Path, sheets: Sequence[Sheet], properties: Properties, report: Report = silent) -> int:
    """How many rows a person will see. The file at `path` is replaced only when the new one is whole and on disk.

    UserError if the disk refuses or a sheet has too many rows; Unwritable (ours) for text that XML cannot hold.
    """
    every = workbook_skeleton.with_options(sheets)
    try:
        bones = workbook_skeleton.skeleton(every, properties)
    except OSError as fault:  # openpyxl uses the system's temporary folder; no record is in the skeleton
        raise UserError("temp-no-room") from fault
    progress = _Progress(sum(sheet.count for sheet in sheets if sheet.state == "visible"), report)
    with (
        atomic_write(path) as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as book,
    ):
        for name in sorted(
            bones.parts.keys() - {workbook_skeleton.WORKBOOK},
            key=lambda name: (name != workbook_skeleton.CONTENT_TYPES, name),
        ):
            _part(book, name, bones.parts[name])
        lasts = [_sheet(book, number, sheet, bones, progress) for number, sheet in enumerate(every)]
        _part(book, workbook_skeleton.WORKBOOK, bones.workbook(lasts).encode())
    return progress.done


class _Progress:
    def __init__(self, total: int, report: Report) -> None:
        self.done = 0
        self._total = total
        self._report = report

    def blocks(self, sheet: Sheet) -> Iterator[list[Row]]:
        """The rows in blocks; each is counted and reported when the next one is asked for."""
        rows, counted = iter(sheet.rows), sheet.state == "visible"
        while block := list(islice(rows, _BLOCK)):
            yield block
            if counted:
                self.done += len(block)
                self._report(self.done, self._total)


def _part(book: zipfile.ZipFile, name: str, content: bytes) -> None:
    with book.open(name, "w") as part:  # opened by name a part is dated 1980: no clock in the file
        part.write(content)


def _sheet(
    book: zipfile.ZipFile, number: int, sheet: Sheet, bones: "workbook_skeleton.Skeleton", progress: _Progress
) -> int:
    """The last row that holds a record, at least the one below the labels."""
    before, after = bones.pages[number]
    huge = sheet.count * len(sheet.columns) > _HUGE
    with book.open(f"xl/worksheets/sheet{number + 1}.xml", "w", force_zip64=huge) as part:
        part.write((before + heading(sheet, bones.styles)).encode())
        rows = Rows(sheet.columns, bones.styles, sheet.label_row + 1)
        for block in progress.blocks(sheet):
            part.write(rows.block(block).encode())
            if rows.number > MOST_ROWS:
                most = MOST_ROWS - sheet.label_row - 1
                raise UserError("sheet-too-long", sheet=sheet.name, most=most)
        last = rows.number - 1
        if last > sheet.label_row:
            part.write(total(rows, bones.styles).encode())
        last = max(last, sheet.label_row + 1)
        part.write(after.replace(str(MOST_ROWS), str(last)).encode())
    return last
