"""What the page beside a list shows of one record, read at once beside the window."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.records import dates
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Context, Field, Files, Link
from ercheng_station.services.chains import reached
from ercheng_station.services.clocks import Clock, clocks_of
from ercheng_station.services.due import Due, dues_of, undated
from ercheng_station.ui.record.suggesting import link_of

CHILDREN_SHOWN = 8


@dataclass(frozen=True)
class Children:
    """Records of one kind that point to the one shown; `count` of them in all.

    The newest first; parts without a day of their own in the order in which they were written.

    Not `owned`, they are records in their own right: what was made out of it, or mentions it.
    """

    kind: type[Record]
    ref: str
    rows: list[Row]
    count: int
    owned: bool = True


@dataclass(frozen=True)
class Told:
    """One record with what belongs to it; `soft` is what is still wanted."""

    kind: type[Record]
    row: Row
    soft: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Children, ...] = ()
    reached: Mapping[str, date] = field(default_factory=dict)  # when it came to each state of its chain
    dues: tuple[Due, ...] = ()
    undated: str = ""  # the day that is wanted before anybody is reminded
    clocks: tuple[Clock, ...] = ()
    destroyed: bool = False

    @property
    def living(self) -> bool:
        """In use: neither in the trash nor lawfully destroyed."""
        return self.row.removed_at is None and not self.destroyed

    @property
    def link(self) -> Link:
        return link_of(self.kind, self.row)


@dataclass(frozen=True)
class Step:
    """One act in a record's history: when, who, what was done, and (label, old, new) of each field changed."""

    at: str
    actor: str
    words: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Going:
    """What removing a record takes along: (title, how many) of its own children, at any depth."""

    row: Row
    along: tuple[tuple[str, int], ...]


def read_record(store: Store, kind: type[Record], uid: UUID) -> Told:
    row = store.row(kind, uid)
    plain = {name: described.plain(row.values[name]) for name, described in kind.kept.items()}
    destroyed = store.is_destroyed(uid)
    soft = {} if row.removed_at or destroyed else store.examine(kind, plain, uid)[1].soft
    if "doubts" in vars(kind) and not (row.removed_at or destroyed):
        soft = {**soft, **kind.doubts(store.whole(kind, uid), store.today)}
    link = link_of(kind, row)
    pointing = [
        _children(store, child, ref, link)
        for child, ref in store.catalogue.referrers(kind)
        if store.unit.profile in child.profiles
    ]
    children = [one for one in pointing if one.owned]
    children += [one for one in pointing if not one.owned and one.count]
    return Told(
        kind,
        row,
        soft,
        tuple(children),
        reached(store, kind, row) if kind.chain else {},
        tuple(dues_of(store, kind, row)),
        undated(kind, row),
        tuple(clocks_of(store, kind, row)),
        destroyed,
    )


def read_steps(store: Store, kind: type[Record], uid: UUID) -> list[Step]:
    """The newest first."""
    context = store.context
    steps = []
    for entry in reversed(store.entries(uid)):
        changes = tuple(
            (described.label, _told(described, old, context), _told(described, new, context))
            for name, (old, new) in entry.details.items()
            if (described := kind.kept.get(name)) is not None
        )
        removed = entry.details.get("removed")
        why = f"：{removed[1]}" if removed and removed[1] else ""
        steps.append(Step(_moment(entry.at), entry.actor, f"{entry.label}{why}", changes))
    return steps


def read_going(store: Store, kind: type[Record], uid: UUID) -> Going:
    row = store.row(kind, uid)
    counts: dict[str, int] = {}
    _count_along(store, kind, link_of(kind, row), counts)
    return Going(row, tuple(counts.items()))


def _count_along(store: Store, kind: type[Record], link: Link, counts: dict[str, int]) -> None:
    for child, ref in store.catalogue.owned_by(kind):
        for row in store.rows(Query(child, where=by_value({ref: link}))):
            counts[child.title] = counts.get(child.title, 0) + 1
            _count_along(store, child, link_of(child, row), counts)


def _children(store: Store, kind: type[Record], ref: str, owner: Link) -> Children:
    if kind.confided_to:
        told = store.confided(kind, owner)
        return Children(kind, ref, told[:CHILDREN_SHOWN], len(told))
    owned = kind.owner == ref
    order = "created_at" if owned and not kind.dated_by else ""
    query = Query(kind, where=by_value({ref: owner}), sort=order)
    rows = list(store.rows(query, CHILDREN_SHOWN))
    count = len(rows) if len(rows) < CHILDREN_SHOWN else store.count(query)
    return Children(kind, ref, rows, count, owned)


def _told(described: Field, plain: Any, context: Context) -> str:
    """A value of the history, masked as everywhere; what cannot be read any more as it stands there."""
    if isinstance(described, Files):
        return "、".join(one["name"] for one in plain or ())
    try:
        value = described.parse(plain, context)
    except Fault:
        return "" if plain is None else str(plain)
    return described.masked(value, context)


def _moment(written: str) -> str:
    return f"{dates.beijing(datetime.fromisoformat(written)):%Y-%m-%d %H:%M}"
