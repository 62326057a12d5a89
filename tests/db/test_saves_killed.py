"""kill -9 while visits are saved, altered and removed: every acknowledged act is there whole, and history verifies."""

import random
import shutil
from collections import Counter
from signal import SIGKILL
from uuid import UUID

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.check import check, is_damaged
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from tests.killing import killing

IMPORTS = """
import itertools, sys
from pathlib import Path
from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
"""
SAVING = """
store = Store.open(Path(sys.argv[1]), CATALOGUE)
raw = {"enterprise": "甲厂", "visited_on": "2026-03-05", "way": "field", "visitors": "余慧敏"}
values, _ = store.examine(Visit, raw)
print("ready", flush=True)
for turn in itertools.count():
    pair = [Create(Visit, {**values, "findings": "走访" * 400}) for _ in range(2)]
    store.act("新增走访", pair)
    print("saved", *[one.uid for one in pair], flush=True)
    store.act("修改走访", [Alter(Visit, pair[0].uid, {"findings": "改过"})])
    print("altered", pair[0].uid, flush=True)
    store.act("删除走访", [Remove(Visit, pair[1].uid, "试验")])
    print("removed", pair[1].uid, flush=True)
"""


@pytest.mark.faults
def test_what_was_acknowledged_is_there_whole(empty_folder, tmp_path, full, figure):
    chance, stations, kills, looked_at = random.Random(7), 20 if full else 1, 50 if full else 4, 0
    for number in range(stations):
        folder = shutil.copytree(empty_folder, tmp_path / f"数据{number}")
        with_enterprise(folder)
        looked_at += killed_over_and_over(folder, chance, kills)
    figure(
        "N03",
        f"kill -9 while visits are saved, altered and removed, {kills} times in each of {stations} stations",
        f"nothing lost or torn in {stations * kills:,}, {looked_at:,} records looked at",
    )


def killed_over_and_over(folder, chance, kills):
    """After every one all that was ever said to be saved is looked at. How many records that are in the end."""
    expected = {}
    with killing(IMPORTS, SAVING) as start:
        for _ in range(kills):
            ended, (ready, *said) = start(folder, seconds=chance.uniform(0.002, 0.25))
            assert (ended, ready) == (-SIGKILL, "ready")
            for line in said:
                word, *uids = line.split()
                expected.update(dict.fromkeys(uids, word))

            with Store.open(folder, CATALOGUE) as store:
                assert not store.broken()
                assert_kept(store, expected)

    with Store.open(folder, CATALOGUE) as store:
        assert not is_damaged(check(store))
    assert expected
    return len(expected)


def with_enterprise(folder):
    with Store.open(folder, CATALOGUE) as store:
        values, _ = store.examine(Enterprise, {"name": "甲厂"})
        store.act("新增企业", [Create(Enterprise, values)])


def assert_kept(store, expected):
    """An act may have been saved and not yet told, so a record may be further than its last word."""
    rows = {
        str(row.uid): row for removed in (False, True) for row in store.rows(Query(Visit, removed=removed))
    }
    numbers = Counter(row.number for row in rows.values())
    assert not [number for number, times in numbers.items() if times > 1]
    assert len(rows) % 2 == 0, "half an act"
    for uid, word in expected.items():
        row = rows[uid]
        assert word != "altered" or row.values["findings"] == "改过"
        assert word != "removed" or row.removed_at
        ops = [entry.op for entry in store.entries(UUID(uid))]
        assert ops[0] == "create"
        assert word == "saved" or len(ops) == 2
