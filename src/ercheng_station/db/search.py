"""Finds the records of one kind by what a person types: any substring, initials, full pinyin, newest first.

Each kind has an FTS5 table that keeps nothing but grams (db/grams) and sounds (db/sounds) by the record's `n`.
It is derived: it can be emptied and filled again. The view `<kind>_waiting` has the records that are not in it yet,
being newer than `search_through` says, or not as they are now, being in `search_queue`: they are read themselves, so
that what is found is complete at any time.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ercheng_station.db.connection import Connection
from ercheng_station.db.grams import TOKENIZER, index_grams
from ercheng_station.db.interrupts import cancellable, stopping_at
from ercheng_station.db.sounds import index_sounds
from ercheng_station.db.wanted import Condition, Source, Wanted, join_conditions

VERSION = 2
"""Of the grams, the common pairs and the readings; an index of another version must be filled again."""

TIDY_PAGES = 250
"""Written by one step of `tidy`: about 0.05 s."""

ALIVE = "t.removed_at IS NULL"
NEWEST = "s.rowid DESC"


@dataclass(frozen=True)
class SearchText:
    """What one record is found by: `zh` any text, lines apart; `names` are found by their sound too."""

    zh: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """Record numbers `n`, newest first; not complete if the deadline came before the limit or the last record."""

    ns: list[int]
    complete: bool


@dataclass(frozen=True)
class Narrowed:
    """A typed text within a larger query: `FROM table joins… WHERE condition ORDER BY order`.

    `order` is not "" where the index gives the newest first by itself: `t.n DESC` would be sorted again.
    """

    table: str
    condition: str
    bound: list[Any]
    order: str = ""


def create(connection: Connection, table: str) -> None:
    for statement in ddl(table):
        connection.execute(statement)


def ddl(table: str) -> tuple[str, ...]:
    tokenizer = TOKENIZER.replace('"', '""')
    return (
        f'CREATE VIRTUAL TABLE "{table}_search" USING fts5(grams, tokenize="{tokenizer}", detail=none,'
        " content='', contentless_delete=1)",
        f"INSERT INTO search_through VALUES ('{table}', 0)",
        f"CREATE VIEW \"{table}_waiting\" AS SELECT n FROM search_queue WHERE kind = '{table}' UNION ALL"
        f" SELECT n FROM \"{table}\" WHERE n > (SELECT n FROM search_through WHERE kind = '{table}')",
    )


def put(connection: Connection, table: str, n: int, text: SearchText) -> None:
    """Within the caller's transaction; replaces what the record was found by."""
    put_all(connection, table, [(n, text)])


def put_all(connection: Connection, table: str, texts: Iterable[tuple[int, SearchText]]) -> None:
    statement = f'INSERT OR REPLACE INTO "{table}_search" (rowid, grams) VALUES (?, ?)'
    connection.executemany(statement, ((n, entry(text)) for n, text in texts))


def remove(connection: Connection, table: str, n: int) -> None:
    connection.execute(f'DELETE FROM "{table}_search" WHERE rowid = ?', (n,))


def entry(text: SearchText) -> str:
    """The tokens of one record."""
    return " ".join(index_grams((text.zh, *text.names)) | index_sounds(text.names))


def refill(connection: Connection, table: str) -> None:
    """Empty the index and let every record wait; within the caller's transaction."""
    connection.execute(f'INSERT INTO "{table}_search" ("{table}_search") VALUES (\'delete-all\')')
    connection.execute("DELETE FROM search_queue WHERE kind = ?", (table,))
    connection.execute("UPDATE search_through SET n = 0 WHERE kind = ?", (table,))


def tidy(connection: Connection, table: str) -> bool:
    """One short step, in a transaction of its own, of merging the index into one piece; whether more is to be done.

    Worth it after much was indexed or removed: searches take a third of the time, and nothing is left of what was
    taken out.
    """
    before = connection.total_changes
    merge = f'INSERT INTO "{table}_search" ("{table}_search", rank) VALUES (\'merge\', ?)'
    connection.execute(merge, (-TIDY_PAGES,))
    return connection.total_changes - before > 1


def is_ragged(connection: Connection, table: str) -> bool:
    """Whether more than a quarter of the index lies outside its largest piece: so much growth is worth a `tidy`."""
    pieces = f'SELECT count(*) AS pages FROM "{table}_search_idx" GROUP BY segid'
    whole, largest = connection.execute(
        f"SELECT ifnull(sum(pages), 0), ifnull(max(pages), 0) FROM ({pieces})"
    ).fetchone()
    return bool(largest * 4 < whole * 3)


def rewrite(connection: Connection, table: str) -> None:
    """All of an index in one piece: grams of what is no longer there are gone from the file, too."""
    connection.execute(f'INSERT INTO "{table}_search" ("{table}_search") VALUES (\'optimize\')')


