"""The one firm of a 保护工作站 that an enterprise set up: whose rights, checks and watches it keeps."""

from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record, Values
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link, Ref
from ercheng_station.records.protection import Member, Slip
from ercheng_station.records.station import Station
from ercheng_station.services.brought import brought

_OF_MANY = frozenset({"park", "association", "office"})
PROFILE = "protection"


def known_here(store: Store, kind: type[Record]) -> Values:
    """What a new record of the kind begins with at this station, so that nobody chooses it each time."""
    if store.unit.profile != PROFILE:
        return {}
    found: Values = {"from_station": store.unit.name} if kind is Slip else {}
    described = kind.kept.get("enterprise")
    if isinstance(described, Ref) and kind is not Member:
        firm = found["enterprise"] = own_firm(store)
        found = {**(brought(store, kind, "enterprise", firm) if firm else {}), **found}
    return found


def own_firm(store: Store) -> Link | None:
    """By the host's credit code, else its name, else the only firm on file; None for parks, associations, authorities."""
    if store.unit.profile != PROFILE:
        return None
    if store.unit.host in _OF_MANY:
        return None
    station = store.row(Station, store.unit.uid).values
    rows = list(store.rows(Query(Enterprise), 2))
    if len(rows) > 1:
        rows = list(store.rows(Query(Enterprise)))
    named = [
        row for row in rows if station["host_code"] and row.values["credit_code"] == station["host_code"]
    ]
    named = named or [row for row in rows if row.values["name"] == station["host"]]
    found = named or (rows if len(rows) == 1 else [])
    return Link(found[0].uid, found[0].label, Enterprise.__tablename__) if found else None
