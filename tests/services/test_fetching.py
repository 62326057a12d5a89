"""One record comes back from a backup as it was; nothing else changes."""

import pytest

from ercheng_station.db.changes import Alter, Remove
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.backups import back_up_store, backup_folder
from ercheng_station.services.fetching import fetch
from tests.db.saving import FIRM, made


@pytest.fixture
def firm(store):
    photo = store.attachments.put(b"photo", "现场.jpg")
    one = made(store, Enterprise, **FIRM)
    store.act("附件", [Alter(Enterprise, one.uid, {"attachments": (photo,)})])
    return one.uid


def test_what_was_altered_since_comes_back_and_other_records_stay(store, firm):
    backup = back_up_store(store).path
    other = made(store, Enterprise, name="乙厂").uid
    photo = store.row(Enterprise, firm).values["attachments"][0]
    store.act("改", [Alter(Enterprise, firm, {"contact": "别人", "attachments": ()})])
    store.attachments.remove(photo.sha256)

    act = fetch(store, backup, Enterprise, firm)

    assert act.label == f"从备份取回企业 {FIRM['name']}"
    assert store.row(Enterprise, firm).values["contact"] == FIRM["contact"]
    assert store.attachments.read(photo.sha256) == b"photo"
    assert store.row(Enterprise, other).label == "乙厂"
    assert fetch(store, backup, Enterprise, firm) is None
    assert not (backup_folder(store.folder) / ".取回").exists()


def test_what_lies_in_the_trash_comes_out_of_it_as_it_was(store, firm):
    backup = back_up_store(store).path
    store.act("删除", [Remove(Enterprise, firm, "登记错了")])

    fetch(store, backup, Enterprise, firm)

    assert store.row(Enterprise, firm).removed_at is None


def test_a_record_that_the_backup_has_not_is_refused(store):
    backup = back_up_store(store).path
    later = made(store, Enterprise, **FIRM).uid

    with pytest.raises(UserError) as refusal:
        fetch(store, backup, Enterprise, later)

    assert refusal.value.code == "record-gone"


def test_what_was_destroyed_stays_destroyed(store, firm):
    backup = back_up_store(store).path
    store.destroy("销毁到期的企业 1 件", [(Enterprise, firm)])

    with pytest.raises(UserError) as refusal:
        fetch(store, backup, Enterprise, firm)

    assert refusal.value.code == "fetch-destroyed"
