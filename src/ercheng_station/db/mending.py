"""The recovery ladder's first step: where only indexes are damaged, a copy is made of all that the tables hold, and compared.

Nothing is ever mended in place. A table of which one page cannot be read is not mended: its records are in a backup.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ercheng_station.db.connection import Connection, Error, open_keyed
from ercheng_station.db.history import History
from ercheng_station.db.soundness import faults_in, orphans_in
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent

_PARTS = (
    "SELECT m.type, m.name, m.sql, coalesce(t.type, '') FROM sqlite_master AS m"
    " LEFT JOIN pragma_table_list AS t ON t.schema = 'main' AND t.name = m.name"
    " WHERE m.sql IS NOT NULL AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY m.rowid"
)
_BATCH = 500


def copy_past_indexes(path: Path, key: bytes, target: Path, report: Report = silent) -> None:
    """`target`: the same records and history in a sound file, whose search tables fill again behind the first opening.

    UserError beyond-mending where a table itself is damaged, or the history is not whole afterwards.
    """
    try:
        with (
            closing(open_keyed(path, key, mode="ro")) as source,
            closing(open_keyed(target, key, mode="rwc")) as copy,
        ):
            copy.execute("PRAGMA foreign_keys = OFF")
            copy.execute("BEGIN")
            _copy(source, copy, report)
            copy.execute("COMMIT")
            sound = not (faults_in(copy) or orphans_in(copy)) and _is_whole(copy)
    except (Error, UserError) as error:
        raise UserError("beyond-mending", path=str(path)) from error
    if not sound:
        raise UserError("beyond-mending", path=str(path))


def _copy(source: Connection, copy: Connection, report: Report) -> None:
    parts = source.execute(_PARTS).fetchall()
    tables = [name for kind, name, _, sort in parts if kind == "table" and sort == "table"]
    for kind, _, sql, sort in parts:
        if kind == "table" and sort != "shadow":  # those inside a search table come with it
            copy.execute(sql)
    for done, name in enumerate(tables):
        report(done, len(tables))
        quoted = name.replace('"', '""')
        for rows in _rows(source, quoted):
            marks = ",".join("?" * len(rows[0]))
            copy.executemany(f'INSERT INTO "{quoted}" VALUES ({marks})', rows)
    copy.execute("UPDATE search_through SET n = 0")
    copy.execute("DELETE FROM search_queue")
    for kind, _, sql, _ in parts:
        if kind != "table":
            copy.execute(sql)
    report(len(tables), len(tables))


def _rows(source: Connection, table: str) -> Iterator[list[tuple[object, ...]]]:
    """By the table itself, never by an index."""
    cursor = source.execute(f'SELECT * FROM "{table}" NOT INDEXED')
    while rows := cursor.fetchmany(_BATCH):
        yield rows


def _is_whole(copy: Connection) -> bool:
    (chain_key,) = copy.execute("SELECT value FROM meta WHERE key = 'chain_key'").fetchone()
    return next(History(copy, chain_key).broken(), None) is None
