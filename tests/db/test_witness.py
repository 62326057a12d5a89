"""An older data file and a clock that was turned are noticed at the next opening, and noted in the history."""

import random
import shutil
from contextlib import closing
from datetime import datetime, timedelta

import pytest

import ercheng_station
from ercheng_station.db import witness
from ercheng_station.db.audit import audits
from ercheng_station.db.backup import read_backups, verify_backup
from ercheng_station.db.connection import connect
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.witness import Clock, jumped, read_seen
from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.backups import back_up_store, backup_folder
from ercheng_station.services.restoring import restore_folder
from tests.db.saving import made
from tests.founding import NOW

DAYS, MINUTES = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def a_clock_that_counts(monkeypatch):
    """The tests of other things do not ask on which day they are run."""
    monkeypatch.setattr(witness, "BEHIND", 2 * MINUTES)
    monkeypatch.setattr(witness, "AHEAD", 3 * DAYS)


def opened(folder, now=NOW):
    return Store.open(folder, CATALOGUE, now=lambda: now)


def save(folder, count, now=NOW):
    with opened(folder, now) as store:
        for number in range(count):
            made(store, Enterprise, name=f"{chr(0x5000 + number)}厂")
        return store.notices


def noted(folder):
    with opened(folder) as store:
        return [(one.what, one.label) for one in reversed(audits(store))]


def test_an_old_data_file_put_back_is_told_with_what_is_missing_and_noted_once(closed_folder, tmp_path):
    save(closed_folder, 1)
    shutil.copy(closed_folder / FILE, tmp_path / FILE)
    save(closed_folder, 37)
    shutil.copy(tmp_path / FILE, closed_folder / FILE)

    told = save(closed_folder, 0)

    assert told == ("数据比上次关闭时旧（少37条）",)
    assert save(closed_folder, 0) == ()
    assert noted(closed_folder) == [("older", "数据比上次关闭时旧（少37条）")]


def test_an_old_data_file_worked_on_elsewhere_is_told_although_it_is_longer(closed_folder, tmp_path):
    elsewhere = shutil.copytree(closed_folder, tmp_path / "别处")
    save(closed_folder, 1)
    save(elsewhere, 3)
    shutil.copy(elsewhere / FILE, closed_folder / FILE)

    assert save(closed_folder, 0) == ("数据文件不是上次关闭时的那一份，修改记录对不上",)


def test_acts_without_records_that_were_cut_off_are_told(closed_folder):
    with opened(closed_folder) as store:
        for number in range(3):
            store.act(f"打印第 {number} 份", [])
        key = store.key
    with closing(connect(closed_folder / FILE, key)) as connection:
        connection.execute("DROP TRIGGER act_DELETE")
        connection.execute("DELETE FROM act WHERE label IN ('打印第 1 份', '打印第 2 份')")

    assert save(closed_folder, 0) == ("操作记录少了 2 次没有改动登记的操作",)
    assert save(closed_folder, 0) == ()


def test_a_restore_is_noted_as_such(closed_folder):
    with opened(closed_folder) as store:
        back_up_store(store)
    save(closed_folder, 2)
    (backup,) = read_backups(backup_folder(closed_folder))

    restore_folder(backup.path, closed_folder)

    words = f"已用备份 {backup.path.name} 恢复，比恢复前少 2 条修改记录"
    assert save(closed_folder, 0) == (words,)
    assert noted(closed_folder) == [("restored", words)]


@pytest.mark.parametrize("held", [b"", b"[]", b'{"more": 1}'])
def test_what_cannot_be_read_of_it_hinders_nobody(closed_folder, held):
    (closed_folder / witness.FILE).write_bytes(held)

    assert save(closed_folder, 1) == ()


def test_a_crash_leaves_it_behind_and_nothing_is_told(closed_folder):
    save(closed_folder, 1)
    before = (closed_folder / witness.FILE).read_bytes()
    save(closed_folder, 2)
    (closed_folder / witness.FILE).write_bytes(before)

    assert save(closed_folder, 0) == ()


