"""Damaged indexes are built anew on a copy; where a table is damaged nothing is touched."""

import shutil

import pytest

from ercheng_station.db.audit import audits
from ercheng_station.db.check import check, is_damaged
from ercheng_station.db.listing import Query
from ercheng_station.db.restore import finish_restore
from ercheng_station.db.store import FILE, Store
from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit
from ercheng_station.services.backups import back_up_store
from ercheng_station.services.restoring import prepare_mend, prepare_restore
from tests.commanding import command
from tests.founding import NOW
from tests.reading_raw import spoil


@pytest.fixture
def folder(practice_folder, tmp_path):
    return shutil.copytree(practice_folder, tmp_path / "数据")


def opened(folder):
    return Store.open(folder, CATALOGUE, now=lambda: NOW)


def test_damaged_indexes_are_built_anew_and_everything_is_there(folder):
    with opened(folder) as store:
        before = [(row.uid, row.revision) for row in store.rows(Query(Visit))]
        word = store.find(Query(Visit), 1)[0].enterprise.label[:4]
        found = store.count(Query(Visit, text=word))
    spoil(folder, "index", "ix_history_uid")
    spoil(folder, "table", "visit_search_data")
    with opened(folder) as store:
        assert is_damaged(check(store))

    answer = command(folder, "check", "--mend")

    assert answer.code == 0, answer.told
    with opened(folder) as store:
        while store.index_waiting():
            pass
        assert not is_damaged(check(store))
        assert [(row.uid, row.revision) for row in store.rows(Query(Visit))] == before
        assert store.count(Query(Visit, text=word)) == found > 0
        assert audits(store, "restored")
    assert (folder / "被替换-1" / FILE).exists()


def test_a_damaged_table_is_not_mended_and_nothing_is_touched(folder):
    spoil(folder, "table", "visit")
    before = (folder / FILE).read_bytes()

    answer = command(folder, "check", "--mend")

    assert answer.document["error"]["code"] == "beyond-mending"
    assert (folder / FILE).read_bytes() == before
    assert not [path.name for path in folder.iterdir() if path.name.startswith((".", "被", "restore"))]


def test_a_restore_that_was_got_ready_before_does_not_take_what_mending_has_left(folder):
    """Nothing is restored then, and nothing tells that it was."""
    with opened(folder) as store:
        ready = prepare_restore(store, back_up_store(store).path)
        spoil(folder, "table", "visit")
        before = (folder / FILE).read_bytes()
        with pytest.raises(UserError, match="E-"):
            prepare_mend(store)

    assert not finish_restore(folder)
    assert (folder / FILE).read_bytes()[:4096] == before[:4096]
    assert not ready.aside.exists()
