"""The index of the evidence: every item with its files, and what is still without."""

from openpyxl import load_workbook

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.exchange.evidence import INDEX, write_evidence
from ercheng_station.records.work import ScoreItem, ScoreSheet
from ercheng_station.services.scoring import begin_sheet, items_of


def test_the_index_names_every_item_its_files_and_what_is_missing(store, tmp_path):
    begin_sheet(store, 2026)
    sheet = next(store.rows(Query(ScoreSheet))).uid
    items = items_of(store, sheet)
    kept = tuple(store.attachments.put(name.encode(), name) for name in ("平面图.pdf", "=照片.jpg"))
    store.act("附", [Alter(ScoreItem, items[1].uid, {"attachments": kept, "evidence": "标牌照片"})])
    written = write_evidence(store, sheet, tmp_path)

    shown = load_workbook(tmp_path / INDEX).active
    rows = list(shown.iter_rows(min_row=4, max_col=8, values_only=True))
    assert written[-1] == INDEX
    assert shown["A1"].value == "2026年度评价佐证材料目录"
    assert [row[2] for row in rows[: len(items)]] == [item.values["name"] for item in items]
    assert rows[1][0] == "佐证02"
    assert rows[1][5:] == ("标牌照片", 2, "平面图.pdf\n=照片.jpg")
    assert (rows[0][6], rows[0][7]) == (0, None)
    assert "还没有材料的项目号：1、3、" in shown["A2"].value
