"""A new key for a protected folder: killed at any step the old or the new opens, and in the end nothing lies under the old."""

import resource
import shutil
from contextlib import closing, contextmanager

import pytest

from ercheng_station.db.attachments import Attachments
from ercheng_station.db.audit import audits
from ercheng_station.db.backup import key_of_database, read_backups, verify_backup
from ercheng_station.db.changes import Alter
from ercheng_station.db.connection import open_keyed
from ercheng_station.db.door import Login, admit
from ercheng_station.db.restore import ASIDE
from ercheng_station.db.turning import WORK, key_of
from ercheng_station.db.vault import NAMES, weak_copies
from ercheng_station.errors import Cancelled, UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.backups import back_up_store, backup_folder
from ercheng_station.services.drill import drill
from ercheng_station.services.fetching import fetch
from ercheng_station.services.rekeying import change_key, turn_rest
from ercheng_station.services.restoring import restore_folder
from tests.db.saving import FIRM, made
from tests.killing import killing
from tests.protecting import CLERK, CODE, FIRST, NEXT_CODE, opened, protect

LARGE = 12 << 20
ANEW = Login(CLERK.name, "Qiu-feng 6 luo ye")


@pytest.fixture
def kept(closed_folder):
    """A protected folder with a firm and its photo, a backup, and the old key."""
    protect(closed_folder)
    with opened(closed_folder) as store:
        photo = store.attachments.put(b"photo", "现场.jpg")
        firm = made(store, Enterprise, **FIRM).uid
        store.act("附件", [Alter(Enterprise, firm, {"attachments": (photo,)})])
        store.drafts.prefer("", "left", 1)
        back_up_store(store)
        return closed_folder, firm, photo.sha256, store.key


def rekeyed(folder):
    with opened(folder) as store:
        change_key(store, FIRST.password, CODE)
    with opened(folder) as store:
        turn_rest(store)


def pages(folder):
    return [(folder / name).read_bytes()[:4096] for name in ("station.db", "drafts.db")]


def test_nothing_lies_under_the_old_key_afterwards_and_all_of_it_is_there(kept):
    folder, firm, photo, old = kept
    rekeyed(folder)

    assert [key_of(page, [old]) for page in pages(folder)] == [None, None]
    (backup,) = read_backups(backup_folder(folder))
    assert verify_backup(backup.path).fault == ""
    assert key_of_database(backup.path, [old]) is None
    assert not Attachments(backup_folder(folder), old).whole(photo)
    assert not Attachments(folder, old).whole(photo)
    with opened(folder) as store:
        assert store.row(Enterprise, firm).label == FIRM["name"]
        assert store.attachments.read(photo) == b"photo"
        assert store.drafts.preferred("", "left") == 1
        assert store.broken() == []
        assert [one.what for one in audits(store, "rekey")] == ["rekey"]
        assert drill(store).fault == ""
        store.accounts.reset_password(CLERK.name, ANEW.password)  # whoever was not there gets one anew
    with opened(folder, ANEW) as store:
        assert store.actor == CLERK.name


def test_a_wrong_code_and_stopping_change_nothing(kept):
    folder, *_ = kept
    before = pages(folder)

    def stop(*_):
        raise Cancelled

    with opened(folder) as store:
        with pytest.raises(UserError, match="E-215"):
            change_key(store, FIRST.password, NEXT_CODE)
        with pytest.raises(Cancelled):
            change_key(store, FIRST.password, CODE, stop)

    assert len(admit(folder, FIRST).chain) == 1
    assert not (folder / WORK).exists()
    assert pages(folder) == before
    with opened(folder) as store:
        assert store.broken() == []


def test_what_is_written_before_the_store_is_closed_is_there(kept):
    folder, firm, *_ = kept
    with opened(folder) as store:
        change_key(store, FIRST.password, CODE)
        store.attachments.put(b"later", "后来.jpg")
        store.act("改", [Alter(Enterprise, firm, {"contact": "后来的人"})])
        back_up_store(store)

    with opened(folder) as store:
        assert store.row(Enterprise, firm).values["contact"] == "后来的人"
        turn_rest(store)
        assert drill(store).fault == ""


