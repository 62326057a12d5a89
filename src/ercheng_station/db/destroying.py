"""A lawful destruction: of a record what could be counted stays, of whom and what it spoke nothing, nor in its history.

The chain covers envelopes and digests, so that it verifies as before; each emptied entry has a later one that tells of
the destruction. What another store destroyed comes as a version that says so, and is destroyed here by the act that adopts it.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from ercheng_station.db import audit, indexing
from ercheng_station.db.adopting import REPLACED
from ercheng_station.db.changes import Touched
from ercheng_station.db.connection import Connection
from ercheng_station.db.history import DESTROY, DESTROYED, is_destroyed
from ercheng_station.db.post import DECIDED, REMARKED
from ercheng_station.db.rows import Row, Shape
from ercheng_station.records.base import Record, Values
from ercheng_station.records.catalogue import Catalogue, Kind
from ercheng_station.records.fields import Files, Text
from ercheng_station.records.identifiers import PersonName
from ercheng_station.records.paper import Paper

WIPED = "〔已销毁〕"
"""In the place of a text that must not be empty."""
_OF_A_PERSON = frozenset({"born_on"})
_SHORTEST = 2
_EMPTIED = "SELECT h.act FROM history AS h WHERE h.details IS NULL"
_NAMEABLE = f"SELECT a.uid, a.label FROM act AS a WHERE (a.uid IN ({_EMPTIED}) OR a.uid NOT IN (SELECT act FROM history))"
_UNWRITE = "DELETE FROM post WHERE (book = ? AND key LIKE ?) OR (book IN (?, ?) AND key = ?)"
_SHA256 = re.compile(r'"sha256": ?"([0-9a-f]{64})"')


@dataclass
class Destroyer:
    """The part of one act that destroys, at its end; without gates, for what is left fulfils none."""

    connection: Connection
    catalogue: Catalogue
    shapes: Callable[[Kind], Shape]
    at: str
    forgotten: frozenset[str] | None = field(default=None, init=False)
    """The attachments that nothing kept names any more, once something was destroyed."""
    _records: list[tuple[Kind, UUID]] = field(default_factory=list, init=False)
    _words: set[str] = field(default_factory=set, init=False)
    _uids: list[UUID] = field(default_factory=list, init=False)
    _files: set[str] = field(default_factory=set, init=False)

    def take_on(self, kind: Kind, uid: UUID, was: Row | None = None) -> None:
        """`was`: what is here of it, if the same act empties it before its end."""
        self._records.append((kind, uid))
        if was:
            self._words.update(_words(kind, was))

    def carry_out(
        self, act: UUID, enter: Callable[[Touched], None], settle: Callable[[], None]
    ) -> list[Touched]:
        """`enter` adds an entry to the act; what waits to be written is when `settle` comes back."""
        if not self._records:
            return []
        settle()
        touched = list(self._all())
        for one in touched:
            enter(one)
        self._words -= self._colleagues()
        self._forget()
        for one in self._audits_that_tell(act):
            enter(one)
            self._empty(one.uid)
        settle()
        self._rename_acts(act)
        self.forgotten = self._unnamed()
        return touched

    def _all(self) -> Iterator[Touched]:
        """What an adopted version has emptied has its entry."""
        for kind, uid in self._records:
            for each, row in self._whole(kind, uid):
                self._uids.append(row.uid)
                self._files.update(self._named(row.uid))
                if not is_destroyed(self.connection, row.uid):
                    yield self._wiped(each, row)

    def _whole(self, kind: Kind, uid: UUID) -> Iterator[tuple[Kind, Row]]:
        """The record, what it owns and the papers about them, removed ones too."""
        row = self.shapes(kind).one(self.connection, uid)
        yield kind, row
        for child, ref in self.catalogue.owned_by(kind):
            query = f'SELECT uid FROM "{child.__tablename__}" WHERE "{ref}_n" = ?'
            for (found,) in self.connection.execute(query, (row.n,)).fetchall():
                yield from self._whole(child, UUID(bytes=found))
        query = "SELECT uid FROM paper WHERE about = ?"
        for (found,) in self.connection.execute(query, (str(uid),)).fetchall():
            yield Paper, self.shapes(Paper).one(self.connection, UUID(bytes=found))

    def _wiped(self, kind: Kind, row: Row) -> Touched:
        self._words.update(_words(kind, row))
        values = wiped(kind, row.values)
        shape, revision = self.shapes(kind), uuid4()
        columns = shape.stored(lambda *_: None, values)
        columns |= {
            **shape.titled(shape.imagined({**row.values, **values}, uid=row.uid, number=row.number)),
            "removed_why": WIPED if row.removed_why else None,
            "revision": revision.bytes,
            "parent": row.revision.bytes,
            "changed_at": self.at,
        }
        shape.update(self.connection, row.n, columns)
        indexing.queue(self.connection, kind, row.n)
        indexing.queue_referrers(self.connection, self.catalogue, kind, row.n)
        return Touched(kind.__tablename__, row.uid, DESTROY, revision, row.revision, {})

    def _named(self, uid: UUID) -> set[str]:
        """Of every version that there was."""
        query = "SELECT h.details FROM history AS h WHERE h.uid = ?"
        told = self.connection.execute(query, (uid.bytes,))
        return {sha256 for (details,) in told if details for sha256 in _SHA256.findall(details)}

    def _colleagues(self) -> set[str]:
        """Who worked here is told by the history as before."""
        return {actor for (actor,) in self.connection.execute("SELECT DISTINCT actor FROM act")}

    def _forget(self) -> None:
        """Besides the details what merges, decisions and remarks keep of each."""
        for uid in self._uids:
            self._empty(uid)
            self.connection.execute("UPDATE lineage SET head = NULL, joined = 0 WHERE uid = ?", (uid.bytes,))
            self.connection.execute(_UNWRITE, (REPLACED, f"% {uid}", DECIDED, REMARKED, str(uid)))

    def _empty(self, uid: UUID) -> None:
        emptied = f"UPDATE history SET salt = NULL, details = NULL WHERE uid = ? AND op <> '{DESTROY}'"
        self.connection.execute(emptied, (uid.bytes,))

    def _audits_that_tell(self, act: UUID) -> list[Touched]:
        """Entries such as who looked at whose number: that somebody did stays, at whose not."""
        query = (
            "SELECT h.uid, h.revision, h.details FROM history AS h"
            " WHERE h.kind = ? AND h.act <> ? AND h.details IS NOT NULL"
        )
        found = self.connection.execute(query, (audit.KIND, act.bytes)).fetchall()
        return [
            Touched(audit.KIND, UUID(bytes=uid), DESTROY, uuid4(), UUID(bytes=revision), {})
            for uid, revision, details in found
            if self._tells(details)
        ]

    def _rename_acts(self, but: UUID) -> None:
        """Those that did something to what is gone, or nothing to any record; another record of the person keeps his name."""
        acts = self.connection.execute(f"{_NAMEABLE} AND a.uid <> ?", (but.bytes,)).fetchall()
        for uid, label in acts:
            if self._tells(label):
                self.connection.execute("UPDATE act SET label = ? WHERE uid = ?", (DESTROYED, uid))

    def _tells(self, text: str) -> bool:
        return any(word in text for word in self._words)

    def _unnamed(self) -> frozenset[str]:
        """Every value that a record has was given to it by an act whose details still stand, if it is kept."""
        left = set(self._files)
        for (details,) in self.connection.execute(
            "SELECT details FROM history WHERE details LIKE '%sha256%'"
        ):
            left -= set(_SHA256.findall(details))
        return frozenset(left)


def wiped(kind: type[Record], values: Values) -> Values:
    """What takes the place of every text, file and private value; codes, days, sums and counts stay as they are."""
    found: Values = {}
    for name, described in kind.kept.items():
        if isinstance(described, Files):
            found[name] = () if described.required else None
        elif isinstance(described, Text) or described.private or name in _OF_A_PERSON:
            found[name] = WIPED if described.required else None
    return {name: value for name, value in found.items() if values.get(name) is not None}


def destroyed(store: audit.Read) -> frozenset[UUID]:
    with closing(store.connect_reader()) as connection:
        found = connection.execute(f"SELECT uid FROM history WHERE op = '{DESTROY}'").fetchall()
    return frozenset(UUID(bytes=uid) for (uid,) in found)


def emptied_without_reason(connection: Connection) -> list[int]:
    """Numbers of entries whose details, or whose act's name, are gone although no later entry tells of a destruction."""
    query = (
        "SELECT h.seq FROM history AS h WHERE h.details IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM history AS later WHERE later.uid = h.uid AND later.seq > h.seq AND later.op = ?)"
        f" UNION SELECT first FROM act WHERE label = ? AND uid NOT IN ({_EMPTIED}) AND uid IN (SELECT act FROM history)"
        " ORDER BY 1"
    )
    return [seq for (seq,) in connection.execute(query, (DESTROY, DESTROYED))]


def _words(kind: type[Record], row: Row) -> Iterator[str]:
    """By which an act's sentence would name it: names of persons, numbers of theirs, the title if it has no number."""
    for name, described in kind.kept.items():
        value = row.values[name]
        if isinstance(value, str) and (
            isinstance(described, PersonName) or described.private or name in kind.names
        ):
            yield from (word for word in (value,) if len(word) >= _SHORTEST)
    if row.label != row.number and len(row.label) >= _SHORTEST:
        yield str(row.label)
