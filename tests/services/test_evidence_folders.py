"""The evidence of an evaluation lies in numbered folders, every file of it."""

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.records.work import ScoreItem, ScoreSheet
from ercheng_station.services.evidence_folders import write_folders
from ercheng_station.services.scoring import begin_sheet, items_of


@pytest.fixture
def sheet(store):
    begin_sheet(store, 2026)
    return next(store.rows(Query(ScoreSheet))).uid


def attach(store, item, *files):
    kept = tuple(store.attachments.put(content, name) for name, content in files)
    store.act("附", [Alter(ScoreItem, item.uid, {"attachments": kept})])


def test_each_item_has_its_numbered_folder_and_nothing_is_replaced(store, sheet, tmp_path):
    first, second = items_of(store, sheet)[:2]
    attach(store, first, ("平面图.pdf", b"one"), ("平面图.pdf", b"two"))
    attach(store, second, ("标牌.jpg", b"three"))
    written = write_folders(store, sheet, tmp_path)
    again = write_folders(store, sheet, tmp_path)

    assert written == [
        "佐证01_场地面积/平面图.pdf",
        "佐证01_场地面积/平面图（2）.pdf",
        "佐证02_标识标牌/标牌.jpg",
    ]
    assert [(tmp_path / path).read_bytes() for path in written] == [b"one", b"two", b"three"]
    assert not set(again) & set(written)


def test_a_sheet_without_any_file_says_so(store, sheet, tmp_path):
    with pytest.raises(UserError) as told:
        write_folders(store, sheet, tmp_path)

    assert told.value.code == "evidence-none"
