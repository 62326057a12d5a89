"""Finds what a person types in every register at once, and tells of each record found why."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ercheng_station.db import indexing, search
from ercheng_station.db.grams import RUN, fold
from ercheng_station.db.interrupts import cancellable
from ercheng_station.db.occupied import Occupied
from ercheng_station.db.rows import Row
from ercheng_station.db.sounds import sounds_like
from ercheng_station.db.store import Store
from ercheng_station.errors import Cancelled
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.fields import Context, Field, Link

EACH = 5
"""Records shown of a register."""

DEADLINE_MS = 12.0
"""Until then the first answer is given, complete or not."""

_BEFORE, _AROUND = 8, 40


@dataclass(frozen=True)
class Hit:
    """A record found: what it is called, what else tells it apart, and where the words stand in it."""

    kind: str
    uid: UUID
    title: str
    note: str
    why: str


@dataclass(frozen=True)
class Section:
    """The newest records found in one register; `more` if there are others."""

    kind: str
    title: str
    hits: tuple[Hit, ...]
    more: bool
    named: bool = False  # the register itself goes by what was typed


class Everywhere:
    """Belongs to one thread; `cancel` may be called from any."""

    def __init__(self, store: Store, kinds: Sequence[type[Record]]) -> None:
        self._store = store
        self._kinds = [kind for kind in kinds if not kind.confided_to]
        self._sources = {kind: indexing.source(kind) for kind in self._kinds}
        self._connection = store.connect_reader()
        self._occupied = Occupied(self._connection, [kind.__tablename__ for kind in self._kinds])
        self.turn = 0

    def cancel(self) -> int:
        """End what runs; the turn of what is asked next."""
        self.turn += 1
        self._connection.interrupt()
        return self.turn

    def find(self, turn: int, typed: str) -> Iterator[list[Section]]:
        """What is found within the deadline, then everything if that took longer. Raises Cancelled."""
        end = time.perf_counter() + DEADLINE_MS / 1000
        with cancellable():
            occupied = self._occupied.tables()
        found: dict[type[Record], Section] = {}
        late: list[type[Record]] = []
        for kind in self._kinds:
            queued = occupied.get(kind.__tablename__)
            if queued is None:
                found[kind] = _section(kind, typed, ())
                continue
            found[kind], complete = self._look(turn, kind, typed, end, queued=queued)
            if not complete:
                late.append(kind)
        if not late or self._worth(found):  # that nothing is found is only said at the end
            yield self._worth(found)
        for kind in late:
            found[kind], _ = self._look(turn, kind, typed, None, queued=occupied[kind.__tablename__])
        if late:
            yield self._worth(found)

    def close(self) -> None:
        self._connection.close()

    def _look(
        self, turn: int, kind: type[Record], typed: str, end: float | None, *, queued: bool
    ) -> tuple[Section, bool]:
        if turn != self.turn:
            raise Cancelled
        left = None if end is None else max(0.0, end - time.perf_counter()) * 1000
        if left == 0:
            return _section(kind, typed, ()), False
        source = self._sources[kind]
        found = search.find(self._connection, source, typed, EACH + 1, deadline_ms=left, queued=queued)
        rows = self._rows(kind, found.ns[:EACH])
        hits = tuple(hit_of(kind, row, typed, self._store.context) for row in rows)
        return _section(kind, typed, hits, more=len(found.ns) > EACH), found.complete

    def _rows(self, kind: type[Record], ns: list[int]) -> list[Row]:
        if not ns:
            return []
        shape = self._store.shape(kind)
        marks = ",".join("?" * len(ns))
        statement = f"{shape.select} WHERE t.n IN ({marks}) ORDER BY t.n DESC"
        with cancellable():
            return [shape.row(found) for found in self._connection.execute(statement, ns)]

    def _worth(self, found: dict[type[Record], Section]) -> list[Section]:
        return [found[kind] for kind in self._kinds if found[kind].hits or found[kind].named]


def _section(kind: type[Record], typed: str, hits: tuple[Hit, ...], *, more: bool = False) -> Section:
    return Section(kind.__tablename__, kind.title, hits, more, is_called(kind.title, typed))


def is_called(title: str, typed: str) -> bool:
    """Whether a register goes by what was typed, in characters or by sound."""
    word = typed.strip()
    return len(word) > 1 and (word in title or sounds_like(word, title))


def hit_of(kind: type[Record], row: Row, typed: str, context: Context) -> Hit:
    refs = [row.values[name] for name in refs_of(kind)]
    parent = next((link.title for link in refs if isinstance(link, Link)), "")
    title = row.label if kind.names or not parent else parent
    note, on = row.label if title != row.label else parent, _dated(kind, row, context)
    told = note if on in title + note else "  ".join(filter(None, (note, on)))
    why = _why(kind, row, typed, context, shown=title + note)
    return Hit(kind.__tablename__, row.uid, title, told, why)


def _dated(kind: type[Record], row: Row, context: Context) -> str:
    return kind.kept[kind.dated_by].text(row.values[kind.dated_by], context) if kind.dated_by else ""


def _why(kind: type[Record], row: Row, typed: str, context: Context, shown: str) -> str:
    """The first field that has a typed word which the title does not show; "" if the title tells it all."""
    missing = [word for word in RUN.findall(typed) if fold(word) not in fold(shown)]
    for name in indexing.searched(kind):
        described = kind.kept[name]
        text = _text(described, row.values[name], context)
        for word in missing:
            at = fold(text).find(fold(word))
            if at >= 0:
                return f"{described.label}：{_around(text, at)}"
    return ""


def _text(described: Field, value: Any, context: Context) -> str:
    if isinstance(value, Link):
        return value.title
    return described.masked(value, context)


def _around(text: str, at: int) -> str:
    first = max(0, at - _BEFORE)
    part = " ".join(text[first : first + _AROUND].split())
    return f"{'…' if first else ''}{part}{'…' if first + _AROUND < len(text) else ''}"
