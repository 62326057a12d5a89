"""The timeline of an enterprise has everything dated that concerns it, each record once."""

import pytest

from ercheng_station.records import ALL, CATALOGUE
from ercheng_station.records.base import refs_of
from ercheng_station.records.clues import Clue
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation, Party
from ercheng_station.records.visit import Visit
from ercheng_station.services.timeline import timeline
from tests.db.saving import FIRM, made, visited
from tests.records.sampling import full_record

NAMING = [
    kind
    for kind in ALL
    if kind.dated_by
    and "office" in kind.profiles
    and any(ref.kind == "enterprise" for ref in refs_of(kind).values())
    and all("office" in CATALOGUE[ref.kind].profiles for ref in refs_of(kind).values())
]


@pytest.mark.parametrize("kind", NAMING, ids=lambda kind: kind.__tablename__)
def test_whatever_names_an_enterprise_stands_on_its_timeline(store, kind):
    kept = {}
    link = full_record(store, kind, kept)

    events = timeline(store, kept[Enterprise])

    (found,) = [event for event in events if event.uid == link.uid]
    assert found.kind is kind
    assert found.what == kind.title
    assert found.words
    assert len({event.uid for event in events}) == len(events)


def test_a_case_stands_on_the_timeline_of_its_parties(store):
    kept = {}
    full_record(store, Party, kept)

    (found,) = [event for event in timeline(store, kept[Enterprise]) if event.kind is Mediation]

    assert found.uid == kept[Mediation].uid


def test_what_came_out_of_a_visit_stands_there_too(store):
    firm = made(store, Enterprise, **FIRM)
    visit = visited(store)
    made(
        store,
        Clue,
        received_on="今天",
        source="企业走访",
        right_class="商标侵权",
        suspect="某小店",
        facts="卖仿冒品",
        visit=visit.number,
    )

    events = timeline(store, Link(firm.uid, firm.label, "enterprise"))

    assert {Visit, Clue} <= {event.kind for event in events}
