"""An open store is backed up where it stands or where it is sent."""

import json
import random
from dataclasses import replace
from datetime import datetime

import pytest

from ercheng_station.db.audit import audits
from ercheng_station.db.backup import Occasion, read_backups, verify_backup
from ercheng_station.db.changes import Alter
from ercheng_station.db.ladder import KEPT
from ercheng_station.db.lock import FolderLock
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.backups import (
    back_up_store,
    backup_folder,
    copy_before,
    keep_up,
    look_after,
    loss_by,
    thin,
)
from ercheng_station.services.restoring import restore_folder
from tests.db.saving import FIRM, made


def test_a_backup_says_whose_it_is_and_why(store):
    made = back_up_store(store, reason="下班备份")

    (backup,) = read_backups(backup_folder(store.folder))
    assert backup.path == made.path
    assert backup.occasion.unit == store.unit.name
    assert backup.occasion.reason == "下班备份"
    assert backup.occasion.chain_head == store.sealed()[1]


def test_a_restore_leaves_a_folder_in_use_alone(store, tmp_path):
    made = back_up_store(store, tmp_path / "U盘")

    with pytest.raises(UserError) as refusal:
        restore_folder(made.path, store.folder)

    assert refusal.value.code == "store-locked"


def test_after_a_restore_the_folder_is_free(store, tmp_path):
    made = back_up_store(store, tmp_path / "U盘")

    restored = restore_folder(made.path, tmp_path / "新的" / "数据")

    assert restored.missing == ()
    FolderLock(tmp_path / "新的" / "数据").release()


def named(folder):
    return [(backup.sequence, backup.occasion.reason) for backup in read_backups(folder)]


def overwrite(path):
    path.write_bytes(random.Random(2).randbytes(path.stat().st_size))


@pytest.fixture
def home(store):
    return backup_folder(store.folder)


def test_the_ladder_makes_a_backup_only_of_what_is_new(store, home):
    first = keep_up(store)
    nothing = keep_up(store)
    made(store, Enterprise, **FIRM)
    second = keep_up(store)

    assert nothing is None
    assert named(home) == [(2, "每半小时"), (1, "每日")]
    assert [verify_backup(one.path).sequence for one in (first, second)] == [1, 2]


def test_much_at_once_is_done_behind_a_backup_even_where_there_is_no_room(store, home, monkeypatch):
    copy_before(store, "导入前")
    copy_before(store, "导入前")
    made(store, Enterprise, **FIRM)
    monkeypatch.setattr("ercheng_station.db.backup.ROOM_TO_LEAVE", 1 << 60)

    assert copy_before(store, "导入前") is None
    assert named(home) == [(1, "导入前")]


def test_nothing_is_removed_while_one_of_the_newest_is_not_whole(store, home, monkeypatch):
    monkeypatch.setitem(KEPT, "每半小时", 1)
    monkeypatch.setattr("ercheng_station.db.ladder.LEAST", 1)
    monkeypatch.setattr("ercheng_station.services.backups.LEAST", 1)
    backups = [back_up_store(store, reason="每半小时") for _ in range(3)]
    held = backups[-1].path.read_bytes()
    flipped = bytearray(held)
    flipped[len(held) // 2] ^= 1
    backups[-1].path.write_bytes(flipped)

    assert thin(home) == []
    backups[-1].path.write_bytes(held)
    assert thin(home) == [one.path.name for one in backups[:2]]
    assert named(home) == [(3, "每半小时")]


def test_the_three_newest_overwritten_are_noticed_noted_and_the_fourth_is_offered(store, home):
    backups = [back_up_store(store) for _ in range(4)]
    for one in backups[1:]:
        overwrite(one.path)

    kept = look_after(store)

    assert kept.faults == {one.path.name: "不完整或已损坏" for one in backups[1:]}
    assert [one.path for one in read_backups(home) if not one.fault] == [backups[0].path]
    assert all(one.path.exists() for one in backups)
    assert kept.newest == datetime.fromisoformat(verify_backup(backups[0].path).made_at)
    (noted,) = audits(store, "backups-lost")
    assert noted.details["faults"] == kept.faults
    thin(home)
    assert all(one.path.exists() for one in backups)


def test_what_is_wrong_with_the_backups_is_noted_once(store):
    first, second = back_up_store(store), back_up_store(store)
    first.path.rename(first.path.with_suffix(".locked"))
    second.path.write_bytes(second.path.read_bytes() + b"more")

    found = look_after(store).faults
    look_after(store)

    assert found[first.path.name] == "不见了"
    assert found[second.path.name] == "不完整或已损坏"
    assert len(audits(store, "backups-lost")) == 1


def test_the_second_place_is_remembered_and_served_once_a_day_while_it_is_there(store, home, tmp_path):
    drive = tmp_path / "U盘"
    back_up_store(store, drive)
    made(store, Enterprise, **FIRM)
    keep_up(store)
    with_drive = named(drive)
    drive.rename(tmp_path / "拔了")
    made(store, Enterprise, name="乙厂")
    keep_up(store)

    assert with_drive == [(2, "每日"), (1, "手工备份")]
    assert look_after(store).elsewhere.folder == str(drive)
    assert not drive.exists()
    assert [reason for _, reason in named(home)] == ["每半小时", "每日"]


def test_a_book_that_cannot_be_read_is_written_anew(store, home):
    back_up_store(store)
    (home / "index.json").write_bytes(b"{")

    assert look_after(store).faults == {}
    back_up_store(store)
    assert len(json.loads((home / "index.json").read_bytes())["sizes"]) == 2


def test_what_a_restore_would_lose_is_told_record_by_record(store, home):
    back_up_store(store)
    firm = made(store, Enterprise, **FIRM)
    store.act("改名", [Alter(Enterprise, firm.uid, {"name": "宏达二厂"})])
    made(store, Enterprise, name="乙厂")
    (backup,) = read_backups(home)

    loss = loss_by(store, backup)

    assert (loss.known, loss.records, loss.count) == (True, 2, 3)
    assert [one.label for one in loss.acts] == ["新增企业", "改名", "新增企业"]
    assert not loss_by(store, replace(backup, occasion=Occasion("手工", chain_head="ab"))).known
