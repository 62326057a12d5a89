"""The chains of all kinds: their declared steps, and the way of a record through its states, with the days."""

from datetime import date, datetime
from functools import cache

from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records import dates
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Context, Link
from ercheng_station.services import (
    assistance_steps,
    clues_steps,
    need_steps,
    outreach_steps,
    protection_steps,
    resources_steps,
    work_steps,
)
from ercheng_station.services.step import Notes, Step

_GROUPS = (
    need_steps,
    protection_steps,
    clues_steps,
    assistance_steps,
    outreach_steps,
    resources_steps,
    work_steps,
)
STEPS: dict[type[Record], tuple[Step, ...]] = {k: v for one in _GROUPS for k, v in one.STEPS.items()}
NOTES: dict[type[Record], Notes] = {k: v for one in _GROUPS for k, v in one.NOTES.items()}
STATIONS: dict[type[Record], dict[str, str]] = {k: v for one in _GROUPS for k, v in one.STATIONS.items()}


@cache
def way_of(kind: type[Record], status: str) -> tuple[str, ...]:
    """The states of the chain on the way through `status`: the usual way, or the shortest one that leads there."""
    assert kind.chain
    order = list(kind.chain.moves)
    usual = tuple(STATIONS.get(kind, ())) or (order[0], *_onward(kind, order[0]))
    if status in usual:
        return usual
    there = _shortest(kind, status)
    return (*there, *(state for state in _onward(kind, status) if state not in there))


def station_of(kind: type[Record], status: str, context: Context) -> str:
    """What a state is called on the drawn way."""
    assert kind.chain
    return STATIONS.get(kind, {}).get(status) or kind.kept[kind.chain.field].text(status, context)


def reached(store: Store, kind: type[Record], row: Row) -> dict[str, date]:
    """When each state was reached: by the record's own days, its dated steps, else by its history."""
    chain = kind.chain
    assert chain
    found = _moved_on(store, chain.field, row)
    first = next(iter(chain.moves)) if kind.dated_by else ""
    if first:
        found[first] = row.values[kind.dated_by]
    steps = STEPS.get(kind, ())
    leads = {one.code: one.to for one in steps if one.code and one.to}
    for code, on in _noted(store, kind, row):
        if code in leads and leads[code] != first:
            found.setdefault(leads[code], on)
            found[leads[code]] = on
    for one in steps:
        at = row.values[one.on] if one.on else None
        if one.to and one.to != first and at:
            found[one.to] = dates.beijing(at).date() if isinstance(at, datetime) else at
    return found


# -- inside


def _onward(kind: type[Record], status: str) -> tuple[str, ...]:
    """The states that follow if always the nearest later one is taken."""
    assert kind.chain
    order = list(kind.chain.moves)
    later = [to for to in kind.chain.moves[status] if order.index(to) > order.index(status)]
    return (later[0], *_onward(kind, later[0])) if later else ()


def _shortest(kind: type[Record], status: str) -> tuple[str, ...]:
    """From the first state; of states that nothing leads to, only themselves."""
    assert kind.chain
    ways: list[tuple[str, ...]] = [(next(iter(kind.chain.moves)),)]
    seen = set(ways[0])
    while ways:
        way = ways.pop(0)
        if way[-1] == status:
            return way
        fresh = [to for to in kind.chain.moves[way[-1]] if to not in seen]
        seen.update(fresh)
        ways += [(*way, to) for to in fresh]
    return (status,)


def _moved_on(store: Store, field: str, row: Row) -> dict[str, date]:
    """From the history: what a record began with tells nothing of when it was reached."""
    found = {}
    for entry in store.entries(row.uid):
        old, new = entry.details.get(field, (None, None))
        if old is not None and new is not None:
            found[new] = dates.beijing(datetime.fromisoformat(entry.at)).date()
    return found


def _noted(store: Store, kind: type[Record], row: Row) -> list[tuple[str, date]]:
    notes = NOTES.get(kind)
    if notes is None:
        return []
    link = Link(row.uid, row.label, kind.__tablename__)
    rows = store.rows(Query(notes.kind, where=by_value({notes.kind.owner: link})))
    return sorted(
        ((one.values[notes.step], one.values[notes.on]) for one in rows), key=lambda one: one[1], reverse=True
    )
