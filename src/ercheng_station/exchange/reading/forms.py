"""What a file is, by its first bytes and not by its name."""

import zipfile
from pathlib import Path

from ercheng_station.errors import UserError
from ercheng_station.exchange.reading.book import Limits

XLSX, ODS, OLD, LOCKED, TEXT = "xlsx", "ods", "xls", "locked", "text"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROBE = 1 << 16
_STRANGERS = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"SQLite format 3", "数据库文件"),
    (b"MZ", "程序文件"),
)
_PAGES = (b"<html", b"<!doctype html", b"<table")


def form_of(path: Path, limits: Limits) -> str:
    """One of the five; UserError import-empty, import-too-large, import-truncated or import-not-a-table."""
    size = path.stat().st_size
    if size == 0:
        raise UserError("import-empty", name=path.name)
    if size > limits.file:
        raise too_much(path, "文件大小", f"{size / 2**20:.1f} MB", f"{limits.file >> 20} MB")
    with path.open("rb") as file:
        head = file.read(_PROBE)
    if head.startswith(_ZIP):
        return _zipped(path)
    if head.startswith(_OLE):
        return LOCKED if _ENCRYPTED in path.read_bytes() else OLD
    return _plain(path, head)


def too_much(path: Path, what: str, found: str, most: str) -> UserError:
    return UserError("import-too-large", name=path.name, what=what, found=found, most=most)


def not_a_table(path: Path, what: str) -> UserError:
    return UserError("import-not-a-table", name=path.name, what=what)


def _zipped(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            if "xl/workbook.xml" in names:
                return XLSX
            if "content.xml" in names and b"spreadsheet" in packed.read("mimetype")[:200]:
                return ODS
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UserError("import-truncated", name=path.name) from error
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise not_a_table(path, "文字文档或演示文稿")
    if "xl/workbook.bin" in names:
        raise not_a_table(path, "二进制工作簿（.xlsb）")
    if any(name.startswith("xl/") for name in names):
        raise UserError("import-truncated", name=path.name)
    raise not_a_table(path, "压缩包")


def _plain(path: Path, head: bytes) -> str:
    for magic, what in _STRANGERS:
        if head.startswith(magic):
            raise not_a_table(path, what)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_PAGES) or b"<table" in start[:4096]:
        raise not_a_table(path, "网页")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise not_a_table(path, "别的程序的文件")
    return TEXT
