"""What a workbook's own parts say before anything parses them: nothing is unpacked beyond its limit.

A declared size may lie, so what is unpacked is counted too. Rows, columns, hidden rows and formulas without a result
are found in the text of the sheets, as a pass over bytes.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from ercheng_station.errors import UserError
from ercheng_station.exchange.reading.book import Limits
from ercheng_station.exchange.reading.forms import too_much

_CHUNK = 1 << 20
_TAIL = 2_000
_NEAR_END = 4_000
_HARMLESS = 20 << 20
_LONG = 300_000
"""Bytes without a tag: more than a cell's 30,000 characters take, however they are written."""
_TEXTS = {"xl/sharedstrings.xml", "content.xml"}
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,400}?\br="(\d{1,9})"')
_HIDDEN = re.compile(rb'<(?:\w+:)?row\b(?=[^>]{0,400}?\bhidden="(?:1|true)")[^>]{0,400}?\br="(\d{1,9})"')
_VALUED = rb'"[^>/]{0,120}>\s{0,20}<(?:\w+:)?(?:v|is|f)\b'
_FAR = re.compile(rb'<(?:\w+:)?c [^>]{0,60}?r="((?:[A-Z]{3}|G[S-Z]|[H-Z][A-Z])\d+)' + _VALUED)
_UNSOLVED = re.compile(
    rb'<(?:\w+:)?c r="([A-Z]{1,3}\d{1,7})"[^>]{0,120}><(?:\w+:)?f\b(?:[^>]{0,400}/>|[^<]{0,9000}</(?:\w+:)?f>)(?:<(?:\w+:)?v\s?/>)?</(?:\w+:)?c>'
)
_EPOCH = re.compile(rb'\bdate1904="(?:1|true)"')
_ERROR = re.compile(
    rb'<(?:\w+:)?c (?=[^>]{0,120}\bt="e")[^>]{0,120}?\br="([A-Z]{1,3}\d{1,7})"[^>]{0,120}>(?:<(?:\w+:)?f\b(?:[^>]{0,400}/>|[^<]{0,9000}</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]{1,20})<'
)
_ERROR_OF_ODS = b'value-type="error"'
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_LAST_VALUE = (b"<v>", b"<is>", b"<v ", b":v>", b":is>")


@dataclass
class Seen:
    """Of one sheet: the last row that holds a value, the rows that are hidden, formulas that were never computed, errors."""

    last: int = 0
    hidden: set[int] = field(default_factory=set)
    unsolved: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass
class Parts:
    """Of a workbook: its sheets by part name, and what the file holds besides values."""

    sheets: dict[str, Seen] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


_EXTRAS = (
    ("vbaProject", "文件里有宏，宏没有运行，也不会保留"),
    ("xl/externalLinks/", "文件引用了别的文件，只取表里的数值"),
    ("xl/connections.xml", "文件带有数据连接，没有去连接"),
    ("xl/embeddings/", "文件里嵌有别的文件，没有打开"),
    ("xl/media/", "文件里的图片没有导入"),
    ("xl/comments", "文件里的批注没有导入"),
)


def look_through(path: Path, limits: Limits) -> Parts:
    """UserError import-too-large, import-forbidden-xml or import-truncated."""
    found = Parts()
    try:
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
            weigh(path, entries, limits)
            names = [entry.filename for entry in entries]
            found.notes += [words for part, words in _EXTRAS if any(part in name for name in names)]
            left = limits.unpacked
            for entry in entries:
                if not entry.filename.lower().endswith((".xml", ".rels", ".vml")):
                    continue
                with packed.open(entry) as part:
                    left -= _look(path, entry.filename, part, left, found, limits)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise UserError("import-truncated", name=path.name) from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise UserError("import-truncated", name=path.name) from error
        raise
    return found


def refuse_far_cells(path: Path, limits: Limits) -> None:
    """UserError import-far-cell, naming the first; looked for only where the parser did not come to its end."""
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if not _SHEET.fullmatch(name):
                continue
            with packed.open(name) as part:
                for window, _ in _windows(part):
                    _refuse_far(path, window, limits)


