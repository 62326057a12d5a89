"""Undo: the last act or a chosen one, unless its records have moved on."""

import pytest

from ercheng_station.db.changes import Alter, Remove, new_uid
from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from tests.db.saving import FIRM, made, visited


@pytest.fixture
def firm(store):
    return made(store, Enterprise, **FIRM)


def test_an_act_whose_records_moved_on_is_not_undone_and_they_are_named(store, firm, refused):
    first = store.act("改名", [Alter(Enterprise, firm.uid, {"contact": "仇和"})])
    second = store.act("又改", [Alter(Enterprise, firm.uid, {"contact": "查良"})])

    with refused("undo-moved-on") as refusal:
        store.undo(first.uid)

    assert f"企业 {FIRM['name']}" in refusal.value.what
    assert store.get(Enterprise, firm.uid).contact == "查良"
    store.undo(second.uid)
    store.undo(first.uid)
    assert store.get(Enterprise, firm.uid).contact == FIRM["contact"]


def test_an_earlier_act_can_be_chosen_when_its_records_are_as_it_left_them(store, firm):
    visit = visited(store)
    first = store.act("改走访", [Alter(Visit, visit.uid, {"minutes": 30})])
    store.act("改企业", [Alter(Enterprise, firm.uid, {"contact": "仇和"})])

    assert store.undo(first.uid).label == "撤销：改走访"

    assert store.get(Visit, visit.uid).minutes is None
    assert store.get(Enterprise, firm.uid).contact == "仇和"


def test_nothing_is_undone_twice_and_no_undoing_is_undone(store, firm, refused):
    act = store.act("改名", [Alter(Enterprise, firm.uid, {"contact": "仇和"})])
    undoing = store.undo(act.uid)

    for uid in (act.uid, undoing.uid, new_uid()):
        with refused("undo-nothing"):
            store.undo(uid)


def test_what_others_point_to_by_now_is_not_undone(store, refused):
    firm = made(store, Enterprise, **FIRM)
    act = store.entries(firm.uid)[0].act
    visited(store)

    with refused("record-referred-to"):
        store.undo(act)


def test_undo_goes_back_act_by_act_and_names_each(store, firm):
    visit = visited(store, findings="一")
    store.act("修改走访", [Alter(Visit, visit.uid, {"findings": "二", "minutes": 30})])

    assert store.undo().label == "撤销：修改走访"
    assert store.get(Visit, visit.uid).findings == "一"
    assert store.get(Visit, visit.uid).minutes is None
    assert store.undo().label == "撤销：新增企业走访"
    assert store.count(Query(Visit)) == 0


def test_undo_of_a_removal_restores(store, firm):
    store.act("删除企业", [Remove(Enterprise, firm.uid, "重复")])

    store.undo()

    assert store.count(Query(Enterprise)) == 1


def test_undo_does_not_touch_the_founding_of_the_station(store):
    with pytest.raises(UserError) as refused:
        store.undo()

    assert refused.value.code == "undo-nothing"


def test_undo_of_a_reference_restores_the_reference(store, firm):
    other = made(store, Enterprise, name="另一家公司", no_code_why="旧证照")
    visit = visited(store)
    link = store.row(Visit, visit.uid).values["enterprise"]
    store.act("改企业", [Alter(Visit, visit.uid, {"enterprise": type(link)(other.uid, "", "enterprise")})])
    assert store.get(Visit, visit.uid).enterprise.name == "另一家公司"

    store.undo()

    assert store.get(Visit, visit.uid).enterprise.uid == firm.uid
