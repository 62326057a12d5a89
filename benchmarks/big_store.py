"""An encrypted store of 1,000,000 visits and 200,000 enterprises, built once and kept in a temporary folder.

`python -m benchmarks.big_store [visits] [enterprises]` builds it beforehand. The tables are those of the program
as far as searching and listing see them: the same kinds of columns, partial indexes and search tables.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.texts import TOWNS, Texts
from ercheng_station.db import search, wanted
from ercheng_station.db.connection import Connection, open_keyed, writing
from ercheng_station.db.pinyin import sort_key

VISITS, ENTERPRISES = 1_000_000, 200_000
KEY = bytes(range(32))
BATCH = 2_000

ENTERPRISE = wanted.Source(
    table="enterprise",
    texts=("t.name", "t.credit_code", "t.contact", "t.contact_phone", "t.address"),
    names=("t.name", "t.contact"),
)
VISIT = wanted.Source(
    table="visit",
    texts=("t.number", '"enterprise".name', "t.visitors", "t.receiver", "t.findings", "t.wishes"),
    names=('"enterprise".name',),
    joins=' LEFT JOIN "enterprise" AS "enterprise" ON "enterprise".n = t.enterprise_n',
)

SCHEMA = (
    "CREATE TABLE enterprise (n INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, label TEXT, label_key TEXT, name TEXT,"
    " credit_code TEXT, contact TEXT, contact_phone TEXT, address TEXT, area TEXT, removed_at TEXT)",
    "CREATE TABLE visit (n INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, number TEXT, label_key TEXT,"
    " enterprise_n INTEGER NOT NULL, visited_on TEXT, way TEXT, visitors TEXT, visitors_key TEXT, receiver TEXT,"
    " findings TEXT, wishes TEXT, minutes INTEGER, signature TEXT, removed_at TEXT)",
    "CREATE TABLE search_queue (kind TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, n)) WITHOUT ROWID",
)
INDEXED = {
    "enterprise": ("label_key", "credit_code", "area"),
    "visit": ("number", "label_key", "enterprise_n", "visited_on", "way", "visitors_key", "signature"),
}


def folder() -> Path:
    found = Path(os.environ.get("ERCHENG_BENCH") or Path(tempfile.gettempdir()) / "ercheng-bench")
    found.mkdir(parents=True, exist_ok=True)
    return found


def big_store(visits: int = VISITS, enterprises: int = ENTERPRISES) -> Path:
    """The finished file; made if it is not there."""
    path = folder() / f"store-{visits}-{enterprises}-v{search.VERSION}.db"
    if not path.exists():
        unfinished = path.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        build(unfinished, visits, enterprises)
        unfinished.rename(path)
    return path


def reader(path: Path) -> Connection:
    """As the program's list worker opens it."""
    connection = open_keyed(path, KEY, mode="ro")
    connection.execute("PRAGMA cache_size = -65536")
    wanted.prepare(connection)
    return connection


def build(path: Path, visits: int, enterprises: int) -> None:
    connection = open_keyed(path, KEY, mode="rwc")
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    for statement in SCHEMA:
        connection.execute(statement)
    for table in INDEXED:
        search.create(connection, table)
    texts = Texts()
    names = fill_enterprises(connection, texts, enterprises)
    fill_visits(connection, texts, visits, names)
    for table, columns in INDEXED.items():
        for column in columns:
            connection.execute(
                f"CREATE INDEX ix_{table}_{column} ON {table} ({column}) WHERE removed_at IS NULL"
            )
    connection.close()


def fill_enterprises(connection: Connection, texts: Texts, count: int) -> list[str]:
    names = [texts.firm() for _ in range(count)]

    def rows() -> Iterator[tuple]:
        for n, name in enumerate(names, start=1):
            code = f"91420704MA{texts.random.randrange(36**6):08X}"
            contact, phone, address = texts.person(), texts.phone(), texts.address()
            town = texts.random.choice(TOWNS)
            row = (n, n.to_bytes(16), name, sort_key(name), name, code, contact, phone, address, town, None)
            found_by = search.SearchText("\n".join((name, code, contact, phone, address)), (name, contact))
            yield row, found_by

    fill(connection, "enterprise", rows(), count)
    return names


def fill_visits(connection: Connection, texts: Texts, count: int, names: list[str]) -> None:
    pick, whole = texts.random.choice, texts.random.randrange

    def rows() -> Iterator[tuple]:
        for n in range(1, count + 1):
            enterprise = whole(len(names)) + 1
            name = names[enterprise - 1]
            visitors, receiver = f"{texts.person()}、{texts.person()}", texts.person()
            findings = texts.findings(name)
            wishes = texts.words() if whole(4) == 0 else None
            number = f"葛店ZF{2016 + n * 10 // count}-{n:04}"
            way, signature = pick(("field", "phone", "wechat")), pick(("unsigned", "signed", None))
            head = (n, n.to_bytes(16), number, sort_key(number), enterprise, texts.day(), way)
            row = (
                *head,
                visitors,
                sort_key(visitors),
                receiver,
                findings,
                wishes,
                whole(300),
                signature,
                None,
            )
            text = "\n".join((number, name, visitors, receiver, findings, wishes or ""))
            yield row, search.SearchText(text, (name,))

    fill(connection, "visit", rows(), count)


def fill(connection: Connection, table: str, rows: Iterable[tuple], count: int) -> None:
    begun = time.process_time()
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        with writing(connection):
            marks = ",".join("?" * len(batch[0][0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", [row for row, _ in batch])
            search.put_all(connection, table, [(row[0], text) for row, text in batch])
    print(f"{count} of {table}: {(time.process_time() - begun) / count * 1e3:.2f} ms of CPU each", flush=True)


if __name__ == "__main__":
    print(big_store(*map(int, sys.argv[1:])))
