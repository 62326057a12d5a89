"""A new key, the program killed at any write of the change: the old or the new opens, and all is there (N18)."""

import shutil
from contextlib import closing

import pytest

from ercheng_station.db.backup import read_backups, verify_backup
from ercheng_station.db.changes import Alter
from ercheng_station.db.connection import open_keyed
from ercheng_station.db.listing import Query
from ercheng_station.db.turning import WORK
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.backups import back_up_store, backup_folder
from ercheng_station.services.rekeying import turn_rest
from tests.db.saving import FIRM, made
from tests.faults.power import record, write_tree
from tests.faults.rekeying import DATA
from tests.protecting import opened, protect

DRAFTS, OFTEN = 16, 25
"""Of so many cuts at one the change is gone on with to its end."""


@pytest.fixture
def root(empty_folder, tmp_path, full):
    """A protected station with a firm and its photo, and a backup."""
    if not full:
        pytest.skip("only with --full: tests/services/test_rekeying.py kills at some steps")
    root = tmp_path / "root"
    root.mkdir()
    shutil.copytree(empty_folder, root / DATA)
    protect(root / DATA)
    with opened(root / DATA) as store:
        photo = store.attachments.put(b"photo", "现场.jpg")
        firm = made(store, Enterprise, **FIRM).uid
        store.act("附件", [Alter(Enterprise, firm, {"attachments": (photo,)})])
        back_up_store(store)
    return root


@pytest.mark.faults
def test_killed_at_any_write_of_a_change_of_key_the_old_or_the_new_opens(root, tmp_path, tool, figure):
    with opened(root / DATA) as store:
        old = store.key
    disk, events = record(tool("strace"), root, "tests.faults.rekeying", tmp_path / "calls")
    cuts = list(chosen(events))
    keys, taken = set(), 0
    for number, cut in enumerate(cuts):
        for event in events[taken:cut]:
            disk.take(event)
        taken = cut
        shutil.rmtree(root)
        root.mkdir()
        write_tree(disk.killed())
        keys.add(found_whole(root / DATA, to_the_end=number % OFTEN == 0) == old)

    assert keys == {True, False}
    calls = sum(event.act not in {"sync", "said"} for event in events)
    what = f"a change of the data's key of {calls:,} writes, killed behind each to what is kept and every {DRAFTS}th to a copy"
    figure("N18", what, f"the old or the new opens, all is there, {len(cuts):,} times")


def chosen(events):
    """Behind every call that changes what is kept; of those that write to a copy that is not in place yet every 16th."""
    drafts = 0
    for at, event in enumerate(events, 1):
        is_draft = event.act in {"write", "cut"} and (f"/{WORK}/" in event.at or event.at.endswith(".part"))
        drafts += is_draft
        if event.act not in {"sync", "said"} and (not is_draft or drafts % DRAFTS == 0):
            yield at


def found_whole(folder, *, to_the_end):
    """The key that holds now."""
    with opened(folder) as store:
        (firm,) = store.rows(Query(Enterprise))
        assert firm.label == FIRM["name"]
        (photo,) = firm.values["attachments"]
        assert store.attachments.read(photo.sha256) == b"photo"
        key = store.key
        for backup in read_backups(backup_folder(folder)) if to_the_end else ():
            assert backup.fault == ""
        if to_the_end:
            turn_rest(store)
            assert store.broken() == []
            assert not (folder / WORK).exists()
            (backup,) = read_backups(backup_folder(folder))
            verify_backup(backup.path)
    with closing(open_keyed(folder / "station.db", key, mode="ro")) as file:
        assert file.execute("PRAGMA quick_check").fetchone() == ("ok",)
    return key
