"""What the store knows of bundles: the books of the post, and the versions of each record that were heard of.

Books: `key` (the unit's own, for signing), `sender` (who may send), `sent`, `taken`, `returned`,
`decided` (what a person said where two units filled in differently), `awaited` (attachments that did not come along),
`receiver` (who answers, with the key that signs), `heeded` (the last answer of each that was read), `remarked` (records sent back).
Written by acts only.

A merge that was undone never was: its page of `taken` is not read, and its versions were not heard of.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from ercheng_station.db.adopting import WRITE, undone_merges
from ercheng_station.db.changes import Note
from ercheng_station.db.connection import Connection
from ercheng_station.db.history import DESTROY
from ercheng_station.db.rows import Row, Shape

KEY, SENDER, SENT, TAKEN, RETURNED, DECIDED = "key", "sender", "sent", "taken", "returned", "decided"
AWAITED, RECEIVER, HEEDED, REMARKED = "awaited", "receiver", "heeded", "remarked"
REMOVED = "#removed"
"""The name under which a step tells what was said of the removal; None: the record was there."""
_MOST = 500


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

    @property
    def destroyed(self) -> str:
        """The revision by which it was lawfully destroyed, "" if it was not."""
        return next((str(one.revision) for one in self.steps if one.op == DESTROY), "")

    @property
    def is_empty(self) -> bool:
        """Whatever is here of the record came by merges that were undone."""
        return not self.steps


def write(connection: Connection, note: Note) -> None:
    connection.execute(WRITE, (note.book, note.key, note.content))


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
        pages = {key: json.loads(text) for key, text in self._connection.execute(query, (name,))}
        return {key: page for key, page in pages.items() if not self._is_undone(page)}

    def page(self, name: str, key: str) -> Any:
        """Of a book; None if there is none."""
        query = "SELECT content FROM post WHERE book = ? AND key = ?"
        found = self._connection.execute(query, (name, key)).fetchone()
        page = json.loads(found[0]) if found else None
        return page if page and not self._is_undone(page) else None

    def numbers(self, station: str) -> set[int]:
        """Of its bundles that were taken in."""
        query = (
            "SELECT json_extract(content, '$.sequence'), json_extract(content, '$.act') FROM post"
            " WHERE book = ? AND json_extract(content, '$.station') = ?"
        )
        found = self._connection.execute(query, (TAKEN, station))
        return {int(number) for number, act in found if not self._is_undone({"act": act})}

    def reached(self, station: str, before: str) -> int:
        """How far its history had come by those of its bundles that were taken in before that moment; 0 if none tells."""
        query = (
            "SELECT json_extract(content, '$.head'), json_extract(content, '$.act') FROM post"
            " WHERE book = ? AND json_extract(content, '$.station') = ? AND json_extract(content, '$.at') < ?"
        )
        found = self._connection.execute(query, (TAKEN, station, before))
        heads = [json.loads(head) for head, act in found if head and not self._is_undone({"act": act})]
        return max((int(head["seq"]) for head in heads if head), default=0)

    @cached_property
    def undone(self) -> Mapping[bytes, bytes]:
        """Each merge that was undone → the act that did so."""
        return undone_merges(self._connection)

    def acts(self) -> int:
        """How many there were: a number that only grows."""
        return int(self._connection.execute("SELECT count(*) FROM act").fetchone()[0])

    def last(self) -> int:
        """The last entry of the history."""
        return int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM history").fetchone()[0])

    def every(self, shape: Shape) -> Iterator[Row]:
        """All records of a kind in the order of entry, those in the trash too."""
        with closing(self._connection.execute(f"{shape.select} ORDER BY t.n")) as found:
            yield from map(shape.row, found)

    def known(self, shape: Shape, uid: UUID) -> Row | None:
        return shape.known(self._connection, uid)

    def those(self, shape: Shape, uids: Sequence[UUID]) -> dict[UUID, Row]:
        """Of these records those that are known."""
        found = {}
        for some, marks in _portions(uids):
            for one in self._connection.execute(f"{shape.select} WHERE t.uid IN ({marks})", some):
                row = shape.row(one)
                found[row.uid] = row
        return found

    def lineages(self, kind: str) -> Mapping[UUID, Lineage]:
        """Of every record of a kind."""
        found: dict[UUID, Lineage] = defaultdict(Lineage)
        self._add_lineages(found, "h.kind = ?", f'IN (SELECT uid FROM "{kind}")', (kind,), ())
        return found

    def lineages_of(self, uids: Sequence[UUID]) -> Mapping[UUID, Lineage]:
        found: dict[UUID, Lineage] = {uid: Lineage() for uid in uids}
        for some, marks in _portions(uids):
            self._add_lineages(found, f"h.uid IN ({marks})", f"IN ({marks})", some, some)
        return found

    def lineage(self, uid: UUID) -> Lineage:
        return self.lineages_of([uid])[uid]

    def joined(self) -> Iterator[list[str]]:
        """Of each record that joined several versions last, what these were."""
        found: dict[bytes, list[str]] = defaultdict(list)
        for uid, head in self._connection.execute(
            "SELECT uid, head FROM lineage WHERE joined = 1 ORDER BY uid"
        ):
            found[uid].append(head)
        yield from found.values()

    def _is_undone(self, page: Any) -> bool:
        act = page.get("act") if isinstance(page, dict) else None
        return act is not None and UUID(act).bytes in self.undone

    def _add_lineages(
        self, found: dict[UUID, Lineage], where: str, among: str, bound: Sequence[Any], those: Sequence[Any]
    ) -> None:
        steps: dict[UUID, list[tuple[bytes, Step]]] = defaultdict(list)
        query = (
            "SELECT h.uid, h.seq, h.act, h.revision, h.op, h.details FROM history AS h"
            f" WHERE {where} ORDER BY h.seq"
        )
        for uid, seq, act, revision, op, details in self._connection.execute(query, bound):
            told = json.loads(details) if details else {}
            marked = op in {"remove", "restore"}
            old = {REMOVED if marked else name: one[0] for name, one in told.items()}
            steps[UUID(bytes=uid)].append((act, Step(seq, UUID(bytes=revision), op, old)))
        for each, mine in steps.items():
            found[each].steps += self._standing(mine)
        heard = f"SELECT uid, revision, head, joined FROM lineage WHERE uid {among}"
        _add_heard(found, self._connection.execute(heard, those))

    def _standing(self, steps: Sequence[tuple[bytes, Step]]) -> list[Step]:
        """Without what a merge did to the record and its undoing took back."""
        acts = {act for act, _ in steps} if self.undone else set()
        gone = {one for act in acts if self.undone.get(act) in acts for one in (act, self.undone[act])}
        return [step for act, step in steps if act not in gone]


def _add_heard(found: dict[UUID, Lineage], rows: Iterable[tuple[bytes, bytes, str | None, int]]) -> None:
    for uid, revision, head, joined in rows:
        lineage = found[UUID(bytes=uid)]
        lineage.heard.append(UUID(bytes=revision))
        if joined and head:
            lineage.heads[UUID(bytes=revision)] = head


def _portions(uids: Sequence[UUID]) -> Iterator[tuple[list[bytes], str]]:
    """Keys and their marks, no more at once than a statement takes."""
    for at in range(0, len(uids), _MOST):
        some = [uid.bytes for uid in uids[at : at + _MOST]]
        yield some, ",".join("?" * len(some))
