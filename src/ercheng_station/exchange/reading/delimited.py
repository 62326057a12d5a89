"""CSV and pasted text: UTF-8 with or without a mark, UTF-16 with one, else GB 18030."""

import csv
import io
from pathlib import Path

from ercheng_station.errors import UserError
from ercheng_station.exchange.csv_text import unguarded
from ercheng_station.exchange.reading.book import Cell, Limits, Sheet
from ercheng_station.exchange.reading.forms import not_a_table, too_much

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = "\t,;，"


def read_text(path: Path, limits: Limits) -> Sheet:
    text = decoded(path)
    return sheet_of(path, text, limits)


def decoded(path: Path) -> str:
    """UserError import-not-a-table for what is text in neither encoding."""
    content = path.read_bytes()
    tried = [name for mark, name in _MARKS if content.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in tried:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise not_a_table(path, "看不出编码的文件")


def pasted(text: str, limits: Limits) -> Sheet:
    """A block copied from a spreadsheet."""
    return sheet_of(Path("剪贴板"), text, limits)


def sheet_of(path: Path, text: str, limits: Limits) -> Sheet:
    rows: list[list[Cell]] = []
    old = csv.field_size_limit(limits.unpacked)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=False):
            if len(rows) >= limits.rows:
                raise too_much(path, "行数", f"{text.count(chr(10)):,} 行左右", f"{limits.rows:,} 行")
            if len(row) > limits.columns:
                raise too_much(path, "列数", f"{len(row)} 列", f"{limits.columns} 列")
            rows.append([unguarded(cell) or None for cell in row])
    except csv.Error as error:
        raise UserError("import-truncated", name=path.name) from error
    finally:
        csv.field_size_limit(old)
    return Sheet(path.stem, rows)


def _separator(text: str) -> str:
    """The one that the first lines have most often in equal number."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return max(_SEPARATORS, key=lambda mark: (sum(line.count(mark) > 0 for line in lines), mark == ","))
