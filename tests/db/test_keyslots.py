"""N18: protecting, changing a password and recovering, cut short at every write: the old or the new opens."""

import errno
import shutil
from functools import partial
from pathlib import Path

import pytest

from ercheng_station import files
from ercheng_station.db.accounts import Accounts
from ercheng_station.db.door import Login, Recovery, admit
from ercheng_station.db.vault import NAMES, new_keys, read_keys, weak_copies, write_keys
from ercheng_station.errors import UserError
from tests.founding import NOW
from tests.protecting import CODE, FIRST, NEXT_CODE, QUICK

NEW = Login(FIRST.name, "Qiu-feng 6 luo ye")


class Killed(BaseException):
    """Stands for the end of the process: nothing of ours catches it."""


def entered(folder, entry=FIRST):
    """The accounts of a store that is open; of the data itself nothing is needed here."""
    told = []
    accounts = Accounts(folder, admit(folder, entry), lambda *one: told.append(one), NOW.date, tuple)
    accounts.begin()
    return accounts


@pytest.fixture(scope="module")
def open_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("open")
    write_keys(folder, new_keys())
    return folder


@pytest.fixture(scope="module")
def locked_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locked")
    write_keys(folder, new_keys())
    protecting(entered(folder, None))
    return folder


@pytest.fixture
def folders(open_folder, locked_folder):
    return open_folder, locked_folder


@pytest.fixture
def knives(monkeypatch):
    return partial(Knife, monkeypatch)


def protecting(accounts):
    accounts.protect(FIRST.name, FIRST.password, CODE, cost=QUICK)


def changing(accounts):
    accounts.change_password(FIRST.password, NEW.password)


def recovering(accounts):
    accounts.recover(FIRST.name, NEW.password, NEXT_CODE)


def renewing(accounts):
    accounts.renew_recovery(NEXT_CODE, FIRST.password)


def unprotecting(accounts):
    accounts.unprotect(FIRST.password)


def opens(folder, *entries):
    """Those of the entries that open; None is nobody."""
    found = []
    for entry in entries:
        try:
            admitted = admit(folder, entry)
        except UserError:
            continue
        if admitted.user or admitted.recovering or entry is None:
            found.append(entry)
    return found


WAYS = {
    "protecting": (protecting, None, [None], [FIRST, Recovery(CODE)]),
    "changing": (changing, FIRST, [FIRST], [NEW]),
    "recovering": (recovering, Recovery(CODE), [Recovery(CODE)], [NEW, Recovery(NEXT_CODE)]),
    "renewing": (renewing, FIRST, [FIRST, Recovery(CODE)], [FIRST, Recovery(NEXT_CODE)]),
    "unprotecting": (unprotecting, FIRST, [FIRST, Recovery(CODE)], [None]),
}


class Knife:
    """Ends everything at one chosen replacing of keys.json or its copy: just before it is done, or just after."""

    def __init__(self, monkeypatch, before):
        self._replace, self._before, self._left = files.os.replace, before, 0
        monkeypatch.setattr(files.os, "replace", self._replacing)

    def cuts(self, at, act, accounts):
        """Whether the act was cut short."""
        self._left = at
        try:
            act(accounts)
        except Killed:
            return True
        finally:
            self._left = 0
        return False

    def _replacing(self, part, path, **more):
        self._left -= Path(path).name in NAMES
        now = self._left == 0 and Path(path).name in NAMES
        if not (now and self._before):
            self._replace(part, path, **more)
        if now:
            raise Killed


@pytest.mark.faults
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("way", WAYS)
def test_cut_short_at_any_write_of_a_key_file_the_old_or_the_new_opens(
    folders, tmp_path, knives, way, before, figure
):
    act, entry, old, new = WAYS[way]
    knife = knives(before)
    for at in range(1, 20):
        folder = Path(shutil.copytree(folders[entry is not None], tmp_path / f"{at}"))
        cut = knife.cuts(at, act, entered(folder, entry))
        assert opens(folder, *old) == old or opens(folder, *new) == new, at
        if not cut:
            break

    assert at > 3
    assert opens(folder, *new) == new
    assert weak_copies(folder) == []
    what = f"{len(WAYS)} changes of passwords and codes, killed before and behind every write of the keys"
    figure("N18", what, "the old or the new opens, always")


@pytest.mark.parametrize("way", WAYS)
def test_a_full_disk_changes_nothing_and_says_so(open_folder, locked_folder, tmp_path, monkeypatch, way):
    act, entry, old, _ = WAYS[way]
    folder = Path(shutil.copytree(open_folder if entry is None else locked_folder, tmp_path / "数据"))
    replace = files.os.replace

    def full(part, path, **more):
        if Path(path).name in NAMES:
            raise OSError(errno.ENOSPC, "no room")
        return replace(part, path, **more)

    accounts = entered(folder, entry)
    monkeypatch.setattr(files.os, "replace", full)
    with pytest.raises(UserError) as caught:
        act(accounts)
    monkeypatch.undo()

    assert caught.value.code == "file-no-room"
    assert opens(folder, *old) == old


@pytest.mark.parametrize("name", NAMES)
def test_either_copy_is_enough_and_damage_to_one_is_mended(locked_folder, tmp_path, name):
    folder = Path(shutil.copytree(locked_folder, tmp_path / "数据"))
    (folder / name).write_bytes(b"damaged")

    changing(entered(folder))

    assert weak_copies(folder) == []
    assert opens(folder, FIRST, NEW) == [NEW]
    assert (folder / f"{name}.损坏-1").read_bytes() == b"damaged"


@pytest.mark.faults
def test_with_every_password_slot_spoilt_the_recovery_code_opens(locked_folder, tmp_path, figure):
    folder = Path(shutil.copytree(locked_folder, tmp_path / "数据"))
    keys = read_keys(folder)
    spoilt = [{**slot, "wrapped": "00" * 48} if slot["kind"] == "password" else slot for slot in keys.slots]
    for copy in NAMES:
        (folder / copy).write_bytes(keys.changed(slots=tuple(spoilt)).to_bytes())

    assert opens(folder, FIRST) == []
    recovering(entered(folder, Recovery(CODE)))

    assert opens(folder, NEW) == [NEW]
    figure("N18", "every password slot spoilt, in both copies of the keys", "the recovery code opens")


def test_the_data_is_not_written_anew_by_a_change_of_password(locked_folder, tmp_path):
    folder = Path(shutil.copytree(locked_folder, tmp_path / "数据"))
    before = admit(folder, FIRST).key

    changing(entered(folder))

    assert admit(folder, NEW).key == before


def test_after_a_change_that_was_cut_short_the_new_password_ends_the_old(
    locked_folder, tmp_path, monkeypatch
):
    folder = Path(shutil.copytree(locked_folder, tmp_path / "数据"))
    replace, writes = files.os.replace, []

    def replacing(part, path, **more):
        writes.append(path)
        if len(writes) > 2:
            raise Killed
        return replace(part, path, **more)

    accounts = entered(folder)
    monkeypatch.setattr(files.os, "replace", replacing)
    with pytest.raises(Killed):
        changing(accounts)
    monkeypatch.undo()
    assert opens(folder, FIRST, NEW) == [FIRST, NEW]

    entered(folder, NEW)

    assert opens(folder, FIRST, NEW) == [NEW]
