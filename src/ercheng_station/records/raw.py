"""What comes in, before it is a value: from a form, a cell or JSON."""

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from ercheng_station.codes import SEPARATORS
from ercheng_station.errors import Fault
from ercheng_station.records.characters import is_blank
from ercheng_station.records.numbers import LIMIT

_BEYOND_NUMBERS = 10**200


def is_nothing(raw: object) -> bool:
    return (
        raw is None or (isinstance(raw, str) and is_blank(raw)) or (isinstance(raw, list | tuple) and not raw)
    )


def as_text(raw: object) -> str:
    """What a cell or JSON value reads as: whole numbers without ".0", midnight without its time."""
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ", "seconds")
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal | date):
        raise Fault("不是文字")
    if isinstance(raw, int) and abs(raw) > _BEYOND_NUMBERS:
        raise Fault("数字太长")
    if isinstance(raw, int | float) and _rounded(raw):
        raise Fault("Excel 已把后几位变成 0，请把这一格设为文本后重新填写")
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)


def _rounded(number: float) -> bool:
    """Excel keeps fifteen digits and fills up with noughts; a longer number without them was never in a cell."""
    if isinstance(number, float):
        return not math.isfinite(number) or abs(number) > LIMIT
    return abs(number) > LIMIT and not str(abs(number))[15:].strip("0")


def parts(raw: object) -> Sequence[object]:
    if isinstance(raw, list | tuple):
        return raw
    text = as_text(raw)
    for mark in SEPARATORS:
        text = text.replace(mark, "\n")
    return [part for part in text.split("\n") if part.strip()]


def within(number: int, low: int, high: int, show: Callable[[int], str]) -> int:
    if number < low:
        raise Fault("不能是负数" if low == 0 else f"不能小于 {show(low)}")
    if number > high:
        raise Fault(f"不能大于 {show(high)}")
    return number


def between(day: date, earliest: date, latest: date) -> date:
    if day < earliest:
        raise Fault(f"日期不合理：{day} 早于 {earliest}")
    if day > latest:
        raise Fault(f"日期不合理：{day} 晚于 {latest}")
    return day
