"""The dated tables of `resources/rules`: days off, deadlines, laws and their articles, thresholds of crime."""

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, TypeVar, cast, get_args

from ercheng_station.paths import resources

Unit = Literal["hour", "day", "workday", "month"]
Bound = Literal["us", "parties", "others"]
Mark = Literal["law", "check", "own"]
UNITS: Mapping[str, str] = {"hour": "小时", "day": "日", "workday": "个工作日", "month": "个月"}
UNCONFIRMED = "依据待核"
INTERNAL = "内部提醒"
T = TypeVar("T")
_SATURDAY = 5
_ONE = timedelta(days=1)
_FIXED = ((1, 1), (5, 1), (10, 1))
"""Off in every year; a year whose table lacks one of these days has not been entered in full."""


@dataclass(frozen=True)
class Dated:
    """What holds from the day `since` to the day `until`, both included; None is open."""

    since: date | None
    until: date | None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


V = TypeVar("V", bound=Dated)


@dataclass(frozen=True)
class DayOff:
    """A stretch of one year's notice: days off, or weekend days that are worked instead."""

    year: int
    kind: Literal["off", "work"]
    first: date
    last: date
    name: str
    basis: str = ""


class WorkDays:
    """Which days are worked; of two rows for a day the later one holds.

    In a year whose notice has not been entered the days off that the law itself names stand in, without days worked instead.
    """

    def __init__(self, days: Iterable[DayOff]) -> None:
        entered = _by_day(days)
        self._known = {on.year for on in entered if all(date(on.year, *fixed) in entered for fixed in _FIXED)}
        by_law = _by_day(one for one in statutory_days() if one.year not in self._known)
        self._by_law = {on.year for on in by_law}
        self._days = {**by_law, **entered}

    def knows(self, year: int) -> bool:
        """Whether the year's days off have been entered."""
        return year in self._known

    def by_law(self, year: int) -> bool:
        """Whether the days that the law names stand in for the year's notice."""
        return year in self._by_law

    def named(self, on: date) -> str:
        """春节 for a day off or a day worked instead, 周末 for an ordinary weekend, "" for an ordinary working day."""
        listed = self._days.get(on)
        if listed:
            return listed.name
        return "周末" if on.weekday() >= _SATURDAY else ""

    def works(self, on: date) -> bool:
        listed = self._days.get(on)
        return listed.kind == "work" if listed else on.weekday() < _SATURDAY

    def worked_instead(self, on: date) -> bool:
        """A weekend day that a notice makes a working day."""
        return on in self._days and self.works(on)

    def next_working(self, on: date) -> date:
        """That day, or the first working day after it."""
        while not self.works(on):
            on += _ONE
        return on

    def stretches(self, year: int) -> list[DayOff]:
        """The year's days off and days worked instead, in order."""
        found = dict.fromkeys(one for on, one in self._days.items() if on.year == year)
        return sorted(found, key=lambda one: one.first)


@dataclass(frozen=True, kw_only=True)
class DeadlineRule(Dated):
    """`title` must be done within `n` units of what `starts` says.

    `bound`: whom it binds; the limits of others are never called broken. `mark`: a law, one whose text is not
    confirmed, or the office's own reminder, which no paper shows and which replaces no law. `register`: where the clock
    runs; "" for a unit's own rule, whose name tells that.
    """

    name: str
    title: str
    starts: str
    unit: Unit
    n: int
    basis: str = ""
    article: str = ""
    bound: Bound = "us"
    mark: Mark = "law"
    note: str = ""
    register: str = ""

    @property
    def internal(self) -> bool:
        return self.mark == "own"

    @property
    def place(self) -> str:
        """国务院令第310号第5条."""
        return f"{self.basis}第{self.article}条" if self.article else self.basis

    @property
    def source(self) -> str:
        """As `place`; what is not confirmed, or is no law, says so."""
        if self.internal:
            return INTERNAL
        return f"{self.place}，{UNCONFIRMED}" if self.mark == "check" else self.place

    @property
    def span(self) -> str:
        return f"{self.n} {UNITS[self.unit]}"


@dataclass(frozen=True, kw_only=True)
class Law(Dated):
    """One version of a law or rule, under the name that all its versions share."""

    name: str
    title: str
    number: str
    mark: Mark
    note: str

    @property
    def full(self) -> str:
        """《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）."""
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


@dataclass(frozen=True, kw_only=True)
class LawPoint(Dated):
    """Where a law says something, in one of its versions; no article: not confirmed."""

    law: str
    name: str
    title: str
    article: str
    mark: Mark
    note: str


