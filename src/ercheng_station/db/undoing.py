"""Undo is a new act with the inverse changes; it refuses what has moved on."""

from collections.abc import Sequence
from uuid import UUID

from ercheng_station.db.changes import Alter, Change, Remove, Restore
from ercheng_station.db.connection import Connection
from ercheng_station.db.history import Entry
from ercheng_station.errors import Fault, Refused
from ercheng_station.records.base import Record, Values
from ercheng_station.records.fields import Context

_UNDONE = "SELECT undoes FROM act WHERE undoes IS NOT NULL"


def last_act(connection: Connection) -> tuple[int, str] | None:
    """The last act that changed a record, is no undoing and is not undone; the founding (1) is not undone."""
    found = connection.execute(
        f"SELECT n, label FROM act WHERE undoes IS NULL AND n NOT IN ({_UNDONE}) AND n > 1"
        " AND EXISTS (SELECT 1 FROM history WHERE act = act.n) ORDER BY n DESC LIMIT 1"
    ).fetchone()
    return (int(found[0]), str(found[1])) if found else None


def chosen_act(connection: Connection, uid: UUID) -> tuple[int, str] | None:
    """That act, unless it is the founding, an undoing or undone."""
    found = connection.execute(
        f"SELECT n, label FROM act WHERE uid = ? AND undoes IS NULL AND n NOT IN ({_UNDONE}) AND n > 1",
        (uid.bytes,),
    ).fetchone()
    return (int(found[0]), str(found[1])) if found else None


def moved_on(connection: Connection, entries: Sequence[Entry], act: int) -> list[Entry]:
    """The entries whose record a later act touched that is neither undone nor an undoing."""
    query = (
        "SELECT 1 FROM history h JOIN act a ON a.n = h.act WHERE h.uid = ? AND h.act > ? AND a.undoes IS NULL"
        f" AND a.n NOT IN ({_UNDONE})"
    )
    return [one for one in entries if connection.execute(query, (one.uid.bytes, act)).fetchone()]


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
