"""A cell as what its field can read: spaces at the ends, errors of a spreadsheet, 万元; what was tidied is counted."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from ercheng_station.errors import Fault
from ercheng_station.exchange.reading.book import Cell
from ercheng_station.records.characters import trim
from ercheng_station.records.fields import Field, Money, Text, Whole

_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINES = re.compile(r"\r\n?|\v|\f|\x85|\u2028|\u2029")
_EMPTY = frozenset({"/", "／", "\\", "-", "－", "—", "——", "无", "暂无", "N/A", "n/a"})
_TEN_THOUSAND = 10_000
_COUNTED = re.compile(r"(\d[\d,]*)\s?(?:人次|人|家|户|份|件|个|次|台|套|条|块|处|页|节|册|张)")
_YEAR = re.compile(r"(\d{4})\s?年度?")
_COUNTABLE = frozenset(
    {"", "人次", "人", "家", "户", "份", "件", "个", "次", "台", "台/套", "条", "块", "处", "页", "节", "册"}
)


def raw_of(cell: Cell, described: Field, unit: str) -> tuple[object, bool]:
    """What `Field.parse` gets, and whether the cell was tidied. Fault for an error of the spreadsheet."""
    if isinstance(cell, str):
        return _of_text(cell, described, unit)
    if unit == "万元" and isinstance(cell, int | float) and isinstance(described, Money):
        return Decimal(str(cell)) * _TEN_THOUSAND, True
    return _plain(cell), False


def _plain(cell: Cell) -> object:
    if isinstance(cell, datetime):
        return _without_midnight(cell)
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, bool):
        return "是" if cell else "否"
    whole = isinstance(cell, float) and cell.is_integer() and abs(cell) < 10**15
    return int(cell) if whole and isinstance(cell, float) else cell


def _of_text(cell: str, described: Field, unit: str) -> tuple[object, bool]:
    if cell.strip() in _ERRORS:
        raise Fault(f"公式有错误“{cell.strip()}”，请在表格中改好")
    text = trim(_LINES.sub("\n", _ESCAPED.sub(_unescaped, cell)))
    if not isinstance(described, Text) and text in _EMPTY:
        return None, True
    if unit == "万元" and isinstance(described, Money) and text:
        return _ten_thousand(text), True
    if isinstance(described, Whole):
        text = _counted(text, described)
    return text or None, text != cell


def _counted(text: str, described: Whole) -> str:
    """45人 is 45 where people are counted, in whatever word; 2小时 in minutes stays what it is and is refused."""
    plain = unicodedata.normalize("NFKC", text)
    found = _COUNTED.fullmatch(plain) if described.unit in _COUNTABLE else None
    found = found or (_YEAR.fullmatch(plain) if described.unit in {"", "年"} else None)
    return found[1] if found else text


def _ten_thousand(text: str) -> object:
    plain = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("万元").strip()
    try:
        return Decimal(plain) * _TEN_THOUSAND
    except InvalidOperation:
        raise Fault(f"“{text[:20]}”看不出是多少万元") from None


def _unescaped(found: re.Match[str]) -> str:
    """Excel writes what XML cannot hold like this; a carriage return is the usual one."""
    code = int(found[1], 16)
    return "\n" if code in (9, 10, 11, 12, 13) else found[0]


def _without_midnight(moment: datetime) -> date:
    return moment.date() if moment.time() == time() else moment
