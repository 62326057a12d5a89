"""Backups are made while the program is used, off the window's thread; what is wrong with them is told."""

import pytest

from ercheng_station.db.backup import read_backups
from ercheng_station.db.changes import Create
from ercheng_station.db.shelf import read_shelf
from ercheng_station.records.office import Phrase
from ercheng_station.services.backups import back_up_store, backup_folder
from ercheng_station.ui.backing_up import BackingUp
from ercheng_station.ui.context import Desk
from ercheng_station.ui.statusline import StatusLine


@pytest.fixture
def own(store, shown):
    """A desk of a store that is no practice, and its foot."""
    desk, line = Desk(store), shown(StatusLine(), 900, 30)
    made = BackingUp(desk, line)
    yield made, line, store
    desk.close()


def desk_of(backing_up):
    return backing_up._desk


def save(store):
    store.act("新增常用语", [Create(Phrase, {"place": None, "words": "已当面解答"})])


def reasons(store):
    return [one.occasion.reason for one in read_backups(backup_folder(store.folder))]


def test_what_was_saved_is_backed_up_by_itself_and_nothing_twice(own, qtbot, monkeypatch):
    backing_up, line, store = own
    monkeypatch.setattr("ercheng_station.ui.backing_up._FIRST_AFTER", 1)
    monkeypatch.setattr("ercheng_station.ui.backing_up._EVERY", 50)
    save(store)

    backing_up.begin()

    qtbot.waitUntil(lambda: "还没有另存到 U 盘" in line.backup.text(), timeout=20_000)
    assert line.backup.text() == "上次备份：今天 09:30，还没有另存到 U 盘"
    save(store)
    qtbot.waitUntil(lambda: reasons(store) == ["每半小时", "每日"], timeout=20_000)
    assert read_shelf(backup_folder(store.folder)).drill.fault == ""
    backing_up.close()
    assert reasons(store) == ["每半小时", "每日"]


def test_a_backup_that_fails_is_told_and_tried_again(own, qtbot, monkeypatch):
    backing_up, line, _ = own
    monkeypatch.setattr("ercheng_station.ui.backing_up._EVERY", 50)
    with monkeypatch.context() as full:
        full.setattr("ercheng_station.db.backup.ROOM_TO_LEAVE", 1 << 60)
        backing_up.keep_up()
        qtbot.waitUntil(lambda: line.backup.text() == "没能自动备份", timeout=20_000)

    qtbot.waitUntil(lambda: line.backup.text().startswith("上次备份：今天"), timeout=20_000)


def test_lost_and_broken_backups_are_told_at_once_and_stay_in_sight(own, qtbot, tmp_path):
    backing_up, line, store = own
    back_up_store(store)
    back_up_store(store, tmp_path / "U盘")
    broken = back_up_store(store)
    broken.path.write_bytes(b"ransom")

    with qtbot.waitSignal(desk_of(backing_up).said, timeout=20_000) as told:
        backing_up.look()

    assert told.args == ["有 1 份备份损坏或不见了，没有删除任何一份"]
    assert (line.backup.text(), line.backup.property("tone")) == ("有 1 份备份不能用", "warn")


def test_closing_gives_up_a_backup_and_leaves_nothing_half(own, qtbot):
    backing_up, _, store = own
    save(store)

    backing_up.keep_up()
    backing_up.close()
    backing_up.keep_up()

    assert [one.fault for one in read_backups(backup_folder(store.folder))] in ([], [""])
    assert not list((store.folder / "backups").glob(".备份中/*"))
