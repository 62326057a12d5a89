"""What protection costs: one derivation at opening, and nothing afterwards, beside the same store without it, in turn."""

import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.ratio import Figure, worst
from ercheng_station.db.changes import Create
from ercheng_station.db.door import Login, cost_in_use
from ercheng_station.db.listing import Query
from ercheng_station.db.recovery_code import new_code
from ercheng_station.db.slots import stretch
from ercheng_station.db.store import Store
from ercheng_station.db.users import tidy_name
from ercheng_station.db.vault import read_keys
from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit
from ercheng_station.services import practice

ENTRY = Login("余慧敏", "Qing-shan 7 lv shui")
ROUNDS, ACTS = 9, 200
PAGE = 50
BAR = 1.05


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    rounds, acts = (1, 4) if small else (ROUNDS, ACTS)
    plain, guarded = laid_out(folder, 20 if small else 600)
    sides = [(plain, None), (guarded, ENTRY)]
    opening = in_turn([lambda side=side: open_at(*side).close() for side in sides], rounds)
    cost = cost_in_use(read_keys(guarded))
    assert cost is not None
    (derivation,) = in_turn([lambda: stretch(cost, tidy_name(ENTRY.name), ENTRY.password)], rounds)
    more = opening[1] - opening[0]
    yield Figure("打开加了保护的数据比没加的多用的时间，与推导一次口令之比", more / derivation, 1.2)
    yield Figure("打开加了保护的数据比没加的多（处理器时间）", more * 1e3, 400, "ms", detail=True)
    with open_at(*sides[0]) as first, open_at(*sides[1]) as second:
        stores = (first, second)
        parts: list[Figure] = []
        rows = [row.values for row in first.rows(Query(Visit), 8)]
        for name, act in (
            ("保存一条走访", lambda store: store.act("新增走访", [Create(Visit, rows[0])])),
            ("列出一页", lambda store: list(store.rows(Query(Visit), PAGE))),
            ("查两个字", lambda store: list(store.rows(Query(Visit, text="商标"), PAGE))),
        ):
            taken = in_turn([lambda act=act, one=one: act(one) for one in stores], acts)
            parts.append(
                Figure(f"{name}，加了保护与没加之比（处理器时间）", taken[1] / taken[0], BAR, detail=True)
            )
    yield worst("保存、列表、查找，加了保护与没加之比（处理器时间）", parts)
    yield from parts


def laid_out(folder: Path, visits: int) -> tuple[Path, Path]:
    plain, guarded = folder / "没加", folder / "加了"
    with Store.create(plain, CATALOGUE, practice.STATION) as store:
        practice.fill(store, visits)
        while store.index_waiting():
            pass
    shutil.copytree(plain, guarded)
    with Store.open(guarded, CATALOGUE) as store:
        store.accounts.protect(ENTRY.name, ENTRY.password, new_code())
    return plain, guarded


def open_at(folder: Path, entry: Login | None) -> Store:
    return Store.open(folder, CATALOGUE, entry=entry)


def in_turn(acts: list[Callable[[], object]], rounds: int) -> list[float]:
    """Median CPU seconds of each."""
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for act, times in zip(acts, taken, strict=True):
            begun = time.process_time()
            act()
            times.append(time.process_time() - begun)
    return [statistics.median(times) for times in taken]
