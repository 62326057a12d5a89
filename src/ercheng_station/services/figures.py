"""What a figure is: a period, the records it counts, and its definition in words."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from ercheng_station.db.listing import Condition, Query, by_span
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record

FEN_IN_TEN_THOUSAND_YUAN = 1_000_000


@dataclass(frozen=True)
class Period:
    """Both days belong to it."""

    first: date
    last: date

    def a_year_before(self) -> "Period":
        return Period(_year_back(self.first), _year_back(self.last))

    def before(self) -> "Period":
        """Everything until the day before it."""
        return Period(date.min, self.first - timedelta(days=1))


def month_of(on: date) -> Period:
    return Period(on.replace(day=1), on.replace(day=calendar.monthrange(on.year, on.month)[1]))


def year_to(on: date) -> Period:
    return Period(on.replace(month=1, day=1), on)


Rows = Callable[[Period], Query]
_ANY = Period(date(2000, 1, 1), date(2000, 12, 31))
"""To look at a query, whatever its period."""


@dataclass(frozen=True)
class Indicator:
    """`rows` are the records behind the number; `distinct` counts their different values of one field.

    With `of`, the figure is the share of `rows` in `of`, in per cent; no rows below the line give None.
    With `total`, it is the sum of that field of money, in 万元.
    With `summed`, it is the sum of that field of whole numbers.
    """

    name: str
    title: str
    unit: str
    meaning: str
    rows: Rows
    distinct: str = ""
    of: Rows | None = None
    of_distinct: str = ""
    total: str = ""
    summed: str = ""

    @property
    def kind(self) -> type[Record]:
        return self.rows(_ANY).kind

    @property
    def is_share(self) -> bool:
        return self.of is not None

    @property
    def is_standing(self) -> bool:
        """Counted at the end of a period or for a whole year, not by days within it."""
        query = self.rows(_ANY)
        days = {name for name, field in query.kind.kept.items() if field.type in {"day", "moment"}}
        return not any(one.test == "from" and one.field in days for one in query.where)

    def of_origin(self, unit: UUID) -> "Indicator":
        """Of that unit's records alone."""
        below = _of_origin(unit, self.of) if self.of else None
        return replace(self, rows=_of_origin(unit, self.rows), of=below)

    def figure(self, store: Store, period: Period) -> float | int | None:
        if self.total:
            return round(store.total(self.rows(period), self.total) / FEN_IN_TEN_THOUSAND_YUAN, 2)
        if self.summed:
            return store.total(self.rows(period), self.summed)
        if self.is_share:
            return share(*self.counts(store, period))
        return _count(store, self.rows(period), self.distinct)

    def counts(self, store: Store, period: Period) -> tuple[int, int]:
        """Of a share: above and below the line."""
        below = _count(store, self.of(period), self.of_distinct) if self.of else 0
        return _count(store, self.rows(period), self.distinct), below


def share(above: int, below: int) -> float | None:
    """In per cent; None where nothing stands below the line."""
    return round(100 * above / below, 1) if below else None


@dataclass(frozen=True)
class Share:
    """How many rows of a figure have one value of a field; `query` gives them."""

    code: Any
    label: str
    count: int
    query: Query


def shares(store: Store, query: Query, by: str) -> list[Share]:
    """A figure parted by a choice, the most frequent first; the parts add up to it."""
    described = query.kind.kept[by]
    found = [
        Share(code, described.text(code, store.context) or "未填", count, _with(query, by, code))
        for code, count in store.tally(query, by).items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.label))


def within(kind: type[Record], day: str, *also: Condition) -> Rows:
    return lambda period: Query(kind, where=(*by_span(day, period.first, period.last), *also))


def still_open(kind: type[Record], began: str, ended: str) -> Rows:
    """At the end of the period, also of one long past: what ended after it was open then."""
    return lambda period: Query(
        kind, where=(Condition(began, "to", period.last), Condition(ended, "beyond", period.last))
    )


def carried_over(kind: type[Record], began: str, ended: str) -> Rows:
    """What was open when the period began."""
    rows = still_open(kind, began, ended)
    return lambda period: rows(period.before())


def _of_origin(unit: UUID, rows: Rows) -> Rows:
    return lambda period: replace(rows(period), origin=unit)


def _with(query: Query, by: str, code: Any) -> Query:
    more = Condition(by, "empty") if code is None else Condition(by, "is", code)
    return replace(query, where=(*query.where, more))


def _count(store: Store, query: Query, distinct: str) -> int:
    return store.distinct(query, distinct) if distinct else store.count(query)


def _year_back(on: date) -> date:
    try:
        return on.replace(year=on.year - 1)
    except ValueError:  # 29 February
        return on.replace(year=on.year - 1, day=28)
