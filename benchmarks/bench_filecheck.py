"""卷宗自查 of one case: CPU of the rules alone, and with reading the case and its committee from the store."""

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.ratio import Figure
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.mediation import Mediation
from ercheng_station.services import practice
from ercheng_station.services.filecheck import CaseFile, check_file, findings, read_file

BAR_MS = 20
ROUNDS = 9


def run(folder: Path, *, small: bool = False) -> Iterator[Figure]:
    """The slowest case of a practice station, which has cases of every state."""
    rounds = 2 if small else ROUNDS
    with Store.create(folder / "数据", CATALOGUE, practice.STATION) as store:
        practice.fill(store, 20)
        cases = [row.uid for row in store.rows(Query(Mediation))]
        files = [read_file(store, uid) for uid in cases]
        read = max(cpu_ms(lambda uid=uid: check_file(store, uid), rounds) for uid in cases)
        rules = max(cpu_ms(lambda file=file: findings(anew(file)), rounds) for file in files)
    yield Figure("卷宗自查一件案件，连同读取（处理器时间）", read, BAR_MS, "ms")
    yield Figure("卷宗自查一件案件，只算规则（处理器时间）", rules, BAR_MS, "ms", detail=True)


def anew(file: CaseFile) -> CaseFile:
    """Nothing reckoned before is remembered."""
    return CaseFile(file.whole, file.roster, file.today)


def cpu_ms(act: Callable[[], object], rounds: int) -> float:
    taken = []
    for _ in range(rounds):
        begun = time.process_time()
        act()
        taken.append(time.process_time() - begun)
    return statistics.median(taken) * 1e3
