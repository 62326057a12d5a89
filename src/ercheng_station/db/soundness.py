"""Whether a database file is whole, and a digest of what it holds, to compare one file with another."""

import hashlib
import marshal
from collections.abc import Callable
from typing import NamedTuple

from ercheng_station.db.connection import Connection, Error

_BATCH = 500


class Contents(NamedTuple):
    """One table: its rows, and a digest of every value of every row in the order of the key."""

    rows: int
    sha256: str


def faults_in(connection: Connection) -> list[str]:
    """What the page HMACs and the structure say is wrong, in SQLite's words for the log; [] = whole."""
    try:
        found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        found += [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
    except Error as error:
        return [str(error)]
    return [fault for fault in found if fault != "ok"]


def orphans_in(connection: Connection) -> dict[str, int]:
    """table → rows that point to a row that is not there."""
    found: dict[str, int] = {}
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        found[table] = found.get(table, 0) + 1
    return found


def contents_of(connection: Connection, tick: Callable[[], None] = lambda: None) -> dict[str, Contents]:
    """table → contents, without the tables inside a search index. `tick` is called often and may raise."""
    names = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema='main' AND type='table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return {name: _contents(connection, name, tick) for (name,) in names}


def _contents(connection: Connection, table: str, tick: Callable[[], None]) -> Contents:
    digest, rows = hashlib.sha256(), 0
    quoted = table.replace('"', '""')
    cursor = connection.execute(f'SELECT * FROM "{quoted}" NOT INDEXED')
    while batch := cursor.fetchmany(_BATCH):
        # version 0 has no references, so equal rows give equal bytes whatever Python holds them in
        for row in batch:
            digest.update(marshal.dumps(row, 0))
        rows += len(batch)
        tick()
    return Contents(rows, digest.hexdigest())
