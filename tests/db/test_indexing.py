"""The search tables are kept in step with the records behind the acts, and merged when they have grown by much."""

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.indexing import BATCH, MANY_BATCHES
from ercheng_station.db.listing import Query
from ercheng_station.db.store import FILE
from ercheng_station.records.office import Phrase

pytestmark = pytest.mark.files


def pieces(store):
    (found,) = store._writer.execute("SELECT count(DISTINCT segid) FROM phrase_search_idx").fetchone()
    return found


def entered(store, count):
    words = [{"place": None, "words": f"第{n}句常用语，侵权线索已移交"} for n in range(count)]
    return store.act("导入", [Create(Phrase, values) for values in words]).touched


def tended(store):
    while store.tend_index():
        pass
    return pieces(store)


def test_an_index_that_has_grown_by_much_is_merged_into_one_piece(store):
    entered(store, 2 * BATCH)
    while store.index_waiting():
        pass
    assert pieces(store) > 1

    assert tended(store) == 1

    assert store.count(Query(Phrase, text="侵权线索")) == 2 * BATCH


def test_a_few_entries_more_do_not_have_the_whole_index_written_again(store):
    entered(store, BATCH)
    tended(store)

    entered(store, 1)

    assert tended(store) == 2


def test_a_new_record_waits_by_its_number_and_a_changed_one_in_the_queue(store):
    (first,) = entered(store, 1)
    assert store._writer.execute("SELECT * FROM search_queue").fetchall() == []
    tended(store)

    store.act("改", [Alter(Phrase, first.uid, {"words": "另一句"})])
    assert store._writer.execute("SELECT kind FROM search_queue").fetchall() == [("phrase",)]
    assert store.count(Query(Phrase, text="另一句")) == 1
    tended(store)

    assert store._writer.execute("SELECT * FROM phrase_waiting").fetchall() == []
    assert store.count(Query(Phrase, text="另一句")) == 1
    assert store.count(Query(Phrase, text="线索")) == 0


def test_the_log_is_written_back_while_nobody_waits(store):
    """Then the next save writes a new one, in the place of the old."""
    log = store.folder / f"{FILE}-wal"
    tended(store)
    for _ in range(MANY_BATCHES):
        entered(store, 1)
        store.index_waiting()
    entered(store, 1)
    before = head(log)

    tended(store)
    entered(store, 1)

    assert head(log) != before


def head(log):
    with log.open("rb") as file:
        return file.read(32)
