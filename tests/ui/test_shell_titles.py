"""What the first paint shows is what the kinds say."""

import pytest

from ercheng_station.db.acts import Unit
from ercheng_station.db.changes import new_uid
from ercheng_station.paths import resources
from ercheng_station.records import CATALOGUE
from ercheng_station.ui.shell_titles import (
    DESK,
    FOREMOST,
    GROUPS,
    REGISTERS,
    Entry,
    entries_of,
    registers_of,
    shown,
    sight_of,
    symbol,
)

PROFILES = ("office", "protection", "bureau", "joint")


def unit(profile, host=None):
    return Unit(new_uid(), "甲站", "甲", profile, host)


def test_the_registers_are_the_kinds():
    assert list(REGISTERS) == registers_of(list(CATALOGUE))


@pytest.mark.parametrize("profile", PROFILES)
def test_the_navigation_of_each_unit_is_what_its_kinds_make(profile):
    assert shown(profile) == entries_of(CATALOGUE.kept_by(profile), unit(profile))


@pytest.mark.parametrize("profile", FOREMOST)
def test_about_eight_entries_are_in_sight_and_stand_in_the_order_of_the_work(profile):
    entries = shown(profile)
    groups = [entry.group for entry in entries]

    assert entries[0].name == DESK
    in_sight = [entry.name for entry in entries if entry.foremost]
    assert 8 <= len(in_sight) <= 11
    assert set(in_sight) == set(FOREMOST[profile])
    assert list(dict.fromkeys(groups)) == [group for group in GROUPS if group in groups]


def test_a_protection_station_has_nothing_of_an_authority():
    kept_back = set(shown("office")) - set(shown("protection"))
    assert {"equipment", "enterprise_listing"} <= {entry.name for entry in kept_back}
    assert {"station", "visit", "mediation", "clue"} <= {entry.group for entry in kept_back}
    assert not [entry for entry in shown("protection") if entry.group == "mediation"]


@pytest.mark.parametrize(
    ("host", "has_members"), [("park", True), ("association", True), ("enterprise", False), (None, False)]
)
def test_only_parks_and_associations_have_their_members_in_sight(host, has_members):
    entries = shown(sight_of(unit("protection", host)))

    in_sight = {entry.name for entry in entries if entry.foremost}
    assert {"member", "member_service"} <= {entry.name for entry in entries}
    assert ({"member", "member_service"} <= in_sight, "member" in in_sight) == (has_members, has_members)


def test_a_group_nobody_knows_stands_last():
    entries = shown("office", [*REGISTERS, Entry("new", "新簿", "elsewhere")])

    assert entries[-1].name == "new"


def test_what_a_unit_opens_every_day_stands_first_in_its_group():
    visits = [entry.name for entry in shown("office") if entry.group == "visit"]

    assert visits[:5] == ["visit", "need", "enterprise", "reception", "enterprise_plan"]


def test_a_register_added_later_stands_in_its_group_under_more():
    added = [Entry("brand_new", "新簿", "visit"), Entry("visit", "企业走访", "visit")]

    found = [(entry.name, entry.foremost) for entry in shown("office", added) if entry.group == "visit"]
    assert found == [("visit", True), ("brand_new", False)]


@pytest.mark.parametrize("entry", shown("office"), ids=lambda entry: entry.name)
def test_every_entry_has_its_drawing(entry):
    assert (resources() / "icons" / f"{symbol(entry)}.svg").exists()


def test_a_register_without_a_drawing_of_its_own_gets_that_of_its_group():
    assert symbol(Entry("brand_new", "新簿", "mediation")) == "scale"
    assert symbol(Entry("brand_new", "新簿", "elsewhere")) == "database"
