"""One durable save of a visit (number, history chain, search) against one raw insert and commit on the same disk.

The raw one is SQLite without a key, WAL, synchronous=FULL, the same columns: the least that survives a power cut.
Run again under strace with 4 ms added to every sync, as an office PC's disk has.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks.ratio import Figure, show
from ercheng_station.db.changes import Create
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit
from ercheng_station.services import practice

SAVES, WARM_UP = 400, 50
SLOW = "slow disk"


def run() -> list[Figure]:
    figures = [Figure("durable save of a visit, this disk, wall", measure(), 1.8)]
    if shutil.which("strace"):
        figures.append(Figure("durable save of a visit, syncs of 4 ms, wall", measured_slowly(), 1.1))
    return figures


def measure() -> float:
    """Median wall of our save over the raw one's, alternating."""
    with tempfile.TemporaryDirectory() as folder:
        raw = raw_table(Path(folder) / "raw.db")
        with Store.create(Path(folder) / "数据", CATALOGUE, practice.STATION) as store:
            practice.fill(store, 200)
            values = [row for _, row in zip(range(SAVES), visits(store), strict=False)]
            ours, theirs = [], []
            for one in values:
                theirs.append(timed(lambda one=one: insert(raw, one)))
                ours.append(timed(lambda one=one: store.act("新增走访", [Create(Visit, one)])))
    return statistics.median(ours[WARM_UP:]) / statistics.median(theirs[WARM_UP:])


def visits(store):
    from ercheng_station.db.listing import Query

    while True:
        for row in store.rows(Query(Visit)):
            yield row.values


def raw_table(path):
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    names = ", ".join(name for name in Visit.kept)
    connection.execute(f"CREATE TABLE visit (n INTEGER PRIMARY KEY, {names})")
    return connection


def insert(connection, values):
    marks = ",".join("?" * len(values))
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"INSERT INTO visit VALUES (NULL,{marks})", [None if v is None else str(v) for v in values.values()])
    connection.execute("COMMIT")


def timed(save):
    begun = time.perf_counter()
    save()
    return time.perf_counter() - begun


def measured_slowly() -> float:
    inject = "inject=fdatasync,fsync:delay_exit=4000"
    command = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", os.devnull, "-e", "trace=fdatasync,fsync", "-e", inject]
    done = subprocess.run(
        [*command, sys.executable, "-m", "benchmarks.bench_save", SLOW], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


if __name__ == "__main__":
    if SLOW in sys.argv:
        print(measure())
    else:
        show(run())
