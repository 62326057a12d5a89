"""Putting a backup in place of the present data."""

import json
import os
import shutil

import pytest

from ercheng_station.db.attachments import Attachments
from ercheng_station.db.backup import Occasion, back_up
from ercheng_station.db.connection import connect
from ercheng_station.db.drafts import FILE as DRAFTS
from ercheng_station.db.drafts import Drafts
from ercheng_station.db.restore import PLAN, finish_restore, restore
from ercheng_station.db.vault import NAMES, new_keys, read_keys, write_keys
from ercheng_station.errors import Cancelled, UserError
from tests.killing import killing


@pytest.fixture
def key(data):
    return read_keys(data).key


def write(folder, key, text):
    connection = connect(folder / "station.db", key, create=True)
    connection.execute("CREATE TABLE IF NOT EXISTS visit (n INTEGER PRIMARY KEY, a TEXT)")
    connection.execute("INSERT INTO visit (a) VALUES (?)", (text,))
    connection.close()


def texts(folder, key):
    connection = connect(folder / "station.db", key)
    found = [text for (text,) in connection.execute("SELECT a FROM visit")]
    connection.close()
    return found


def make_backup(folder, key, target):
    connection = connect(folder / "station.db", key)
    made = back_up(connection, folder, key, target, Occasion("手工", "凤凰所"))
    connection.close()
    return made.path


@pytest.fixture
def backup(data, key, tmp_path):
    """A backup with one row and one attachment; afterwards the folder has a second row."""
    Attachments(data, key).put(b"photo", "a.jpg")
    write(data, key, "first")
    path = make_backup(data, key, tmp_path / "U盘")
    write(data, key, "second")
    return path


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_backup_is_in_place_and_what_was_there_stands_aside(data, key, backup):
    restored = restore(backup, data)

    assert texts(data, key) == ["first"]
    assert restored.aside == data / "被替换-1"
    assert texts(restored.aside, key) == ["first", "second"]
    assert restored.missing == ()
    assert names_in(data) == ["files", "keys.copy.json", "keys.json", "last.json", "station.db", "被替换-1"]


def test_each_restore_has_its_own_place_aside(data, key, backup):
    restore(backup, data)
    write(data, key, "third")

    restored = restore(backup, data)

    assert restored.aside == data / "被替换-2"
    assert texts(data / "被替换-1", key) == ["first", "second"]
    assert texts(data / "被替换-2", key) == ["first", "third"]


def test_an_empty_folder_becomes_the_station_again(backup, key, tmp_path):
    folder = tmp_path / "新电脑"

    restored = restore(backup, folder)

    assert texts(folder, read_keys(folder).key) == ["first"]
    assert names_in(restored.aside) == []
    sha256 = restored.backup.files[0]
    assert Attachments(folder, key).read(sha256) == b"photo"


def test_a_log_left_by_a_crash_goes_aside_with_its_database(data, key, backup):
    (data / "station.db-wal").write_bytes(b"log")
    (data / "station.db-shm").write_bytes(b"index")

    restored = restore(backup, data)

    assert (restored.aside / "station.db-wal").read_bytes() == b"log"
    assert (restored.aside / "station.db-shm").read_bytes() == b"index"
    assert texts(data, key) == ["first"]


def test_drafts_stay_with_the_same_unit(data, key, backup):
    drafts = Drafts(data / DRAFTS, key)
    drafts.prefer("张三", "a", 1)
    drafts.close()

    restore(backup, data)

    drafts = Drafts(data / DRAFTS, key)
    assert drafts.preferred("张三", "a") == 1
    drafts.close()


def test_the_backup_of_another_unit_is_named_and_refused(data, key, backup, tmp_path, refused):
    other = tmp_path / "樊口所"
    other.mkdir()
    write_keys(other, new_keys())
    other_key = read_keys(other).key
    write(other, other_key, "theirs")
    Drafts(other / DRAFTS, other_key).close()

    with refused("backup-other-unit") as refusal:
        restore(backup, other)
    assert refusal.value.facts["unit"] == "凤凰所"
    assert texts(other, other_key) == ["theirs"]

    restored = restore(backup, other, other_unit=True)
    assert texts(other, key) == ["first"]
    assert DRAFTS in names_in(restored.aside)
    assert DRAFTS not in names_in(other)


