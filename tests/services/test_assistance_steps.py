"""The steps of an application: what comes next is offered first, and each state can be reached by its steps alone."""

from datetime import date

import pytest

from ercheng_station.db.changes import new_uid
from ercheng_station.records.assistance import AssistCase
from ercheng_station.services.chains import reached
from ercheng_station.services.steps import fields_of_step, steps_from, take_step
from tests.assisting import CENTRE, applied


def words(store, status):
    return [step.words for step in steps_from(AssistCase, status, store.context)]


@pytest.mark.parametrize(
    ("status", "first"),
    [
        ("received", "转送中心"),
        ("supplement", "补正完成"),
        ("passed", "中心已受理"),
        ("accepted", "办结"),
        ("done", "重新办理"),
        ("rejected", "退回收件"),
        ("withdrawn", "退回收件"),
    ],
)
def test_what_comes_next_is_offered_first(store, status, first):
    assert words(store, status)[0] == first


def test_an_application_goes_its_way_by_steps_alone(store):
    uid = applied(store, passed_to="").uid
    for name, typed in (
        ("转送中心", {"passed_to": CENTRE, "passed_on": "2026-09-03"}),
        ("中心已受理", {"decided_on": "2026-09-10"}),
        ("办结", {"done_on": "2026-09-28", "outcome": "已出具意见"}),
        ("重新办理", {}),
    ):
        row = store.row(AssistCase, uid)
        step = next(
            one for one in steps_from(AssistCase, row.values["status"], store.context) if one.words == name
        )
        asked = dict.fromkeys(fields_of_step(store, AssistCase, step, row))
        changes, faults = take_step(store, AssistCase, step, row, {**asked, **typed}, new_uid())
        assert not faults.hard
        store.act(name, changes)

    values = store.row(AssistCase, uid).values
    assert (values["status"], values["done_on"], values["ended_on"]) == ("accepted", None, None)


def test_what_was_supplemented_is_dated_today_and_the_application_keeps_its_day(store):
    uid = applied(store, status="supplement", supplement_asked_on="2026-09-03", supplement_what="授权书").uid
    row = store.row(AssistCase, uid)
    step = steps_from(AssistCase, "supplement", store.context)[0]
    asked = dict.fromkeys(fields_of_step(store, AssistCase, step, row))
    assert fields_of_step(store, AssistCase, step, row)["supplemented_on"].default == "今天"

    changes, _ = take_step(
        store, AssistCase, step, row, {**asked, "supplemented_on": "2026-09-08"}, new_uid()
    )
    store.act(step.words, changes)
    came = reached(store, AssistCase, store.row(AssistCase, uid))
    assert came["received"] == date(2026, 9, 1)
