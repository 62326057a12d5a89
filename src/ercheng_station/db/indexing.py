"""Which of a record's words are searched, and keeping the search tables in step with the records."""

from collections.abc import Callable, Iterable, Sequence

from ercheng_station.db import search
from ercheng_station.db.connection import Connection, writing
from ercheng_station.db.rows import Row, Shape, joins
from ercheng_station.db.wanted import Source
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.fields import Ref, Text

BATCH = 500
MANY_BATCHES = 20
"""With the acts that they follow, half of the thousand pages after which SQLite has a save write back the log."""


def searched(kind: type[Record]) -> list[str]:
    """The fields whose text is searched: every text, and the titles of the records pointed to."""
    if kind.confided_to:
        return []
    return [name for name, described in kind.kept.items() if isinstance(described, Text | Ref)]


def source(kind: type[Record]) -> Source:
    """Where the words stand that the index gets; row alias `t`, one alias a ref."""
    refs = refs_of(kind)
    told = {name: f'"{name}".label' if name in refs else f't."{name}"' for name in searched(kind)}
    return Source(
        table=kind.__tablename__,
        texts=("t.number", "t.label", *told.values()),
        names=tuple(told[name] for name in named(kind)),
        joins=joins(kind),
    )


def named(kind: type[Record]) -> list[str]:
    """The fields found by their sound too."""
    return [] if kind.confided_to else [*kind.names, *refs_of(kind)]


def queue(connection: Connection, kind: type[Record], n: int) -> None:
    """One that has changed; a new record waits by itself."""
    search.queue(connection, kind.__tablename__, "n = ?", (n,))


def queue_changed(
    connection: Connection, catalogue: Catalogue, kind: type[Record], before: Row, label: str
) -> None:
    """The record, and those that show its title if it has another one now."""
    queue(connection, kind, before.n)
    if label != before.label:
        queue_referrers(connection, catalogue, kind, before.n)


def queue_referrers(connection: Connection, catalogue: Catalogue, kind: type[Record], n: int) -> None:
    """A title has changed: the records that show it are indexed anew, in the background."""
    for other, ref in catalogue.referrers(kind):
        search.queue(connection, other.__tablename__, f'"{ref}_n" = ?', (n,))


class Indexer:
    """Does for the search tables what acts left to be done. One thread at a time, outside of any transaction."""

    def __init__(
        self, connection: Connection, catalogue: Catalogue, shapes: Callable[[type[Record]], Shape]
    ) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._shapes = shapes
        self._grown = dict.fromkeys(kind.__tablename__ for kind in catalogue)
        self._merging = ""
        self._batches = 0

    def drain(self) -> bool:
        """Index what waits of one kind, a batch at most, in one transaction; False = none waited."""
        for kind in self._catalogue:
            if search.is_queued(self._connection, kind.__tablename__):
                self.index(kind)
                return True
        return False

    def tidy(self) -> bool:
        """One short step of merging an index that has grown by much; whether there is more.

        When all is merged, much of the log is written back into the file, so that no save has to do it.
        """
        while self._grown:
            table = self._merging or next(iter(self._grown))
            if self._merging or search.is_ragged(self._connection, table):
                self._merging = table
                if search.tidy(self._connection, table):
                    return True
            self._merging = ""
            del self._grown[table]
        if self._batches >= MANY_BATCHES:
            self._batches = 0
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        return False

    def index(self, kind: type[Record]) -> None:
        """What waits of the kind, a batch at most."""
        shape = self._shapes(kind)
        with writing(self._connection):
            waiting = search.waiting(self._connection, shape.table, BATCH)
            if waiting:  # on a server another program may have been quicker
                search.put_all(self._connection, shape.table, told(self._connection, shape.kind, waiting))
                search.done(self._connection, shape.table, waiting[-1])
        self._grown[shape.table] = None
        self._batches += 1


def told(
    connection: Connection, kind: type[Record], ns: Sequence[int]
) -> list[tuple[int, search.SearchText]]:
    """What these records are found by."""
    found = source(kind)
    columns = ", ".join(("t.n", *found.texts, *found.names))
    query = (
        f'SELECT {columns} FROM "{found.table}" AS t{found.joins} WHERE t.n IN ({",".join("?" * len(ns))})'
    )
    first_name = 1 + len(found.texts)
    return [
        (row[0], _search_text(row[1:first_name], row[first_name:]))
        for row in connection.execute(query, tuple(ns))
    ]


def _search_text(texts: Iterable[str | None], names: Iterable[str | None]) -> search.SearchText:
    zh = "\n".join(dict.fromkeys(filter(None, texts)))
    return search.SearchText(zh=zh, names=tuple(filter(None, names)))
