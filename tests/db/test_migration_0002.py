"""A store of an earlier release keeps everything and gets what came since."""

from datetime import date

import pytest

from ercheng_station.db.listing import Query
from ercheng_station.db.migrations.versions.v0002_mediation import KINDS
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.clues import Clue
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.mediation import KINDS as MEDIATION
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.station import Station
from ercheng_station.services.figures import month_of
from ercheng_station.services.indicators import BY_NAME
from tests.conftest import NOW, STATION
from tests.db.saving import FIRM, made, visited
from tests.founding import as_released
from tests.handling import clue_of
from tests.mediating import mediated

FIRST = Catalogue((Station, Enterprise, Right))


@pytest.fixture
def old_folder(tmp_path, monkeypatch):
    """Made and filled by a program that knew revision 0009: no case or need made of a clue, no verification that takes longer,
    no systems that a firm was guided to set up."""
    with monkeypatch.context() as then:
        as_released(then, "0009")
        with Store.create(tmp_path / "数据", FIRST, STATION, now=lambda: NOW) as store:
            made(store, Enterprise, **FIRM)
            made(
                store,
                Right,
                enterprise=FIRM["name"],
                kind="trademark",
                name="𠮷野家",
                right_number="1",
                note="查看商标",
            )
            while store.index_waiting():
                pass
    return tmp_path / "数据"


def test_an_upgrade_keeps_every_record_and_its_history(old_folder):
    with Store.open(old_folder, CATALOGUE, now=lambda: NOW) as store:
        (right,) = store.rows(Query(Right))
        assert (right.values["name"], right.values["note"]) == ("𠮷野家", "查看商标")
        assert right.values["enterprise"].title == FIRM["name"]
        assert not store.broken()
        assert [row.label for row in store.rows(Query(Right, text="商标"))] == [right.label]
        visit = visited(store, systems="3")
        assert BY_NAME["systems_guided"].figure(store, month_of(visit.visited_on)) == 3


def test_an_upgraded_store_mediates_and_extends_a_verification(old_folder):
    with Store.open(old_folder, CATALOGUE, now=lambda: NOW) as store:
        uid = mediated(store)
        assert store.row(Mediation, uid).number == "（2026）鄂城知人调字第0001号"
        agreed = {
            "verify_extended_by": "程德胜",
            "verify_extended_on": "2026-11-19",
            "verify_extended_why": "等待鉴别",
        }
        clue = clue_of(store, received_on="2026-11-02", **agreed)
        assert store.row(Clue, clue.uid).values["verify_until"] == date(2026, 12, 14)


def test_an_upgraded_store_indexes_anew_what_it_found_by_fewer_initials(old_folder):
    with Store.open(old_folder, CATALOGUE, now=lambda: NOW) as store:
        assert store.index_waiting()
        while store.index_waiting():
            pass
        assert [row.label for row in store.rows(Query(Enterprise, text="hdjx"))] == [FIRM["name"]]


def test_an_upgrade_leaves_a_copy_of_the_old_file(old_folder):
    before = set((old_folder / "backups").glob("*")) if (old_folder / "backups").exists() else set()

    Store.open(old_folder, CATALOGUE, now=lambda: NOW).close()

    assert set((old_folder / "backups").glob("*")) - before


def test_the_migration_makes_every_kind_of_mediation():
    assert {name for name, *_ in KINDS} == {kind.__tablename__ for kind in MEDIATION}
