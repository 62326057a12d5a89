"""What falls due in the work itself: tasks, summaries of campaigns, and the five working days for missing evidence."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.records.fields import Link
from ercheng_station.records.work import Campaign, PlanTask, ScoreSheet
from ercheng_station.services.due import due
from ercheng_station.services.steps import fields_of_step, steps_from, take_step
from tests.founding import STATION, founded


def add(store, record, **raw):
    values, faults = store.examine(record, raw)
    assert not faults.hard, faults
    create = Create(record, values)
    store.act("新增", [create])
    return create.uid


def task(store, **raw):
    first = {"plan": "计划", "year": 2026, "serial": 1, "part": "other", "name": "甲", "due_on": "2026-11-25"}
    return add(store, PlanTask, **{**first, **raw})


def sheet(store, **raw):
    at = Link(store.unit.uid, store.unit.name, "station")
    return add(store, ScoreSheet, at=at, year=2026, version="标准", **raw)


def matters(store, days=30):
    return {(one.what, one.due_on) for one in due(store, days)}


def test_a_task_is_due_until_it_is_done_lasting_or_archived(store):
    uid = task(store)
    task(store, serial=2, archived="是")
    task(store, serial=3, status="lasting")
    told = [one.uid for one in due(store, 30) if one.kind is PlanTask]
    store.act("办结", [Alter(PlanTask, uid, {"status": "done", "finished_on": store.today})])

    assert told == [uid]
    assert [one for one in due(store, 30) if one.kind is PlanTask] == []


def test_an_office_is_urged_about_its_own_tasks_and_the_bureau_about_all(store, tmp_path):
    whose = ("各市场监管所", "区市场监管局", "区法院、各单位", None)
    with founded(tmp_path / "区局", {**STATION, "kind": "bureau"}) as bureau:
        for one in (store, bureau):
            for serial, units in enumerate(whose, 1):
                task(one, serial=serial, units=units, name=f"任务{serial}")
        of_the_office, of_the_bureau = (
            {due_one.title for due_one in due(one, 30) if due_one.kind is PlanTask} for one in (store, bureau)
        )

    assert of_the_office == {"任务1", "任务3", "任务4"}
    assert of_the_bureau == {"任务1", "任务2", "任务3", "任务4"}


@pytest.mark.parametrize(
    ("notified", "last"),
    [
        ("2026-11-16", date(2026, 11, 23)),
        ("2026-09-21", date(2026, 9, 29)),  # 中秋 25 to 27 September are off
        ("2026-02-11", date(2026, 2, 25)),  # 14 February is worked, 15 to 23 are off
    ],
)
def test_missing_evidence_is_due_in_five_working_days(store, notified, last):
    sheet(store, status="supplement", supplement_told_on=notified)

    assert ("补正评价材料", last) in matters(store, 30)


def test_evidence_that_was_given_is_not_due(store):
    sheet(store, status="supplement", supplement_told_on="2026-11-16", supplemented_on="2026-11-18")

    assert not [what for what, _ in matters(store) if what == "补正评价材料"]


def test_a_campaign_that_ends_wants_its_summary(store):
    uid = add(store, Campaign, name="秋季", kind="special", begins_on="2026-09-01", ends_on="2026-11-24")
    assert ("专项行动小结", date(2026, 11, 24)) in matters(store)
    store.act("小结", [Alter(Campaign, uid, {"summary": "已总结"})])

    assert not [what for what, _ in matters(store) if what == "专项行动小结"]


def test_the_steps_of_an_evaluation_ask_for_their_days(store):
    row = store.row(ScoreSheet, sheet(store, status="review"))
    steps = {one.words: one for one in steps_from(ScoreSheet, "review", store.context)}
    asked = fields_of_step(store, ScoreSheet, steps["收到补正通知"], row)

    assert {"supplement_told_on", "supplement"} <= asked.keys()
    again = {one.words for one in steps_from(ScoreSheet, "supplement", store.context)}
    assert again == {"补正后再报", "进入专家评审"}


def test_a_task_is_closed_in_one_step_with_its_day_and_result(store):
    row = store.row(PlanTask, task(store))
    (done,) = [one for one in steps_from(PlanTask, "waiting", store.context) if one.to == "done"]
    raw = {"finished_on": "2026-11-20", "result": "已完成", "progress": "100"}
    changes, faults = take_step(store, PlanTask, done, row, raw, row.uid)
    store.act("办结", changes)
    _, without = take_step(store, PlanTask, done, row, {**raw, "result": ""}, row.uid)

    assert not faults.hard
    assert store.row(PlanTask, row.uid).values["status"] == "done"
    assert without.hard == {"result": "必填"}
