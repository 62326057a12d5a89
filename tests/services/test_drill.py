"""The trial restore: all of the newest backup is unpacked and compared, and what came of it is written down."""

from datetime import timedelta

import pytest

from ercheng_station.db.audit import audits
from ercheng_station.db.changes import Alter
from ercheng_station.db.shelf import read_shelf
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.backups import back_up_store, backup_folder
from ercheng_station.services.drill import drill, is_due
from tests.db.saving import FIRM, made
from tests.founding import NOW


@pytest.fixture
def kept(store):
    """A backup with an attachment."""
    firm = made(store, Enterprise, **FIRM)
    file = store.attachments.put(b"photo", "现场.jpg")
    store.act("附件", [Alter(Enterprise, firm.uid, {"attachments": (file,)})])
    return back_up_store(store)


def test_a_good_backup_passes_and_leaves_nothing_behind(store, kept):
    done = drill(store)

    assert (done.name, done.fault) == (kept.path.name, "")
    assert read_shelf(backup_folder(store.folder)).drill == done
    assert [one.label for one in audits(store, "drill")] == [f"演练恢复备份 {kept.path.name}：全部核对一致"]
    assert not (backup_folder(store.folder) / ".演练").exists()


def test_a_lost_attachment_and_a_flipped_bit_are_told(store, kept):
    home = backup_folder(store.folder)
    (photo,) = [path for path in (home / "files").rglob("*") if path.is_file()]
    held = photo.read_bytes()
    photo.unlink()
    lost = drill(store).fault
    photo.write_bytes(held)
    with kept.path.open("r+b") as file:
        file.seek(kept.path.stat().st_size // 2)
        file.write(b"x")

    assert lost == "缺 1 个附件"
    assert drill(store).fault.startswith("打不开")


def test_it_is_due_once_a_month_and_after_the_clock_went_back(store, kept):
    assert is_due(store)
    drill(store)
    store.close()

    for days, due in ((0, False), (29, False), (30, True), (-1, True)):
        with Store.open(store.folder, CATALOGUE, now=lambda days=days: NOW + timedelta(days=days)) as later:
            assert is_due(later) is due


def test_without_a_backup_there_is_nothing_to_try(store):
    assert drill(store) is None