def _refuse_far(path: Path, window: bytes, limits: Limits) -> None:
    if far := _FAR.search(window):
        raise UserError("import-far-cell", name=path.name, cell=far[1].decode(), columns=limits.columns)


def weigh(path: Path, entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """By what the file says of itself, before anything is unpacked."""
    if len(entries) > limits.parts:
        raise too_much(path, "内部文件数", f"{len(entries):,} 个", f"{limits.parts:,} 个")
    size = sum(entry.file_size for entry in entries)
    if size > limits.unpacked:
        raise too_much(path, "解压后大小", f"{size >> 20:,} MB", f"{limits.unpacked >> 20} MB")
    for entry in entries:
        ratio = entry.file_size // max(entry.compress_size, 1)
        if entry.file_size > _HARMLESS and ratio > limits.ratio:
            raise too_much(path, "压缩比", f"{ratio:,} 比 1", f"{limits.ratio} 比 1")
    if len({entry.filename for entry in entries}) < len(entries):
        raise UserError("import-truncated", name=path.name)


def _look(path: Path, name: str, part: IO[bytes], left: int, found: Parts, limits: Limits) -> int:
    """How many bytes it unpacked to."""
    sheet = found.sheets.setdefault(name, Seen()) if _SHEET.fullmatch(name) else None
    size = 0
    for window, new in _windows(part):
        size += new
        if size > left:
            raise too_much(
                path, "解压后大小", f"超过 {limits.unpacked >> 20} MB", f"{limits.unpacked >> 20} MB"
            )
        foreign = window.startswith(_WIDE)  # UTF-16, which this pass could not look through
        if foreign or b"<!DOCTYPE" in window or b"<!ENTITY" in window:
            raise UserError("import-forbidden-xml", name=path.name)
        if sheet is not None or name.lower() in _TEXTS:
            _refuse_long(path, window, limits)
        found.notes += [words for words in _told(name, window) if words not in found.notes]
        if sheet is not None:
            _look_at_cells(path, window, sheet, limits)
    return size


def _refuse_long(path: Path, window: bytes, limits: Limits) -> None:
    """A run of twice that length holds one of these blocks."""
    for start in range(0, len(window) - _LONG, _LONG):
        if window.find(b"<", start, start + _LONG) < 0:
            raise too_much(path, "一格的字数", f"{_LONG:,} 个字节以上", f"{limits.text:,} 个字")


def _told(name: str, window: bytes) -> Iterator[str]:
    if name == "xl/workbook.xml" and _EPOCH.search(window):
        yield "这个文件的日期从 1904 年算起，已经换算，请核对日期"
    if name == "content.xml" and _ERROR_OF_ODS in window:
        yield "表里有公式出错的格子（如 #REF!），按空白读，请核对"


def _windows(part: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Overlapping pieces, so that no element is cut in all of them, and how much of each is new."""
    tail = b""
    while chunk := part.read(_CHUNK):
        yield tail + chunk, len(chunk)
        tail = chunk[-_TAIL:]


def _last_value(window: bytes, start: int) -> int:
    return max(window.rfind(mark, max(start, 0)) for mark in _LAST_VALUE)


def _look_at_cells(path: Path, window: bytes, sheet: Seen, limits: Limits) -> None:
    value = _last_value(window, len(window) - _NEAR_END)
    value = value if value >= 0 else _last_value(window, 0)
    row = _ROW.search(window, window.rfind(b"<row", 0, value)) if value >= 0 else None
    sheet.last = max(sheet.last, int(row[1]) if row else 0)
    if sheet.last > limits.rows:
        _refuse_far(path, window, limits)
        raise too_much(path, "行数", f"{sheet.last:,} 行", f"{limits.rows:,} 行")
    if b"hidden=" in window:
        sheet.hidden.update(int(number) for number in _HIDDEN.findall(window))
    if b't="e"' in window:
        sheet.errors |= {cell.decode(): word.decode() for cell, word in _ERROR.findall(window)}
    if b"<f" in window or b":f" in window:
        sheet.unsolved.update(cell.decode() for cell in _UNSOLVED.findall(window))
