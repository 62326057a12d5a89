"""A reporting period: a month, quarter or year of the office, whose months may run from the 26th to the 25th."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.records.office import Setting
from ercheng_station.services.figures import Period

FIRST_DAY_SETTING = "report.first_day"
"""`26`: months run from the 26th to the 25th. `report.first_day.2026-03` holds from the report of that month on."""
MONTH, QUARTER, YEAR = "month", "quarter", "year"
_MONTHS, LATEST_FIRST_DAY = 12, 28
_A_QUARTER = 3
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True)
class Calendar:
    """(from which month on, the day with which months begin), oldest first."""

    rules: tuple[tuple[date, int], ...] = ()

    @classmethod
    def of(cls, store: Store) -> "Calendar":
        """A setting that cannot be read counts for nothing: months are those of the calendar."""
        return cls(tuple(sorted(_rules(store))))

    def month(self, month: date) -> Period:
        """No day is left out and none counted twice where the rule changes: the month begins where the last one ended."""
        before = month.replace(day=1) - timedelta(days=1)
        return Period(self._last(before) + timedelta(days=1), self._last(month))

    def _last(self, month: date) -> date:
        day = next((first for since, first in reversed(self.rules) if since <= month.replace(day=1)), 1)
        end = calendar.monthrange(month.year, month.month)[1]
        return month.replace(day=day - 1 if day > 1 else end)


@dataclass(frozen=True)
class Span:
    """`months` from `number`: October is month 10, the last quarter is quarter 4; a year has number 1."""

    form: str
    year: int
    number: int
    calendar: Calendar = Calendar()

    @property
    def key(self) -> str:
        words = {MONTH: f"{self.year}-{self.number:02}", QUARTER: f"{self.year}-Q{self.number}"}
        return words.get(self.form, str(self.year))

    @property
    def title(self) -> str:
        words = {MONTH: f"{self.year}年{self.number}月", QUARTER: f"{self.year}年第{self.number}季度"}
        return words.get(self.form, f"{self.year}年")

    @property
    def name(self) -> str:
        """What the report is called."""
        return {MONTH: "月报", QUARTER: "季报"}.get(self.form, "年报")

    @property
    def months(self) -> tuple[int, ...]:
        wide = {MONTH: 1, QUARTER: _A_QUARTER}.get(self.form, _MONTHS)
        first = (self.number - 1) * wide + 1
        return tuple(range(first, first + wide))

    @property
    def period(self) -> Period:
        first, *_, last = (*self.months, self.months[-1])
        return Period(self._month(first).first, self._month(last).last)

    @property
    def cumulative(self) -> Period:
        """From the first day of the office's year."""
        return Period(self._month(1).first, self.period.last)

    def a_year_before(self) -> "Span":
        return Span(self.form, self.year - 1, self.number, self.calendar)

    def before(self) -> "Span":
        """The period of the same form that ended the day before."""
        if self.number > 1:
            return Span(self.form, self.year, self.number - 1, self.calendar)
        last = {MONTH: _MONTHS, QUARTER: _MONTHS // _A_QUARTER}.get(self.form, 1)
        return Span(self.form, self.year - 1, last, self.calendar)

    def after(self) -> "Span":
        last = {MONTH: _MONTHS, QUARTER: _MONTHS // _A_QUARTER}.get(self.form, 1)
        if self.number < last:
            return Span(self.form, self.year, self.number + 1, self.calendar)
        return Span(self.form, self.year + 1, 1, self.calendar)

    def _month(self, number: int) -> Period:
        return self.calendar.month(date(self.year, number, 1))


def read_span(form: str, text: str, calendar: Calendar) -> Span:
    """`2026-10`, `2026-Q4`, `2026`; Fault for anything else."""
    year, _, rest = text.strip().upper().partition("-")
    number = rest.removeprefix("Q") if form == QUARTER else rest
    most = {MONTH: _MONTHS, QUARTER: _MONTHS // _A_QUARTER}.get(form, 1)
    fits = bool(rest) == (form != YEAR) and (form != QUARTER or rest.startswith("Q"))
    if not (fits and _is_whole(year) and _FIRST_YEAR < int(year) <= _LAST_YEAR):
        raise Fault(_HOW[form])
    if form != YEAR and not (_is_whole(number) and 1 <= int(number) <= most):
        raise Fault(_HOW[form])
    return Span(form, int(year), int(number) if form != YEAR else 1, calendar)


def span_of(form: str, on: date, calendar: Calendar) -> Span:
    """The period that holds the day."""
    number = {MONTH: _MONTHS, QUARTER: _MONTHS // _A_QUARTER}.get(form, 1)
    span = Span(form, on.year + 1, number, calendar)
    while span.period.first > on:
        span = span.before()
    return span


def begin_months(store: Store, day: int, since: date) -> Act:
    """From the report of that month on; earlier months stay as they are."""
    key = f"{FIRST_DAY_SETTING}.{since:%Y-%m}"
    note = f"从 {since:%Y-%m} 的报表起，每月从几号算起；1 为自然月"
    known = next(iter(store.rows(Query(Setting, where=by_value({"key": key})))), None)
    values = {"key": key, "value": str(day), "note": note, "attachments": None}
    change: Change = Alter(Setting, known.uid, values) if known else Create(Setting, values)
    return store.act(f"报表从 {since:%Y-%m} 起按每月 {day} 日起算", [change])


_HOW = {
    MONTH: "月份要写成 2026-10 的样子",
    QUARTER: "季度要写成 2026-Q4 的样子",
    YEAR: "年份要写成 2026 的样子",
}


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _rules(store: Store) -> Iterator[tuple[date, int]]:
    for row in store.rows(Query(Setting)):
        key, value = row.values["key"], (row.values["value"] or "").strip()
        if key.startswith(FIRST_DAY_SETTING) and _is_whole(value) and 1 <= int(value) <= LATEST_FIRST_DAY:
            since = key.removeprefix(FIRST_DAY_SETTING).removeprefix(".")
            try:
                yield date.fromisoformat(f"{since}-01") if since else date.min, int(value)
            except ValueError:
                continue
