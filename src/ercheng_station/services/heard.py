"""Figures of registers whose records stay with their station: what each told of a month in its latest bundle.

Case files belong to the committee, so only their numbers reach the district; its own figures are counted, these are added.
Of a bundle of figures alone (仅数字版) all are added, less what records of that station here give of the month already.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from ercheng_station.db.listing import Query
from ercheng_station.db.post import RETURNED, TAKEN, Post
from ercheng_station.db.store import Store
from ercheng_station.services.figures import Indicator, Period
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.report_span import Calendar

Number = float | int
_MONTH = 7  # letters of 2026-10


@dataclass(frozen=True)
class Page:
    """What is known of one bundle. `figures`: all that it told; `apart`: those of records that did not come along,

    a share as the counts above and below the line. `why`: the reason if the whole bundle was sent back. `is_form`: it was
    no bundle but a form filled in by hand, whose figures have no records at all. `figures_only`: it brought no records.
    """

    station: UUID
    name: str
    period: str
    sequence: int
    at: str
    zero: bool = False
    figures: Mapping[str, Any] = field(default_factory=dict)
    apart: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""
    is_form: bool = False
    figures_only: bool = False
    id: str = ""

    @property
    def first(self) -> date:
        """Of the year that it tells of, or of the month."""
        return date.fromisoformat(f"{self.period}-01") if self.is_month else date(int(self.period[:4]), 1, 1)

    @property
    def is_month(self) -> bool:
        return len(self.period) == _MONTH and "Q" not in self.period


def pages(store: Store) -> list[Page]:
    """Of every bundle that came in, taken or sent back, in the order of their numbers; another computer's of this unit too."""
    with Post(store.connect_reader()) as post:
        found = [*post.book(TAKEN).values(), *post.book(RETURNED).values()]
    return sorted(map(_page, found), key=lambda one: (one.sequence, one.at))


@dataclass(frozen=True)
class Heard:
    """(month, station) → the figures `apart` of its latest bundle."""

    told: Mapping[tuple[str, UUID], Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store) -> "Heard":
        found = latest(store.unit.uid, pages(store))
        return cls(
            {
                key: _beyond_records(store, one) if one.figures_only else one.apart
                for key, one in found.items()
            }
        )

    @property
    def stations(self) -> set[UUID]:
        return {station for _, station in self.told}

    def of_station(self, uid: UUID) -> "Heard":
        return Heard({key: told for key, told in self.told.items() if key[1] == uid})

    def figure(
        self, indicator: Indicator, period: Period, month: Callable[[date], Period]
    ) -> tuple[Number, Number] | None:
        """What is to be added to a count, and below the line to that of a share; None: nobody told."""
        found = [each for each in self._within(indicator, period, month) if each is not None]
        if not found:
            return None
        pairs = [one if isinstance(one, Sequence) else (one, 0) for one in found]
        return sum(above for above, _ in pairs), sum(below for _, below in pairs)

    def _within(self, indicator: Indicator, period: Period, month: Callable[[date], Period]) -> Iterator[Any]:
        """What stands at the end of the period, or stood when it began, is told by the month that ends or begins with it."""
        months: dict[Period, list[Mapping[str, Any]]] = defaultdict(list)
        for (key, _), told in self.told.items():
            days = month(date.fromisoformat(f"{key}-01"))
            if period.first <= days.first and days.last <= period.last and indicator.name in told:
                months[days].append(told)
        if indicator.is_standing:
            counts_to_its_end = _counts_to(indicator, period.last)
            months = {
                days: found
                for days, found in months.items()
                if (days.last == period.last if counts_to_its_end else days.first == period.first)
            }
        yield from (told[indicator.name] for found in months.values() for told in found)


def latest(own: UUID, found: Iterable[Page]) -> dict[tuple[str, UUID], Page]:
    """Of what was taken in from other units, month by month, in the order of their numbers.

    Figures alone give way to a later bundle with records: it brought those of every month, of registers whose records travel.
    """
    told: dict[tuple[str, UUID], Page] = {}
    for one in found:
        if one.station == own or one.why:
            continue
        if not one.figures_only and not one.is_form:
            told = {key: _outdone(page, one) if key[1] == one.station else page for key, page in told.items()}
        if one.is_month:
            told[one.period, one.station] = one
    return told


def _outdone(page: Page, by: Page) -> Page:
    if not page.figures_only:
        return page
    return replace(page, apart={name: value for name, value in page.apart.items() if name in by.apart})


def _beyond_records(store: Store, page: Page) -> dict[str, Any]:
    """What figures alone tell, less what is counted here of the month: some of its records may have come before."""
    here = [kind for kind in store.kinds if store.count(Query(kind, origin=page.station))]
    period = Calendar.of(store).month(page.first)
    return {
        name: _less(store, known.of_origin(page.station), period, value)
        if value is not None and (known := BY_NAME.get(name)) and known.kind in here
        else value
        for name, value in page.apart.items()
    }


def _less(store: Store, indicator: Indicator, period: Period, value: Any) -> Any:
    if not indicator.is_share:
        return value - (indicator.figure(store, period) or 0)
    return [told - here for told, here in zip(value, indicator.counts(store, period), strict=True)]


def _counts_to(indicator: Indicator, last: date) -> bool:
    """Whether a standing figure is that of the period's last day, not of its first."""
    return any(one.value == last for one in indicator.rows(Period(last, last)).where)


def _page(content: Mapping[str, Any]) -> Page:
    known = {name: content[name] for name in Page.__dataclass_fields__ if name in content}
    return Page(**{**known, "station": UUID(content["station"])})
