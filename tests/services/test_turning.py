"""One record made out of another: what is carried over, and the way back."""

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.records import ALL
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link, Ref
from ercheng_station.records.mediation import Mediation, Party
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.services.turning import TURNS, carried, turn_to, turns_of
from tests.records.sampling import full_record


@pytest.mark.parametrize("turn", TURNS)
def test_the_new_record_has_a_field_that_points_back(turn):
    field = turn.target.kept[turn.ref]

    assert isinstance(field, Ref)
    assert field.kind == turn.source.__tablename__
    assert turn.words


def test_there_is_one_way_from_a_kind_to_another():
    ways = [(turn.source, turn.target) for turn in TURNS]

    assert len(set(ways)) == len(ways)


@pytest.mark.parametrize("turn", TURNS)
def test_what_is_carried_over_fits_the_new_record(store, turn):
    link = full_record(store, turn.source)

    found = carried(store, turn, store.row(turn.source, link.uid))

    assert found.values[turn.ref].uid == link.uid
    for kind, values in [(turn.target, found.values), *found.parts]:
        assert values.keys() <= kind.kept.keys()
        for name, value in values.items():
            assert kind.kept[name].wrong(kind.kept[name].plain(value), store.context) is None or isinstance(
                value, Link
            )
    assert all(
        kind.owner and kind.kept[kind.owner].kind == turn.target.__tablename__ for kind, _ in found.parts
    )


def test_only_registers_that_the_unit_keeps_are_offered():
    kept = [kind for kind in ALL if "protection" in kind.profiles]

    assert Mediation not in [turn.target for turn in turns_of(Visit, kept)]
    assert {Need, Mediation} <= {turn.target for turn in turns_of(Visit, ALL)}


def test_a_dispute_out_of_a_visit_begins_with_the_firm_as_it_is_on_file(store):
    firm = Create(
        Enterprise,
        store.examine(
            Enterprise, {"name": "甲公司", "no_code_why": "无", "legal_person": "张三", "address": "泽林大道"}
        )[0],
    )
    store.act("新增企业", [firm])
    values, _ = store.examine(
        Visit,
        {
            "enterprise": Link(firm.uid, "", "enterprise"),
            "visited_on": "今天",
            "way": "field",
            "visitors": "余慧敏",
            "problems": "商标被仿冒",
        },
    )
    visit = Create(Visit, values)
    store.act("新增走访", [visit])

    found = carried(store, turn_to(Visit, Mediation), store.row(Visit, visit.uid))

    assert (found.values["source"], found.values["facts"]) == ("visit", "商标被仿冒")
    ((kind, party),) = found.parts
    assert kind is Party
    assert (party["role"], party["name"], party["representative"], party["address"]) == (
        "applicant",
        "甲公司",
        "张三",
        "泽林大道",
    )
