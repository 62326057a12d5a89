"""Days and moments as people type them and as Excel keeps them; Beijing time throughout."""

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone

from ercheng_station.errors import Fault
from ercheng_station.records.characters import shorten

BEIJING = timezone(timedelta(hours=8), "北京时间")
EARLIEST = date(1984, 1, 1)
"""Before the first patent law nothing in this work can have happened; births and foundings set their own."""
LONG_AGO = date(1900, 3, 1)
LATEST = date(2199, 12, 31)

_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL = (LONG_AGO - _EPOCH).days
_END_SERIAL = (LATEST - _EPOCH).days + 1
_END_PACKED = 10**8
_LONGEST = 60
_ISO = len("2026-11-20")
_WORDS = {"大前天": -3, "前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2, "大后天": 3}
_WEEKS = {None: 0, "这": 0, "本": 0, "上": -7, "上上": -14, "下": 7, "下下": 14}
_HAN = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WEEKDAYS = "一二三四五六日"
_MARKS = str.maketrans("。—–−‐‑", ".-----")
_IN_HAN = re.compile(
    "[一二三四五六七八九十〇○零]+(?=[点时分年月日号])|(?<=[点月])[一二三四五六七八九十〇○零]+"
)
_TENS = re.compile(r"([一二三])?十([一二三四五六七八九])?")
_FULL = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?|(\d{2})年(\d{1,2})月(\d{1,2})[日号]?")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})[-.](\d{1,2})|(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})")
_NO_DAY = re.compile(r"\d{4}[-./年]\d{1,2}月?|\d{1,2}月|\d{4}年")
_NO_CENTURY = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{1,2}")
_WEEKDAY = re.compile(r"(上上|下下|上|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天])")
_STEP = re.compile(r"[+-]\d{1,3}")
_TAIL = re.compile(r"[(,]?(?:周|星期|礼拜)([一二三四五六日天])\)?$")
_TIME = re.compile(
    r"[t\s]*(凌晨|早上|上午|中午|下午|傍晚|晚上)?\s*"
    r"(\d{1,2})(?:[:](\d{2})(?:[:](\d{2})(?:\.\d+)?)?|[点时](?:(半)|(\d{1,2})分?)?整?)\s*"
    r"(z|[+-]\d{2}:?\d{2})?$"
)
_AFTER_NOON = frozenset({"下午", "傍晚", "晚上"})
_NIGHT = frozenset({"晚上", "凌晨"})


def years_later(day: date, years: int) -> date:
    """The last day of so many years; 2月29日 ends on 2月28日."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def read_day(raw: object, today: date) -> date:
    """The day meant; where no year is written it is the current year's."""
    if isinstance(raw, datetime):
        return _same_day(raw)
    if isinstance(raw, date):
        return _sane(raw)
    if isinstance(raw, str):
        return _day_as_written_here(raw) or _day_of_text(raw, today)
    return _moment_of_serial(raw).date()


def read_moment(raw: object, today: date) -> datetime:
    """The moment in UTC, in whole seconds; what names no zone is Beijing time."""
    if isinstance(raw, str):
        raw = _moment_of_text(raw, today)
    elif not isinstance(raw, date):
        raw = _moment_of_serial(raw)
    elif not isinstance(raw, datetime):
        raw = datetime.combine(raw, time())
    _sane(raw.date())
    local = raw if raw.tzinfo else raw.replace(tzinfo=BEIJING)
    return _rounded(local).astimezone(UTC)


def weekday(day: date) -> str:
    return f"周{_WEEKDAYS[day.weekday()]}"


def is_before(one: date, other: date) -> bool:
    """Of two days or two moments; a day and a moment compare as days in Beijing."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return _day_of(one) < _day_of(other)


def beijing(moment: datetime) -> datetime:
    """The wall-clock time in Beijing, without a zone, as Excel keeps it."""
    return moment.astimezone(BEIJING).replace(tzinfo=None)


def _day_of(when: date) -> date:
    return beijing(when).date() if isinstance(when, datetime) else when


def _rounded(moment: datetime) -> datetime:
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _same_day(moment: datetime) -> date:
    """The day of a moment, unless Beijing has another one by then."""
    day = _sane(moment.date())
    if moment.tzinfo and moment.astimezone(BEIJING).date() != day:
        raise Fault(f"换算成北京时间是 {moment.astimezone(BEIJING).date()}，请直接填北京的日期")
    return day


def _sane(day: date) -> date:
    if not LONG_AGO <= day <= LATEST:
        raise Fault("日期不合理")
    return day


def _moment_of_serial(raw: object) -> datetime:
    """Excel's day count; below 61 its calendar has a 29 February 1900 that never was. 20261120 is a date as well."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Fault("不是日期")
    if _FIRST_SERIAL <= raw < _END_SERIAL:
        return _rounded(datetime.combine(_EPOCH, time()) + timedelta(days=raw))
    packed = _PACKED.fullmatch(str(int(raw))) if 0 < raw < _END_PACKED else None
    try:
        year, month, day = map(int, packed.groups()) if packed else (0, 0, 0)
        return datetime(year, month, day)
    except ValueError:
        raise Fault("日期不合理") from None


