"""分站数据: a period's figures of each unit beside the report's own, and where a unit told something else than its records."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ercheng_station.db.listing import Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.progress import Report, silent
from ercheng_station.records.station import Station
from ercheng_station.services.blocks import BLOCKS, Block
from ercheng_station.services.figures import Indicator, Period
from ercheng_station.services.heard import Heard, Page, pages
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.past import Told, told, with_heard
from ercheng_station.services.report_span import Span

Number = float | int | None


@dataclass(frozen=True)
class Unit:
    """`page`: what it told of this very period, if its bundle came."""

    uid: UUID
    name: str
    page: Page | None


@dataclass(frozen=True)
class Line:
    """`values` unit by unit; `total` is the report's figure: what is counted once there is not always the sum."""

    indicator: Indicator
    block: Block
    total: Number
    values: Sequence[Number]

    @property
    def adds_up(self) -> bool:
        """Not where one enterprise is in the figures of several units."""
        return self.indicator.is_share or round(sum(each or 0 for each in self.values), 2) == (
            self.total or 0
        )


@dataclass(frozen=True)
class Parted:
    """The unit itself comes last. `doubts`: where what a unit told is not what its records say."""

    span: Span
    units: Sequence[Unit]
    lines: Sequence[Line]
    doubts: Sequence[str]


def by_station(store: Store, span: Span, report: Report = silent) -> Parted:
    came = [one for one in pages(store) if not one.why]
    heard, month = Heard.of(store), span.calendar.month
    units = units_of(store, came, span)
    kept = [(BY_NAME[name], block) for block in BLOCKS for name in block.figures]
    kept = [(one, block) for one, block in kept if one.kind in store.kinds]
    lines = []
    for place, (one, block) in enumerate(kept):
        report(place, len(kept))
        values = [
            of_unit(store, one, span.period, heard.of_station(unit.uid), month, unit.uid) for unit in units
        ]
        lines.append(Line(one, block, told(store, one, span.period, month, heard).value, values))
    return Parted(span, units, lines, list(_doubts(units, lines)))


def units_of(store: Store, came: Sequence[Page], span: Span) -> list[Unit]:
    """All that ever sent something, in the order of their names, and at the end the unit itself."""
    of_period = {one.station: one for one in came if one.period == span.key}
    names = {one.station: one.name for one in came if one.station != store.unit.uid}
    short: dict[UUID, Row] = {row.uid: row for row in store.rows(Query(Station))}
    found = [
        Unit(uid, (short[uid].values["short_name"] if uid in short else None) or name, of_period.get(uid))
        for uid, name in sorted(names.items(), key=lambda one: one[1])
    ]
    return [*found, Unit(store.unit.uid, store.unit.short_name, None)]


def of_unit(
    store: Store, one: Indicator, period: Period, heard: Heard, month: Callable[[date], Period], uid: UUID
) -> Number:
    theirs = one.of_origin(uid)
    return with_heard(store, theirs, period, Told(theirs.figure(store, period)), heard, month).value


def _doubts(units: Sequence[Unit], lines: Sequence[Line]) -> Iterator[str]:
    """Only of counts that a bundle carries the records of."""
    for place, unit in enumerate(units):
        for line in lines:
            said = unit.page.figures.get(line.indicator.name) if unit.page else None
            here = line.values[place]
            if said is not None and not line.indicator.is_share and (here or 0) != said:
                yield f"{unit.name}的{line.indicator.title}封面报 {said:,}，收到的记录是 {here or 0:,}"
