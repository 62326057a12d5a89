"""Records with the records they point to and those they own, read through one connection."""

from collections.abc import Callable, Iterator
from uuid import UUID

from ercheng_station.db.connection import Connection
from ercheng_station.db.rows import Row, Shape
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.catalogue import Catalogue, Kind
from ercheng_station.records.fields import Link
from ercheng_station.records.whole import Whole


class Reading:
    """Reads each record once; those that point to it share it."""

    def __init__(self, connection: Connection, catalogue: Catalogue, shapes: Callable[[Kind], Shape]) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._shapes = shapes
        self._known: dict[Link, Record] = {}

    def record(self, kind: Kind, row: Row) -> Record:
        """With the records it points to, and theirs."""
        values = dict(row.values)
        for name in refs_of(kind):
            link = values[name]
            if isinstance(link, Link):
                values[name] = self._linked(link)
        return self._shapes(kind).imagined(values, **row.head)

    def whole(self, kind: Kind, uid: UUID) -> Whole:
        """The record with all that it owns, or the owner that it is a part of."""
        root, about = self.root(kind, uid)
        record = self._linked(root)
        parts: dict[str, list[Record]] = {}
        self._gather(self._catalogue[root.kind], record, parts)
        return Whole(record, {name: tuple(found) for name, found in parts.items()}, self._linked(about))

    def root(self, kind: Kind, uid: UUID) -> tuple[Link, Link]:
        """The record that nobody owns, above this one; and this one."""
        row = self._shapes(kind).one(self._connection, uid)
        about = link = Link(uid, row.label, kind.__tablename__)
        while kind.owner:
            link = row.values[kind.owner]
            kind = self._catalogue[link.kind]
            row = self._shapes(kind).one(self._connection, link.uid)
        return link, about

    def _linked(self, link: Link) -> Record:
        if link not in self._known:
            kind = self._catalogue[link.kind]
            self._known[link] = self.record(kind, self._shapes(kind).one(self._connection, link.uid))
        return self._known[link]

    def _gather(self, kind: Kind, owner: Record, parts: dict[str, list[Record]]) -> None:
        for child, ref in self._catalogue.owned_by(kind):
            mine = parts.setdefault(child.__tablename__, [])
            for row in self._rows(child, ref, owner.n):
                link = Link(row.uid, row.label, child.__tablename__)
                if link not in self._known:
                    self._known[link] = self.record(child, row)
                mine.append(self._known[link])
                self._gather(child, self._known[link], parts)
            self._gather_none(child, parts)

    def _gather_none(self, kind: Kind, parts: dict[str, list[Record]]) -> None:
        """So that a kind without records is there too."""
        for child, _ in self._catalogue.owned_by(kind):
            parts.setdefault(child.__tablename__, [])
            self._gather_none(child, parts)

    def _rows(self, kind: Kind, ref: str, n: int) -> Iterator[Row]:
        shape = self._shapes(kind)
        query = f'{shape.select} WHERE t."{ref}_n" = ? AND t.removed_at IS NULL ORDER BY t.n'
        yield from map(shape.row, self._connection.execute(query, (n,)).fetchall())