def _day_as_written_here(raw: str) -> date | None:
    """2026-11-20, of which bundles are full; None for anything else."""
    if len(raw) == _ISO and raw[4] == raw[7] == "-":
        with suppress(ValueError):
            return _sane(date.fromisoformat(raw))
    return None


def _day_of_text(raw: str, today: date) -> date:
    text = _plain(raw)
    clock = _TIME.search(text)
    if not clock:
        return _day(text, today)
    if not text[: clock.start()]:
        raise Fault("只有时间，还缺日期")
    return _same_day(_at(_day(text[: clock.start()], today), clock))


def _moment_of_text(raw: str, today: date) -> datetime:
    text = _plain(raw)
    clock = _TIME.search(text)
    if not clock:
        _day(text, today)
        raise Fault("还缺几点几分")
    date_text = text[: clock.start()]
    return _at(_day(date_text, today) if date_text else today, clock)


def _plain(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw).strip().casefold().translate(_MARKS)
    if len(text) > _LONGEST:
        raise Fault(_why_no_date(text))
    return _IN_HAN.sub(_arabic, text.replace("元月", "1月"))


def _arabic(found: re.Match[str]) -> str:
    """三 → 3, 二十五 → 25, 二〇二六 → 2026."""
    tens = _TENS.fullmatch(found.group())
    if tens:
        return f"{tens.group(1) or '一'}{tens.group(2) or '〇'}".translate(_HAN)
    return found.group().translate(_HAN)


def _at(day: date, clock: re.Match[str]) -> datetime:
    half, hours, minutes, seconds, half_hour, spoken, zone = clock.groups()
    hour, minute, second = int(hours), int(minutes or spoken or (30 if half_hour else 0)), int(seconds or 0)
    if half in _NIGHT and hour in {0, 12}:
        raise Fault("半夜 12 点请写成 00:00，并写明是哪一天")
    if (half in _AFTER_NOON and hour < 12) or (half == "中午" and hour < 3):
        hour += 12
    if hour == 24:
        raise Fault("24 点请写成次日 00:00")
    try:
        return datetime.combine(day, time(hour, minute, second, tzinfo=_zone(zone) if zone else None))
    except ValueError:
        raise Fault(f"没有 {clock.group().strip(' t')} 这个时间") from None


def _zone(text: str) -> timezone:
    if text == "z":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _day(text: str, today: date) -> date:
    text = "".join(text.split())
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    if _STEP.fullmatch(text):
        return today + timedelta(days=int(text))
    week = _WEEKDAY.fullmatch(text)
    if week:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=_WEEKS[week.group(1)] + _place(week.group(2)))
    tail = _TAIL.search(text)
    day = _sane(_written(text[: tail.start()] if tail else text, today))
    if tail and day.weekday() != _place(tail.group(1)):
        raise Fault(f"{day} 是{weekday(day)}，不是周{tail.group(1)}")
    return day


def _place(name: str) -> int:
    return _WEEKDAYS.index(name.replace("天", "日"))


def _written(text: str, today: date) -> date:
    full = _FULL.fullmatch(text) or _PACKED.fullmatch(text)
    if full:
        year, month, day = (part for part in full.groups() if part)
        return _made(int(year if len(year) > 2 else f"20{year}"), int(month), int(day))
    short = _SHORT.fullmatch(text)
    if short:
        month, day = (int(part) for part in short.groups() if part)
        return _made(today.year, month, day)
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        return _of_slashes(int(slashed.group(1)), int(slashed.group(2)), today)
    raise Fault(_why_no_date(text))


def _of_slashes(month: int, day: int, today: date) -> date:
    if day > 12 or day == month:
        return _made(today.year, month, day)
    raise Fault(f"{month}/{day} 分不清月和日，请写成 {month}-{day} 或 {month}月{day}日")


def _why_no_date(text: str) -> str:
    if _NO_DAY.fullmatch(text):
        return f"“{text}”不完整，日期要有月和日"
    if _NO_CENTURY.fullmatch(text):
        return f"“{text}”的年份请写四位"
    return f"“{shorten(text)}”不是日期，可写 2026-3-5、3月5日、今天"


def _made(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Fault(f"没有 {year}年{month}月{day}日 这一天") from None
