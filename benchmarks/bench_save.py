"""One durable save of a visit (number, history chain, search) against one raw insert and commit on the same disk.

The raw one is SQLite without a key, WAL, synchronous=FULL, the same columns: the least that survives a power cut. In the
same run it is measured with the store's key and pages, too: the least that survives a stolen computer as well.
Run again under strace with 4 ms added to every sync, as an office PC's disk has.
"""

import os
import secrets
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks.ratio import Figure
from ercheng_station.db.changes import Create
from ercheng_station.db.connection import connect
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
    yield from told("本机磁盘", measure(folder / "fast", saves), 1.8)
    if shutil.which("strace") and not small:
        yield from told("同步约 4 毫秒的磁盘", measured_slowly(folder / "slow", saves), 1.1)


def told(disk: str, shares: Sequence[float], bar: float) -> Iterator[Figure]:
    plain, keyed = shares
    yield Figure(f"耐久保存一条走访，{disk}，与裸写一行之比（时长）", plain, bar)
    yield Figure(f"耐久保存一条走访，{disk}，与加密裸写一行之比（时长）", keyed, bar, detail=True)


def measure(folder: Path, saves: int) -> list[float]:
    """Median wall of our save over that of a raw one without a key, and over that of one with it, in turn."""
    folder.mkdir()
    plain, keyed = raw_tables(folder)
    with Store.create(folder / "数据", CATALOGUE, practice.STATION) as store:
        practice.fill(store, min(saves, 200))
        values = [row for _, row in zip(range(saves), visits(store), strict=False)]
        sides = [(insert_raw, plain), (insert_raw, keyed), (save, store)]
        taken = [[] for _ in sides]
        for turn, one in enumerate(values):
            # The first finds what the disk has still to write of others: each is first as often.
            for side in (turn, turn + 1, turn + 2):
                act, where = sides[side % 3]
                begun = time.perf_counter()
                act(where, one)
                taken[side % 3].append(time.perf_counter() - begun)
    plain.close()
    keyed.close()
    *raws, ours = (statistics.median(times[saves // WARM_UP :]) for times in taken)
    return [ours / raw for raw in raws]


def save(store, values):
    store.act("新增走访", [Create(Visit, values)])


def visits(store):
    while True:
        for row in store.rows(Query(Visit)):
            yield row.values


def raw_tables(folder):
    plain = dbapi2.connect(str(folder / "plain.db"), isolation_level=None)
    plain.execute("PRAGMA journal_mode=WAL")
    plain.execute("PRAGMA synchronous=FULL")
    keyed = connect(folder / "keyed.db", secrets.token_bytes(32), create=True)
    for connection in (plain, keyed):
        connection.execute(f"CREATE TABLE visit (n INTEGER PRIMARY KEY, {', '.join(Visit.kept)})")
    return plain, keyed


def insert_raw(connection, values):
    marks = ",".join("?" * len(values))
    row = [None if value is None else str(value) for value in values.values()]
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"INSERT INTO visit VALUES (NULL,{marks})", row)
    connection.execute("COMMIT")


def measured_slowly(folder: Path, saves: int) -> list[float]:
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
    return list(map(float, done.stdout.split()))


if __name__ == "__main__":
    print(*measure(Path(sys.argv[1]), int(sys.argv[2])))
