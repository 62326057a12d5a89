"""N08: all of a large station comes back from its backup in two presses and within a minute, equal digest for digest."""

import random
import time
from contextlib import closing

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Query
from ercheng_station.db.place import free_room
from ercheng_station.db.soundness import contents_of
from ercheng_station.db.store import FILE, Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.backups import back_up_store
from ercheng_station.services.restoring import prepare_restore
from tests.founding import NOW

SECONDS = 60
PIECE = 1 << 20


@pytest.fixture
def large(closed_folder, full):
    """A folder with so many firms and attachments, and its backup; skipped where the disk has no room for four times that."""
    records, files = (20_000, 1_024) if full else (40, 2)
    if free_room(closed_folder) < 4 * files * PIECE:
        pytest.skip("the disk is too small for four times 1 GB")
    chance = random.Random(8)
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        values = store.examine(Enterprise, {"name": "甲厂"})[0]
        named = [{**values, "name": f"鄂州市第{number}机械厂"} for number in range(records)]
        store.act("导入企业", [Create(Enterprise, one) for one in named])
        firms = [row.uid for row in store.rows(Query(Enterprise), files)]
        photos = [store.attachments.put(chance.randbytes(PIECE), "现场.jpg") for _ in firms]
        pairs = zip(firms, photos, strict=True)
        store.act("附件", [Alter(Enterprise, firm, {"attachments": (one,)}) for firm, one in pairs])
        while store.index_waiting():
            pass
        return closed_folder, back_up_store(store).path, [one.sha256 for one in photos]


@pytest.mark.faults
def test_a_large_station_is_back_within_a_minute(large, figure, full):
    folder, backup, photos = large
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        with closing(store.connect_reader()) as connection:
            wanted = contents_of(connection)
        store.act("改坏了", [Alter(Enterprise, next(store.rows(Query(Enterprise), 1)).uid, {"name": "乙厂"})])
        for sha256 in photos:
            store.attachments.remove(sha256)
        began = time.monotonic()
        restored = prepare_restore(store, backup)
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        taken = time.monotonic() - began
        with closing(store.connect_reader()) as connection:
            found = contents_of(connection)
        same = {name: one for name, one in found.items() if name not in {"act", "history", "meta"}}
        assert same == {name: wanted[name] for name in same}
        assert restored.missing == ()
        assert all(store.attachments.whole(one) for one in photos[:: 50 if full else 1])
        assert not store.broken()
    assert (folder / FILE).exists()
    assert taken <= SECONDS
    figure(
        "N08",
        "restore of 20,000 records and 1 GB of attachments, from the press to the open store",
        f"{taken:.0f} s of {SECONDS}, equal digest for digest",
    )
