"""Practice data of the front door: every state is there to be looked at."""

from ercheng_station.codes import shipped
from ercheng_station.db.listing import Query
from ercheng_station.records.assistance import KINDS, AssistCase, Expert, Improvement, Reception
from ercheng_station.services.due import due


def test_there_are_some_of_every_kind(practice_store):
    assert not [kind.title for kind in KINDS if not practice_store.count(Query(kind))]


def test_every_state_is_shown(practice_store):
    for kind, name in (
        (AssistCase, "status"),
        (Improvement, "status"),
        (Expert, "state"),
        (Reception, "state"),
    ):
        found = {row.values[name] for row in practice_store.rows(Query(kind))}
        assert found == {one.code for one in shipped(kind.kept[name].codes).codes}


def test_nobody_who_reported_is_named(practice_store):
    for row in practice_store.rows(Query(Reception)):
        if row.values["track"] == "clue":
            assert row.values["visitor"] is row.values["phone"] is row.values["enterprise"] is None


def test_something_of_it_is_due(practice_store):
    assert {"回复来访", "出具专家意见", "专家聘期"} <= {one.what for one in due(practice_store)}
