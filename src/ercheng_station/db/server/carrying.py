"""Takes every row of a store from a file to a server, or back into a file, and compares: values lie alike in both.

What the search has made of them stays behind: at the other end every record waits to be indexed anew.
"""

import hashlib
import marshal
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ercheng_station.db.connection import Connection, writing
from ercheng_station.db.connection import connect as connect_file
from ercheng_station.db.server.connection import ServerConnection, connect
from ercheng_station.db.upgrade import upgrade as upgrade_file
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent

_WORK = ".从服务器取来-"
_BATCH = 1_000
_LEFT = frozenset({"alembic_version", "search_through", "search_queue"})
_TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%'"
    " ESCAPE '\\' ORDER BY name"
)
_COLUMNS = "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid"


@contextmanager
def in_a_file(url: str, key: bytes, folder: Path, report: Report = silent) -> Iterator[Connection]:
    """All that lies on the server, at one moment, in a file below `folder` that is gone afterwards."""
    with TemporaryDirectory(dir=folder, prefix=_WORK) as place:
        path = Path(place) / "station.db"
        connect_file(path, key, create=True).close()
        upgrade_file(path, key, lambda: None)
        with closing(connect_file(path, key)) as file:
            with closing(connect(url)) as server:
                carry(server, file, file, report)
            yield file


def sweep(folder: Path) -> None:
    """Clears what a killed backup left; for whoever holds the folder's lock."""
    for rest in folder.glob(f"{_WORK}*"):
        shutil.rmtree(rest, ignore_errors=True)


def carry(source: Connection, target: Connection, file: Connection, report: Report = silent) -> None:
    """Into empty tables; `file` is the one of them that knows its tables by SQLite's words."""
    tables = {name: list(file.execute(_COLUMNS, (name,))) for (name,) in file.execute(_TABLES)}
    names = [name for name in tables if name not in _LEFT]
    with _one_view(source):
        with writing(target):
            target.execute("PRAGMA defer_foreign_keys = ON")
            for done, name in enumerate(names):
                report(done, 2 * len(names))
                _copy(source, target, name, tables[name])
        for done, name in enumerate(names, start=len(names)):
            report(done, 2 * len(names))
            if _digest(source, name, tables[name]) != _digest(target, name, tables[name]):
                raise UserError("server-differs", table=name)


@contextmanager
def _one_view(connection: Connection) -> Iterator[None]:
    on_server = isinstance(connection, ServerConnection)
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ" if on_server else "BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _copy(source: Connection, target: Connection, table: str, columns: Sequence[tuple[str, int]]) -> None:
    names = ", ".join(f'"{name}"' for name, _ in columns)
    marks = ",".join("?" * len(columns))
    for batch in _batches(source, table, columns):
        target.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', batch)


def _digest(connection: Connection, table: str, columns: Sequence[tuple[str, int]]) -> bytes:
    digest = hashlib.sha256()
    for batch in _batches(connection, table, columns):
        for row in batch:
            digest.update(marshal.dumps(row, 0))
    return digest.digest()


def _batches(
    connection: Connection, table: str, columns: Sequence[tuple[str, int]]
) -> Iterator[list[tuple[Any, ...]]]:
    """In the order of the key, which is the same in both; never a whole table at once."""
    names = ", ".join(f'"{name}"' for name, _ in columns)
    key = ", ".join(f'"{name}"' for name, place in sorted(columns, key=lambda one: one[1]) if place)
    query = f'SELECT {names} FROM "{table}" ORDER BY {key}'
    if not isinstance(connection, ServerConnection):
        with closing(connection.execute(query)) as cursor:
            while batch := cursor.fetchmany(_BATCH):
                yield batch
        return
    cursor_name = f"carried_{secrets.token_hex(4)}"
    hold = "" if connection.in_transaction else " WITH HOLD"
    connection.execute(f"DECLARE {cursor_name} NO SCROLL CURSOR{hold} FOR {query}")
    while batch := connection.execute(f"FETCH {_BATCH} FROM {cursor_name}").fetchall():
        yield batch
    connection.execute(f"CLOSE {cursor_name}")
