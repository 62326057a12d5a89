"""A data folder with 1,000,000 visits and 200,000 enterprises, made once and kept in a temporary folder.

`python -m benchmarks.big_store [visits] [enterprises]` makes it beforehand. Schema, key, columns, sort keys and
search entries are the program's own; history and numbers are left out, they would treble the time.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from uuid import UUID

from benchmarks.texts import Texts
from ercheng_station.db import indexing, search
from ercheng_station.db.connection import Connection, connect, open_keyed, writing
from ercheng_station.db.pending import Pending
from ercheng_station.db.rows import Shape, key_of
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.upgrade import HEAD
from ercheng_station.db.vault import read_keys
from ercheng_station.db.wanted import prepare
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import Record, Values, refs_of, sort_column
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from ercheng_station.services.practice import STATION
from ercheng_station.ui.preferences import LAST_DAY, LAST_PLACE

VISITS, ENTERPRISES = 1_000_000, 200_000
BATCH = 2_000
AT = "2026-01-01T00:00:00.000000Z"
ORIGIN = UUID(int=1)


def big_store(visits: int = VISITS, enterprises: int = ENTERPRISES, *, parent: Path | None = None) -> Path:
    """The data folder, ready for `Store.open`; made if it is not there."""
    parent = parent or Path(os.environ.get("ERCHENG_BENCH") or Path(tempfile.gettempdir()) / "ercheng-bench")
    folder = parent / f"{visits}-visits-{enterprises}-enterprises-{HEAD}-{search.VERSION}"
    if not folder.exists():
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        build(unfinished, visits, enterprises)
        unfinished.rename(folder)
    return folder


def left_on_visits(held: Path, folder: Path) -> Path:
    """A copy in `folder` whose window, when it was closed this morning, showed the register of visits."""
    made = Path(shutil.copytree(held, folder / "数据"))
    with Store.open(made, CATALOGUE) as store:
        store.drafts.prefer(store.actor, LAST_PLACE, Visit.__tablename__)
        store.drafts.prefer(store.actor, LAST_DAY, store.today.isoformat())
    return made


def reader(folder: Path) -> Connection:
    """As the program's list worker reads."""
    connection = connect(folder / FILE, read_keys(folder).key, readonly=True)
    prepare(connection)
    return connection


def build(folder: Path, visits: int, enterprises: int) -> None:
    Store.create(folder, CATALOGUE, STATION).close()
    connection = open_keyed(folder / FILE, read_keys(folder).key, mode="rw")
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -800000", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    texts = Texts()
    firms = [
        Link(uid=UUID(int=n), title=texts.firm(), kind=Enterprise.__tablename__)
        for n in range(1, enterprises + 1)
    ]
    fill(connection, Enterprise, ((firm.uid, firm.title, None, firm_values(texts, firm)) for firm in firms))
    fill(connection, Visit, visit_rows(texts, firms, visits))
    for kind in (Enterprise, Visit):
        while search.tidy(connection, kind.__tablename__):
            pass
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def firm_values(texts: Texts, firm: Link) -> Values:
    return {
        "name": firm.title,
        "credit_code": f"91420704MA{texts.random.randrange(36**6):08X}",
        "address": texts.address(),
        "legal_person": texts.person(),
        "contact": texts.person(),
        "contact_phone": texts.phone(),
        "is_key_industry": texts.random.random() < 0.1,
    }


def visit_rows(texts: Texts, firms: list[Link], count: int) -> Iterator[tuple[UUID, str, str, Values]]:
    pick, whole = texts.random.choice, texts.random.randrange
    for n in range(1, count + 1):
        firm = pick(firms)
        number = f"泽林ZF{2016 + n * 10 // count}-{n:04}"
        values: Values = {
            "enterprise": firm,
            "visited_on": date.fromisoformat(texts.day()),
            "way": pick(("field", "field", "phone", "wechat")),
            "visitors": f"{texts.person()}、{texts.person()}",
            "receiver": texts.person(),
            "findings": texts.findings(firm.title),
            "wishes": texts.words() if whole(4) == 0 else None,
            "minutes": whole(1, 300),
            "signature": pick(("signed", "waiting", "declined")),
        }
        yield UUID(int=1 << 64 | n), number, number, values


def fill(
    connection: Connection, kind: type[Record], rows: Iterator[tuple[UUID, str, str | None, Values]]
) -> None:
    shape = Shape(kind)
    begun, done = time.process_time(), 0
    while batch := list(islice(rows, BATCH)):
        with writing(connection):
            pending = Pending(connection, CATALOGUE.parents_first)
            for uid, label, number, values in batch:
                whole = dict.fromkeys(kind.kept) | values
                pending.insert(shape.table, columns(shape, uid, label, number, whole))
            pending.flush()
            waiting = search.waiting(connection, shape.table, BATCH)
            search.put_all(connection, shape.table, indexing.told(connection, kind, waiting))
            search.done(connection, shape.table, waiting[-1])
        done += len(batch)
        if done % 100_000 == 0:
            print(f"{done} of {kind.__tablename__}", flush=True)
    print(
        f"{kind.__tablename__}: {(time.process_time() - begun) / max(done, 1) * 1e3:.2f} ms of CPU each",
        flush=True,
    )


def columns(shape: Shape, uid: UUID, label: str, number: str | None, values: Values) -> dict[str, object]:
    refs = refs_of(shape.kind)
    found: dict[str, object] = {
        "uid": uid.bytes,
        "origin": ORIGIN.bytes,
        "number": number,
        "label": label,
        "label_key": key_of(shape.kind, "label", label),
        "revision": uid.bytes,
        "created_at": AT,
        "changed_at": AT,
    }
    for name, value in values.items():
        if name in refs:
            found[f"{name}_n"] = value and value.uid.int
            continue
        found[name] = shape.bind(name, value)
        key = sort_column(shape.kind, name)
        if key == f"{name}_key":
            found[key] = key_of(shape.kind, name, value) if value else None
    return found


if __name__ == "__main__":
    print(big_store(*map(int, sys.argv[1:])))
