"""Backups of a live data folder."""

import hashlib
import json
import random
import shutil
import zipfile
from threading import Thread

import pytest

from ercheng_station.db.attachments import Attachments
from ercheng_station.db.backup import (
    Occasion,
    back_up,
    copy_before_upgrade,
    keys_in,
    read_backups,
    verify_backup,
)
from ercheng_station.db.connection import connect, open_keyed, writing
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.sealed import write_sealed
from ercheng_station.db.soundness import Contents, contents_of
from ercheng_station.db.vault import read_keys
from ercheng_station.errors import Cancelled

DAILY = Occasion("每日", "凤凰所", "0001", "abc")


@pytest.fixture
def key(data):
    return read_keys(data).key


@pytest.fixture
def live(data, key):
    connection = connect(data / "station.db", key, create=True)
    connection.execute("CREATE TABLE visit (n INTEGER PRIMARY KEY, a TEXT)")
    with writing(connection):
        connection.executemany("INSERT INTO visit (a) VALUES (?)", [("走访" * 100,)] * 300)
    yield connection
    connection.close()


@pytest.fixture
def make(live, data, key):
    """make() makes a backup into data/backups, make(target) elsewhere."""

    def back(target=None, occasion=DAILY, **more):
        return back_up(live, data, key, target or data / "backups", occasion, **more)

    return back


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_holds_the_database_its_keys_and_what_it_is(make, live, data, key, tmp_path):
    made = make()

    with zipfile.ZipFile(made.path) as archive:
        archive.extract("station.db", tmp_path)
        assert archive.namelist() == ["manifest.json", "keys.json", "station.db"]
    copy = open_keyed(tmp_path / "station.db", key, mode="ro")
    assert contents_of(copy) == contents_of(live)
    copy.close()
    assert keys_in(made.path) == read_keys(data)
    assert made.counts == {"visit": 300}
    assert made.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    backup = verify_backup(made.path)
    assert (backup.sequence, backup.occasion, backup.fault) == (1, DAILY, "")
    assert backup.tables == contents_of(live)
    assert backup.database == read_keys(data).database


def test_nothing_unfinished_stays_and_nothing_is_plain(make, data):
    made = make()

    assert names_in(data / "backups") == [made.path.name]
    assert "走访".encode() not in made.path.read_bytes()


def test_backups_are_ordered_by_their_sequence_and_not_by_a_clock(make, data):
    first, second = make(occasion=Occasion("手工", "樊口所")), make()
    later = first.path.with_name(first.path.name.replace("_20", "_29"))
    first.path.rename(later)
    third = make()

    assert [backup.path for backup in read_backups(data / "backups")] == [third.path, second.path, later]
    assert [backup.sequence for backup in read_backups(data / "backups")] == [3, 2, 1]
    assert third.path.name.startswith("凤凰所_备份_000003_")


def test_the_copy_before_an_upgrade_is_a_backup(live, data, key):
    made = copy_before_upgrade(data, key)

    assert verify_backup(made.path).occasion.reason == "升级前"


def test_what_others_save_meanwhile_is_not_half_in_it(make, data, key):
    other, stop, saved = connect(data / "station.db", key), [], []

    def save():
        while not stop:
            with writing(other):
                other.execute("INSERT INTO visit (a) VALUES ('a')")
                other.execute("INSERT INTO visit (a) VALUES ('b')")
            saved.append(1)

    saver = Thread(target=save)
    saver.start()
    counts = [make().counts["visit"] for _ in range(3)]
    stop.append(1)
    saver.join()
    other.close()

    assert [count % 2 for count in counts] == [0, 0, 0]
    assert saved


def test_what_is_saved_between_copy_and_comparison_is_in_neither(make, live, data, key):
    other, steps = connect(data / "station.db", key), set()

    def save(done, total):
        if done not in steps:
            other.execute("INSERT INTO visit (a) VALUES ('later')")
        steps.add(done)

    made = make(report=save)

    assert made.counts == {"visit": 300}
    assert live.execute("SELECT count(*) FROM visit").fetchone()[0] == 300 + len(steps)
    other.close()


