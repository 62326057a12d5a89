"""Undo is a new act with the inverse changes; it refuses what has moved on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from uuid import UUID

from ercheng_station.db import adopting, audit
from ercheng_station.db.changes import Alter, Change, Remove, Restore
from ercheng_station.db.connection import Connection
from ercheng_station.db.history import DESTROY, Entry, History
from ercheng_station.db.rows import Row, Shape
from ercheng_station.errors import Fault, Refused, UserError
from ercheng_station.records.base import Record, Values
from ercheng_station.records.catalogue import Catalogue, Kind
from ercheng_station.records.fields import Context

CAN_BE_UNDONE = (
    "a.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM act AS u WHERE u.undoes = a.uid) AND a.first > 1"
    f" AND NOT EXISTS (SELECT 1 FROM history AS k WHERE k.seq = a.first AND k.act = a.uid"
    f" AND (k.kind = '{audit.KIND}' OR k.op = '{DESTROY}'))"
)
"""No undoing, not undone, not the founding, no audit entry and no destruction."""
_TOLD = 5
"""Records that stand in the way, by name."""


@dataclass(frozen=True)
class Past:
    """What an undoing looks at."""

    connection: Connection
    history: History
    catalogue: Catalogue
    shapes: Callable[[Kind], Shape]
    context: Context

    def row(self, entry: Entry) -> Row:
        return self.shapes(self.catalogue[entry.kind]).one(self.connection, entry.uid)


def plan(past: Past, act: UUID | None) -> tuple[UUID, str, list[Change]]:
    """The act to take back, that one or the last, its name, and what takes it back; UserError if it cannot be."""
    found = chosen_act(past.connection, act) if act else last_act(past.connection)
    if found is None:
        raise UserError("undo-nothing")
    chosen, label = found
    entries = past.history.of_act(chosen)
    rows = {one.seq: past.row(one) for one in entries}
    moved, used = moved_on(past.connection, entries), set()
    if adopting.is_merge(past.connection, chosen):
        used = _pointed_to(past.connection, past.catalogue, entries, set())
    wrong = moved or [one for one in entries if one.uid in used]
    if wrong:
        names = dict.fromkeys(f"{past.catalogue[one.kind].one} {rows[one.seq].label}" for one in wrong)
        records = "、".join(islice(names, _TOLD))
        raise UserError("undo-moved-on" if moved else "undo-used", act=label, records=records)
    return chosen, label, _inverses(past, entries, rows, label)


@dataclass(frozen=True)
class Kept:
    """A record that an undoing leaves as it is."""

    kind: str
    uid: UUID
    label: str


def plan_but(past: Past, act: UUID) -> tuple[str, list[Change], list[Kept]]:
    """As `plan` for that act, without what has moved on since and what such records point to: these are kept.

    UserError import-no-batch if there is no such act.
    """
    found = chosen_act(past.connection, act)
    if found is None:
        raise UserError("import-no-batch", batch=str(act))
    entries = past.history.of_act(act)
    kept = {one.uid for one in moved_on(past.connection, entries)}
    while more := _pointed_to(past.connection, past.catalogue, entries, kept):
        kept |= more
    rows = {one.seq: past.row(one) for one in entries}
    undone = _inverses(past, [one for one in entries if one.uid not in kept], rows, found[1])
    left = {one.uid: Kept(one.kind, one.uid, rows[one.seq].label) for one in entries if one.uid in kept}
    return found[1], undone, list(left.values())


def _inverses(past: Past, entries: Sequence[Entry], rows: Mapping[int, Row], label: str) -> list[Change]:
    """The last entry first. Only the first change of a record has a base: it moves on by it."""
    if entries and adopting.is_merge(past.connection, entries[0].act):
        return _unmerged(past, entries, rows, label)
    undone: list[Change] = []
    seen: set[UUID] = set()
    for one in reversed(entries):
        base = None if one.uid in seen else rows[one.seq].revision
        seen.add(one.uid)
        undone.append(inverse(past.catalogue[one.kind], one, base, label, past.context))
    return undone


def _unmerged(past: Past, entries: Sequence[Entry], rows: Mapping[int, Row], label: str) -> list[Change]:
    """The record that came last first."""
    mine: dict[UUID, list[Entry]] = {}
    for one in entries:
        mine.setdefault(one.uid, []).append(one)
    undone: list[Change] = []
    for each in reversed(mine.values()):
        kind = past.catalogue[each[0].kind]
        old = partial(_old, kind, context=past.context)
        undone += adopting.inverses(past.connection, kind, each, rows[each[0].seq], label, old)
    return undone


def _pointed_to(
    connection: Connection, catalogue: Catalogue, entries: Sequence[Entry], kept: set[UUID]
) -> set[UUID]:
    """Of the records that would go those that living records which stay point to."""
    going = {one.uid for one in entries if one.op in {"create", "restore"} and one.uid not in kept}
    found = set()
    for one in entries:
        if one.uid not in going:
            continue
        for other, ref in catalogue.referrers(catalogue[one.kind]):
            query = (
                f'SELECT r.uid FROM "{other.__tablename__}" AS r JOIN "{one.kind}" AS t ON r."{ref}_n" = t.n'
                " WHERE t.uid = ? AND r.removed_at IS NULL"
            )
            pointing = {UUID(bytes=uid) for (uid,) in connection.execute(query, (one.uid.bytes,))}
            if pointing - going:
                found.add(one.uid)
    return found


def last_act(connection: Connection, among: Sequence[UUID] | None = None) -> tuple[UUID, str] | None:
    """The last act, or the last of these, that changed a record and can be undone."""
    these = "" if among is None else f" AND a.uid IN ({','.join('?' * len(among))})"
    found = connection.execute(
        "SELECT a.uid, a.label FROM history AS h CROSS JOIN act AS a ON a.uid = h.act"
        f" WHERE {CAN_BE_UNDONE} AND NOT EXISTS"
        f" (SELECT 1 FROM history AS later WHERE later.uid = h.uid AND later.seq > h.seq AND later.op = '{DESTROY}')"
        f"{these} ORDER BY h.seq DESC LIMIT 1",
        [one.bytes for one in among or ()],
    ).fetchone()
    return (UUID(bytes=found[0]), str(found[1])) if found else None


def chosen_act(connection: Connection, uid: UUID) -> tuple[UUID, str] | None:
    """That act, if it can be undone."""
    query = f"SELECT a.label FROM act AS a WHERE a.uid = ? AND {CAN_BE_UNDONE}"
    found = connection.execute(query, (uid.bytes,)).fetchone()
    return (uid, str(found[0])) if found else None


def actor_of(connection: Connection, uid: UUID) -> str:
    """Who did that act."""
    found = connection.execute("SELECT actor FROM act WHERE uid = ?", (uid.bytes,)).fetchone()
    return str(found[0]) if found else ""


def moved_on(connection: Connection, entries: Sequence[Entry]) -> list[Entry]:
    """Of an act's entries those whose record a later act touched that is neither undone nor an undoing, or destroyed."""
    query = (
        "SELECT 1 FROM history AS h JOIN act AS a ON a.uid = h.act"
        f" WHERE h.uid = ? AND h.seq > ? AND (h.op = '{DESTROY}' OR ({CAN_BE_UNDONE}))"
    )
    last = entries[-1].seq if entries else 0
    return [one for one in entries if connection.execute(query, (one.uid.bytes, last)).fetchone()]


def inverse(kind: type[Record], entry: Entry, base: UUID | None, label: str, context: Context) -> Change:
    """`base` is the record's revision now. Refused if an old value cannot be taken any more."""
    if entry.op in {"create", "restore"}:
        return Remove(kind, entry.uid, f"撤销：{label}", base=base)
    if entry.op == "remove":
        return Restore(kind, entry.uid)  # without a base: an owner before it may have brought it back
    return Alter(kind, entry.uid, _old(kind, entry, context), base=base)


def _old(kind: type[Record], entry: Entry, context: Context) -> Values:
    """What was before the entry."""
    old: Values = {}
    for name, (before, _) in entry.details.items():
        try:
            old[name] = kind.kept[name].parse(before, context)
        except Fault as fault:
            raise Refused({name: fault.why}, {name: kind.kept[name].label}) from fault
    return old
