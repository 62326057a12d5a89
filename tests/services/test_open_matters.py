"""What is open, since when and in whose hands: every code that the list names exists, nothing of others is in it."""

from datetime import date

import pytest

from ercheng_station.codes import shipped
from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Query
from ercheng_station.records.fields import Choice, Link
from ercheng_station.records.need import Need
from ercheng_station.records.protection import LeadSurvey
from ercheng_station.records.station import Equipment, Station
from ercheng_station.services.creating import created
from ercheng_station.services.open_matters import MATTERS, by_register, carried_over, held_by


@pytest.mark.parametrize("matter", MATTERS, ids=lambda one: f"{one.kind.__tablename__}-{one.person}")
def test_every_matter_names_fields_and_codes_that_there_are(matter):
    for one in matter.open:
        described = matter.kind.kept[one.field]
        assert not isinstance(described, Choice) or one.value is None or one.value in shipped(described.codes)
    assert not matter.person or matter.person in matter.kind.kept


def test_what_was_begun_before_the_year_and_is_not_finished_is_carried_over(practice_store):
    found = [one for one in carried_over(practice_store, 2027) if one.kind is Need]

    rows = [row for row in practice_store.rows(Query(Need)) if row.values["status"] != "closed"]
    assert {one.row.uid for one in found} == {
        row.uid for row in rows if row.values["received_on"] < date(2027, 1, 1)
    }
    assert [one.began for one in found] == sorted(one.began for one in found)
    assert {one.state for one in found} <= {"已登记", "已交办", "办理中", "已反馈", "已回访"}


def test_nothing_that_begins_with_the_year_is_carried_into_it(practice_store):
    years = {one.began.year for one in carried_over(practice_store, 2026)}

    assert years
    assert max(years) < 2026


def test_a_person_holds_open_matters_and_things_but_nothing_finished(practice_store):
    own = Link(practice_store.unit.uid, "", Station.__tablename__)
    camera = created(
        practice_store,
        Equipment,
        {"at": own, "name": "执法记录仪", "amount": "1", "status": "in_use", "keeper": "余慧敏"},
    )
    done = next(row for row in practice_store.rows(Query(Need)) if row.values["status"] == "closed")
    practice_store.act("记", [camera, Alter(Need, done.uid, {"handler": "余慧敏"})])

    found = held_by(practice_store, "余慧敏")

    held = {one.row.uid for one in found}
    assert camera.uid in held
    assert done.uid not in held
    assert all("余慧敏" in one.persons for one in found)
    assert "装备设备" in dict(by_register(found))


def test_what_another_unit_keeps_is_not_ours_to_carry_or_to_hand_over(practice_store):
    other = next(row for row in practice_store.rows(Query(Station)) if row.uid != practice_store.unit.uid)
    need = next(one for one in carried_over(practice_store, 2027) if one.kind is Need)
    values = {**need.row.values, "handler": "程德胜"}
    theirs = Create(Need, values, origin=other.uid)
    practice_store.act("汇总", [theirs])

    assert theirs.uid not in {one.row.uid for one in carried_over(practice_store, 2027)}
    assert theirs.uid not in {one.row.uid for one in held_by(practice_store, "程德胜")}


def test_who_shares_a_matter_with_others_holds_it_too(practice_store):
    row = next(row for row in practice_store.rows(Query(LeadSurvey)) if row.values["status"] != "closed")
    practice_store.act("改", [Alter(LeadSurvey, row.uid, {"handler": "余慧敏、程德胜"})])

    found = [one for one in held_by(practice_store, "程德胜") if one.row.uid == row.uid]

    assert [one.persons for one in found] == [("余慧敏", "程德胜")]