def queue(connection: Connection, table: str, which: str, bound: Sequence[object]) -> None:
    """Let the records that meet a condition wait, in the caller's transaction; the new ones do by themselves."""
    connection.execute(
        f'INSERT INTO search_queue SELECT ?, n FROM "{table}" WHERE {which}'
        " AND n <= (SELECT n FROM search_through WHERE kind = ?) ON CONFLICT DO NOTHING",
        (table, *bound, table),
    )


def waiting(connection: Connection, table: str, limit: int) -> list[int]:
    """The first records that wait, in the order of `n`, as `done` wants them."""
    query = f'SELECT n FROM "{table}_waiting" ORDER BY n LIMIT ?'
    return [n for (n,) in connection.execute(query, (limit,))]


def done(connection: Connection, table: str, last: int) -> None:
    """Whatever waited up to `last` has been put; within the transaction that did it."""
    connection.execute("DELETE FROM search_queue WHERE kind = ? AND n <= ?", (table, last))
    connection.execute("UPDATE search_through SET n = ? WHERE kind = ? AND n < ?", (last, table, last))


def is_queued(connection: Connection, table: str) -> bool:
    """Whether some records of the kind still wait to be indexed."""
    return connection.execute(f'SELECT 1 FROM "{table}_waiting" LIMIT 1').fetchone() is not None


def find(
    connection: Connection,
    source: Source,
    typed: str,
    limit: int,
    *,
    deadline_ms: float | None = None,
    queued: bool | None = None,
) -> Found:
    """The newest records that have every typed word; with a deadline, those found until then.

    `queued` tells what `is_queued` would, where the caller knows it.

    The connection was made ready by `wanted.prepare`. Raises Cancelled after `interrupt()`.
    """
    wanted = Wanted(source, typed)
    end = None if deadline_ms is None else time.perf_counter() + deadline_ms / 1000
    if queued is None:
        queued = is_queued(connection, source.table)
    queries = [_indexed(wanted, queued=queued)] if wanted.words else [_all(source)]
    if queued and wanted.words:
        queries.append(_queued(wanted))
    ns: set[int] = set()
    complete = True
    for query, bound in queries:
        with cancellable(), stopping_at(connection, end) as stopped:
            for (n,) in connection.execute(query, (*bound, limit)):
                ns.add(n)
        complete = complete and not stopped()
    return Found(sorted(ns, reverse=True)[:limit], complete)


def narrow(connection: Connection, source: Source, typed: str, *, newest_first: bool) -> Narrowed:
    """The condition that a typed text puts on a list or an export of the kind.

    For lists with the newest first the index leads, and a page costs what it shows; otherwise any order will do.
    """
    wanted = Wanted(source, typed)
    table = f'"{source.table}" AS t'
    if not wanted.words:
        return Narrowed(table, "TRUE", [])
    queued = is_queued(connection, source.table)
    test, bound = wanted.check(indexed=not queued)
    if newest_first and not queued:
        return Narrowed(_led(source), f"{_matches(source)} AND {test}", [wanted.match, *bound], NEWEST)
    candidates = f'SELECT rowid FROM "{source.table}_search" WHERE "{source.table}_search" MATCH ?'
    asked: list[Any] = [wanted.match]
    if queued:
        candidates += f' UNION ALL SELECT n FROM "{source.table}_waiting"'
    return Narrowed(table, f"t.n IN ({candidates}) AND {test}", [*asked, *bound])


def _indexed(wanted: Wanted, *, queued: bool) -> Condition:
    source = wanted.source
    current: Condition = ("", [])
    if queued:
        current = (
            "NOT EXISTS (SELECT 1 FROM search_queue AS q WHERE q.kind = ? AND q.n = s.rowid)",
            [source.table],
        )
    test, bound = join_conditions(
        [(_matches(source), [wanted.match]), (ALIVE, []), current, wanted.check(indexed=True)]
    )
    return (
        f"SELECT s.rowid FROM {_led(source)}{source.joins} WHERE {test} ORDER BY s.rowid DESC LIMIT ?",
        bound,
    )


def _queued(wanted: Wanted) -> Condition:
    source = wanted.source
    test, bound = join_conditions([(ALIVE, []), wanted.check(indexed=False)])
    led = f'"{source.table}_waiting" AS q CROSS JOIN "{source.table}" AS t ON t.n = q.n{source.joins}'
    return f"SELECT t.n FROM {led} WHERE {test} ORDER BY q.n DESC LIMIT ?", bound


def _all(source: Source) -> Condition:
    return f'SELECT t.n FROM "{source.table}" AS t{source.joins} WHERE {ALIVE} ORDER BY t.n DESC LIMIT ?', []


def _led(source: Source) -> str:
    """The index first: CROSS JOIN keeps SQLite from turning it round."""
    return f'"{source.table}_search" AS s CROSS JOIN "{source.table}" AS t ON t.n = s.rowid'


def _matches(source: Source) -> str:
    return f's."{source.table}_search" MATCH ?'
