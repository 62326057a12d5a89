"""What an automatic item of the score sheet is read from: a reported figure, a field of the station, a share of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.need import Need
from ercheng_station.records.station import Station, StationRule
from ercheng_station.records.visit import Visit
from ercheng_station.services.figures import Period, Rows, within
from ercheng_station.services.heard import Heard
from ercheng_station.services.indicators import BY_NAME, coverage
from ercheng_station.services.past import Told, told, with_heard

Figure = float | int | None


@dataclass(frozen=True)
class Measure:
    """`figure` of one station in a year; `rows` are the records behind it, None for a field of the station itself."""

    unit: str
    meaning: str
    figure: Callable[[Store, Link, Period], Figure]
    rows: Rows | None = None

    def text(self, figure: Figure) -> str:
        return "没有数据" if figure is None else f"{figure:g} {self.unit}".rstrip()

    def behind(self, store: Store, at: Link, period: Period) -> Query | None:
        return _kept_by(at, store, self.rows)(period) if self.rows else None


def measure_of(name: str) -> Measure | None:
    """None for a name that nobody knows."""
    return _OWN.get(name) or _reported(name)


def _reported(name: str) -> Measure | None:
    indicator = BY_NAME.get(name)
    if indicator is None:
        return None

    def figure(store: Store, at: Link, period: Period) -> Figure:
        if indicator.kind not in store.kinds:
            return None
        if _is_own(at, store):
            return told(store, indicator, period).value
        below = _kept_by(at, store, indicator.of) if indicator.of else None
        theirs = replace(indicator, rows=_kept_by(at, store, indicator.rows), of=below)
        heard = Heard.of(store).of_station(at.uid)
        return with_heard(store, theirs, period, Told(theirs.figure(store, period)), heard).value

    return Measure(indicator.unit, indicator.meaning, figure, indicator.rows)


def _is_own(at: Link, store: Store) -> bool:
    return at.uid == store.unit.uid


def _kept_by(at: Link, store: Store, rows: Rows) -> Rows:
    """What another station keeps itself; on the unit's own sheet everything that is here counts."""
    return rows if _is_own(at, store) else lambda period: replace(rows(period), origin=at.uid)


def _field(name: str, *more: str) -> Callable[[Store, Link, Period], Figure]:
    def figure(store: Store, at: Link, _period: Period) -> Figure:
        values = store.row(Station, at.uid).values
        given = [values[one] for one in (name, *more) if values[one] is not None]
        return sum(map(int, given)) if given else None

    return figure


def _share(above: Rows, below: Rows) -> Callable[[Store, Link, Period], Figure]:
    def figure(store: Store, at: Link, period: Period) -> Figure:
        if below(period).kind not in store.kinds:
            return None
        whole, part = (store.count(_kept_by(at, store, rows)(period)) for rows in (below, above))
        return round(100 * part / whole, 1) if whole else None

    return figure


def _rules_on_wall(store: Store, at: Link, _period: Period) -> Figure:
    where = (Condition("at", "is", at), Condition("on_wall", "is", True))
    return store.count(Query(StationRule, where=where))


def _complete(store: Store, at: Link, period: Period) -> Figure:
    """Of visits and needs together, those that want nothing any more."""
    kinds: tuple[tuple[type[Record], str], ...] = ((Visit, "visited_on"), (Need, "received_on"))

    def count(*also: Condition) -> int:
        return sum(store.count(_kept_by(at, store, within(kind, day, *also))(period)) for kind, day in kinds)

    whole, open_ = count(), count(Condition("", "wanting"))
    return round(100 * (whole - open_) / whole, 1) if whole else None


_VERY, _SATISFIED = "very_satisfied", "satisfied"
_ANSWERED = within(Need, "revisited_on", Condition("satisfaction", "filled"))
_ENDED = within(Mediation, "settled_on")


def _satisfied(store: Store, at: Link, period: Period) -> Figure:
    found = store.tally(_kept_by(at, store, _ANSWERED)(period), "satisfaction")
    whole = sum(found.values())
    return round(100 * (found.get(_VERY, 0) + found.get(_SATISFIED, 0)) / whole, 1) if whole else None


def _visit_coverage(store: Store, at: Link, period: Period) -> Figure:
    """The list is the unit's; what it means for another station is not known here."""
    return coverage(store, period.last).rate if _is_own(at, store) else None


_REVISITED = within(Need, "received_on", Condition("revisited_on", "filled"))
_OWN = {
    "floor_area": Measure("平方米", "站点登记的场地面积", _field("floor_area")),
    "has_sign": Measure("", "站点登记的标识标牌：有为1，没有为0", _field("has_sign")),
    "computers": Measure("台", "站点登记的联网计算机台数", _field("computers")),
    "staff": Measure("人", "站点登记的专职人员与兼职人员之和", _field("full_time", "part_time")),
    "rules_on_wall": Measure(
        "项", "管理制度登记中勾选“已上墙”的项数", _rules_on_wall,
        lambda _period: Query(StationRule, where=(Condition("on_wall", "is", True),)),
    ),
    "complete": Measure(
        "%", "当年走访和受理的诉求中，没有待补项的记录所占比例", _complete, within(Visit, "visited_on", Condition("", "wanting"))
    ),
    "archived": Measure(
        "%", "当年办结的纠纷中已经归档的比例", _share(within(Mediation, "settled_on", Condition("archived_on", "filled")), _ENDED), _ENDED
    ),
    "visit_coverage": Measure(
        "%", "年度走访名单上的企业中，当年走访过的比例", _visit_coverage, within(Visit, "visited_on")
    ),
    "revisit_rate": Measure(
        "%", "当年受理的诉求中已经回访的比例", _share(_REVISITED, within(Need, "received_on")), _REVISITED
    ),
    "satisfied_rate": Measure("%", "当年回访的诉求中，填了满意度的，满意和非常满意所占比例", _satisfied, _ANSWERED),
}  # fmt: skip
