"""The first rows of a large file, long before all of it is read: a small copy is made of the heads of its parts.

What is looked at first stands here; whether the file may be brought in at all is for `read_book` to say.
"""

import zipfile
from dataclasses import replace
from pathlib import Path

from ercheng_station.db.passing import PassingFolder
from ercheng_station.errors import UserError
from ercheng_station.exchange.reading import forms, guard
from ercheng_station.exchange.reading.book import LIMITS, Book, Limits
from ercheng_station.exchange.reading.reader import read_book

ROWS = 300
_LARGE = 1 << 20
_AT_ONCE = 2_000
_HEAD = 1 << 20
_MOST = 32 << 20
_STRINGS = "xl/sharedstrings.xml"
_ENDS = {"</row>": b"</sheetData></worksheet>", "</si>": b"</sst>"}


def beginning(path: Path, limits: Limits = LIMITS) -> Book | None:
    """None for a file that is read at once anyway, or whose head cannot be read by itself."""
    try:
        if path.stat().st_size < _LARGE:
            return None
        form = forms.form_of(path, limits)
        with PassingFolder() as folder:
            small = Path(folder) / path.name
            if form == forms.TEXT:
                _first_lines(path, small)
            elif form == forms.XLSX:
                _first_rows(path, small, limits)
            else:
                return None
            return _cut(read_book(small, limits=limits))
    except (UserError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return None


def first_of(book: Book) -> Book:
    """The same of what has been read; the book itself if it is short."""
    return _cut(book) if any(len(sheet.rows) > _AT_ONCE for sheet in book.sheets) else book


def _cut(book: Book) -> Book:
    sheets = tuple(replace(sheet, rows=sheet.rows[:ROWS]) for sheet in book.sheets)
    return replace(book, sha256="", sheets=sheets, partial=True)


def _first_lines(path: Path, small: Path) -> None:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    small.write_bytes(head[: head.rfind(b"\n") + 1])


def _first_rows(path: Path, small: Path, limits: Limits) -> None:
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(small, "w") as copy:
        entries = packed.infolist()
        guard.weigh(path, entries, limits)
        left = _MOST
        for entry in entries:
            if left > 0 and entry.filename.lower().endswith((".xml", ".rels")):
                with packed.open(entry) as part:
                    head = part.read(_HEAD + 1)
                left -= len(head)
                copy.writestr(entry.filename, _ended(entry.filename, head) if len(head) > _HEAD else head)


def _ended(name: str, head: bytes) -> bytes:
    """The head of a long part, with its open elements closed. ValueError for what is neither rows nor strings."""
    mark = "</si>" if name.lower() == _STRINGS else "</row>"
    end = head.rfind(mark.encode())
    if end < 0:
        raise ValueError(name)
    return head[:end] + mark.encode() + _ENDS[mark]
