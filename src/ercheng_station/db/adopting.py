"""What a merge put in the place of what, and how its undoing leaves nothing of it: neither values nor revisions.

Two books of the post: `merged` has a page for each act that adopted, `replaced` one for each record that was here.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Adopt, Change, Remove, Restore, Touched
from ercheng_station.db.connection import Connection
from ercheng_station.db.history import DESTROY, Entry
from ercheng_station.db.rows import Row
from ercheng_station.records.base import Record, Values

_MERGED, REPLACED = "merged", "replaced"
WRITE = (
    "INSERT INTO post (book, key, content) VALUES (?,?,?)"
    " ON CONFLICT (book, key) DO UPDATE SET content = excluded.content"
)
"""Of a page, new or anew."""
HEARD = "INSERT INTO lineage (uid, revision) VALUES (?,?) ON CONFLICT DO NOTHING"
_JOINED = (
    "INSERT INTO lineage (uid, revision, head, joined) VALUES (?,?,?,1)"
    " ON CONFLICT (uid, revision) DO UPDATE SET head = excluded.head, joined = 1"
)
_UUIDS, _MOMENTS = ("origin", "parent"), ("created_at", "changed_at", "removed_at")

Add = Callable[[str, Sequence[Any]], None]
"""Takes a statement and the row that it writes."""


def look_up(changes: Sequence[Change], find: Callable[[str, Sequence[bytes]], None]) -> None:
    """Whether they are here, of all records that are adopted."""
    uids: dict[str, list[bytes]] = {}
    for one in changes:
        if isinstance(one, Adopt):
            uids.setdefault(one.kind.__tablename__, []).append(one.uid.bytes)
    for table, those in uids.items():
        find(table, those)


def remember(connection: Connection, act: UUID, change: Adopt, before: Row | None, add: Add) -> None:
    """What was here, for an undoing; what was heard. Whoever lost in a join is not thrown away: it stays for ever."""
    uid = change.uid.bytes
    if before:
        add(WRITE, (REPLACED, _key(act, change.uid), _page(connection, change, before)))
        connection.execute("UPDATE lineage SET joined = 0 WHERE uid = ? AND joined = 1", (uid,))
    for one in change.heard:
        add(HEARD, (uid, one.bytes))
    for head, text in change.heads.items():
        add(_JOINED, (uid, head.bytes, text))


def mark(connection: Connection, act: UUID) -> None:
    """As a merge."""
    connection.execute(WRITE, (_MERGED, str(act), "{}"))


def undone_merges(connection: Connection) -> dict[bytes, bytes]:
    """Each merge that was undone → the act that did so."""
    undone = dict(connection.execute("SELECT undoes, uid FROM act WHERE undoes IS NOT NULL"))
    merges = {UUID(key).bytes for (key,) in connection.execute(_KEYS, (_MERGED,))} if undone else set()
    return {act: by for act, by in undone.items() if act in merges}


def is_merge(connection: Connection, act: UUID) -> bool:
    return _read(connection, _MERGED, str(act)) is not None


def inverses(
    connection: Connection,
    kind: type[Record],
    entries: Sequence[Entry],
    row: Row,
    label: str,
    old: Callable[[Entry], Values],
) -> Iterator[Change]:
    """Takes back what a merge did to one record, told by `entries`. One that it brought goes to the trash."""
    act, uid, why = entries[0].act, entries[0].uid, f"撤销：{label}"
    was = _read(connection, REPLACED, _key(act, uid))
    if was and not was["afresh"]:
        told = [old(one) for one in entries if one.op == "alter"]
        yield Adopt(
            kind, uid, told[0] if told else {}, UUID(was["revision"]), _head(was["head"]), row.revision
        )
        return
    if row.removed_at:
        yield Restore(kind, uid, row.revision)
    yield Remove(kind, uid, why, None if row.removed_at else row.revision)


def forget(connection: Connection, act: UUID, touched: Sequence[Touched]) -> None:
    """What the merge, whose undoing touched these records, had heard of them."""
    if not is_merge(connection, act):
        return
    for uid in {one.uid for one in touched}:
        was = _read(connection, REPLACED, _key(act, uid)) or {"heard": {}}
        heard = {bytes.fromhex(one): joined for one, joined in was["heard"].items()}
        query = "SELECT revision FROM lineage WHERE uid = ?"
        for (revision,) in connection.execute(query, (uid.bytes,)).fetchall():
            if revision in heard:
                setting = "UPDATE lineage SET joined = ? WHERE uid = ? AND revision = ?"
                connection.execute(setting, (heard[revision], uid.bytes, revision))
            else:
                connection.execute(
                    "DELETE FROM lineage WHERE uid = ? AND revision = ?", (uid.bytes, revision)
                )


def told(change: Adopt, before: Row | None, details: Values) -> Iterator[Touched]:
    """A version that changed values and went to the trash, or came back from it, is told by two entries."""
    parent = before.revision if before else None
    why = before.removed_why if before else None
    flipped = bool(before and before.removed_at) != bool(change.head["removed_at"])
    name = change.kind.__tablename__
    if not before or details or not flipped:
        op = "alter" if before else "create"
        yield Touched(name, change.uid, op, change.revision, parent, details)
    if flipped:
        op = "remove" if change.head["removed_at"] else "restore"
        said = {"removed": [why, change.head["removed_why"]]}
        yield Touched(name, change.uid, op, change.revision, parent, said)
    if change.destroyed:
        yield Touched(name, change.uid, DESTROY, change.revision, parent, {})


# -- inside

_KEYS = "SELECT key FROM post WHERE book = ?"


def _key(act: UUID, uid: UUID) -> str:
    return f"{act} {uid}"


def _read(connection: Connection, book: str, key: str) -> Any:
    query = "SELECT content FROM post WHERE book = ? AND key = ?"
    found = connection.execute(query, (book, key)).fetchone()
    return json.loads(found[0]) if found else None


def _page(connection: Connection, change: Adopt, before: Row) -> str:
    heard = "SELECT hex(revision), joined FROM lineage WHERE uid = ?"
    head = {name: _plain(before.head[name]) for name in (*_UUIDS, *_MOMENTS, "number", "removed_why")}
    page = {
        "revision": str(before.revision),
        "head": head,
        "heard": dict(connection.execute(heard, (change.uid.bytes,))),
        "afresh": change.afresh,
    }
    return json.dumps(page, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value) if value is not None else None


def _head(was: Mapping[str, Any]) -> dict[str, Any]:
    uuids = {name: UUID(was[name]) if was[name] else None for name in _UUIDS}
    moments = {name: datetime.fromisoformat(was[name]) if was[name] else None for name in _MOMENTS}
    return {"number": was["number"], "removed_why": was["removed_why"], **uuids, **moments}
