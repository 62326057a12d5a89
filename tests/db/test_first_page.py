"""The list of the last time is shown again only while it is still true."""

from datetime import UTC, datetime, timedelta

import pytest

from ercheng_station.db import first_page
from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.seen import Listed, recipe
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.office import Setting

PAGE = {
    "name": "enterprise",
    "columns": ["序号", "企业名称"],
    "counts": 0,
    "rows": [[["1"], ["鄂州市佳能有限公司"]]],
}
FIRMS = ("甲公司", "乙公司", "丙公司")


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


def test_on_another_day_it_is_not_shown(kept):
    assert first_page.read(kept, now=lambda: datetime.now(UTC) + timedelta(days=1)) is None


def firm(store, name):
    values, _ = store.examine(Enterprise, {"name": name, "scale": "micro"})
    return Create(Enterprise, values)


@pytest.fixture
def seen(closed_folder):
    """Three firms, the newest first, as they were in sight."""
    with Store.open(closed_folder, CATALOGUE) as store:
        for name in FIRMS:
            store.act("新增企业", [firm(store, name)])
        query = Query(Enterprise)
        rows = [[[str(at + 1)], [row.label]] for at, row in enumerate(store.rows(query))]
        first_page.keep(store, {**PAGE, "rows": rows}, recipe(store, Listed(query, 0, len(rows))))
    return closed_folder


def words(folder):
    page = first_page.read(folder)
    return page and [[cell[0] for cell in row] for row in page["rows"]]


def row_of(store, name):
    return next(row for row in store.rows(Query(Enterprise)) if row.label == name)


def test_after_an_act_the_rows_that_are_the_same_keep_their_words(seen):
    with Store.open(seen, CATALOGUE) as store:
        store.act("新增企业", [firm(store, "丁公司")])

    assert words(seen) == [["1", "…"], ["2", "丙公司"], ["3", "乙公司"]]


def test_a_changed_row_shows_none_of_its_old_words_and_a_removed_one_is_gone(seen):
    with Store.open(seen, CATALOGUE) as store:
        changed, removed = row_of(store, "丙公司"), row_of(store, "乙公司")
        store.act("修改", [Alter(Enterprise, changed.uid, {"name": "新丙公司"}, changed.revision)])
        store.act("删除", [Remove(Enterprise, removed.uid, "重复登记")])

    assert words(seen) == [["1", "…"], ["2", "甲公司"]]


def test_what_may_change_the_words_of_any_row_ends_it(seen):
    with Store.open(seen, CATALOGUE) as store:
        values, _ = store.examine(Setting, {"key": "backup_folder", "value": "x"})
        store.act("修改设置", [Create(Setting, values)])

    assert words(seen) is None


def test_a_list_of_which_nothing_is_left_is_not_shown(seen):
    with Store.open(seen, CATALOGUE) as store:
        store.act("删除", [Remove(Enterprise, row_of(store, name).uid, "重复登记") for name in FIRMS])

    assert words(seen) is None


def test_what_would_take_long_to_ask_again_is_not_asked(seen):
    with Store.open(seen, CATALOGUE) as store:
        assert recipe(store, Listed(Query(Enterprise), 5000, 20)) is None
        assert recipe(store, Listed(Query(Enterprise, "公司"), 0, 20)) is None
        assert recipe(store, None) is None