def test_lost_keys_come_back_from_the_backup(data, key, backup):
    (data / "keys.json").unlink()
    (data / "keys.copy.json").write_bytes(b"damaged")

    restored = restore(backup, data)

    assert texts(data, read_keys(data).key) == ["first"]
    assert (restored.aside / "keys.copy.json").read_bytes() == b"damaged"


def test_attachments_come_back_and_those_nobody_has_are_named(data, key, backup, tmp_path):
    files = Attachments(data, key)
    kept, lost = files.put(b"kept", "b").sha256, files.put(b"lost", "c").sha256
    spoilt = files.put(b"spoilt", "d").sha256
    backup = make_backup(data, key, backup.parent)
    files.remove(spoilt)
    Attachments(backup.parent, key).path(spoilt).write_bytes(b"damaged")
    files.path(kept).write_bytes(b"damaged")
    files.remove(lost)
    Attachments(backup.parent, key).remove(lost)
    more = files.put(b"more", "e").sha256

    restored = restore(backup, data)

    assert files.read(kept) == b"kept"
    assert set(restored.missing) == {lost, spoilt}
    assert not files.path(spoilt).exists()
    assert files.read(more) == b"more"


@pytest.mark.parametrize(("left", "code"), [(slice(-1), "backup-bad"), (None, "file-missing")])
def test_a_bad_backup_changes_nothing(data, key, backup, refused, left, code):
    held = backup.read_bytes()
    backup.unlink()
    if left:
        backup.write_bytes(held[left])
    before = names_in(data)

    with refused(code):
        restore(backup, data)

    assert names_in(data) == before
    assert texts(data, key) == ["first", "second"]


