"""What the window sees to while nobody waits."""

import resource
from contextlib import contextmanager

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


@contextmanager
def no_room():
    """No file grows any more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_index_without_room_troubles_nobody_and_is_filled_once_there_is_room(
    desk, shown, qtbot, monkeypatch, caplog
):
    """The desk of these tests fails at every error that no caller took."""
    monkeypatch.setattr("ercheng_station.ui.upkeep._INDEX_EVERY", 20)
    desk.store.act("新增常用语", [Create(Phrase, {"place": None, "words": "已当面解答"})])
    upkeep = Upkeep(desk, shown(StatusLine()))

    with no_room():
        upkeep.begin()
        qtbot.waitUntil(lambda: caplog.text.count("cannot index now") > 1)

    qtbot.waitUntil(lambda: is_indexed(desk.store))
    upkeep.close()


def is_indexed(store):
    return not any(
        store._writer.execute(f'SELECT count(*) FROM "{kind.__tablename__}_waiting"').fetchone()[0]
        for kind in store.catalogue
    )
