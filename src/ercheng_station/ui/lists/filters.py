"""What a register can be narrowed by: quick filters read from the description of its kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ercheng_station.db.listing import Condition, Query, by_span
from ercheng_station.records.base import Record
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Choice, Choices, Context, Day, Field, Flag, Link

UNFINISHED, UNPRINTED, UNSIGNED, ONCE = "?unfinished", "?unprinted", "?unsigned", "?once"
"""Filters that are no field: something is still 待补, the paper was never printed, the signature is missing;

of enterprises that were found to be one only the first is listed."""

PERIODS = {
    "today": "今天",
    "week": "本周",
    "month": "本月",
    "last_month": "上月",
    "quarter": "本季度",
    "year": "本年",
    "last_year": "上年",
}
_MOST_OPTIONS = 40
_SIGNATURE = "signature_state"
_PRINTED = "printed_on"

ROWS = "?rows"
"""Exactly the rows behind a figure, see `Rows`."""

Given = Mapping[str, Any]
"""Filter → what it is set to, JSON-able but for a Link: a code, a period or two days, True for a switch."""


@dataclass(frozen=True)
class Rows:
    """The rows a figure was counted from, told by its name; not kept in a saved view. The others: see Query."""

    words: str
    where: tuple[Condition, ...]
    as_of: date | None = None
    reported: bool = False

    @classmethod
    def of(cls, words: str, query: Query) -> "Rows":
        return cls(words, query.where, query.as_of, query.reported)


@dataclass(frozen=True)
class Filter:
    """`form` is choice, period or switch. `near`: shown beside the search box, not only under 更多."""

    name: str
    title: str
    form: str
    options: tuple[tuple[str, str], ...] = ()
    near: bool = False


def filters_of(kind: type[Record], context: Context) -> list[Filter]:
    """The nearest first: the state, the business day, then choices and switches in the order of the form."""
    found = [made for field in kind.kept.values() if (made := _of(kind, field, context))]
    state = kind.chain.field if kind.chain else ""
    found.sort(key=lambda one: (one.name != kind.dated_by, one.name != state, not one.near))
    return [*found, *_special(kind)]


def conditions(kind: type[Record], given: Given, today: date) -> tuple[Condition, ...]:
    """What the set filters ask of the store; one that the kind does not know is passed over."""
    found: list[Condition] = []
    for name, value in given.items():
        if name == UNFINISHED:
            found.append(Condition("", "wanting"))
        elif name == ONCE:
            found.append(Condition("", "once"))
        elif name == UNPRINTED:
            found.append(Condition(_PRINTED, "empty"))
        elif name == UNSIGNED:
            field = _signature(kind)
            found += [Condition(field, "not", code) for code in ("signed", "declined") if field]
        elif name == ROWS:
            found += value.where
        elif name in kind.kept:
            found += _asked(kind.kept[name], value, today)
    return tuple(found)


def standing(given: Given) -> date | None:
    """At the end of which day the rows are to have stood in the register; None: now."""
    rows: Rows | None = given.get(ROWS)
    return rows.as_of if rows else None


def is_reported(given: Given) -> bool:
    """Whether only what the unit reports itself is counted."""
    rows: Rows | None = given.get(ROWS)
    return rows is not None and rows.reported


def span(period: str, today: date) -> tuple[date, date]:
    """First and last day of a period by its name."""
    if period == "week":
        monday = today - timedelta(days=today.weekday())
        return monday, monday + timedelta(days=6)
    if period in {"month", "last_month"}:
        first = today.replace(day=1)
        return _month(first if period == "month" else first - timedelta(days=1))
    if period == "quarter":
        first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        return first, _month(first.replace(month=first.month + 2))[1]
    if period in {"year", "last_year"}:
        year = today.year - (period == "last_year")
        return date(year, 1, 1), date(year, 12, 31)
    return today, today


def told(kind: type[Record], name: str, value: Any, context: Context) -> str:
    """A set filter in words: 走访方式：电话."""
    if name == ROWS:
        return str(value.words)
    if name in (UNFINISHED, UNPRINTED, UNSIGNED, ONCE):
        return next((one.title for one in _special(kind) if one.name == name), "")
    return _told(kind.kept[name], value, context)


def _told(field: Field, value: Any, context: Context) -> str:
    if isinstance(value, Link):
        return f"{field.label}：{value.title}"
    if isinstance(field, Day):
        return f"{field.label}：{period_words(value)}"
    if isinstance(field, Flag):
        return field.label if value else f"未{field.label}"
    return f"{field.label}：{context.codes(getattr(field, 'codes', '')).label(value)}"


def period_words(value: Any) -> str:
    if isinstance(value, str):
        return PERIODS.get(value, value)
    first, last = value
    if first and last:
        return f"{first} 至 {last}"
    return f"{first} 起" if first else f"截至 {last}"


def plain(given: Given) -> dict[str, Any]:
    """As JSON, for a saved view."""
    return {
        name: {"uid": str(value.uid), "title": value.title, "kind": value.kind}
        if isinstance(value, Link)
        else value
        for name, value in given.items()
        if name != ROWS
    }


def read(kind: type[Record], kept: Given) -> dict[str, Any]:
    """From a saved view; what the kind no longer has is dropped."""
    found = {}
    for name, value in kept.items():
        if name in kind.kept or name in {one.name for one in _special(kind)}:
            found[name] = (
                Link(UUID(value["uid"]), value["title"], value["kind"]) if isinstance(value, dict) else value
            )
    return found


def _of(kind: type[Record], field: Field, context: Context) -> Filter | None:
    state = bool(kind.chain and kind.chain.field == field.name)
    near = field.listed or state
    if isinstance(field, Day):
        return Filter(field.name, field.label, "period", tuple(PERIODS.items()), field.name == kind.dated_by)
    if isinstance(field, Flag):
        return Filter(field.name, field.label, "switch", near=field.listed)
    if isinstance(field, Choice | Choices):
        active = context.codes(field.codes).active(context.today)
        if 0 < len(active) <= _MOST_OPTIONS:
            options = tuple((one.code, one.label) for one in active)
            return Filter(field.name, field.label, "choice", options, near)
    return None


def _special(kind: type[Record]) -> list[Filter]:
    found = []
    if any(field.wanted for field in kind.kept.values()):
        found.append(Filter(UNFINISHED, "待补", "switch", near=True))
    if _PRINTED in kind.kept:
        found.append(Filter(UNPRINTED, "未打印", "switch", near=True))
    if kind is Enterprise:
        found.append(Filter(ONCE, "同一家只列一份", "switch"))
    if _signature(kind):
        found.append(Filter(UNSIGNED, "未签字", "switch", near=True))
    return found


def _signature(kind: type[Record]) -> str:
    return next((name for name, field in kind.kept.items() if getattr(field, "codes", "") == _SIGNATURE), "")


def _asked(field: Field, value: Any, today: date) -> list[Condition]:
    if not isinstance(field, Day):
        return [Condition(field.name, "has" if isinstance(field, Choices) else "is", value)]
    first, last = span(value, today) if isinstance(value, str) else map(_day, value)
    return [one for one in by_span(field.name, first, last) if one.value is not None]


def _day(written: Any) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) and written else written or None


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first, following - timedelta(days=1)