def test_attachments_are_copied_beside_it_once(make, data, key, tmp_path):
    files, copies = Attachments(data, key), Attachments(tmp_path / "U盘", key)
    kept = sorted(files.put(f"照片{n}".encode(), "a").sha256 for n in range(3))

    make(tmp_path / "U盘")
    times = [copies.path(one).stat().st_mtime_ns for one in kept]
    made = make(tmp_path / "U盘")

    assert list(copies.stored()) == kept
    assert [copies.path(one).stat().st_mtime_ns for one in kept] == times
    assert list(verify_backup(made.path).files) == kept
    assert copies.read(kept[0]) == files.read(kept[0])
    assert made.damaged == ()


def test_a_damaged_attachment_is_named_and_does_not_replace_its_good_copy(make, data, key):
    files, copies = Attachments(data, key), Attachments(data / "backups", key)
    good, bad = files.put(b"good", "a").sha256, files.put(b"bad", "b").sha256
    make()
    for sha256 in (good, bad):
        files.path(sha256).write_bytes(b"damaged")
    copies.remove(bad)

    made = make()

    assert set(made.damaged) == {good, bad}
    assert copies.read(good) == b"good"
    assert not copies.path(bad).exists()


def test_rows_without_parents_do_not_hinder_a_backup(make, live):
    live.execute("PRAGMA foreign_keys = OFF")
    live.execute("CREATE TABLE need (visit INTEGER REFERENCES visit)")
    live.execute("INSERT INTO need VALUES (9999)")

    made = make()

    with zipfile.ZipFile(made.path) as archive:
        assert json.loads(archive.read("manifest.json"))["orphans"] == {"need": 1}


@pytest.mark.faults
def test_every_changed_bit_and_every_cut_is_found(make, data, full, refused, figure):
    held = make().path.read_bytes()
    path, rng = data / "backups" / "x_备份_000009_.ecbak", random.Random(4)

    for _ in range(10_000 if full else 150):
        changed = bytearray(held)
        changed[rng.randrange(len(held))] ^= 1 << rng.randrange(8)
        path.write_bytes(changed)
        with refused("backup-bad"):
            verify_backup(path)
    for _ in range(1000 if full else 20):
        path.write_bytes(held[: rng.randrange(len(held))])
        with refused("backup-bad"):
            verify_backup(path)
    for _ in range(1000 if full else 20):
        start = rng.randrange(len(held) - 4096)
        path.write_bytes(held[:start] + bytes(4096) + held[start + 4096 :])
        with refused("backup-bad"):
            verify_backup(path)
    figure(
        "N06",
        "single bits flipped, cuts and zeroed blocks of 4 KiB in a backup found",
        "10,000, 1,000 and 1,000 of as many",
    )


def test_broken_backups_stand_in_the_list_with_their_fault(make, data):
    good, cut, later = make(), make(), make()
    cut.path.write_bytes(cut.path.read_bytes()[:5000])
    with zipfile.ZipFile(later.path, "w") as archive:
        archive.writestr("manifest.json", '{"format": 2}')
    (data / "backups" / "旧的.ecbak").write_bytes(b"")

    found = {backup.path: (backup.sequence, backup.fault) for backup in read_backups(data / "backups")}

    assert found == {
        later.path: (3, "是用更新版本的程序做的，请先升级程序"),
        cut.path: (2, "不完整或已损坏"),
        good.path: (1, ""),
        data / "backups" / "旧的.ecbak": (0, "不完整或已损坏"),
    }


def test_a_folder_without_backups_lists_none(data):
    assert read_backups(data / "没有") == read_backups(data) == []


@pytest.mark.parametrize(("name", "code"), [("没有.ecbak", "file-missing"), ("a.ecbak", "backup-bad")])
def test_a_file_that_is_gone_is_told_from_one_that_is_not_ours(data, refused, name, code):
    zipfile.ZipFile(data / "a.ecbak", "w").close()

    with refused(code):
        verify_backup(data / name)
    with refused(code):
        keys_in(data / name)


