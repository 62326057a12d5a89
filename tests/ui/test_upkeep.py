"""What the window sees to while nobody waits."""

from ercheng_station.db.changes import Create
from ercheng_station.records.office import Phrase
from ercheng_station.ui.statusline import StatusLine
from ercheng_station.ui.upkeep import Upkeep


def test_a_grown_search_index_is_filled_and_then_merged(desk, shown, qtbot, monkeypatch):
    monkeypatch.setattr("ercheng_station.ui.upkeep._INDEX_EVERY", 20)
    store = desk.store
    for part in range(3):
        words = [{"place": None, "words": f"第{part}批第{n}句常用语"} for n in range(200)]
        store.act("导入", [Create(Phrase, values) for values in words])
        store.index_waiting()
    query = "SELECT count(DISTINCT segid) FROM phrase_search_idx"
    assert store._writer.execute(query).fetchone()[0] > 1
    upkeep = Upkeep(desk, shown(StatusLine()))

    upkeep.begin()

    qtbot.waitUntil(lambda: store._writer.execute(query).fetchone()[0] == 1)
    upkeep.close()
