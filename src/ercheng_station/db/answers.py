"""What a store tells: records, lists, figures and the history of one record. Nothing here writes."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing
from typing import Any, TypeVar, cast
from uuid import UUID

from ercheng_station.db import listing, sameness
from ercheng_station.db.acts import Unit
from ercheng_station.db.confidence import Confidence, without_details
from ercheng_station.db.confidence import silent as silent_of
from ercheng_station.db.connection import Connection
from ercheng_station.db.history import Entry, History, is_destroyed, mac_at
from ercheng_station.db.listing import Query
from ercheng_station.db.numbering import Counts, Gap, Numbering
from ercheng_station.db.readers import Readers
from ercheng_station.db.rows import Row, Shape
from ercheng_station.db.wholes import Reading
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.fields import Link
from ercheng_station.records.office import BLOCK_SETTING, NUMBER_SETTING
from ercheng_station.records.whole import Whole

R = TypeVar("R", bound=Record)


class Answers(ABC):
    """The half of a store that only reads; safe to ask from any thread but the window's."""

    catalogue: Catalogue
    readers: Readers
    _shapes: dict[type[Record], Shape]
    _meta: dict[str, Any]
    _counts: Counts | None

    @property
    @abstractmethod
    def unit(self) -> Unit: ...

    @property
    @abstractmethod
    def actor(self) -> str: ...

    @abstractmethod
    def setting(self, key: str) -> str | None: ...

    def row(self, kind: type[Record], uid: UUID) -> Row:
        """Raises UserError confided for a record that is confided to others than the actor."""
        with self.readers.reading() as connection:
            found = self.shape(kind).one(connection, uid)
            Confidence(connection, self.catalogue, self.shape, self.actor).refuse(kind, found.values)
            return found

    def label(self, kind: type[Record], uid: UUID) -> str:
        """What a record is called; that of a confided record tells nothing."""
        with self.readers.reading() as connection:
            return str(self.shape(kind).one(connection, uid).label)

    def confided(self, kind: type[Record], owner: Link) -> list[Row]:
        """The living own records of a kind that is in no list, for the actor to see; none if he is not told of them."""
        with self.readers.reading() as connection:
            return Confidence(connection, self.catalogue, self.shape, self.actor).rows(kind, owner)

    def get(self, kind: type[R], uid: UUID) -> R:
        """The record with the records it points to; see `whole` for those it owns."""
        row = self.row(kind, uid)
        with self.readers.reading() as connection:
            return cast(R, Reading(connection, self.catalogue, self.shape).record(kind, row))

    def whole(self, kind: type[Record], uid: UUID) -> Whole:
        """The record, or the owner that it is a part of, with everything owned that is confided to nobody."""
        if kind.confided_to:
            raise UserError("confided", kind=kind.title)
        with self.readers.reading() as connection:
            return silent_of(Reading(connection, self.catalogue, self.shape).whole(kind, uid), self.catalogue)

    def living(self, kind: type[Record], uid: UUID) -> Whole:
        """The whole of a record in use. Raises UserError record-in-trash or record-destroyed."""
        whole = self.whole(kind, uid)
        if self.is_destroyed(uid) or self.is_destroyed(whole.record.uid):
            raise UserError("record-destroyed", label=whole.about.label)
        if whole.about.removed_at or whole.record.removed_at:
            raise UserError("record-in-trash", label=whole.about.label)
        return whole

    def is_destroyed(self, uid: UUID) -> bool:
        """Whether it was lawfully destroyed: what is left of it is only looked at and counted."""
        with self.readers.reading() as connection:
            return is_destroyed(connection, uid)

    def rows(self, query: Query, limit: int | None = None) -> Iterator[Row]:
        """In the order of the query; the same rows a list of that query shows."""
        shape = self.shape(query.kind)
        tail = f" LIMIT {limit:d}" if limit is not None else ""
        with self.readers.reading() as connection:
            found = listing.parts(connection, shape, query)
            sql = f"{shape.columns} FROM {found.source} WHERE {found.condition} ORDER BY {found.order}{tail}"
            with closing(connection.execute(sql, found.bound)) as cursor:
                while batch := cursor.fetchmany(256):
                    yield from map(shape.row, batch)

    def find(self, query: Query, limit: int | None = None) -> list[Record]:
        rows = list(self.rows(query, limit))
        with self.readers.reading() as connection:
            reading = Reading(connection, self.catalogue, self.shape)
            return [reading.record(query.kind, row) for row in rows]

    def count(self, query: Query) -> int:
        return int(self._ask(query, "count(*)")[0][0])

    def total(self, query: Query, field: str) -> int:
        """The sum of a field of whole numbers over the rows of the query."""
        return int(self._ask(query, f"coalesce(sum({listing.column(query.kind, field)}), 0)")[0][0])

    def tally(self, query: Query, by: str, *, months: bool = False) -> dict[Any, int]:
        """How many rows of the query have each value of a field; with `months`, each `yyyy-mm` of a day."""
        column = listing.column(query.kind, by)
        key = f"substr({column}, 1, 7)" if months else column
        return dict(self._ask(query, f"{key}, count(*)", "GROUP BY 1 ORDER BY 1"))

    def distinct(self, query: Query, field: str) -> int:
        """How many different values a field has among the rows of the query; enterprises that are one count once."""
        found = self._ask(query, f"DISTINCT {listing.told_apart_by(query.kind, field)}")
        return sameness.counted(self.readers, query.kind, field, found)

    def entries(self, uid: UUID) -> list[Entry]:
        """The history of one record, oldest first."""
        with self.readers.reading() as connection:
            return without_details(self._history(connection).of(uid), self.catalogue)

    def sealed(self) -> tuple[int, str]:
        """The head of the history: how many entries, and the MAC of the last one."""
        with self.readers.reading() as connection:
            return self._history(connection).head()

    def sealed_at(self, seq: int) -> str:
        """The MAC of that entry of the history, "" if it has not come so far."""
        with self.readers.reading() as connection:
            return mac_at(connection, seq)

    def broken(self) -> list[tuple[int, str]]:
        """(sequence, what is wrong) of every entry of the history that does not verify."""
        with self.readers.reading() as connection:
            return list(self._history(connection).broken())

    def gaps(self, kind: type[Record]) -> list[Gap]:
        with self.readers.reading() as connection:
            return self._numbering(connection).gaps(kind, self.unit.uid)

    def shape(self, kind: type[Record]) -> Shape:
        if kind not in self._shapes:
            self._shapes[kind] = Shape(kind)
        return self._shapes[kind]

    # -- inside

    def _numbering(self, connection: Connection) -> Numbering:
        return Numbering(
            connection,
            self.unit.short_name,
            lambda kind: self.setting(NUMBER_SETTING + kind.__tablename__) or kind.pattern,
            self.setting(BLOCK_SETTING),
            self._counts,
        )

    def _ask(self, query: Query, wanted: str, tail: str = "") -> list[Any]:
        with self.readers.reading() as connection:
            found = listing.parts(connection, self.shape(query.kind), query)
            statement = f"SELECT {wanted} FROM {found.source} WHERE {found.condition} {tail}"
            return connection.execute(statement, found.bound).fetchall()

    def _history(self, connection: Connection) -> History:
        return History(connection, self._meta["chain_key"])