@dataclass(frozen=True)
class Limit:
    """`least` and `again` (for repeaters, or two kinds of rights) in yuan or pieces; None where there is none."""

    measure: str
    least: int
    again: int | None = None


@dataclass(frozen=True, kw_only=True)
class Threshold(Dated):
    """For reference only: a person decides whether a matter goes to the police.

    `crime` is a code of the list of crimes; `limits` are what of the words can be compared with a field.
    """

    crime: str
    article: str
    limits: tuple[Limit, ...]
    line: str
    again: str
    heavier: str
    basis: str
    note: str


@cache
def days_off() -> tuple[DayOff, ...]:
    return read("days_off", _day_off)


@cache
def statutory_days() -> tuple[DayOff, ...]:
    """Each year's days off as the law names them, before any notice moves a weekend next to them."""
    return read("statutory_days", _day_off)


@cache
def deadline_rules() -> tuple[DeadlineRule, ...]:
    return read("deadlines", _deadline)


@cache
def laws() -> tuple[Law, ...]:
    return read("laws", lambda row: Law(**cells(row, "name title number note"), mark=_mark(row)))


@cache
def law_points() -> tuple[LawPoint, ...]:
    words = "law name title article note"
    return read("law_points", lambda row: LawPoint(**cells(row, words), mark=_mark(row)))


@cache
def thresholds() -> tuple[Threshold, ...]:
    words = "crime article line again heavier basis note"
    return read("thresholds", lambda row: Threshold(**cells(row, words), limits=_limits(row["limits"])))


def law(name: str, on: date) -> Law:
    """The version in force on that day, or the first one to come; KeyError for an unknown name."""
    return _in_force(name, [one for one in laws() if one.name == name], on)


def article(place: str, on: date) -> str:
    """`trademark.infringement` → 《商标法》第57条, by the text in force that day; KeyError for an unknown place."""
    of, _, name = place.partition(".")
    point = _in_force(place, [one for one in law_points() if (one.law, one.name) == (of, name)], on)
    title = f"《{law(of, on).title}》"
    return f"{title}第{point.article}条" if point.article else f"{title}（条号{UNCONFIRMED}）"


def read(table: str, made: Callable[[dict[str, str]], T]) -> tuple[T, ...]:
    """Every row; a row that cannot be read is a fault of the program, told with its line."""
    with (resources() / "rules" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        found = []
        for line, row in enumerate(csv.DictReader(file, restval="", strict=True), start=2):
            try:
                found.append(made(row))
            except (KeyError, ValueError, TypeError) as fault:
                raise ValueError(f"{table}.csv, line {line}: {fault}") from fault
    return tuple(found)


def cells(row: dict[str, str], words: str) -> dict[str, Any]:
    """The texts that `words` names, and the days from which and to which the row holds."""
    since, until = (date.fromisoformat(row[name]) if row[name] else None for name in ("since", "until"))
    if since and until and until < since:
        raise ValueError(f"{until} is before {since}")
    return {name: row[name].strip() for name in words.split()} | {"since": since, "until": until}


def _by_day(days: Iterable[DayOff]) -> dict[date, DayOff]:
    return {one.first + step * _ONE: one for one in days for step in range((one.last - one.first).days + 1)}


def _in_force(name: str, versions: list[V], on: date) -> V:
    if not versions:
        raise KeyError(name)
    return next((one for one in versions if one.holds(on)), versions[0])


def _day_off(row: dict[str, str]) -> DayOff:
    kind = _one_of(("off", "work"), row["kind"])
    first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    if last < first:
        raise ValueError(f"{last} is before {first}")
    return DayOff(
        int(row["year"]), cast(Literal["off", "work"], kind), first, last, row["name"], row["basis"]
    )


def _deadline(row: dict[str, str]) -> DeadlineRule:
    n = int(row["n"])
    if n < 1:
        raise ValueError(f"{n} is no period")
    return DeadlineRule(
        **cells(row, "name register title starts basis article note"),
        unit=cast(Unit, _one_of(get_args(Unit), row["unit"])),
        n=n,
        bound=cast(Bound, _one_of(get_args(Bound), row["bound"])),
        mark=_mark(row),
    )


def _limits(text: str) -> tuple[Limit, ...]:
    """`business:50000:30000` for each, parted by blanks."""
    return tuple(Limit(name, *map(int, more)) for name, *more in (one.split(":") for one in text.split()))


def _mark(row: dict[str, str]) -> Mark:
    return cast(Mark, _one_of(get_args(Mark), row["mark"]))


def _one_of(allowed: tuple[str, ...], word: str) -> str:
    if word not in allowed:
        raise ValueError(f"“{word}” is none of {', '.join(allowed)}")
    return word
