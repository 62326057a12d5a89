"""The yearly days of publicity (resources/rules/calendar.csv): what is proposed, and what it begins with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import NAMESPACE_OID, UUID, uuid5

from ercheng_station import rulebook
from ercheng_station.codes import shipped
from ercheng_station.db.listing import Condition, Query, by_span
from ercheng_station.db.store import Store
from ercheng_station.records.outreach import Publicity
from ercheng_station.rulebook import Dated

NEAR = 30
"""An activity so many days before or after belongs to the day."""
REMEMBERED = 14
"""Days after which nobody is asked any more why there was none."""


@dataclass(frozen=True, kw_only=True)
class Occasion(Dated):
    """A day or stretch of days that comes every year; months and days as `mm-dd`."""

    code: str
    first: str
    last: str
    ahead: int
    forms: tuple[str, ...]
    basis: str

    @property
    def title(self) -> str:
        return shipped("publicity_occasion").label(self.code)

    def span(self, year: int) -> tuple[date, date]:
        return date.fromisoformat(f"{year}-{self.first}"), date.fromisoformat(f"{year}-{self.last}")


@dataclass(frozen=True)
class Proposal:
    """An occasion of one year for which nothing is registered yet; `given` begins the activity."""

    occasion: Occasion
    first: date
    last: date
    given: Mapping[str, object]

    @property
    def uid(self) -> UUID:
        """The same whenever it is asked for."""
        return uuid5(NAMESPACE_OID, f"{self.occasion.code} {self.first}")

    @property
    def title(self) -> str:
        return f"{self.occasion.title}：按此新增宣传活动"

    @property
    def why(self) -> str:
        return f"内部提醒：{self.occasion.basis}。提前 {self.occasion.ahead} 天提醒，登记了活动就不再提醒"


@cache
def occasions() -> tuple[Occasion, ...]:
    return rulebook.read("calendar", _occasion)


def proposals(store: Store, days: int) -> Iterator[Proposal]:
    """What is ahead within so many days besides its own notice, and what has just gone by without anything.

    An occasion that the office has taken out of its list of options is not proposed.
    """
    if Publicity not in store.kinds:
        return
    today = store.today
    offered = {code.code for code in store.context.codes("publicity_occasion").active(today)}
    for year in (today.year - 1, today.year, today.year + 1):
        for one in (one for one in occasions() if one.code in offered):
            first, last = one.span(year)
            near = first - timedelta(days=one.ahead + days) <= today <= last + timedelta(days=REMEMBERED)
            if near and one.holds(first) and not _is_registered(store, one, first, last):
                yield Proposal(one, first, last, _given(one, first, last, today))


# -- inside


def _is_registered(store: Store, one: Occasion, first: date, last: date) -> bool:
    span = by_span("held_on", first - timedelta(days=NEAR), last + timedelta(days=NEAR))
    return store.count(Query(Publicity, where=(Condition("occasion", "is", one.code), *span))) > 0


def _given(one: Occasion, first: date, last: date, today: date) -> dict[str, object]:
    begins = min(max(first, today), last)
    given: dict[str, object] = {
        "theme": f"{first.year}年{one.title}宣传活动",
        "occasion": one.code,
        "held_on": begins,
        "forms": one.forms,
    }
    return given | ({"until": last} if last > begins else {})


def _occasion(row: dict[str, str]) -> Occasion:
    forms = tuple(row["forms"].split())
    return Occasion(
        code=row["occasion"], ahead=int(row["ahead"]), forms=forms, **rulebook.cells(row, "first last basis")
    )
