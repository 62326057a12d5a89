"""What a list on the screen asks for: a Query's rows as text, a page at a time, from a thread of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ercheng_station.db import listing
from ercheng_station.db.connection import Connection
from ercheng_station.db.listing import Query
from ercheng_station.db.paging import PAGE, Listing, Pages
from ercheng_station.db.rows import Shape, joins
from ercheng_station.db.store import Store
from ercheng_station.records.base import indexes, refs_of, sort_column
from ercheng_station.records.fields import Context, Field

ROWS_A_PAGE = PAGE


@dataclass(frozen=True)
class Line:
    """One row: `texts` are what is shown (private values masked), `codes` the stored values behind them."""

    n: int
    uid: UUID
    texts: tuple[str, ...]
    codes: tuple[Any, ...]


class Browser:
    """Belongs to one thread; `cancel` may be called from any. See `Pages` for turns and their order."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.connect_reader()
        self._pages = Pages(self._connection)
        self._read: _Reading | None = None

    def cancel(self) -> int:
        """End what runs; the turn of what is asked next."""
        return self._pages.cancel()

    def glimpse(
        self, turn: int, query: Query, columns: Sequence[str], rows: int, limit_ms: float
    ) -> tuple[list[Line], bool]:
        """As many rows as fill a screen and are found in time, and whether there is more; then `open` is due."""
        shape = self._store.shape(query.kind)
        self._read = _Reading(shape, columns, self._store.context)
        found, more = self._pages.glimpse(turn, self._listing(shape, query, self._read), rows, limit_ms)
        return self._read.lines(found), more

    def open(self, turn: int, query: Query, columns: Sequence[str]) -> list[Line]:
        """The first page. `columns` are fields, or `number`."""
        shape = self._store.shape(query.kind)
        self._read = _Reading(shape, columns, self._store.context)
        return self._read.lines(self._pages.open(turn, self._listing(shape, query, self._read)))

    def count(self, turn: int) -> int:
        return self._pages.count(turn)

    def rank(self, turn: int) -> int:
        """Make every further page quick; how many rows there are."""
        return self._pages.rank(turn)

    def page(self, turn: int, index: int) -> list[Line]:
        """The rows from `index * ROWS_A_PAGE` on."""
        assert self._read is not None
        return self._read.lines(self._pages.page(turn, index))

    def position(self, turn: int, n: int) -> int | None:
        """Where a record stands in the list now, if it is in it."""
        return self._pages.position(turn, n)

    def close(self) -> None:
        self._pages.cancel()
        self._connection.close()

    def _listing(self, shape: Shape, query: Query, read: "_Reading") -> Listing:
        return listed(self._connection, shape, query, ("t.n", "t.uid", *read.select))


def listed(connection: Connection, shape: Shape, query: Query, select: tuple[str, ...]) -> Listing:
    """How the pages of a query are read."""
    found = listing.parts(connection, shape, query)
    return Listing(
        table=shape.table,
        select=select,
        source=found.table,
        joins=found.joins,
        where=found.condition,
        bound=tuple(found.bound),
        order=found.order,
        walk=_walk(shape, query),
        narrowed=len(found.where) > 1,
        groups=found.groups,
    )


class _Reading:
    """Turns the driver's rows into lines."""

    def __init__(self, shape: Shape, columns: Sequence[str], context: Context) -> None:
        self._shape, self._columns, self._context = shape, columns, context
        self._fields: list[Field | None] = [shape.kind.kept.get(name) for name in columns]
        refs = refs_of(shape.kind)
        self.select = [f'"{name}".label' if name in refs else f't."{name}"' for name in columns]
        self._loaders = [None if name in refs else shape.loader(name) for name in columns]
        self._refs = refs

    def lines(self, rows: Sequence[tuple[Any, ...]]) -> list[Line]:
        return [self._line(row) for row in rows]

    def _line(self, row: tuple[Any, ...]) -> Line:
        n, uid, *raws = row
        texts = []
        for described, load, raw in zip(self._fields, self._loaders, raws, strict=True):
            value = load(raw) if load and raw is not None else raw
            if described is None or described.name in self._refs:
                texts.append(value or "")
            else:
                texts.append(described.masked(value, self._context))
        return Line(n, UUID(bytes=uid), tuple(texts), tuple(raws))


def _walk(shape: Shape, query: Query) -> str:
    """A FROM clause that meets the living rows in order without sorting them, by an index named outright.

    A sort by a parent goes through the index of the parents' titles; only where every row has that parent.
    """
    kind, name = shape.kind, query.sort
    index = f"ix_{shape.table}_{sort_column(kind, name)}"
    living = not query.removed and query.as_of is None
    if not (name and living and index in indexes(kind)):
        return ""
    own = f'"{shape.table}" AS t INDEXED BY "{index}"'
    ref = refs_of(kind).get(name)
    if ref is None:
        return own + shape.joins
    if not ref.required:
        return ""
    return f'"{ref.kind}" AS "{name}" CROSS JOIN {own} ON t."{name}_n" = "{name}".n{joins(kind, but=name)}'
