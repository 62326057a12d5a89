"""Cells of an .xls whose formula ended in an error: the parser gives them as empty, so they are looked for here."""

import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

_BOF, _BOOLERR, _FORMULA = 0x0809, 0x0205, 0x0006
_WORKSHEET = 0x0010
_STREAMS = ("Workbook", "Book")
_WORDS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def errors_in(path: Path) -> dict[int, dict[tuple[int, int], str]]:
    """Worksheet, counted from 0 → (row, column) from 0 → the error; nothing where the file cannot be walked through."""
    found: dict[int, dict[tuple[int, int], str]] = {}
    sheet = -1
    for record, body in _records(_stream(path)):
        if record == _BOF and body[2:4] == struct.pack("<H", _WORKSHEET):
            sheet += 1
        elif (code := _error(record, body)) is not None:
            row, column = struct.unpack_from("<HH", body)
            found.setdefault(sheet, {})[row, column] = _WORDS.get(code, "#N/A")
    return found


def _error(record: int, body: bytes) -> int | None:
    if record == _BOOLERR and len(body) >= 8 and body[7] == 1:
        return body[6]
    if record == _FORMULA and len(body) >= 14 and body[6] == 2 and body[12:14] == b"\xff\xff":
        return body[8]
    return None


def _stream(path: Path) -> bytes:
    try:
        with olefile.OleFileIO(path) as file:
            name = next((one for one in _STREAMS if file.exists(one)), None)
            return file.openstream(name).read() if name else b""
    except (OSError, ValueError, IndexError, struct.error):
        return b""


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        yield record, stream[at + 4 : at + 4 + length]
        at += 4 + length
