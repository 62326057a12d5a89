"""Numbers as people write them."""

import re
import unicodedata
from decimal import Decimal

from ercheng_station.errors import Fault
from ercheng_station.records.characters import shorten

LIMIT = 10**15 - 1
"""Excel keeps fifteen digits."""

_DIGITS = 26
"""Decimal reckons exactly with these, and with two more."""

_GROUPED = re.compile(r"[+-]?\d{1,3}([, ']\d{3})+(\.\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?")
_NOTHING = frozenset("-－—–/无没") | {"没有", "不详", "——", "--", "n/a", "na", "暂无"}
_VAGUE = re.compile(r"约|大概|左右|上下|以上|以下|多|余|几|近|不到|超过|至|到|~|～|±|[<>≤≥]")


def read_number(raw: object) -> Decimal:
    """The number in a value from a form, a cell or JSON; never a guess, never 0 for nothing."""
    if isinstance(raw, bool):
        raise Fault("填的是“是/否”，不是数字")
    if isinstance(raw, str):
        return _from_text(unicodedata.normalize("NFKC", raw).strip().casefold())
    if not isinstance(raw, int | float | Decimal):
        raise Fault("不是数字")
    number = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    if not number.is_finite() or number.adjusted() > _DIGITS or len(number.as_tuple().digits) > _DIGITS:
        raise Fault("不是合理的数字")
    return number


def _from_text(text: str) -> Decimal:
    if text in _NOTHING:
        raise Fault(f"“{shorten(text)}”不是数字；没有就留空，确实是零请填 0")
    if _VAGUE.search(text):
        raise Fault(f"“{shorten(text)}”不是确切的数字，请填一个数")
    joined = re.sub("[, ']", "", text) if _GROUPED.fullmatch(text) else text
    if len(joined) > _DIGITS or not _PLAIN.fullmatch(joined):
        raise Fault(f"“{shorten(text)}”不是数字")
    return Decimal(joined)
