"""One file from the outside becomes a Book: sniffed, weighed, looked through, then parsed in a process of its own."""

import hashlib
import io
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ercheng_station.db.passing import PassingFolder
from ercheng_station.errors import UserError
from ercheng_station.exchange.reading import child, forms, guard
from ercheng_station.exchange.reading.book import LIMITS, Book, Cell, Limits, Merged, Sheet
from ercheng_station.exchange.reading.delimited import read_text
from ercheng_station.exchange.reading.old_books import errors_in
from ercheng_station.progress import Report, silent, uncollected

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_PATIENCE = 0.2


def read_book(
    path: Path, *, password: str | None = None, limits: Limits = LIMITS, report: Report = silent
) -> Book:
    """Every sheet of the file. `report` may raise Cancelled, which ends the reading.

    UserError import-empty, -truncated, -not-a-table, -too-large, -far-cell, -forbidden-xml, -locked, -password-wrong,
    -broken, -too-slow, file-missing, file-in-use, file-changed.
    """
    with _readable(path):
        return _read(path, password, limits, report)


def _read(path: Path, password: str | None, limits: Limits, report: Report) -> Book:
    sha256 = _digest(path)
    form = forms.form_of(path, limits)
    if form == forms.TEXT:
        book = Book(path.name, sha256, form, (read_text(path, limits),))
    elif form == forms.LOCKED:
        with PassingFolder() as folder:
            opened = Path(folder) / path.name
            opened.write_bytes(_unlocked(path, password))
            book = replace(read_book(opened, limits=limits, report=report), sha256=sha256)
    else:
        book = _parsed(path, form, sha256, limits, report)
    if _digest(path) != sha256:
        raise UserError("file-changed", path=str(path))
    return book


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """It may be opened by another program, or its stick be drawn out, between any two looks at it."""
    if path.is_dir():
        raise UserError("file-is-folder", name=path.name)
    try:
        yield
    except FileNotFoundError as error:
        raise UserError("file-missing", path=str(path)) from error
    except PermissionError as error:
        raise UserError("file-in-use", path=str(path), reason=error.strerror or "") from error
    except OSError as error:
        raise UserError("file-unreadable", path=str(path), reason=error.strerror or "") from error


def _unlocked(path: Path, password: str | None) -> bytes:
    """In memory and in a folder of the person's own only as long as it is read."""
    import msoffcrypto  # noqa: PLC0415  only a locked file needs it
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError  # noqa: PLC0415

    if not password:
        raise UserError("import-locked", name=path.name)
    out = io.BytesIO()
    try:
        with path.open("rb") as file:
            locked = msoffcrypto.OfficeFile(file)
            locked.load_key(password=password)
            locked.decrypt(out)
    except (InvalidKeyError, DecryptionError) as error:
        raise UserError("import-password-wrong", name=path.name) from error
    except (FileFormatError, ValueError, KeyError, IndexError, OSError) as error:
        raise UserError("import-truncated", name=path.name) from error
    return out.getvalue()


def _parsed(path: Path, form: str, sha256: str, limits: Limits, report: Report) -> Book:
    parts = guard.look_through(path, limits) if form in (forms.XLSX, forms.ODS) else guard.Parts()
    report(0, 0)
    try:
        sheets = _in_a_process(path, limits, report)
    except UserError:
        if form == forms.XLSX:
            guard.refuse_far_cells(path, limits)
        raise
    if form == forms.XLSX:
        sheets = [_told(sheet, seen) for sheet, seen in _matched(path, sheets, parts)]
    elif form == forms.OLD:
        for place, cells in errors_in(path).items():
            _put(sheets[place].rows if place < len(sheets) else [], cells)
    if not sheets:
        raise UserError("import-broken", name=path.name)
    return Book(path.name, sha256, form, tuple(sheets), tuple(parts.notes))


def _told(sheet: Sheet, seen: guard.Seen) -> Sheet:
    _put(sheet.rows, {_place(cell): word for cell, word in seen.errors.items()})
    return replace(sheet, hidden=frozenset(seen.hidden), unsolved=frozenset(seen.unsolved))


def _put(rows: list[list[Cell]], errors: Mapping[tuple[int, int], str]) -> None:
    """What the parser gives as empty is an error that a person must see."""
    for (row, column), word in errors.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = word


def _place(cell: str) -> tuple[int, int]:
    """AB3 is (2, 27)."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


def _matched(path: Path, sheets: list[Sheet], parts: guard.Parts) -> list[tuple[Sheet, guard.Seen]]:
    """Each sheet with what was seen of its part, by the workbook's own list."""
    from ercheng_station.exchange.reading.workbook_list import part_names  # noqa: PLC0415

    named = part_names(path)
    return [(sheet, parts.sheets.get(named.get(sheet.title, ""), guard.Seen())) for sheet in sheets]


def _in_a_process(path: Path, limits: Limits, report: Report) -> list[Sheet]:
    from multiprocessing import get_context  # noqa: PLC0415  40 modules

    context = get_context("spawn")
    answers, theirs = context.Pipe(duplex=False)
    process = context.Process(target=child.serve, args=(theirs, str(path), limits), daemon=True)
    process.start()
    theirs.close()
    try:
        with uncollected():
            return _gathered(path, answers, limits, report)
    finally:
        process.kill()
        process.join()
        answers.close()


def _gathered(
    path: Path, answers: "Connection[object, child.Answer]", limits: Limits, report: Report
) -> list[Sheet]:
    """UserError import-broken if the process ends before it has said all, import-too-slow if it takes too long."""
    sheets: list[Sheet] = []
    count, end = 0, time.monotonic() + limits.seconds
    while True:
        report(count, 0)
        if time.monotonic() > end:
            raise UserError("import-too-slow", name=path.name, seconds=limits.seconds)
        if not answers.poll(_PATIENCE):
            continue
        try:
            what, told = answers.recv()
        except (EOFError, OSError) as error:
            raise UserError("import-broken", name=path.name) from error
        if what == "end":
            return sheets
        count += _take(path, what, told, sheets, limits)


def _take(path: Path, what: str, told: Any, sheets: list[Sheet], limits: Limits) -> int:
    if what == "sheet":
        title, visible, merged = told
        sheets.append(Sheet(title, [], tuple(Merged(*one) for one in merged), concealed=not visible))
        return 0
    if what == "rows":
        sheets[-1].rows.extend(told)
        return len(told)
    if what == "large":
        name, found = told
        most = limits.columns if name == "列数" else limits.rows
        raise forms.too_much(path, name, f"{found:,}", f"{most:,}")
    raise UserError("import-broken", name=path.name)
