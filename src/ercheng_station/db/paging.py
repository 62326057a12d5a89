"""Pages of a list of any length: the first at once, then how many rows there are, then any page in a millisecond.

Belongs to one thread with its own read-only connection; only `cancel` may be called from another. Long work runs
inside one statement, so that the window's thread keeps the interpreter to itself.
"""

import math
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count as counting
from typing import Any

from ercheng_station.db.connection import Connection
from ercheng_station.db.interrupts import cancellable, stopping_when
from ercheng_station.errors import Cancelled

PAGE = 128
"""Rows a page."""

STEPS = 20_000
"""Between two looks at whether to go on: some milliseconds; each look takes the interpreter from the window."""

LOOKS = 300
"""The same where the time is short: a millisecond where every step reads a row of its own."""

_GLANCE_MS, _WALK_MS, _GATHER_MS = 10, 400, 100

_TERM = re.compile(r"(^|, )")

Rows = list[tuple[Any, ...]]
_numbers = counting(1)


@dataclass(frozen=True)
class Listing:
    """What a list shows, as SQL; `t` is the kind's table, `order` ends with `t.n` so that it is total.

    `source` begins the FROM clause (a search may lead), `joins` follow it. `walk` is a FROM clause of its own,
    joins included, that meets the rows in this order without sorting: by an index, or by the parent's index first.
    `narrowed` tells that some rows are left out: then it is not known whether walking or sorting is quicker.
    `groups` are conditions: the rows of each come before those of the next and of none, and in it by `t.n` alone.
    """

    table: str
    select: tuple[str, ...]
    source: str
    joins: str = ""
    where: str = "t.removed_at IS NULL"
    bound: tuple[Any, ...] = ()
    order: str = "t.n DESC"
    walk: str = ""
    narrowed: bool = False
    groups: tuple[str, ...] = ()

    @property
    def sorted(self) -> str:
        return self.source + self.joins

    @property
    def ranking(self) -> str:
        """The order when all rows are wanted: the plus keeps SQLite from fetching them one by one along an index."""
        return _TERM.sub(r"\1+", self.order) if self.walk and self.narrowed else self.order

    @property
    def best(self) -> str:
        """The FROM clause for all rows."""
        return self.walk if self.walk and not self.narrowed else self.sorted


