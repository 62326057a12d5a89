"""A store's file as whoever has its key can read it, past the program."""

from contextlib import closing

from ercheng_station.db.connection import connect
from ercheng_station.db.store import FILE


def everything_in(store):
    """All that any table of the file holds, as one text."""
    with closing(connect(store.folder / FILE, store.key, readonly=True)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return repr([connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names])
