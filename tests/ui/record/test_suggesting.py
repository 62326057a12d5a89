"""Which enterprises are offered first while somebody types two letters."""

import pytest

from ercheng_station.db.listing import Query, by_value
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agent, Evidence, Mediation, Party
from ercheng_station.records.visit import Visit
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.record.suggesting import link_of, suggestions
from tests.db.saving import made


@pytest.fixture
def add(practice_store):
    def add(kind, /, **raw):
        return made(practice_store, kind, **raw).uid

    return add


def test_names_that_begin_so_come_before_those_that_hold_it_and_before_contacts(practice_store, add):
    add(Enterprise, name="鄂州市某某商贸有限公司", contact="周强")
    add(Enterprise, name="鄂州市紫云众强有限公司")
    add(Enterprise, name="鄂州市众强精密有限公司")

    offered = [one.title for one in suggestions(practice_store, "enterprise", "zq")]

    places = [offered.index(f"鄂州市{name}有限公司") for name in ("众强精密", "紫云众强", "某某商贸")]
    assert places == sorted(places)


def test_of_two_alike_the_one_visited_lately_comes_first(practice_store, add):
    names = ["鄂州市众曲甲有限公司", "鄂州市众曲乙有限公司"]
    uids = {name: add(Enterprise, name=name) for name in names}
    for name in names[::-1]:
        before = [one.title for one in suggestions(practice_store, "enterprise", "zhongqu")]
        assert set(names) <= set(before)
        add(Visit, enterprise=str(uids[name]), visited_on="今天", way="field", visitors="张明", kind="first")
        assert suggestions(practice_store, "enterprise", "zhongqu")[0].title == name


def test_before_anything_is_typed_the_enterprises_visited_lately_are_offered(practice_store):
    latest = next(practice_store.rows(Query(Visit, sort="visited_on", descending=True), 1))

    assert suggestions(practice_store, "enterprise", "")[0].title == latest.values["enterprise"].title


@pytest.fixture
def case(practice_store):
    """The oldest case of the practice station, and the names of its parties."""
    row = next(practice_store.rows(Query(Mediation, sort="created_at"), 1))
    link = link_of(Mediation, row)
    return link, {party.label for party in parties_of(practice_store, link)}


def parties_of(store, case):
    return list(store.rows(Query(Party, where=by_value({"case": case}))))


def titles(store, kind, within):
    return {one.title for one in suggestions(store, kind, "", within)}


def test_a_part_is_offered_only_the_other_parts_of_its_owner(practice_store, case):
    link, names = case
    party = link_of(Party, parties_of(practice_store, link)[0])

    assert titles(practice_store, "party", link) == names
    assert titles(practice_store, "party", party) == names
    assert not titles(practice_store, "party", None) <= names
    assert titles(practice_store, "enterprise", link) == titles(practice_store, "enterprise", None)


@pytest.mark.parametrize(("kind", "owner"), [(Evidence, "case"), (Agent, "party")])
def test_a_form_offers_the_parties_of_the_case_that_it_was_begun_for(desk, shown, qtbot, case, kind, owner):
    link, names = case
    form = shown(RecordForm(kind, desk), 900, 640)
    form.begin({owner: link if owner == "case" else link_of(Party, parties_of(desk.store, link)[0])})
    line = form.form.input("party").core()
    line.setFocus()
    line.setText("")
    qtbot.waitUntil(lambda: form.form.input("party").link() is None)
    offered = []

    form.host.suggest("party", "", offered.extend)

    qtbot.waitUntil(lambda: offered != [])
    assert {one.title for one in offered} == names


def test_another_owner_that_is_chosen_changes_what_is_offered(desk, shown, qtbot, case):
    link, names = case
    form = shown(RecordForm(Evidence, desk), 900, 640)
    form.begin()
    assert form.host.within is None

    form.choose("case", link)

    assert isinstance(form.host.within, Link)
    assert titles(desk.store, "party", form.host.within) == names