def test_a_sealed_file_of_another_kind_is_a_bad_backup(data, refused):
    write_sealed(data / "a.ecbak", {"manifest.json": b"[]", "keys.json": b"{}"})

    with refused("backup-bad"):
        verify_backup(data / "a.ecbak")
    with refused("backup-bad"):
        keys_in(data / "a.ecbak")


@pytest.mark.parametrize("step", range(5))
def test_stopping_leaves_nothing_and_the_connection_free(make, live, data, key, step):
    Attachments(data, key).put(b"a", "a")

    def stop(done, total):
        if (done, total) == (step, 5):
            raise Cancelled

    with pytest.raises(Cancelled):
        make(report=stop)

    assert [name for name in names_in(data / "backups") if name != "files"] == []
    assert not live.in_transaction


def test_a_full_disk_leaves_older_backups_alone(make, data, refused, file_limit):
    first = make()
    before = first.path.read_bytes()

    for limit in (3000, 60_000, len(before) - 100):
        with file_limit(limit), refused("file-no-room") as refusal:
            make()
        assert refusal.value.facts["path"] == str(data / "backups")
        assert names_in(data / "backups") == [first.path.name]

    assert first.path.read_bytes() == before
    make()


def test_room_is_looked_for_first(make, data, refused, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.backup.ROOM_TO_LEAVE", 1 << 60)

    with refused("file-no-room"):
        make()

    assert names_in(data / "backups") == []


def test_a_target_that_cannot_be_used_is_named(make, tmp_path, refused):
    (tmp_path / "file").touch()

    with refused("folder-not-writable"):
        make(tmp_path / "file" / "backups")


def test_damage_in_the_source_is_told_of_the_source(make, live, data, key, refused):
    live.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    live.close()
    held = bytearray((data / "station.db").read_bytes())
    held[4096 * 8 + 50] ^= 1
    (data / "station.db").write_bytes(held)

    with refused("store-damaged") as refusal:
        copy_before_upgrade(data, key)

    assert refusal.value.facts["path"] == str(data / "station.db")
    assert names_in(data / "backups") == []


def spoil(path, members):
    """As write_sealed on a disk that changes a bit."""
    digest = write_sealed(path, members)
    held = bytearray(path.read_bytes())
    held[2000] ^= 1
    path.write_bytes(held)
    return digest


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("faults_in", lambda copy: ["page 3"]),
        ("contents_of", lambda copy, tick: {"visit": Contents(id(copy), "")}),
        ("write_sealed", spoil),
    ],
)
def test_a_copy_that_is_not_the_same_gets_no_name(make, data, refused, monkeypatch, name, bad):
    monkeypatch.setattr(f"ercheng_station.db.backup.{name}", bad)

    with refused("backup-failed") as refusal:
        make()

    assert refusal.value.facts["path"] == str(data / "backups")
    assert names_in(data / "backups") == []


def test_two_backups_to_one_place_do_not_meet(make, data, refused):
    work = data / "backups" / ".备份中"
    work.mkdir(parents=True)

    with FolderLock(work), refused("backup-failed"):
        make()


def test_what_a_killed_backup_left_is_cleared(make, data):
    work = data / "backups" / ".备份中"
    work.mkdir(parents=True)
    (work / "station.db").write_bytes(b"half")
    (work / "station.db-journal").write_bytes(b"half")

    made = make()

    assert names_in(data / "backups") == [made.path.name]


@pytest.mark.parametrize("step", range(5))
def test_a_disk_that_goes_away_is_told_of_the_target(make, data, key, refused, step):
    Attachments(data, key).put(b"a", "a")

    def pull(done, total):
        if done == step:
            shutil.rmtree(data / "backups", ignore_errors=True)

    with refused("backup-failed") as refusal:
        make(report=pull)

    assert refusal.value.facts["path"] == str(data / "backups")
