"""The power goes at any moment of a working day: what was acknowledged is there, and nothing is half (N01)."""

import json
import random
import shutil
from collections import Counter

import pytest

from ercheng_station.db.store import Store
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.station import Station
from tests.db.saving import FIRM, made
from tests.faults import day
from tests.faults.power import record, write_tree
from tests.founding import NOW, STATION, as_released

RELEASED = "0009"
FIRST = Catalogue((Station, Enterprise, Right))


@pytest.fixture
def root(tmp_path, empty_folder, monkeypatch):
    with monkeypatch.context() as then:
        as_released(then, RELEASED)
        with Store.create(tmp_path / "old" / "数据", FIRST, STATION, now=lambda: NOW) as store:
            made(store, Enterprise, **FIRM)
    root = tmp_path / "day"
    root.mkdir()
    day.lay_out(root, empty_folder, tmp_path / "old" / "数据")
    return root


@pytest.mark.faults
def test_no_cut_of_the_power_loses_what_was_acknowledged(root, tmp_path, tool, full, figure):
    disk, events = record(tool("strace"), root, "tests.faults.day", tmp_path / "calls")
    said = [at for at, event in enumerate(events) if event.act == "said"]
    states = [json.loads(events[at].at)[1] for at in said]
    chance, wrong = random.Random(1), Counter()
    cuts = sorted(chance.randrange(said[0] + 1, len(events)) for _ in range(20_000 if full else 24))
    taken = 0
    for number, cut in enumerate(cuts):
        for event in events[taken:cut]:
            disk.take(event)
        taken = cut
        step = sum(at < cut for at in said) - 1
        shutil.rmtree(root)
        root.mkdir()
        write_tree(disk.left(chance))
        known = states[step : step + 2]
        wrong.update(day.faults_after_a_cut(root, known[0], known[-1], whole=number % 20 == 0))

    assert wrong == Counter()
    figure(
        "N01",
        f"power cuts simulated anywhere in a day of {len(states) - 1} acknowledged steps",
        f"nothing lost in {len(cuts):,}",
    )
