"""The rows of one act until they are written: a thousand of one table in one go cost a third of what they cost singly."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from ercheng_station.db.connection import Connection
from ercheng_station.db.history import GONE

_MOST = 1_000
_Key = TypeVar("_Key")
_LIVING = f"removed_at IS NULL AND NOT {GONE}"


class Place(NamedTuple):
    """Where a record stands, and whether it is in use, neither in the trash nor destroyed."""

    n: int
    living: bool


class Pending:
    """Within one transaction, whose inserts all go through here. Whoever reads what this act wrote calls `flush` first.

    `order`: of the tables; those that records point to come first.
    """

    def __init__(self, connection: Connection, order: Mapping[str, int]) -> None:
        self._connection = connection
        self._order = order
        self._rows: dict[tuple[int, str], list[Sequence[Any]]] = {}
        self._entries: dict[str, list[Sequence[Any]]] = {}
        self._count = 0
        self._next: dict[str, int] = {}
        self._places: dict[bytes, Place | None] = {}
        self._waiting: set[bytes] = set()
        self._numbers: set[tuple[str, str, bytes]] = set()

    def add(self, statement: str, row: Sequence[Any]) -> None:
        """Of a table that tells of records; those that were told first are always written first."""
        self._add(self._entries, statement, row)

    def _add(self, rows: dict[_Key, list[Sequence[Any]]], key: _Key, row: Sequence[Any]) -> None:
        rows.setdefault(key, []).append(row)
        self._count += 1
        if self._count >= _MOST:
            self.flush()

    def insert(self, table: str, columns: Mapping[str, Any]) -> None:
        """A new record; `columns` has its `uid`. It gets the number that SQLite would give it."""
        n = self.reserve(table, 1)
        self._waiting.add(columns["uid"])
        self._places[columns["uid"]] = Place(n, columns.get("removed_at") is None)
        if columns.get("number"):
            self._numbers.add((table, columns["number"], columns["origin"]))
        statement = _inserting(table, tuple(columns))
        self._add(self._rows, (self._order[table], statement), (n, *columns.values()))

    def reserve(self, table: str, count: int) -> int:
        """The first of so many numbers for new records that the caller writes."""
        if table not in self._next:
            query = f'SELECT coalesce(max(n), 0) + 1 FROM "{table}"'
            self._next[table] = int(self._connection.execute(query).fetchone()[0])
        n = self._next[table]
        self._next[table] = n + count
        return n

    def place(self, table: str, uid: bytes) -> Place | None:
        """Of a record written or waiting; None if there is no such record."""
        if uid not in self._places:
            query = f'SELECT n, {_LIVING} FROM "{table}" AS t WHERE uid = ?'
            found = self._connection.execute(query, (uid,)).fetchone()
            self._places[uid] = Place(int(found[0]), bool(found[1])) if found else None
        return self._places[uid]

    def look_up(self, table: str, uids: Sequence[bytes]) -> None:
        """What `place` will be asked of, in one go."""
        for at in range(0, len(uids), _MOST):
            some = uids[at : at + _MOST]
            self._places |= dict.fromkeys(some)
            marks = ",".join("?" * len(some))
            query = f'SELECT uid, n, {_LIVING} FROM "{table}" AS t WHERE uid IN ({marks})'
            for uid, n, living in self._connection.execute(query, some):
                self._places[uid] = Place(int(n), bool(living))

    def has_number(self, table: str, number: str, origin: UUID) -> bool:
        """Whether a record of that unit that is not written yet has it."""
        return (table, number, origin.bytes) in self._numbers

    def flush(self) -> None:
        """Nothing points to a row behind it: SQLite would look through all that may point to each row written after."""
        for key in sorted(self._rows):
            self._connection.executemany(key[1], self._rows[key])
        for statement, rows in self._entries.items():
            self._connection.executemany(statement, rows)
        self._empty()

    def write(self, uid: bytes) -> None:
        """Everything, if that record waits."""
        if uid in self._waiting:
            self.settle()

    def settle(self) -> None:
        """Written, and nothing more is taken for known: what comes next may move records to the trash or back."""
        self.flush()
        self._places.clear()

    def forget(self) -> None:
        """What waits was rolled back."""
        self._places.clear()
        self._next.clear()
        self._empty()

    def _empty(self) -> None:
        self._rows.clear()
        for rows in self._entries.values():
            rows.clear()
        self._waiting.clear()
        self._numbers.clear()
        self._count = 0


@cache
def _inserting(table: str, columns: tuple[str, ...]) -> str:
    names, marks = ",".join(f'"{name}"' for name in ("n", *columns)), ",".join("?" * (len(columns) + 1))
    return f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