@dataclass
class Pages:
    """`open`, then `count`, then `rank`; `page` at any time, quick for every page once ranked.

    Each raises Cancelled when `cancel` was called since the `turn` it was given.
    """

    connection: Connection
    turn: int = 0
    """Raised by `cancel`; what carries an older one is dropped."""
    _listing: Listing | None = None
    _first: Rows = field(default_factory=list)
    _ranks: str = field(default_factory=lambda: f'temp."ranks_{next(_numbers)}"')
    _ranked: bool = False

    def cancel(self) -> int:
        """Ends what runs, from any thread; the turn of what is asked next."""
        self.turn += 1
        return self.turn

    def glimpse(self, turn: int, listing: Listing, rows: int, limit_ms: float) -> tuple[Rows, bool]:
        """What fills a screen, or as much of it as is found in time; whether there is more. `open` follows."""
        self._listing, self._ranked = None, False
        found: Rows = []
        with suppress(_Late), self._running(turn, limit_ms, LOOKS):
            found.extend(self.connection.execute(_select(listing, listing.best, rows), listing.bound))
            return found, len(found) == rows
        return found, True

    def open(self, turn: int, listing: Listing) -> Rows:
        """The first page."""
        self.close()
        self._first = self._glance(turn, listing)
        self._listing = listing
        return self._first

    def count(self, turn: int) -> int:
        listing = self._opened
        if len(self._first) < PAGE:
            return len(self._first)
        with self._running(turn):
            # LIMIT keeps the query apart, so that SQLite leaves out the parents that only the columns need.
            rows = f"SELECT t.n FROM {listing.sorted} WHERE {listing.where} LIMIT -1"
            query = f"SELECT count(*) FROM ({rows}) AS found"
            return int(self.connection.execute(query, listing.bound).fetchone()[0])

    def rank(self, turn: int) -> int:
        """Number the rows in their order; how many there are."""
        listing = self._opened
        if len(self._first) < PAGE:
            return len(self._first)
        with self._running(turn):
            self._drop()
            self.connection.execute(
                f"CREATE TABLE {self._ranks} (rank INTEGER PRIMARY KEY, n INTEGER NOT NULL)"
            )
            ordered = f"SELECT t.n FROM {listing.best} WHERE {listing.where} ORDER BY {listing.ranking}"
            done = self.connection.execute(f"INSERT INTO {self._ranks} (n) {ordered}", listing.bound)
            self._ranked = True
            return done.rowcount

    def page(self, turn: int, index: int) -> Rows:
        """Rows `index * PAGE` and following; before `rank` it costs what lies before it."""
        listing = self._opened
        with self._running(turn):
            if index == 0:
                return self._first
            if self._ranked:
                return self._by_rank(listing, index)
            return self._fetch(listing, listing.best, index * PAGE)

    def position(self, turn: int, n: int) -> int | None:
        """Where record `n` stands, from 0; None if it is not in the list or the list is not ranked."""
        if not self._ranked:
            return None
        with self._running(turn):
            found = self.connection.execute(
                f"SELECT rank - 1 FROM {self._ranks} WHERE n = ?", (n,)
            ).fetchone()
            return int(found[0]) if found else None

    def close(self) -> None:
        """Forget the list."""
        self._drop()
        self._listing = None
        self._first = []

    @property
    def _opened(self) -> Listing:
        if self._listing is None:
            raise Cancelled
        return self._listing

    def _glance(self, turn: int, listing: Listing) -> Rows:
        """Sorting is quick where few rows are left, walking and gathering where many are: each is given its time.

        Of the processor, not of the clock, lest a busy machine turn to the slow way.
        """
        otherwise = self._other_way(listing)
        if otherwise:
            by_sorting = partial(self._fetch, listing, listing.sorted, 0)
            limit = _GATHER_MS if listing.groups else _WALK_MS
            for read, limit_ms in ((by_sorting, _GLANCE_MS), (otherwise, limit)):
                with suppress(_Late), self._running(turn, limit_ms):
                    return read()
        with self._running(turn):
            return self._fetch(listing, listing.best, 0)

    def _fetch(self, listing: Listing, source: str, offset: int) -> Rows:
        return self.connection.execute(_select(listing, source, PAGE, offset), listing.bound).fetchall()

    def _other_way(self, listing: Listing) -> Callable[[], Rows] | None:
        if listing.groups:
            return partial(self._gather, listing)
        return partial(self._fetch, listing, listing.walk, 0) if listing.walk and listing.narrowed else None

    def _gather(self, listing: Listing) -> Rows:
        """The first page out of as many groups as fill it; _Late where they do not."""
        found: Rows = []
        for group in listing.groups:
            where, order = f"{listing.where} AND {group}", listing.order.rsplit(", ", 1)[-1]
            one = replace(listing, where=where, order=order)
            found += self.connection.execute(_select(one, one.sorted, PAGE - len(found)), one.bound)
            if len(found) == PAGE:
                return found
        raise _Late

    def _by_rank(self, listing: Listing, index: int) -> Rows:
        query = (
            f"SELECT {', '.join(listing.select)} FROM {self._ranks} AS o"
            f' CROSS JOIN "{listing.table}" AS t ON t.n = o.n{listing.joins} WHERE o.rank > ? AND o.rank <= ? ORDER BY o.rank'
        )
        return self.connection.execute(query, (index * PAGE, (index + 1) * PAGE)).fetchall()

    def _drop(self) -> None:
        self._ranked = False
        self.connection.execute(f"DROP TABLE IF EXISTS {self._ranks}")

    @contextmanager
    def _running(self, turn: int, limit_ms: float = math.inf, steps: int = 0) -> Iterator[None]:
        if turn != self.turn:
            raise Cancelled
        end = time.thread_time() + limit_ms / 1000
        try:
            with (
                cancellable(),
                stopping_when(
                    self.connection, lambda: self.turn != turn or time.thread_time() > end, steps or STEPS
                ),
            ):
                yield
        except Cancelled:
            if self.turn == turn and time.thread_time() > end:
                raise _Late from None
            raise


def _select(listing: Listing, source: str, limit: int, offset: int = 0) -> str:
    """What has to be sorted is sorted by number alone; only the rows that are wanted are read in full."""
    columns, order = ", ".join(listing.select), listing.order
    rows = f"FROM {source} WHERE {listing.where} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
    if source == listing.walk or not re.match(r"(?:CASE )?t\.(?!n\b)", order):
        return f"SELECT {columns} {rows}"
    return (
        f'SELECT {columns} FROM (SELECT t.n {rows}) AS o CROSS JOIN "{listing.table}" AS t ON t.n = o.n{listing.joins}'
        f" ORDER BY {order}"
    )


class _Late(Exception):
    """The time given to one way of reading is over."""
