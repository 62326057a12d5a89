"""Records of another store that are wholly new here: made ready as rows beforehand, copied by the act with one statement a table.

Until then they lie in a database in memory. There a record is known by its place among those of its kind that came
along, below zero if it did not; the numbers of rows follow from the places once the act knows where its numbers begin.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from ercheng_station.db.adopting import HEARD
from ercheng_station.db.changes import Adopt, Arrive, Change, Touched
from ercheng_station.db.connection import Connection, attached, in_memory, writing
from ercheng_station.db.history import CREATE, Entries, digest_of_name, seal
from ercheng_station.db.pending import Place
from ercheng_station.db.rows import Shape
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record

_MOST = 500
_SCHEMA = "coming"
_SEALED = ("#salt", "#details", "#digest")
_ENTRY = ("seq", "act", "kind", "uid", "op", "revision", "actor", "at", "digest", "mac", "salt", "details")
_AT, _HERE, _CHAINED = '"#at"', '"#here"', "chained"
Numbers = Mapping[str, Mapping[bytes, int]]
"""Table → uid → the number of the row."""


@contextmanager
def beside(connection: Connection, changes: Sequence[Change]) -> Iterator[None]:
    """What the changes bring ready lies within reach of a connection to a file, outside of any transaction."""
    with ExitStack() as stack:
        for one in changes:
            if isinstance(one, Arriving):
                stack.enter_context(attached(connection, one.name, _SCHEMA))
        yield


def written(
    connection: Connection, changes: Sequence[Change], entries: Entries, reserve: Callable[[str, int], int]
) -> list[Touched]:
    """What the changes bring ready is part of the act; `reserve` gives the first of so many numbers in a table."""
    return [
        one
        for change in changes
        if isinstance(change, Arriving)
        for one in change.write(connection, entries, reserve)
    ]


@dataclass
class _Coming:
    """Of one kind: the place of each record, how many came, those made ready and not left, what they follow, and their rows until they are stored."""

    at: dict[bytes, int]
    came: int
    shape: Shape | None = None
    columns: tuple[str, ...] = ()
    touched: dict[bytes, Touched] = field(default_factory=dict)
    heard: list[tuple[bytes, bytes]] = field(default_factory=list)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    is_mapped: bool = False  # the numbers of some stand in _HERE

    @property
    def is_whole(self) -> bool:
        """Numbers follow from the places."""
        return len(self.touched) == self.came


class Arriving(Arrive):
    """`label`: of the act that will write them. `uids`: by table, the records whose places others may point to."""

    def __init__(
        self,
        label: str,
        shapes: Callable[[type[Record]], Shape],
        order: Mapping[str, int],
        uids: Mapping[str, Iterable[UUID]],
    ) -> None:
        self.name = uuid4().hex
        self._memory = in_memory(self.name)
        self._called = digest_of_name(label, None)
        self._shapes = shapes
        self._tables = {table: _Coming({}, 0) for table in sorted(order, key=order.__getitem__)}
        for table, those in uids.items():
            at = {uid.bytes: at for at, uid in enumerate(those)}
            self._tables[table] = _Coming(at, len(at))
        self._seen = 0
        self._memory.execute(f"CREATE TABLE {_HERE} (kind, at, n, PRIMARY KEY (kind, at)) WITHOUT ROWID")

    def add(self, change: Adopt) -> None:
        """As the act would write and tell it, if nothing is here of the record."""
        shape, uid = self._shapes(change.kind), change.uid.bytes
        after = {**dict.fromkeys(change.kind.kept), **change.values}
        record = shape.imagined(after, uid=change.uid, number=change.head["number"])
        stored = shape.stored(self._place, {**after, **change.head, "revision": change.revision})
        columns = {"uid": uid, **shape.titled(record), **stored}
        told = {name: [None, one] for name, one in shape.plain(after).items() if one is not None}
        coming = self._tables[shape.table]
        if coming.shape is None:
            coming.shape, coming.columns = shape, tuple(columns)
            names = ",".join(f'"{name}"' for name in (*columns, *_SEALED))
            self._memory.execute(f'CREATE TABLE "{shape.table}" ({_AT} INTEGER PRIMARY KEY, {names})')
        coming.rows.append((coming.at[uid], *columns.values(), *seal(told, self._called)))
        coming.touched[uid] = Touched(shape.table, change.uid, CREATE, change.revision, None, {})
        coming.heard += [(uid, one.bytes) for one in change.heard]
        if len(coming.rows) >= _MOST:
            self.flush()

    def flush(self) -> None:
        with writing(self._memory):
            for table, coming in self._tables.items():
                if not coming.rows:
                    continue
                marks = ",".join("?" * (1 + len(coming.columns) + len(_SEALED)))
                self._memory.executemany(f'INSERT INTO "{table}" VALUES ({marks})', coming.rows)
                coming.rows.clear()

    def settle(self, seen: int, here: Numbers, left: Mapping[str, Iterable[bytes]]) -> None:
        """All arrive but those `left`. `here`: what they may point to, when the history had `seen` entries."""
        self._seen = seen
        with writing(self._memory):
            for table, uids in left.items():
                coming = self._tables[table]
                gone = [uid for uid in uids if coming.touched.pop(uid, None)]
                self._memory.executemany(
                    f'DELETE FROM "{table}" WHERE {_AT} = ?', [(coming.at[uid],) for uid in gone]
                )
            for table, numbers in here.items():
                self._map(self._memory, "main", table, numbers)

    def write(
        self, connection: Connection, entries: Entries, reserve: Callable[[str, int], int]
    ) -> Iterator[Touched]:
        """UserError record-moved-on if one has come here meanwhile."""
        if entries.name != self._called:
            raise ValueError("made ready for another act")
        tables = {table: coming for table, coming in self._tables.items() if coming.touched}
        if entries.seq != self._seen:
            _refuse_known(connection, tables)
        near, schema = self._within_reach(connection)
        near.create_function(_CHAINED, 5, entries.chained)
        first = {table: reserve(table, len(coming.touched)) for table, coming in tables.items()}
        for table, coming in tables.items():
            if not coming.is_whole:
                ordered = sorted(coming.touched, key=coming.at.__getitem__)
                self._map(near, schema, table, {uid: n for n, uid in enumerate(ordered, first[table])})
            self._write_rows(connection, table, first)
            self._write_entries(connection, table, first, entries)
            connection.executemany(HEARD, [one for one in coming.heard if one[0] in coming.touched])
            yield from coming.touched.values()
        near.create_function(_CHAINED, 5, None)

    # -- inside

    def _place(self, table: str, uid: bytes) -> Place:
        places = self._tables[table].at
        at = places.setdefault(uid, -1 - len(places))
        return Place(at, living=True)

    def _within_reach(self, connection: Connection) -> tuple[Connection, str]:
        """Who sees the rows and may write beside them during the act, and how their database is called there."""
        return (connection, _SCHEMA) if isinstance(connection, Connection) else (self._memory, "main")

    def _map(self, near: Connection, schema: str, table: str, numbers: Mapping[bytes, int]) -> None:
        coming = self._tables[table]
        rows = [(table, coming.at[uid], n) for uid, n in numbers.items()]
        near.executemany(f"INSERT OR REPLACE INTO {schema}.{_HERE} VALUES (?,?,?)", rows)
        coming.is_mapped |= bool(rows)

    def _write_rows(self, connection: Connection, table: str, first: Mapping[str, int]) -> None:
        coming = self._tables[table]
        targets = {"n": table, **(coming.shape.targets if coming.shape else {})}
        names = ("n", *coming.columns)
        told = (
            self._numbered(targets[one], _AT if one == "n" else f'"{one}"', first)
            if one in targets
            else f't."{one}"'
            for one in names
        )
        self._copy(connection, table, names, f'SELECT {",".join(told)} FROM {{0}}."{table}" AS t', ())

    def _write_entries(
        self, connection: Connection, table: str, first: Mapping[str, int], entries: Entries
    ) -> None:
        """In the order of the rows, and numbered on as they are."""
        seq = f"{self._numbered(table, _AT, first)} + {entries.seq + 1 - first[table]}"
        salt, details, digest = (f'"{one}"' for one in _SEALED)
        query = (
            f"SELECT {seq}, ?, '{table}', uid, '{CREATE}', revision, ?, ?, {digest},"
            f" {_CHAINED}({seq}, '{table}', uid, revision, {digest}), {salt}, {details}"
            f' FROM {{0}}."{table}" AS t ORDER BY {_AT}'
        )
        self._copy(connection, "history", _ENTRY, query, (entries.act, *entries.who))

    def _numbered(self, table: str, place: str, first: Mapping[str, int]) -> str:
        """The number of the record of that table at a place."""
        counted = f"t.{place} + {first.get(table, 0)}"
        if not self._tables[table].is_mapped:
            return counted
        found = f"SELECT h.n FROM {{0}}.{_HERE} AS h WHERE h.kind = '{table}' AND h.at = t.{place}"
        return f"coalesce(({found}), {counted})"

    def _copy(
        self, connection: Connection, table: str, columns: Sequence[str], query: str, bound: Sequence[Any]
    ) -> None:
        """A file takes the rows by itself, a server is handed them."""
        names = ",".join(f'"{one}"' for one in columns)
        into = f'INSERT INTO "{table}" ({names})'
        near, schema = self._within_reach(connection)
        if near is connection:
            connection.execute(f"{into} {query.format(schema)}", bound)
        else:
            rows = near.execute(query.format(schema), bound)
            connection.executemany(f"{into} VALUES ({','.join('?' * len(columns))})", rows)


def _refuse_known(connection: Connection, tables: Mapping[str, _Coming]) -> None:
    for table, coming in tables.items():
        uids = list(coming.touched)
        for at in range(0, len(uids), _MOST):
            some = uids[at : at + _MOST]
            query = f'SELECT label FROM "{table}" WHERE uid IN ({",".join("?" * len(some))})'
            for (label,) in connection.execute(query, some):
                raise UserError("record-moved-on", label=label)
