"""Several clerks at once on one server: no update is lost, no number given twice, each sees what the others did."""

import subprocess
import sys
from contextlib import closing, suppress
from threading import Event, Thread

import pytest

from ercheng_station.db.address import read_address, write_address
from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.check import check
from ercheng_station.db.connection import writing
from ercheng_station.db.listing import Query
from ercheng_station.db.server.connection import connect
from ercheng_station.db.server.store import ServerStore
from ercheng_station.db.store import Store
from ercheng_station.db.vault import NAMES
from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.office import Phrase, Setting
from ercheng_station.records.visit import Visit
from tests.db.saving import FIRM, made, visited
from tests.founding import NOW

ADDING = """
import sys
from pathlib import Path
from ercheng_station.db.changes import Create
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit

with Store.open(Path(sys.argv[1]), CATALOGUE) as store:
    raw = {"enterprise": sys.argv[2], "visited_on": "2026-03-05", "way": "实地", "visitors": sys.argv[3]}
    for _ in range(12):
        values, _ = store.examine(Visit, raw)
        store.act("新增走访", [Create(Visit, values)])
"""


@pytest.fixture
def folder(store, tmp_path):
    """folder("b") is another clerk's data folder, with the keys and the address that were copied there."""

    def another(name):
        path = tmp_path / name
        path.mkdir()
        for key in NAMES:
            (path / key).write_bytes((store.folder / key).read_bytes())
        write_address(path, read_address(store.folder))
        return path

    return another


@pytest.fixture
def other(folder):
    with Store.open(folder("另一台"), CATALOGUE, now=lambda: NOW) as other:
        other.actor = "程德胜"
        yield other


def test_two_programs_that_add_at_once_never_give_a_number_twice(store, folder):
    made(store, Enterprise, **FIRM)

    running = [
        subprocess.Popen([sys.executable, "-c", ADDING, folder(name), FIRM["name"], name]) for name in "甲乙"
    ]

    assert [one.wait(60) for one in running] == [0, 0]
    visits = list(store.rows(Query(Visit)))
    assert len({row.number for row in visits}) == len(visits) == 24
    assert {row.values["visitors"] for row in visits} == {"甲", "乙"}
    assert store.broken() == []


def test_a_form_that_another_clerk_was_quicker_with_is_not_saved_over(store, other, refused):
    firm = made(store, Enterprise, **FIRM)
    base = other.row(Enterprise, firm.uid).revision
    store.act("改", [Alter(Enterprise, firm.uid, {"contact": "余慧敏"}, base)])

    with refused("record-moved-on"):
        other.act("改", [Alter(Enterprise, firm.uid, {"contact": "程德胜"}, base)])

    assert other.row(Enterprise, firm.uid).values["contact"] == "余慧敏"


def test_of_two_that_save_the_same_form_in_the_same_moment_one_is_told(store, other):
    firm = made(store, Enterprise, **FIRM)
    told, saved = [], []

    def save(one, name):
        try:
            saved.append(one.act("改", [Alter(Enterprise, firm.uid, {"contact": name}, firm.revision)]))
        except UserError as error:
            told.append(error.code)

    threads = [Thread(target=save, args=(one, name)) for one, name in ((store, "甲"), (other, "乙"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (told, len(saved)) == (["record-moved-on"], 1)


def test_what_another_clerk_saves_is_found_at_once_also_by_its_sound(store, other):
    made(store, Enterprise, **FIRM)
    visited(store)

    assert [row.label for row in other.rows(Query(Enterprise, text="hdjx"))] == [FIRM["name"]]
    assert other.count(Query(Visit, text="hongda")) == 1


def test_a_setting_of_another_clerk_holds_for_the_next_record(store, other):
    made(store, Enterprise, **FIRM)
    made(other, Setting, key="number.visit", value="{unit}走访{year}第{serial}号")

    assert visited(store).number == "泽林走访2026第1号"


def test_nobody_takes_back_what_another_clerk_did(store, other, refused):
    made(store, Phrase, words="我的")
    made(other, Phrase, words="别人的")

    store.undo()

    assert [row.values["words"] for row in store.rows(Query(Phrase))] == ["别人的"]
    with refused("undo-nothing"):
        store.undo()


def test_what_another_clerk_has_changed_since_is_not_taken_back(store, other, refused):
    phrase = made(store, Phrase, words="甲")
    act = store.undoable()[0]
    other.act("改", [Alter(Phrase, phrase.uid, {"words": "乙"})])

    with refused("undo-moved-on"):
        store.undo(act)


def test_a_record_that_went_to_the_trash_elsewhere_is_not_pointed_to(store, other):
    firm = made(store, Enterprise, **FIRM)
    values, _ = other.examine(Visit, {"enterprise": FIRM["name"], "visited_on": "今天", "way": "实地"})
    store.act("删除", [Remove(Enterprise, firm.uid, "重复")])

    with pytest.raises(UserError, match="回收站"):
        other.act("新增走访", [Create(Visit, {**values, "visitors": "程德胜"})])


def test_who_waits_too_long_is_told_and_nothing_of_his_act_stays(store, refused):
    with closing(connect(store.address.url)) as slow, writing(slow):
        store._writer.execute("SET lock_timeout = 50")
        with refused("store-locked"):
            made(store, Phrase, words="等不到")

    assert store.count(Query(Phrase)) == 0
    made(store, Phrase, words="等到了")


def test_a_question_that_is_given_up_ends_on_the_server(store):
    with closing(connect(store.address.url)) as connection:
        given_up = Event()
        connection.set_progress_handler(given_up.is_set, 1)
        Thread(target=given_up.set).start()

        with pytest.raises(Exception, match="cancel"):
            connection.execute("SELECT pg_sleep(60)")

        connection.set_progress_handler(None, 0)
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_lost_connection_is_told_once_and_made_anew(store, refused):
    with closing(connect(store.address.url)) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    with refused("server-unreachable"):
        made(store, Phrase, words="甲")
    for ask in (store._catch_up, lambda: store.count(Query(Phrase))):  # the writer's and a reader's
        with suppress(UserError):
            ask()

    made(store, Phrase, words="乙")
    assert [row.values["words"] for row in store.rows(Query(Phrase))] == ["乙"]


def test_nothing_of_an_act_whose_connection_was_lost_is_done_outside_of_it(store):
    with closing(connect(store.address.url)) as mine:
        with suppress(UserError), writing(mine):
            mine.execute("INSERT INTO post VALUES ('a', 'b', '{}')")
            mine._raw.close()
            mine.execute("INSERT INTO post VALUES ('c', 'd', '{}')")

        assert mine.execute("SELECT count(*) FROM post").fetchone() == (0,)


def test_the_health_check_finds_a_server_sound(practice_store):
    found = [(one.level, one.area) for one in check(practice_store)]

    assert found == [("warning", "备份")]


def test_tables_of_a_later_program_are_not_written_to(store, refused):
    with closing(connect(store.address.url)) as later:
        later.execute("UPDATE alembic_version SET version_num = '9999'")

    with refused("store-newer"):
        made(store, Phrase, words="甲")
    store.close()
    with refused("store-newer"):
        Store.open(store.folder, CATALOGUE)


def test_a_unit_is_founded_once(store, tmp_path, refused):
    with refused("unit-exists"):
        ServerStore.found(tmp_path / "又一次", CATALOGUE, {"name": "甲", "kind": "office"}, store.address)
