"""Where the table stands in a sheet: below which titles its header is, what is data and what is not."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from ercheng_station.errors import UserError
from ercheng_station.exchange.importing.words import folded
from ercheng_station.exchange.reading.book import Cell, Merged, Sheet

_LOOKED_AT = 15
_TOTALS = frozenset({"合计", "总计", "共计", "小计", "累计", "总合计", "本页合计"})
_FOOT = re.compile(
    r"\s*(填表人|填报人|制表人?|审核人?|负责人|单位负责人|备注|说明|注|填报(单位|日期)|制表日期)\s*[:：].*",
    re.DOTALL,
)
_SENDER = re.compile(r"(?:填报|报送|上报|填表)(?:单位|部门|站)\s*[:：]\s*(\S.*)")
_BLANK_END = 1_000


@dataclass(frozen=True)
class Header:
    """A column: `at` counts from 0; `text` as written, of a two-row header the lower one; `above` what it stands under."""

    at: int
    text: str
    above: str = ""

    @property
    def letter(self) -> str:
        return letters(self.at)


@dataclass(frozen=True)
class Line:
    """A row of data; `number` is the sheet's own."""

    number: int
    cells: Sequence[Cell]
    hidden: bool = False

    def cell(self, at: int) -> Cell:
        return self.cells[at] if at < len(self.cells) else None


@dataclass(frozen=True)
class Table:
    """`notes` tell what was left out, in sentences; `sender` is the unit that the lines above the header name."""

    sheet: str
    headers: tuple[Header, ...]
    lines: tuple[Line, ...]
    unsolved: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    sender: str = ""

    @property
    def signature(self) -> str:
        """The shape by which a mapping is remembered."""
        return "|".join(folded(f"{one.above}{one.text}") for one in self.headers)


def letters(at: int) -> str:
    """0 is A, 26 is AA."""
    name = ""
    while at >= 0:
        name, at = chr(65 + at % 26) + name, at // 26 - 1
    return name


def find_table(sheet: Sheet, knows: Callable[[str], bool]) -> Table:
    """UserError import-no-header if none of the first rows names two things that are known (one in a narrow sheet)."""
    top = _header_row(sheet, knows)
    if top is None:
        raise UserError("import-no-header", sheet=sheet.title, rows=_LOOKED_AT)
    headers, first = _headers(sheet, top, knows)
    return replace(_with_lines(sheet, headers, first), sender=_sender(sheet.rows[:top]))


def _sender(above: Sequence[Sequence[Cell]]) -> str:
    found = (_SENDER.match(_text(cell)) for row in above for cell in row)
    return next((one[1].strip() for one in found if one), "")


def _header_row(sheet: Sheet, knows: Callable[[str], bool]) -> int | None:
    best, found = 0, None
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        words = [text for text in map(_text, row) if text]
        known = sum(knows(word) for word in words)
        if known > best and (known > 1 or len(words) <= 2):
            best, found = known, at
    return found


def _headers(sheet: Sheet, top: int, knows: Callable[[str], bool]) -> tuple[tuple[Header, ...], int]:
    """The columns, and the first row below them."""
    spread = _spread(sheet, top)
    if top > 0 and _is_upper(sheet, top - 1, top, knows):
        return _two_rows(_spread(sheet, top - 1), spread), top + 1
    if top + 1 < len(sheet.rows) and _is_upper(sheet, top, top + 1, knows):
        return _two_rows(spread, _spread(sheet, top + 1)), top + 2
    return tuple(Header(at, text) for at, text in enumerate(spread) if text), top + 1


def _is_upper(sheet: Sheet, upper: int, lower: int, knows: Callable[[str], bool]) -> bool:
    """Whether a row joins cells side by side over another that names their parts."""
    wide = [
        one for one in sheet.merged if one.top <= upper <= one.bottom and one.left < one.right < one.left + 30
    ]
    under = [_text(cell) for cell in sheet.rows[lower]] if lower < len(sheet.rows) else []
    tall = any(one.top == upper and one.bottom == lower for one in sheet.merged)
    parts = [text for one in wide for text in under[one.left : one.right + 1] if text]
    named = sum(not _is_number(text) for text in parts)
    return bool(parts) and named == len(parts) and (tall or any(map(knows, parts)))


def _two_rows(upper: Sequence[str], lower: Sequence[str]) -> tuple[Header, ...]:
    width = max(len(upper), len(lower))
    found = []
    for at in range(width):
        above = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        if below or above:
            found.append(Header(at, below or above, above if below and below != above else ""))
    return tuple(found)


def _spread(sheet: Sheet, row: int) -> list[str]:
    """The texts of a row, those of joined cells in each of their columns."""
    texts = [_text(cell) for cell in sheet.rows[row]]
    for one in sheet.merged:
        if one.top <= row <= one.bottom and one.top < _LOOKED_AT * 2 and one.right < 500:
            source = _at(sheet, one)
            texts += [""] * (one.right + 1 - len(texts))
            for at in range(one.left, one.right + 1):
                texts[at] = source
    return texts


def _at(sheet: Sheet, one: Merged) -> str:
    row = sheet.rows[one.top] if one.top < len(sheet.rows) else []
    return _text(row[one.left]) if one.left < len(row) else ""


@dataclass
class _Left:
    """What is no data, counted."""

    totals: list[int] = field(default_factory=list)
    feet: list[int] = field(default_factory=list)


def _with_lines(sheet: Sheet, headers: tuple[Header, ...], first: int) -> Table:
    lines, left, blank = [], _Left(), 0
    columns = [one.at for one in headers]
    for number, row in enumerate(sheet.rows[first:], first + 1):
        filled = (at for at in columns if at < len(row) and _text(row[at]))
        begin = next(filled, None)
        if begin is None:
            blank += 1
            if blank >= _BLANK_END:
                break
            continue
        blank = 0
        if _is_left_out(_text(row[begin]), filled, number, left):
            continue
        lines.append(Line(number, row, number in sheet.hidden))
    body = (first, lines[-1].number if lines else first)
    return Table(sheet.title, headers, tuple(lines), sheet.unsolved, tuple(_notes(sheet, lines, left, body)))


def _is_left_out(first: str, others: Iterable[int], number: int, left: _Left) -> bool:
    """By what stands first in a row and how many cells follow."""
    if first[-1:] == "计" and re.sub(r"\s", "", first) in _TOTALS:
        left.totals.append(number)
        return True
    if _FOOT.fullmatch(first) and len(list(islice(others, 3))) < 3:
        left.feet.append(number)
        return True
    return False


def _notes(sheet: Sheet, lines: Sequence[Line], left: _Left, body: tuple[int, int]) -> list[str]:
    hidden = sum(line.hidden for line in lines)
    joined = [one for one in sheet.merged if body[0] <= one.top < body[1] and one.bottom > one.top]
    told = [
        (left.totals, f"{_rows(left.totals)}是合计，没有当作记录"),
        (left.feet, f"{_rows(left.feet)}是填表说明，没有当作记录"),
        (hidden, f"其中 {hidden} 行在表中是隐藏的，也读进来了"),
        (joined, f"有 {len(joined)} 处上下合并的单元格，只有第一行有内容，下面各行按空白处理"),
    ]
    return [words for there, words in told if there]


def _rows(numbers: Sequence[int]) -> str:
    return f"第 {'、'.join(map(str, numbers[:5]))} 行" + (f"等 {len(numbers)} 行" if len(numbers) > 5 else "")


def _text(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else "" if cell is None else str(cell)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d.,:\-/ ]+", text))
