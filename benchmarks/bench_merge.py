"""Bundles already read are merged into a district's store, beside one raw `INSERT … SELECT` of the same rows.

The raw thing copies the merged tables, with their indexes, from the district's file into an empty store's; once more
with the entries of the history that the merge writes besides. CPU of the process, in the same run. A bundle is read once
its texts are versions and these, each value checked, are made ready as rows (`made_ready`): nothing was asked of the
district's records until then. The bar is set for 100 stations of 10,000 records; measured are fewer and smaller ones.
"""

import shutil
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from benchmarks.ratio import Figure
from ercheng_station.db.connection import Connection, writing
from ercheng_station.db.connection import connect as open_file
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.vault import read_keys
from ercheng_station.exchange.bundle.merging import made_ready, plan_of, take
from ercheng_station.exchange.bundle.packing import pack
from ercheng_station.exchange.bundle.parcel import Manifest, Parcel
from ercheng_station.exchange.bundle.ready import Ready
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.records import CATALOGUE
from ercheng_station.services import practice
from ercheng_station.services.report_span import Calendar, read_span

STATIONS, VISITS = 5, 1_500
NOW = datetime(2026, 3, 1, tzinfo=UTC)
DISTRICT = {"name": "鄂城区市场监管局", "short_name": "鄂城区局", "kind": "bureau"}


def parcels(folder: Path, stations: int, visits: int) -> Iterator[Parcel]:
    """The same practice station as so many, each with ids of its own; texts are read as from a file.

    Without visits there is nothing but the station.
    """
    with Store.create(folder, CATALOGUE, practice.STATION, practice=True, now=lambda: NOW) as store:
        if visits:
            practice.fill(store, visits=visits)
        packed = pack(store, read_span("month", "2026-02", Calendar.of(store)))
    texts = [one.to_text() for one in packed.versions]
    for number in range(stations):
        yield _renamed(packed.manifest, [Version.from_text(text) for text in texts], number)


def _renamed(told: Manifest, versions: Sequence[Version], number: int) -> Parcel:
    ids = {one.id: str(uuid5(UUID(one.id), str(number))) for one in versions}
    station = ids[told.station]
    manifest = replace(told, id=str(uuid5(UUID(told.id), str(number))), station=station)
    return Parcel(manifest, [_moved(one, ids, station, number) for one in versions], [])


def _moved(one: Version, ids: Mapping[str, str], station: str, number: int) -> Version:
    content = {
        name: ids.get(value, value) if isinstance(value, str) else value
        for name, value in one.content.items()
    }
    again = {old: str(uuid5(UUID(old), str(number))) for old in (one.revision, *one.earlier)}
    return replace(
        one,
        id=ids[one.id],
        origin=station,
        revision=again[one.revision],
        earlier=tuple(again[old] for old in one.earlier),
        content=content,
    )


def merge(store: Store, found: Sequence[Parcel], ready: Sequence[Ready] = ()) -> int:
    """How many records were taken in; every one must be."""
    count = 0
    for parcel, made in zip_longest(found, ready):
        plan = plan_of(store, parcel, trust_new=True, ready=made)
        take(store, parcel, plan)
        if plan.returned:
            raise AssertionError(plan.returned[0])
        count += plan.created
    return count


def copied(folder: Path, name: str, tables: Sequence[str]) -> float:
    key = read_keys(folder / name).key
    return cpu(lambda: raw(folder / "区局" / FILE, folder / name / FILE, key, tables))


def raw(source: Path, target: Path, key: bytes, tables: Sequence[str]) -> None:
    with closing(open_file(target, key)) as connection:
        _attach(connection, source, key)
        connection.execute("PRAGMA foreign_keys = OFF")
        with writing(connection):
            for table in tables:
                connection.execute(f'INSERT OR IGNORE INTO main."{table}" SELECT * FROM source."{table}"')


def _attach(connection: Connection, path: Path, key: bytes) -> None:
    connection.execute(f"""ATTACH DATABASE '{path}' AS source KEY "x'{key.hex()}'" """)


def cpu(act: Callable[[], Any]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


def grown(act: Callable[[], Any]) -> float:
    """The most that Python held during the act beyond what it held before, in MB."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    stations, visits = (2, 0) if small else (STATIONS, VISITS)
    found = list(parcels(folder / "站", stations, visits))
    Store.create(folder / "区局", CATALOGUE, DISTRICT, practice=True, now=lambda: NOW).close()
    for name in ("空", "空带历史"):
        shutil.copytree(folder / "区局", folder / name)
    shutil.copytree(folder / "区局", folder / "内存")
    tables = sorted({one.kind for one in found[0].versions})
    with Store.open(folder / "区局", CATALOGUE, now=lambda: NOW) as store:
        counts: list[int] = []
        ready: list[Ready] = []
        reading = cpu(lambda: ready.extend(made_ready(store, one) for one in found))
        first = cpu(lambda: counts.append(merge(store, found, ready)))
        again = cpu(lambda: merge(store, found))
    beside = copied(folder, "空", tables)
    more = copied(folder, "空带历史", [*tables, "history"])
    with Store.open(folder / "内存", CATALOGUE, now=lambda: NOW) as store:
        early = grown(lambda: merge(store, found[:1]))
        late = [grown(lambda at=at: merge(store, found[at : at + 1])) for at in range(1, stations)][-1]
    size = f"{stations} 个站 × {counts[0] // stations:,} 条"
    yield Figure(f"汇总已读入的上报包（{size}），与一次 INSERT … SELECT 同样的行之比", first / beside, 1.5)
    yield Figure("同上，INSERT … SELECT 也抄写历史时之比", first / more, 1.5, detail=True)
    yield Figure("同样的包再汇总一次，与上面的 INSERT … SELECT 之比", again / beside, 0.02)
    yield Figure("最后一个包占用的内存与第一个包之比", late / early, 1.2)
    yield Figure("读入之末：逐字段检查并编成行，每条", reading / counts[0] * 1000, 2, "ms", True)
    yield Figure("汇总，每条", first / counts[0] * 1000, 2, "ms", True)
