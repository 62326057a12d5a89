"""One durable save of a visit (number, history chain, search) against one raw insert and commit on the same disk.

The raw one is SQLite without a key, WAL, synchronous=FULL, the same columns: the least that survives a power cut.
Run again under strace with 4 ms added to every sync, as an office PC's disk has.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks.ratio import Figure
from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit
from ercheng_station.services import practice

SAVES = 400
WARM_UP = 8
"""One in so many saves, the first ones, is not counted."""


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    saves = 16 if small else SAVES
    yield Figure("耐久保存一条走访，本机磁盘，与裸写一行之比（时长）", measure(folder / "fast", saves), 1.8)
    if shutil.which("strace") and not small:
        share = measured_slowly(folder / "slow", saves)
        yield Figure("耐久保存一条走访，同步约 4 毫秒的磁盘，与裸写一行之比（时长）", share, 1.1)


def measure(folder: Path, saves: int) -> float:
    """Median wall of our save over the raw one's, alternating."""
    folder.mkdir()
    raw = raw_table(folder / "raw.db")
    with Store.create(folder / "数据", CATALOGUE, practice.STATION) as store:
        practice.fill(store, min(saves, 200))
        values = [row for _, row in zip(range(saves), visits(store), strict=False)]
        taken = {insert_raw: [], save: []}
        for turn, one in enumerate(values):
            # The first of two finds what the disk has still to write of others: each is first as often.
            for act in (insert_raw, save) if turn % 2 else (save, insert_raw):
                begun = time.perf_counter()
                act(raw if act is insert_raw else store, one)
                taken[act].append(time.perf_counter() - begun)
    raw.close()
    theirs, ours = (statistics.median(times[saves // WARM_UP :]) for times in taken.values())
    return ours / theirs


def save(store, values):
    store.act("新增走访", [Create(Visit, values)])


def visits(store):
    while True:
        for row in store.rows(Query(Visit)):
            yield row.values


def raw_table(path):
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"CREATE TABLE visit (n INTEGER PRIMARY KEY, {', '.join(Visit.kept)})")
    return connection


def insert_raw(connection, values):
    marks = ",".join("?" * len(values))
    row = [None if value is None else str(value) for value in values.values()]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"INSERT INTO visit VALUES (NULL,{marks})", row)
    connection.execute("COMMIT")


def measured_slowly(folder: Path, saves: int) -> float:
    inject = "inject=fdatasync,fsync:delay_exit=4000"
    strace = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-o",
        os.devnull,
        "-e",
        "trace=fdatasync,fsync",
        "-e",
        inject,
    ]
    child = [sys.executable, "-m", "benchmarks.bench_save", str(folder), str(saves)]
    done = subprocess.run(
        [*strace, *child], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )
    return float(done.stdout)


if __name__ == "__main__":
    print(measure(Path(sys.argv[1]), int(sys.argv[2])))
