"""「两个全覆盖」: who ought to have a station on a day, who has one, and who is missing; for any day, past ones too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.sameness import who_stands_for
from ercheng_station.db.store import Store
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing
from ercheng_station.records.fields import Link
from ercheng_station.records.station import Station
from ercheng_station.records.work import CoverageUnit

IP_DENSE = "ip_dense"
OFFICE, PROTECTION = "office", "protection"
_NO_STATION_OF_ITS_OWN = "bureau"


@dataclass(frozen=True)
class Covered:
    """One ratio: `covered` holds who has a station and which, `missing` who has none; both by name."""

    name: str
    title: str
    meaning: str
    covered: tuple[tuple[str, Link], ...]
    missing: tuple[str, ...]

    @property
    def listed(self) -> int:
        return len(self.covered) + len(self.missing)

    @property
    def rate(self) -> float | None:
        return round(100 * len(self.covered) / self.listed, 1) if self.listed else None


def open_stations(on: date, *also: Condition) -> Query:
    """Stations whose plaque hung on that day."""
    where = (Condition("plaque_on", "to", on), Condition("closed_on", "beyond", on), *also)
    return Query(Station, where=where)


def workstations(on: date) -> Query:
    return open_stations(
        on, Condition("kind", "not", PROTECTION), Condition("kind", "not", _NO_STATION_OF_ITS_OWN)
    )


def protection_stations(on: date) -> Query:
    return open_stations(on, Condition("kind", "is", PROTECTION))


def listed_units(on: date, *also: Condition) -> Query:
    where = (Condition("since", "to", on), Condition("until", "beyond", on), *also)
    return Query(CoverageUnit, where=where)


def both(store: Store, on: date) -> tuple[Covered, Covered]:
    return of_offices(store, on), of_hosts(store, on)


def of_offices(store: Store, on: date) -> Covered:
    stations = {
        name: station
        for station in store.rows(workstations(on))
        for name in (station.values["office"], station.values["host"])
        if name
    }
    units = listed_units(on, Condition("kind", "is", OFFICE))
    names = [row.values["name"] for row in store.rows(units)]
    return _covered(
        "offices",
        "工作站全覆盖",
        "已挂牌的工作站所在的市场监管所数÷应建站的市场监管所数，都按当天在册的计",
        [(name, stations.get(name)) for name in names],
    )


def of_hosts(store: Store, on: date) -> Covered:
    """Firms on the list of the IP-dense ones, and parks and associations that ought to have a station."""
    by_name: dict[str, Row] = {}
    for station in store.rows(protection_stations(on)):
        for name in _hosts(store, station):
            by_name[name] = station
    units = listed_units(on, Condition("kind", "not", OFFICE))
    names = {row.values["name"] for row in store.rows(units)} | set(_dense(store, on))
    return _covered(
        "hosts",
        "保护工作站全覆盖",
        "已挂牌保护工作站的知识产权密集企业、园区、协会数÷名单上的总数，都按当天在册的计",
        [(name, by_name.get(name)) for name in names],
    )


def _dense(store: Store, on: date) -> Iterable[str]:
    where = (
        Condition("list", "is", IP_DENSE),
        Condition("since", "to", on),
        Condition("until", "beyond", on),
    )
    links = [row.values["enterprise"] for row in store.rows(Query(EnterpriseListing, where=where))]
    first = who_stands_for(store.readers)
    named = {first.get(link.uid, link.uid): link.title for link in links}
    return named.values()


def _hosts(store: Store, station: Row) -> Iterable[str]:
    """What the host is called in the station's record and, by its credit code, in the register of firms."""
    if station.values["host"]:
        yield station.values["host"]
    code = station.values["host_code"]
    if code:
        for firm in store.rows(Query(Enterprise, where=by_value({"credit_code": code}))):
            yield firm.values["name"]


def _covered(name: str, title: str, meaning: str, found: Iterable[tuple[str, Row | None]]) -> Covered:
    ordered = sorted(found, key=lambda one: one[0])
    has = tuple((unit, Link(row.uid, row.label, "station")) for unit, row in ordered if row)
    return Covered(name, title, meaning, has, tuple(unit for unit, row in ordered if not row))
