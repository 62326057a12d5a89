"""Figures of what no record here tells: monthly totals entered afterwards (补录), and what other units reported of theirs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.records.work import PastTotal
from ercheng_station.services.figures import FEN_IN_TEN_THOUSAND_YUAN, Indicator, Period, month_of, share
from ercheng_station.services.heard import Heard

ENTERED = "补录"


@dataclass(frozen=True)
class Told:
    """A figure, whether some of it was entered instead of counted, and whether some was heard of in bundles."""

    value: float | int | None
    entered: bool = False
    heard: bool = False

    @property
    def mark(self) -> str:
        return ENTERED if self.entered else ""


def told(
    store: Store,
    indicator: Indicator,
    period: Period,
    month: Callable[[date], Period] = month_of,
    heard: Heard | None = None,
) -> Told:
    """The figure of a period. A whole month without a record has the total entered for it, if there is one.

    Shares are never entered. What is counted at a period's end takes the total of its last month. `month` gives the
    days of the month that the first of it names: an office may count from the 26th. `heard` is added to what is counted here.
    """
    found = _with_entered(store, indicator, period, month)
    return with_heard(store, indicator, period, found, heard, month) if heard else found


def with_heard(
    store: Store,
    indicator: Indicator,
    period: Period,
    found: Told,
    heard: Heard,
    month: Callable[[date], Period] = month_of,
) -> Told:
    """The figure found here with what was heard; of a share, both sides of the line are added up."""
    more = heard.figure(indicator, period, month)
    if more is None:
        return found
    if not indicator.is_share:
        return Told(round((found.value or 0) + more[0], 2), found.entered, heard=True)
    above, below = indicator.counts(store, period)
    return Told(share(above + int(more[0]), below + int(more[1])), heard=True)


def _with_entered(
    store: Store, indicator: Indicator, period: Period, month: Callable[[date], Period]
) -> Told:
    value = indicator.figure(store, period)
    if indicator.is_share or PastTotal not in store.kinds:
        return Told(value)
    months = _months(store, indicator, period, month)
    if indicator.is_standing:
        months = [one for one in months if one[0].last == period.last and not value]
    else:
        months = [one for one in months if not indicator.figure(store, one[0])]
    if not months:
        return Told(value)
    return Told(round((value or 0) + sum(total for _, total in months), 2), entered=True)


def _months(
    store: Store, indicator: Indicator, period: Period, days_of: Callable[[date], Period]
) -> list[tuple[Period, float | int]]:
    """The months that lie wholly in the period and have a total."""
    where = (
        Condition("indicator", "is", indicator.name),
        Condition("year", "from", period.first.year),
        Condition("year", "to", period.last.year),
    )
    found: dict[Period, float | int] = {}
    for row in store.rows(Query(PastTotal, where=where)):
        month = days_of(date(row.values["year"], row.values["month"], 1))
        if period.first <= month.first and month.last <= period.last:
            count, amount = row.values["count"], row.values["amount"]
            found[month] = count if count is not None else amount / FEN_IN_TEN_THOUSAND_YUAN
    return list(found.items())
