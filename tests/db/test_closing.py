"""Nothing that was laid aside before a folder was protected opens it afterwards."""

import pytest

from ercheng_station.db.audit import audits
from ercheng_station.db.backup import keys_in, read_backups, verify_backup
from ercheng_station.db.door import Login
from ercheng_station.db.shelf import faults_on
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.services.backups import back_up_store, backup_folder, keep_up
from ercheng_station.services.restoring import prepare_restore, restore_folder
from tests.founding import NOW
from tests.protecting import CODE, FIRST, QUICK, opened, protect

OLD = "keys.json.损坏-1"


@pytest.fixture
def protected(closed_folder, tmp_path):
    """With two backups, one in the second place, a replaced state and a spoilt copy of the keys, all from before."""
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        made = back_up_store(store)
        back_up_store(store, tmp_path / "盘")
        key = store.key
    restore_folder(made.path, closed_folder)
    (closed_folder / OLD).write_bytes((closed_folder / "keys.json").read_bytes()[:-9])
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        store.accounts.protect(FIRST.name, FIRST.password, CODE, cost=QUICK)
    return closed_folder, key


def test_the_key_lies_nowhere_in_clear_any_more(protected, tmp_path):
    folder, key = protected
    files = [path for place in (folder, tmp_path / "盘") for path in place.rglob("*") if path.is_file()]

    assert [
        path for path in files if key.hex().encode() in path.read_bytes() or key in path.read_bytes()
    ] == []
    assert not (folder / OLD).exists()
    assert (folder / "被替换-1" / "keys.json").exists()


def test_the_old_backups_are_whole_known_and_come_back_by_password(protected, tmp_path):
    folder, _ = protected
    backups = [*read_backups(backup_folder(folder)), *read_backups(tmp_path / "盘")]

    assert len(backups) == 2
    for backup in backups:
        assert verify_backup(backup.path).fault == ""
        assert keys_in(backup.path).protected
    assert faults_on(backup_folder(folder)) == {}
    restore_folder(backups[1].path, folder, entry=FIRST)
    with opened(folder) as store:
        assert store.broken() == []


def test_a_drive_that_was_away_is_closed_when_it_is_back(closed_folder, tmp_path):
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        back_up_store(store, tmp_path / "盘")
        (tmp_path / "盘").rename(tmp_path / "拔掉的盘")
        store.accounts.protect(FIRST.name, FIRST.password, CODE, cost=QUICK)
        (tmp_path / "拔掉的盘").rename(tmp_path / "盘")
        keep_up(store)

    assert [keys_in(one.path).protected for one in read_backups(tmp_path / "盘")] == [True] * 2


def test_a_backup_that_cannot_be_closed_is_named(closed_folder):
    with Store.open(closed_folder, CATALOGUE, now=lambda: NOW) as store:
        path = back_up_store(store).path
        held = bytearray(path.read_bytes())
        held[len(held) // 2] ^= 1
        path.write_bytes(held)
        store.accounts.protect(FIRST.name, FIRST.password, CODE, cost=QUICK)

        assert audits(store, "copies-open")[0].details["left"] == [path.name]
    assert path.read_bytes() == held


def test_a_password_changed_before_the_restore_is_finished_stays(closed_folder):
    protect(closed_folder, staffed=False)
    with opened(closed_folder) as store:
        path = back_up_store(store).path
        prepare_restore(store, path)
        store.accounts.change_password(FIRST.password, "Qiu-feng 6 luo ye")

    with opened(closed_folder, Login(FIRST.name, "Qiu-feng 6 luo ye")) as store:
        assert store.notices == ("已用备份 " + path.name + " 恢复，比恢复前少 1 条修改记录",)
    assert (closed_folder / "被替换-1" / "keys.json").exists()