@pytest.mark.faults
def test_every_jump_of_the_clock_is_told_and_the_order_stays(closed_folder, full, figure):
    chance, last, told, tried = random.Random(8), NOW, 0, 200 if full else 20
    for _ in range(tried):
        ahead = chance.random() < 0.5
        by = (
            chance.choice([3 * DAYS, 400 * DAYS])
            if ahead
            else -chance.choice([2 * MINUTES, DAYS, 400 * DAYS])
        )
        last += by + (MINUTES if ahead else -MINUTES)
        notices = save(closed_folder, 1, last)
        told += len(notices) == 1 and "请核对电脑时间" in notices[0]
        last += chance.choice([timedelta(0), -MINUTES, 2 * DAYS])
        assert save(closed_folder, 1, last) == ()

    assert told == tried
    with opened(closed_folder, last) as store, closing(store.connect_reader()) as connection:
        rows = connection.execute("SELECT seq, rowid FROM history ORDER BY seq").fetchall()
        assert [seq for seq, _ in rows] == list(range(1, len(rows) + 1))
        assert not store.broken()
        assert len(audits(store, "clock")) == tried
    figure(
        "N13",
        "clocks turned by −2 min and more or 3 days and more: told and noted, order unchanged",
        f"{told} of {tried}",
    )


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (-2 * MINUTES, None),
        (
            timedelta(minutes=-2, seconds=-1),
            "电脑时间比上次操作还早：上次是 2026-11-20 09:30，现在是 2026-11-20 09:27",
        ),
        (3 * DAYS, None),
        (timedelta(days=9), "上次操作是 9 天以前（2026-11-20 09:30）"),
    ],
)
def test_the_words_name_both_moments(by, words):
    found = jumped(NOW, NOW + by)

    assert found.words == f"{words}，请核对电脑时间" if words else found is None


def test_a_folder_without_room_is_closed_all_the_same(closed_folder, monkeypatch):
    def refuse(path):
        raise UserError("file-no-room", path=str(path), free="0", size="1")

    monkeypatch.setattr(witness, "atomic_write", refuse)

    assert save(closed_folder, 1) == ()


def test_last_seen_is_what_the_history_says(closed_folder):
    save(closed_folder, 2)

    seen = witness.read_seen(closed_folder)

    with opened(closed_folder) as store:
        assert (seen.seq, seen.mac) == store.sealed()
    assert datetime.fromisoformat(seen.at) == NOW


def test_a_clock_turned_while_the_program_runs_is_told_and_an_hour_that_passes_is_not():
    steady = iter([0, 3600, 3630, 3660, 3690])
    clock = Clock(NOW, lambda: next(steady))
    hour = timedelta(hours=1)

    told = [clock.turned(now) for now in (NOW + hour, NOW - hour, NOW - hour + MINUTES / 2, NOW + 30 * DAYS)]

    assert [one.what if one else None for one in told] == [None, "clock", None, "clock"]


@pytest.fixture
def left_by_an_older_program(closed_folder, monkeypatch):
    save(closed_folder, 1)
    monkeypatch.setattr(ercheng_station, "__version__", "9.8.7")
    return closed_folder


def test_a_newer_program_keeps_a_copy_of_what_the_older_one_left_and_says_so_once(left_by_an_older_program):
    folder, older = left_by_an_older_program, read_seen(left_by_an_older_program).program

    (told,) = save(folder, 1)

    (copy,) = read_backups(backup_folder(folder))
    assert told == f"程序从 {older} 版换成了 9.8.7 版，换之前的数据在备份 {copy.path.name} 里"
    assert (copy.occasion.reason, copy.tables["enterprise"].rows) == ("升级前", 1)
    assert verify_backup(copy.path)
    assert noted(folder) == [("program", told)]
    assert read_backups(backup_folder(folder)) == [copy]


def test_a_backup_of_just_that_state_is_copy_enough(closed_folder, monkeypatch):
    with opened(closed_folder) as store:
        kept = back_up_store(store)
    monkeypatch.setattr(ercheng_station, "__version__", "9.8.7")

    (told,) = save(closed_folder, 0)

    assert kept.path.name in told
    assert len(read_backups(backup_folder(closed_folder))) == 1


def test_where_no_copy_can_be_made_the_data_opens_and_that_is_told(left_by_an_older_program, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.backup.ROOM_TO_LEAVE", 1 << 60)

    (told,) = save(left_by_an_older_program, 0)

    assert told.endswith("没能先留一份备份，请腾出空间，做一次备份")
    assert save(left_by_an_older_program, 0) == ()
