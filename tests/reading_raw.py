"""A store's file as whoever has its key can read and damage it, past the program."""

from contextlib import closing

from ercheng_station.db.connection import connect
from ercheng_station.db.store import FILE
from ercheng_station.db.vault import read_keys


def everything_in(store):
    """All that any table of the file holds, as one text."""
    with closing(connect(store.folder / FILE, store.key, readonly=True)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return repr([connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names])


def spoil(folder, kind, name):
    """The first page of a table or an index is overwritten."""
    with closing(connect(folder / FILE, read_keys(folder).key)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE type = ? AND name = ?"
        (page,) = connection.execute(query, (kind, name)).fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (folder / FILE).open("r+b") as file:
        file.seek((page - 1) * 4096 + 100)
        file.write(bytes(64))
