"""The kinds a program works with: named in two ways, kept by some units, pointing to each other."""

import pytest

from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import refs_of
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing, IpSnapshot, Right
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.protection import Member
from ercheng_station.records.visit import Visit


@pytest.mark.parametrize("word", ["visit", "企业走访"])
def test_a_kind_is_found_by_its_identifier_or_its_title(word):
    assert CATALOGUE[word] is Visit


def test_an_unknown_kind_is_refused_with_those_there_are():
    with pytest.raises(UserError) as refused:
        CATALOGUE["调解"]

    assert refused.value.code == "kind-unknown"
    assert "企业走访" in refused.value.do


def test_what_points_to_a_kind_and_what_goes_with_it():
    assert (Visit, "enterprise") in CATALOGUE.referrers(Enterprise)
    assert CATALOGUE.owned_by(Need) == [(NeedStep, "need")]
    assert {kind for kind, _ in CATALOGUE.owned_by(Enterprise)} == {
        Right,
        IpSnapshot,
        EnterpriseListing,
        Member,
    }


def test_what_a_record_points_to_stands_before_it():
    place = CATALOGUE.parents_first

    assert all(
        place[ref.kind] < place[kind.__tablename__] for kind in CATALOGUE for ref in refs_of(kind).values()
    )
