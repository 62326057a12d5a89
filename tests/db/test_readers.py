"""Reading from many threads: every caller has a connection of its own, and none is lost or left half read."""

from threading import Barrier, Thread

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Query
from ercheng_station.db.readers import Readers
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.office import Phrase
from ercheng_station.records.station import Station
from ercheng_station.records.visit import Visit


@pytest.fixture
def readers(store):
    """Readers of a store, and how many connections they have opened."""
    opened = []

    def connect():
        opened.append(store.connect_reader())
        return opened[-1]

    readers = Readers(store.folder / "station.db", connect)
    yield readers, opened
    readers.close()


def test_callers_one_after_another_share_a_connection(readers):
    pool, opened = readers

    for _ in range(3):
        with pool.reading() as connection:
            assert connection.execute("SELECT count(*) FROM station").fetchone() == (1,)

    assert len(opened) == 1


def test_a_connection_given_back_late_is_closed(readers):
    pool, opened = readers
    with pool.reading() as connection:
        pool.close()
        assert connection.execute("SELECT 1").fetchone() == (1,)

    with pytest.raises(Exception, match="closed"):
        opened[0].execute("SELECT 1")


def test_nothing_is_read_from_a_closed_store(store):
    store.close()

    with pytest.raises(RuntimeError):
        store.count(Query(Visit))


def test_rows_left_half_way_give_their_connection_back_with_fresh_eyes(practice_store):
    rows = practice_store.rows(Query(Enterprise))
    first = next(rows)
    practice_store.act("改名", [Alter(Enterprise, first.uid, {"contact": "仇和"})])
    assert next(rows).values["contact"] != "仇和"

    rows.close()

    assert practice_store.row(Enterprise, first.uid).values["contact"] == "仇和"


def test_parents_of_many_records_are_read_once(practice_store):
    firms = [visit.enterprise for visit in practice_store.find(Query(Visit))]

    assert len(firms) == 60
    assert len({id(firm) for firm in firms}) == len({firm.uid for firm in firms}) < 60


def test_what_is_remembered_is_never_older_than_the_last_act(store):
    """Readers ask all the time while the name changes; afterwards the new name is known."""
    stop, start = [], Barrier(4)

    def ask():
        start.wait()
        while not stop:
            assert store.unit.short_name.startswith("泽林")
            assert store.setting("number.visit") is None

    threads = [Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    start.wait()
    for turn in range(20):
        store.act("改名", [Alter(Station, store.unit.uid, {"short_name": f"泽林{turn}"})])
        assert store.unit.short_name == f"泽林{turn}"
    stop.append(True)
    for thread in threads:
        thread.join()


def test_writers_wait_for_each_other(store):
    def write(name):
        for turn in range(10):
            values = {**dict.fromkeys(Phrase.kept), "words": f"{name}{turn}"}
            store.act("新增常用语", [Create(Phrase, values)])

    threads = [Thread(target=write, args=(name,)) for name in "甲乙丙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.count(Query(Phrase)) == 30
    assert store.broken() == []
