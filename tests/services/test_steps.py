"""The chain of every kind is offered as steps: each move has one, each asks for fields that are there."""

import pytest

from ercheng_station import codes
from ercheng_station.db.listing import Query
from ercheng_station.records import ALL
from ercheng_station.records.fields import PLAIN, Choice
from ercheng_station.records.outreach import PilotSchool, TypicalCase
from ercheng_station.records.work import PlanTask, ScoreSheet
from ercheng_station.services.chains import NOTES, STATIONS, STEPS, station_of, way_of
from ercheng_station.services.step import Step
from ercheng_station.services.steps import fields_of_step, steps_from

CHAINED = [kind for kind in ALL if kind.chain]
STATES = [(kind, state) for kind in CHAINED for state in kind.chain.moves]
DECLARED = [(kind, step) for kind, steps in STEPS.items() for step in steps]


@pytest.mark.parametrize(("kind", "status"), STATES)
def test_every_move_of_a_chain_is_offered_and_no_other(kind, status):
    offered = {one.to for one in steps_from(kind, status, PLAIN)} - {""}

    assert offered == set(kind.chain.moves[status])


@pytest.mark.parametrize(("kind", "status"), STATES)
def test_no_two_open_steps_have_the_same_name(kind, status):
    words = [one.words for one in steps_from(kind, status, PLAIN)]

    assert len(set(words)) == len(words)
    assert all(words)


@pytest.mark.parametrize(("kind", "step"), DECLARED)
def test_a_step_asks_for_fields_of_its_kind(kind, step):
    named = {*step.asks, *step.clears, *(name for group in step.either for name in group)}
    named |= {step.on, step.told, step.by, step.apart} - {""}

    assert named <= kind.kept.keys()
    assert set(step.wants) <= set(step.asks)
    assert set(step.begins) <= kind.chain.moves.keys()
    assert not step.to or step.to in {to for moves in kind.chain.moves.values() for to in moves}


@pytest.mark.parametrize(("kind", "step"), [one for one in DECLARED if one[1].code])
def test_a_dated_step_is_a_word_of_its_code_list(kind, step):
    notes = NOTES[kind]
    field = notes.kind.kept[notes.step]

    assert isinstance(field, Choice)
    assert step.code in {one.code for one in codes.shipped(field.codes).codes}
    assert not {notes.on, notes.content, notes.by} & {*step.asks}
    assert notes.kind.kept[notes.kind.owner].kind == kind.__tablename__


@pytest.mark.parametrize(("kind", "status"), STATES)
def test_the_drawn_way_leads_through_where_the_record_stands(kind, status):
    way = way_of(kind, status)

    assert status in way
    assert len(set(way)) == len(way)
    assert all(station_of(kind, state, PLAIN) for state in way)
    assert set(STATIONS.get(kind, ())) <= kind.chain.moves.keys()


def test_a_chain_without_declared_steps_is_named_by_its_code_list(monkeypatch):
    need = next(kind for kind in CHAINED if kind.__tablename__ == "need")
    monkeypatch.delitem(STEPS, need)

    assert steps_from(need, "registered", PLAIN) == [
        Step("assigned", "交办", again="退回“已交办”"),
        Step("handling", "开始办理", again="退回“办理中”"),
        Step("replied", "反馈", again="退回“已反馈”"),
    ]
    assert steps_from(need, "replied", PLAIN)[-1].words == "退回“办理中”"


@pytest.mark.parametrize(
    ("kind", "state", "way"),
    [
        (TypicalCase, "draft", ("draft", "checked", "published")),
        (PilotSchool, "recommended", ("recommended", "pilot", "passed")),
        (PlanTask, "waiting", ("waiting", "doing", "done")),
        (ScoreSheet, "self", ("self", "review", "expert", "public", "settled")),
        (ScoreSheet, "supplement", ("self", "review", "supplement", "expert", "public", "settled")),
    ],
)
def test_the_way_drawn_is_the_usual_one_without_its_exceptions(kind, state, way):
    assert way_of(kind, state) == way


def test_the_words_of_a_step_are_called_what_they_are_there(practice_store):
    case = next(practice_store.rows(Query(TypicalCase)))
    step = next(one for one in STEPS[TypicalCase] if one.words == "撤回")

    assert fields_of_step(practice_store, TypicalCase, step, case)["note"].label == "撤回原因"
