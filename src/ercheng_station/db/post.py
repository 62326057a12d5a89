"""What the store knows of bundles: the books of the post, and the versions of each record that were heard of.

Books: `key` (the unit's own, for signing), `sender` (who may send), `sent`, `taken`, `returned`,
`decided` (what a person said where two units filled in differently). Written by acts only.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Adopt, Note
from ercheng_station.db.connection import Connection
from ercheng_station.db.rows import Row, Shape

KEY, SENDER, SENT, TAKEN, RETURNED, DECIDED = "key", "sender", "sent", "taken", "returned", "decided"
REMOVED = "#removed"
"""The name under which a step tells what was said of the removal; None: the record was there."""


@dataclass(frozen=True)
class Step:
    """One entry of a record's history: `old` are the plain values that it replaced."""

    seq: int
    revision: UUID
    op: str
    old: Mapping[str, Any]


@dataclass
class Lineage:
    """Every revision of a record that was heard of, and those with their content that its present one joins."""

    steps: list[Step] = field(default_factory=list)
    heard: list[UUID] = field(default_factory=list)
    heads: dict[UUID, str] = field(default_factory=dict)

    @property
    def known(self) -> set[UUID]:
        return {one.revision for one in self.steps} | set(self.heard)


def write(connection: Connection, note: Note) -> None:
    connection.execute("INSERT OR REPLACE INTO post VALUES (?,?,?)", (note.book, note.key, note.content))


def remember(connection: Connection, change: Adopt) -> None:
    """The content of a version that was joined stays for ever: who lost is not thrown away."""
    uid = change.uid.bytes
    connection.execute("UPDATE lineage SET joined = 0 WHERE uid = ? AND joined", (uid,))
    heard = "INSERT OR IGNORE INTO lineage (uid, revision) VALUES (?,?)"
    connection.executemany(heard, [(uid, one.bytes) for one in change.heard])
    joined = "INSERT OR REPLACE INTO lineage (uid, revision, head, joined) VALUES (?,?,?,1)"
    connection.executemany(joined, [(uid, one.bytes, text) for one, text in change.heads.items()])


class Post:
    """Reads the books and lineages through a connection of its own; close it after use."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def book(self, name: str) -> dict[str, Any]:
        """key → content, in the order of the keys."""
        query = "SELECT key, content FROM post WHERE book = ? ORDER BY key"
        return {key: json.loads(text) for key, text in self._connection.execute(query, (name,))}

    def last(self) -> int:
        """The last entry of the history."""
        return int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM history").fetchone()[0])

    def every(self, shape: Shape) -> Iterator[Row]:
        """All records of a kind in the order of entry, those in the trash too."""
        with closing(self._connection.execute(f"{shape.select} ORDER BY t.n")) as found:
            yield from map(shape.row, found)

    def known(self, shape: Shape, uid: UUID) -> Row | None:
        return shape.known(self._connection, uid)

    def lineages(self, kind: str) -> Mapping[UUID, Lineage]:
        """Of every record of a kind."""
        found: dict[UUID, Lineage] = defaultdict(Lineage)
        self._add_steps(found, "h.kind = ?", kind)
        among = f'SELECT uid, revision, head, joined FROM lineage WHERE uid IN (SELECT uid FROM "{kind}")'
        _add_heard(found, self._connection.execute(among))
        return found

    def lineage(self, uid: UUID) -> Lineage:
        found = {uid: Lineage()}
        self._add_steps(found, "h.uid = ?", uid.bytes)
        query = "SELECT uid, revision, head, joined FROM lineage WHERE uid = ?"
        _add_heard(found, self._connection.execute(query, (uid.bytes,)))
        return found[uid]

    def joined(self) -> Iterator[list[str]]:
        """Of each record that joined several versions last, what these were."""
        found: dict[bytes, list[str]] = defaultdict(list)
        for uid, head in self._connection.execute("SELECT uid, head FROM lineage WHERE joined ORDER BY uid"):
            found[uid].append(head)
        yield from found.values()

    def _add_steps(self, found: dict[UUID, Lineage], where: str, bound: Any) -> None:
        query = (
            "SELECT h.uid, h.seq, h.revision, h.op, d.details FROM history AS h"
            f" LEFT JOIN history_detail AS d ON d.seq = h.seq WHERE {where} ORDER BY h.seq"
        )
        for uid, seq, revision, op, details in self._connection.execute(query, (bound,)):
            told = json.loads(details) if details else {}
            marked = op in {"remove", "restore"}
            old = {REMOVED if marked else name: one[0] for name, one in told.items()}
            found[UUID(bytes=uid)].steps.append(Step(seq, UUID(bytes=revision), op, old))


def _add_heard(found: dict[UUID, Lineage], rows: Iterable[tuple[bytes, bytes, str | None, int]]) -> None:
    for uid, revision, head, joined in rows:
        lineage = found[UUID(bytes=uid)]
        lineage.heard.append(UUID(bytes=revision))
        if joined and head:
            lineage.heads[UUID(bytes=revision)] = head
