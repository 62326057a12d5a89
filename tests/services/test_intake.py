"""Taking in a dispute: what is known already, the name of the case, and the parties typed with it."""

import pytest

from ercheng_station.db.changes import new_uid
from ercheng_station.db.listing import Query
from ercheng_station.errors import Refused
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Committee
from ercheng_station.services.intake import known_at_intake, name_of_case, parties_of, party_of
from tests.mediating import committee, made, registered


def test_the_only_committee_is_proposed_else_that_of_the_last_case(store):
    assert known_at_intake(store) == {}
    body = committee(store)
    assert known_at_intake(store)["committee"].uid == body.uid

    other = made(store, Committee, name="另一个调委会", short_name="另", numbering="own")
    assert known_at_intake(store) == {}
    registered(store, body)

    assert known_at_intake(store)["committee"].uid == body.uid
    assert store.count(Query(Committee)) == 2
    assert other.uid != body.uid


@pytest.mark.parametrize(
    ("parties", "name"),
    [
        ([("applicant", "甲"), ("respondent", "乙")], "甲与乙侵害商标权纠纷"),
        ([("applicant", "甲"), ("respondent", "乙"), ("respondent", "丙")], "甲与乙等侵害商标权纠纷"),
        ([("applicant", "甲"), ("third", "丁")], ""),
        ([("applicant", ""), ("respondent", "乙")], ""),
    ],
)
def test_a_case_is_named_after_the_first_on_either_side(parties, name):
    assert name_of_case(parties, "侵害商标权纠纷") == name


def test_a_firm_brings_all_that_its_file_says(store):
    link = made(
        store, Enterprise, name="蔚蓝商行", no_code_why="换照", scale="individual", legal_person="范若溪",
        contact_phone="0711-5551234", address="创业路8号",
    )  # fmt: skip

    told = party_of(store, link)

    assert (told["kind"], told["representative"], told["phone"]) == ("sole", "范若溪", "0711-5551234")


def test_who_has_consented_did_so_on_the_day_of_the_application(store):
    case = Link(new_uid(), "甲与乙", "mediation")
    typed = {
        str(new_uid()): {"role": "applicant", "kind": "person", "name": "甲", "consent": "agreed"},
        str(new_uid()): {"role": "respondent", "kind": "person", "name": "乙", "consent": "pending"},
    }

    first, second = parties_of(store, case, typed, store.today)

    assert (first.values["consent_on"], second.values["consent_on"]) == (store.today, None)
    assert str(first.uid) in typed


def test_a_fault_names_the_party_and_the_field(store):
    uid = new_uid()

    with pytest.raises(Refused) as refused:
        parties_of(
            store, Link(new_uid(), "", "mediation"), {str(uid): {"role": "applicant", "kind": "person"}}, None
        )

    assert f"{uid}.name" in refused.value.faults
