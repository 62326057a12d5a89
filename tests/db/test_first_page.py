"""The list of the last time is shown again only while it is still true."""

import pytest

from ercheng_station.db import first_page
from ercheng_station.db.changes import Create
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise

PAGE = {"name": "visit", "rows": [[["1"], ["鄂州市佳能有限公司"]]]}


@pytest.fixture
def kept(closed_folder):
    with Store.open(closed_folder, CATALOGUE) as store:
        first_page.keep(store, PAGE)
    return closed_folder


def test_what_was_kept_is_read_without_opening_the_store(kept):
    assert first_page.read(kept) == PAGE


def test_after_any_act_it_no_longer_holds(kept):
    with Store.open(kept, CATALOGUE) as store:
        values, _ = store.examine(Enterprise, {"name": "甲公司", "scale": "micro"})
        store.act("新增企业", [Create(Enterprise, values)])

    assert first_page.read(kept) is None


def test_no_list_in_sight_leaves_nothing(kept):
    with Store.open(kept, CATALOGUE) as store:
        first_page.keep(store, None)

    assert first_page.read(kept) is None


def test_its_words_are_not_readable_in_the_folder(kept):
    name = "佳能".encode()

    assert not [path.name for path in kept.iterdir() if name in path.read_bytes()]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / "drafts.db").unlink(),
        lambda folder: (folder / "drafts.db").write_bytes(b"x" * 5000),
        lambda folder: (folder / "station.db").unlink(),
        lambda folder: [(folder / name).unlink() for name in ("keys.json", "keys.copy.json")],
    ],
    ids=["no drafts", "damaged drafts", "no store", "no key"],
)
def test_whatever_is_wrong_is_left_to_the_opening_to_tell(kept, spoil):
    spoil(kept)

    assert first_page.read(kept) is None


def test_a_folder_held_by_another_program_is_not_read(kept):
    with FolderLock(kept):
        assert first_page.read(kept) is None


def test_nothing_is_made_where_nothing_is(tmp_path):
    assert first_page.read(tmp_path / "gone") is None
    assert not list(tmp_path.iterdir())
