"""An open store is backed up where it stands or where it is sent."""

import pytest

from ercheng_station.db.backup import read_backups
from ercheng_station.db.lock import FolderLock
from ercheng_station.errors import UserError
from ercheng_station.services.backups import back_up_store, backup_folder, restore_folder


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
