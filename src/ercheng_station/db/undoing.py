"""Undo is a new act with the inverse changes; it refuses what has moved on."""

from collections.abc import Sequence
from uuid import UUID

from ercheng_station.db.changes import Alter, Change, Remove, Restore
from ercheng_station.db.connection import Connection
from ercheng_station.db.history import Entry
from ercheng_station.errors import Fault, Refused
from ercheng_station.records.base import Record, Values
from ercheng_station.records.fields import Context

_CAN_BE_UNDONE = (
    "a.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM act AS u WHERE u.undoes = a.uid) AND a.first > 1"
)
"""No undoing, not undone, and not the founding."""


def last_act(connection: Connection) -> tuple[UUID, str] | None:
    """The last act that changed a record and can be undone."""
    found = connection.execute(
        "SELECT a.uid, a.label FROM history AS h CROSS JOIN act AS a ON a.uid = h.act"
        f" WHERE {_CAN_BE_UNDONE} ORDER BY h.seq DESC LIMIT 1"
    ).fetchone()
    return (UUID(bytes=found[0]), str(found[1])) if found else None


def chosen_act(connection: Connection, uid: UUID) -> tuple[UUID, str] | None:
    """That act, if it can be undone."""
    query = f"SELECT a.label FROM act AS a WHERE a.uid = ? AND {_CAN_BE_UNDONE}"
    found = connection.execute(query, (uid.bytes,)).fetchone()
    return (uid, str(found[0])) if found else None


def moved_on(connection: Connection, entries: Sequence[Entry]) -> list[Entry]:
    """Of an act's entries those whose record a later act touched that is neither undone nor an undoing."""
    query = (
        "SELECT 1 FROM history AS h JOIN act AS a ON a.uid = h.act"
        f" WHERE h.uid = ? AND h.seq > ? AND {_CAN_BE_UNDONE}"
    )
    last = entries[-1].seq if entries else 0
    return [one for one in entries if connection.execute(query, (one.uid.bytes, last)).fetchone()]


def inverse(kind: type[Record], entry: Entry, base: UUID, label: str, context: Context) -> Change:
    """`base` is the record's revision now. Refused if an old value cannot be taken any more."""
    if entry.op in {"create", "restore"}:
        return Remove(kind, entry.uid, f"撤销：{label}", base=base)
    if entry.op == "remove":
        return Restore(kind, entry.uid)  # without a base: an owner before it may have brought it back
    old: Values = {}
    for name, (before, _) in entry.details.items():
        try:
            old[name] = kind.kept[name].parse(before, context)
        except Fault as fault:
            raise Refused({name: fault.why}, {name: kind.kept[name].label}) from fault
    return Alter(kind, entry.uid, old, base=base)