def test_a_backup_whose_database_is_not_what_it_says_is_refused(data, key, backup, refused, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.restore.contents_of", lambda copy: {})

    with refused("backup-bad"):
        restore(backup, data)

    assert texts(data, key) == ["first", "second"]
    assert not [name for name in names_in(data) if name.startswith((".", "被"))]


def test_stopping_and_a_full_disk_change_nothing(data, key, backup, refused, file_limit, monkeypatch):
    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        restore(backup, data, report=stop)
    with file_limit(5000), refused("file-no-room"):
        restore(backup, data)
    monkeypatch.setattr("ercheng_station.db.restore.ROOM_TO_LEAVE", 1 << 60)
    with refused("file-no-room"):
        restore(backup, data)

    assert texts(data, key) == ["first", "second"]
    assert not [name for name in names_in(data) if name.startswith((".", "被", "restore"))]


IMPORTS = """
import os, sys
from pathlib import Path
from ercheng_station.db.restore import finish_restore, restore
"""
KILLED = """
folder, left, backup = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
for name in ("rename", "replace", "unlink", "rmdir", "mkdir", "fsync"):
    def counted(*args, _real=getattr(os, name), **more):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return _real(*args, **more)
    setattr(os, name, counted)
restore(Path(backup[0]), folder) if backup else finish_restore(folder)
"""


@pytest.fixture
def kill():
    """kill(folder, step, backup) restores, or without a backup finishes restoring, and dies at that step; whether it
    came to its end.
    """
    with killing(IMPORTS, KILLED) as start:

        def run(*arguments):
            ended, _ = start(*arguments)
            assert ended in {0, 9}
            return ended == 0

        yield run


def test_killed_at_any_step_it_is_the_one_state_or_the_other(data, key, backup, kill, full):
    """Where a plan was made, finishing it is killed as well before it comes to its end."""
    shutil.copytree(data, data.with_name("before"))
    step, states = 0, []
    while not kill(data, step, backup):
        planned = (data / "restore.json").exists()
        if planned:
            kill(data, step % 7)
        finish_restore(data)

        states.append(texts(data, read_keys(data).key))
        aside = [texts(data / name, key) for name in names_in(data) if name.startswith("被")]
        assert states[-1] == ["first", "second"] or aside == [["first", "second"]]
        assert not [name for name in names_in(data) if name.startswith(("restore", ".恢复"))]
        step += 1 if full or planned else 4
        shutil.rmtree(data)
        shutil.copytree(data.with_name("before"), data)

    assert states == sorted(states, key=len, reverse=True)  # first the old state, from some step on the new
    assert [states[0], states[-1]] == [["first", "second"], ["first"]]


def test_a_plan_is_finished_however_often_it_was_begun(data, key, backup, tmp_path):
    incoming = data / ".恢复中"
    incoming.mkdir()
    other = tmp_path / "copy"
    restore(backup, other)
    for name in ("station.db", "keys.json", "keys.copy.json"):
        shutil.copy(other / name, incoming / name)
    aside = data / "被替换-1"
    aside.mkdir()
    (data / "station.db").rename(aside / "station.db")  # killed between the two moves of the database
    (data / "restore.json").write_text(json.dumps({"aside": aside.name, "drafts": False}), encoding="utf-8")

    assert finish_restore(data) is True

    assert texts(data, key) == ["first"]
    assert texts(aside, key) == ["first", "second"]
    assert not incoming.exists()


def test_begun_again_it_takes_no_keys_of_another_unit_for_those_that_were_there(data, key, backup, tmp_path):
    """Killed behind the exchange of the first key file."""
    other = tmp_path / "樊口所"
    restore(backup, other)
    keys = new_keys()
    for name in NAMES:
        (other / name).unlink()
    write_keys(other, keys)
    incoming, aside = other / ".恢复中", other / "被替换-2"
    shutil.copytree(data, incoming, ignore=shutil.ignore_patterns("files", "被替换*"))
    aside.mkdir()
    (other / NAMES[0]).rename(aside / NAMES[0])
    (incoming / NAMES[0]).rename(other / NAMES[0])
    (other / PLAN).write_text(json.dumps({"aside": aside.name, "drafts": False}), encoding="utf-8")

    finish_restore(other)

    assert [read_keys(aside), (aside / NAMES[1]).read_bytes()] == [keys, keys.to_bytes()]
    assert read_keys(other).key == key


def test_a_plan_left_lying_is_finished_before_the_next_restore(data, key, backup, tmp_path):
    restore(backup, tmp_path / "copy")
    shutil.move(tmp_path / "copy", data / ".恢复中")
    (data / "restore.json").write_text(json.dumps({"aside": "被替换-1", "drafts": False}), encoding="utf-8")

    restored = restore(backup, data)

    assert restored.aside == data / "被替换-2"
    assert texts(data / "被替换-1", key) == ["first", "second"]
    assert texts(data / "被替换-2", key) == ["first"]


def test_what_an_early_kill_left_is_cleared(data, backup):
    (data / ".恢复中").mkdir()
    (data / ".恢复中" / "station.db").write_bytes(os.urandom(10))

    assert finish_restore(data) is False

    assert not (data / ".恢复中").exists()


@pytest.mark.parametrize("plan", ["", "[]", "{}", "\0" * 60, '{"aside": "../别处", "drafts": false}'])
def test_a_plan_that_cannot_be_read_is_told_and_the_next_restore_takes_its_place(data, key, backup, plan):
    (data / PLAN).write_text(plan, encoding="utf-8")

    with pytest.raises(UserError) as caught:
        finish_restore(data)

    assert caught.value.code == "store-damaged"
    assert texts(data, key) == ["first", "second"]
    restore(backup, data)
    assert texts(data, key) == ["first"]
    assert not (data / PLAN).exists()


def test_a_plan_that_cannot_be_cleared_away_is_told(data, key, backup, refused):
    (data / PLAN).mkdir()

    with refused("store-half-restored"):
        restore(backup, data)

    assert texts(data, key) == ["first", "second"]


def test_a_disk_that_fails_on_the_way_is_told_and_the_next_opening_goes_on(data, key, backup, monkeypatch):
    def fail(folder):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as bad:
        bad.setattr("ercheng_station.db.restore.sync_folder", fail)
        with pytest.raises(UserError) as caught:
            restore(backup, data)

    assert caught.value.code == "store-half-restored"
    assert finish_restore(data) is True
    assert texts(data, key) == ["first"]
