"""A record with everything it owns: complete, living, in order, each record once."""

import pytest

from ercheng_station.db.changes import Remove
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agent, Evidence, FollowUp, Mediation, Party, Session
from tests.mediating import committee, made, mediated, registered


@pytest.fixture
def case(store):
    uid = mediated(store)
    return Link(uid, store.row(Mediation, uid).label, "mediation")


def test_a_case_has_its_parts_and_theirs(store, case):
    whole = store.whole(Mediation, case.uid)

    assert [party.name for party in whole.all(Party)] == ["鄂州市宏达模具有限公司", "张建军"]
    assert [agent.name for agent in whole.all(Agent)] == ["陈律"]
    assert whole.about is whole.record
    assert whole.record.committee.name.startswith("鄂州市")


def test_what_points_to_a_part_points_to_the_very_same_one(store, case):
    whole = store.whole(Mediation, case.uid)
    (agent,) = whole.all(Agent)

    assert agent.party is whole.all(Party)[0]
    assert all(part.case is whole.record for part in whole.all(Party))


def test_a_kind_without_records_is_there_too(store):
    whole = store.whole(Mediation, registered(store))

    assert (whole.all(Session), whole.all(FollowUp)) == ((), ())
    assert whole.parts["agent"]


def test_the_children_of_a_kind_without_records_are_there_too(store):
    body = committee(store)
    case = made(
        store,
        Mediation,
        name="案",
        committee=body,
        applied_on="2026-09-01",
        source="application",
        dispute_type="other",
    )

    assert store.whole(Mediation, case.uid).all(Agent) == ()


def test_a_part_gives_the_whole_it_belongs_to(store, case):
    (agent,) = store.whole(Mediation, case.uid).all(Agent)

    whole = store.whole(Agent, agent.uid)

    assert (whole.record.uid, whole.about.uid) == (case.uid, agent.uid)
    assert whole.about is whole.all(Agent)[0]


def test_parts_come_in_the_order_they_were_made_and_removed_ones_do_not(store, case):
    names = ["购买发票", "现场照片", "聊天记录"]
    made_ones = [
        made(store, Evidence, case=case, name=name, submitted_on="2026-09-03", copies="1", pages="1")
        for name in names
    ]
    store.act("删除", [Remove(Evidence, made_ones[1].uid, "重复")])

    assert [one.name for one in store.whole(Mediation, case.uid).all(Evidence)] == [
        "商标注册证复印件",
        "购买发票",
        "聊天记录",
    ]


def test_what_has_no_owner_and_owns_nothing_is_alone_but_for_its_kinds(store):
    firm = made(store, Enterprise, name="甲厂", no_code_why="无")

    whole = store.whole(Enterprise, firm.uid)

    assert whole.record is whole.about
    assert not any(whole.parts.values())


def test_a_case_removed_takes_its_parts_along_and_brings_them_back(store, case):
    before = {name: len(found) for name, found in store.whole(Mediation, case.uid).parts.items()}
    store.act("删除", [Remove(Mediation, case.uid, "重复登记")])
    assert not any(store.whole(Mediation, case.uid).parts.values())

    store.undo()

    assert {name: len(found) for name, found in store.whole(Mediation, case.uid).parts.items()} == before


def test_a_party_that_others_name_is_not_removed(store, case):
    payer = store.whole(Mediation, case.uid).all(Party)[1]

    with pytest.raises(UserError) as refused:
        store.act("删除", [Remove(Party, payer.uid, "填错")])

    assert refused.value.code == "record-referred-to"
    assert "履行事项" in refused.value.what
