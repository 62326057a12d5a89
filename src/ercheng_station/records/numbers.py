"""Numbers as people write them."""

import re
import unicodedata
from decimal import Decimal

from ercheng_station.errors import Fault

LIMIT = 10**15 - 1
"""Excel keeps fifteen digits."""

_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?")
_BETWEEN_GROUPS = re.compile(r"(?<=\d)[ '](?=\d{3}(?!\d))")
_NOTHING = frozenset("-－—–/无没") | {"没有", "不详", "——", "--", "n/a", "na", "暂无"}
_VAGUE = re.compile(r"约|大概|左右|上下|以上|以下|多|余|几|近|不到|超过|至|到|~|～|±|[<>≤≥]")


def read_number(raw: object) -> Decimal:
    """The number in a value from a form, a cell or JSON; never a guess, never 0 for nothing."""
    if isinstance(raw, bool):
        raise Fault("填的是“是/否”，不是数字")
    if isinstance(raw, float):
        return _from_float(raw)
    if isinstance(raw, int | Decimal):
        number = Decimal(raw)
        if not number.is_finite():
            raise Fault("不是数字")
        return number
    if not isinstance(raw, str):
        raise Fault("不是数字")
    return _from_text(unicodedata.normalize("NFKC", raw).strip().casefold())


def _from_float(raw: float) -> Decimal:
    number = Decimal(repr(raw))
    if not number.is_finite():
        raise Fault("不是数字")
    return number


def _from_text(text: str) -> Decimal:
    if text in _NOTHING:
        raise Fault(f"“{text}”不是数字；没有就留空，确实是零请填 0")
    if _VAGUE.search(text):
        raise Fault(f"“{text}”不是确切的数字，请填一个数")
    joined = text.replace(",", "") if _GROUPED.fullmatch(text) else _BETWEEN_GROUPS.sub("", text)
    if not _PLAIN.fullmatch(joined):
        raise Fault(f"“{_short(text)}”不是数字")
    return Decimal(joined)


def _short(text: str) -> str:
    return text if len(text) <= 12 else text[:12] + "…"
