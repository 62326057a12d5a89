"""How a figure went month by month at each unit: the year of the period until its end, the total beside last year's."""

from collections.abc import Sequence
from dataclasses import dataclass

from ercheng_station.db.store import Store
from ercheng_station.progress import Report, silent
from ercheng_station.services.by_station import Number, Unit, of_unit, units_of
from ercheng_station.services.figures import Indicator
from ercheng_station.services.heard import Heard, pages
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.past import told
from ercheng_station.services.report_span import MONTH, Span

CHARTED = ("visits", "needs", "cases", "clues", "trainings")
"""What a district compares."""


@dataclass(frozen=True)
class UnitLine:
    """`now`: of the period itself; `months`: January first."""

    name: str
    now: Number
    months: Sequence[Number]


@dataclass(frozen=True)
class Trend:
    """`total` and `before` are the report's figures of each month, this year and last."""

    indicator: Indicator
    span: Span
    units: Sequence[UnitLine]
    total: Sequence[Number]
    before: Sequence[Number]

    def ordered(self, *, ranked: bool) -> Sequence[UnitLine]:
        """As the units stand everywhere; ranking them is a choice of its own."""
        return sorted(self.units, key=lambda one: -(one.now or 0)) if ranked else self.units

    @property
    def is_something(self) -> bool:
        return any((*self.total, *self.before, *(one.now for one in self.units)))

    @property
    def months(self) -> list[str]:
        return [f"{month}月" for month in range(1, len(self.total) + 1)]


def worth_showing(found: Sequence[Trend]) -> Sequence[Trend]:
    """Those in which anything happened, or the first."""
    return [one for one in found if one.is_something] or found[:1]


def trends(store: Store, span: Span, report: Report = silent, names: Sequence[str] = CHARTED) -> list[Trend]:
    """Of the registers that are kept here."""
    kept = [BY_NAME[name] for name in names if BY_NAME[name].kind in store.kinds]
    came = [one for one in pages(store) if not one.why]
    heard = Heard.of(store)
    units = units_of(store, came, span)
    found = []
    for place, one in enumerate(kept):
        report(place, len(kept))
        lines = [_line(store, one, span, unit, heard.of_station(unit.uid)) for unit in units]
        both = [
            [told(store, one, month.period, span.calendar.month, heard).value for month in _months(year)]
            for year in (span, span.a_year_before())
        ]
        found.append(Trend(one, span, lines, *both))
    return found


# -- inside


def _line(store: Store, one: Indicator, span: Span, unit: Unit, heard: Heard) -> UnitLine:
    def value(of: Span) -> Number:
        return of_unit(store, one, of.period, heard, span.calendar.month, unit.uid)

    return UnitLine(unit.name, value(span), [value(month) for month in _months(span)])


def _months(span: Span) -> list[Span]:
    return [Span(MONTH, span.year, number, span.calendar) for number in range(1, span.months[-1] + 1)]
