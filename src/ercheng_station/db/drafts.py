"""Typed words before they are saved, and each person's settings, in a keyed file of their own."""

import itertools
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

from ercheng_station.db.connection import Connection, connect, explained
from ercheng_station.errors import UserError

FILE = "drafts.db"

_TABLES = """
CREATE TABLE IF NOT EXISTS draft (
    key TEXT PRIMARY KEY, act BLOB NOT NULL, kind TEXT NOT NULL, uid BLOB NOT NULL, base BLOB, person TEXT NOT NULL,
    body TEXT NOT NULL, written INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS prefs (
    person TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (person, name)
) STRICT, WITHOUT ROWID;
"""
_SPOILT = {"store-damaged", "store-foreign-log", "store-not-ours", "key-wrong"}


@dataclass(frozen=True)
class Draft:
    """A form as it stands. `act` is the act that will save it: a draft whose act is in history was saved."""

    key: str
    act: UUID
    kind: str
    uid: UUID
    base_revision: UUID | None
    person: str
    body: Mapping[str, Any]


class Drafts:
    """Safe from any thread but the window's, since each call waits for the disk; what it returns from is kept."""

    def __init__(self, path: Path, key: bytes) -> None:
        """A file that cannot be read is set aside, not replaced: `set_aside` is then its new name."""
        self._path = path
        self._lock = Lock()
        self.set_aside: Path | None = None
        try:
            self._connection = _open(path, key)
        except UserError as error:
            if error.code not in _SPOILT:
                raise
            self.set_aside = _move_aside(path)
            self._connection = _open(path, key)

    def put(self, draft: Draft) -> None:
        """Replaces the draft of that key."""
        self._write(
            "INSERT OR REPLACE INTO draft VALUES (?,?,?,?,?,?,?,(SELECT coalesce(max(written), 0) + 1 FROM draft))",
            draft.key,
            draft.act.bytes,
            draft.kind,
            draft.uid.bytes,
            draft.base_revision and draft.base_revision.bytes,
            draft.person,
            json.dumps(draft.body),
        )

    def all(self) -> list[Draft]:
        """In the order of their last writing."""
        rows = self._read("SELECT key, act, kind, uid, base, person, body FROM draft ORDER BY written")
        return [
            Draft(
                key,
                UUID(bytes=act),
                kind,
                UUID(bytes=uid),
                base and UUID(bytes=base),
                person,
                json.loads(body),
            )
            for key, act, kind, uid, base, person, body in rows
        ]

    def drop(self, key: str) -> None:
        self._write("DELETE FROM draft WHERE key = ?", key)

    def drop_about(self, uids: Iterable[UUID]) -> None:
        """Whoever was typing them."""
        for uid in uids:
            self._write("DELETE FROM draft WHERE uid = ?", uid.bytes)

    def prefer(self, person: str, name: str, value: object) -> None:
        """Keeps a setting of one person: any JSON value."""
        self._write("INSERT OR REPLACE INTO prefs VALUES (?,?,?)", person, name, json.dumps(value))

    def preferred(self, person: str, name: str, default: Any = None) -> Any:
        rows = self._read("SELECT value FROM prefs WHERE person = ? AND name = ?", person, name)
        return json.loads(rows[0][0]) if rows else default

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _write(self, statement: str, *values: object) -> None:
        self._run(statement, values)

    def _read(self, statement: str, *values: object) -> list[Any]:
        return self._run(statement, values)

    def _run(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        with self._lock, explained(self._path):
            return self._connection.execute(statement, values).fetchall()


def _open(path: Path, key: bytes) -> Connection:
    connection = connect(path, key, create=True, cache_kib=512)
    try:
        with explained(path):
            connection.executescript(_TABLES)
    except BaseException:
        connection.close()
        raise
    return connection


def _move_aside(path: Path) -> Path:
    """Renames the file with what SQLite keeps beside it; `drafts.db` becomes `drafts.db.损坏-1`."""
    names = (path.with_name(f"{path.name}.损坏-{number}") for number in itertools.count(1))
    aside = next(name for name in names if not name.exists())
    for tail in ("-wal", "-shm", ""):
        beside = path.with_name(path.name + tail)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + tail))
    return aside