def test_an_old_backup_that_was_away_is_read_and_turned_when_it_is_back(kept, tmp_path):
    folder, firm, photo, old = kept
    with opened(folder) as store:
        back_up_store(store, tmp_path / "盘")
    away = (tmp_path / "盘").rename(tmp_path / "带走")
    rekeyed(folder)
    (backup,) = read_backups(away)
    assert key_of_database(backup.path, [old]) == old

    with opened(folder) as store:
        store.act("改", [Alter(Enterprise, firm, {"contact": "后来的人"})])
        fetch(store, backup.path, Enterprise, firm)
        assert store.row(Enterprise, firm).values["contact"] == FIRM["contact"]
    restore_folder(backup.path, folder, entry=FIRST)
    away.rename(tmp_path / "盘")
    with opened(folder) as store:
        assert store.attachments.read(photo) == b"photo"
        turn_rest(store)
    assert [key_of(page, [old]) for page in pages(folder)] == [None, None]
    assert {key_of_database(one.path, [old]) for one in read_backups(tmp_path / "盘")} == {None}
    assert not Attachments(tmp_path / "盘", old).whole(photo)


def test_attachments_that_cannot_be_turned_are_told_until_they_are(kept):
    folder, firm, _, old = kept
    with opened(folder) as store:
        scan = store.attachments.put(bytes(LARGE), "扫描件.pdf")
        store.act("附件", [Alter(Enterprise, firm, {"attachments": (scan,)})])
        back_up_store(store)
        change_key(store, FIRST.password, CODE)
    places = [backup_folder(folder), folder]

    with opened(folder) as store:
        with file_sizes_up_to(LARGE // 2):
            assert turn_rest(store) == [f"{place} 里的附件" for place in places]
        assert audits(store, "copies-open")[0].details["left"] == store.accounts.left_open
        assert [Attachments(place, old).whole(scan.sha256) for place in places] == [True, True]
        assert turn_rest(store) == []
    assert [Attachments(place, old).whole(scan.sha256) for place in places] == [False, False]


@contextmanager
def file_sizes_up_to(size):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


IMPORTS = """
import os, sys
from pathlib import Path
from ercheng_station.services.rekeying import change_key, turn_rest
from tests.protecting import CODE, FIRST, opened
"""
KILLED = """
folder, left = Path(sys.argv[1]), int(sys.argv[2])
for name in ("rename", "replace", "unlink", "mkdir", "fsync"):
    def counted(*args, _real=getattr(os, name), **more):
        global left
        left -= 1
        if left < 0:
            os._exit(9)
        return _real(*args, **more)
    setattr(os, name, counted)
with opened(folder) as store:
    change_key(store, FIRST.password, CODE)
with opened(folder) as store:
    turn_rest(store)
"""


def test_cut_short_between_the_two_copies_of_the_keys_both_have_the_new_one_before_the_data_has(kept):
    folder, *_ = kept
    older = (folder / NAMES[1]).read_bytes()
    with opened(folder) as store:
        change_key(store, FIRST.password, CODE)
    (folder / NAMES[1]).write_bytes(older)

    with opened(folder):
        assert weak_copies(folder) == []


def test_data_set_aside_that_has_the_new_keys_and_lies_under_the_old_is_turned(kept):
    """Its turning was cut short."""
    folder, *_, old = kept
    aside = folder / f"{ASIDE}20261105"
    aside.mkdir()
    shutil.copy(folder / "station.db", aside)
    rekeyed(folder)
    for name in NAMES:
        shutil.copy(folder / name, aside)

    with opened(folder) as store:
        turn_rest(store)

    assert key_of((aside / "station.db").read_bytes()[:4096], [old]) is None


def test_killed_at_any_step_all_of_it_opens_by_the_same_password(kept, full):
    folder, firm, photo, old = kept
    shutil.copytree(folder, folder.with_name("before"))
    keys, step, ended = set(), 5, 1
    with killing(IMPORTS, KILLED) as start:
        while ended:
            ended, _ = start(folder, step)
            assert ended in {0, 9}
            with opened(folder) as store:
                assert store.row(Enterprise, firm).label == FIRM["name"]
                assert store.attachments.read(photo) == b"photo"
                turn_rest(store)
                keys.add(store.key == old)
                assert not (folder / WORK).exists()
                for backup in read_backups(backup_folder(folder)):
                    assert backup.fault == ""
                    assert key_of_database(backup.path, [store.key])
            with closing(open_keyed(folder / "station.db", store.key, mode="ro")) as file:
                assert file.execute("PRAGMA quick_check").fetchone() == ("ok",)
            step += 1 if full else 40
            shutil.rmtree(folder)
            shutil.copytree(folder.with_name("before"), folder)
    assert keys == {True, False}
