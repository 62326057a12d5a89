"""The work plan: the notice as an archive, this year's tasks made from it, progress read from the records."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Query, by_value
from ercheng_station.errors import UserError
from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import PlanTask, TaskMeasure
from ercheng_station.services.due import due
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.plan import (
    ARCHIVE,
    begin_year,
    load_notice,
    notice,
    plan_name,
    plans,
    progress_of,
)

THIS_YEAR = plan_name(2026)


def tasks(store, plan):
    return [row.values for row in store.rows(Query(PlanTask, where=by_value({"plan": plan}), sort="serial"))]


def test_the_archive_keeps_the_printed_deadlines_and_tells_both_contradictions(store):
    load_notice(store)
    by_name = {row["name"]: row for row in tasks(store, ARCHIVE)}

    assert len(by_name) == len(notice())
    assert {row["part"] for row in by_name.values()} == {
        "system", "service", "dispute", "chain", "support", "step"
    }  # fmt: skip
    steps = [row["name"] for row in by_name.values() if row["part"] == "step"]
    assert steps == ["创建实施", "评估论证", "申报验收"]
    acceptance, training = by_name["申报验收"], by_name["政企共学，开展知识产权培训"]
    assert (acceptance["deadline"], acceptance["due_on"]) == ("2023年10月上旬", date(2024, 10, 10))
    assert "2024年之误" in acceptance["note"]
    assert (training["deadline"], training["due_on"]) == ("10月底", date(2024, 10, 31))
    assert "9月底" in training["note"]


def test_archived_tasks_are_never_due(store):
    load_notice(store)

    assert [one for one in due(store, 3650) if one.kind is PlanTask] == []


def test_this_years_tasks_have_this_years_dates_and_fall_due(store):
    load_notice(store)
    begin_year(store, 2026)
    made = tasks(store, THIS_YEAR)

    assert [row["name"] for row in made] == [row["name"] for row in tasks(store, ARCHIVE)]
    assert {row["due_on"].year for row in made if row["due_on"]} == {2026}
    assert not [row for row in made if row["archived"] or "2023" in f"{row['deadline']}{row['printed']}"]
    assert {one.title for one in due(store, 60) if one.kind is PlanTask} == {
        "创建实施",
        "评估论证",
        "申报验收",
    }


def test_this_years_tasks_can_be_made_without_the_archive(store):
    begin_year(store, 2026)

    assert len(tasks(store, THIS_YEAR)) == len(notice())
    assert plans(store) == [THIS_YEAR]


def test_next_years_tasks_take_over_what_was_edited(store):
    begin_year(store, 2026)
    first = next(store.rows(Query(PlanTask, where=by_value({"serial": 4}))))
    store.act("修改", [Alter(PlanTask, first.uid, {"name": "一企一策到园区"})])
    begin_year(store, 2027)

    made = {row["serial"]: row for row in tasks(store, plan_name(2027))}
    assert made[4]["name"] == "一企一策到园区"
    assert made[20]["due_on"] == date(2027, 9, 30)
    assert plans(store) == [plan_name(2027), THIS_YEAR]


@pytest.mark.parametrize("again", [lambda store: begin_year(store, 2026), load_notice])
def test_a_plan_is_never_made_twice(store, again):
    begin_year(store, 2026)
    load_notice(store)

    with pytest.raises(UserError) as told:
        again(store)

    assert told.value.code == "plan-exists"


def test_progress_is_read_from_the_records_of_the_year(practice_store):
    store = practice_store
    (task,) = list(store.rows(Query(PlanTask, where=by_value({"plan": THIS_YEAR, "serial": 4}))))
    link = Link(task.uid, task.label, "plan_task")
    for row in store.rows(Query(TaskMeasure, where=by_value({"task": link}))):
        store.act("改目标", [Alter(TaskMeasure, row.uid, {"target": 10_000})])
    on = store.today
    (told,) = [one for one in progress_of(store, THIS_YEAR, on) if one.task.uid == task.uid]
    visits = [row.values for row in store.rows(Query(Visit)) if row.values["visited_on"].year == on.year]
    measured = told.measured[0]

    assert measured.indicator is BY_NAME["visited"]
    assert measured.figure == len({row["enterprise"] for row in visits})
    assert store.count(measured.rows) == len(visits)
    assert told.computed == round(100 * sum(one.share for one in told.measured) / len(told.measured))


def test_a_task_without_figures_has_only_the_typed_progress(store):
    values, _ = store.examine(
        PlanTask,
        {
            "plan": "计划",
            "year": 2026,
            "serial": 1,
            "part": "other",
            "name": "甲",
            "progress": "40",
            "due_on": "2026-12-01",
        },
    )
    store.act("新增", [Create(PlanTask, values)])
    (told,) = progress_of(store, "计划", store.today)

    assert (told.typed, told.computed) == (40, None)


@pytest.mark.parametrize("name", ["visited", "cases_accepted"])
def test_a_figure_counts_towards_its_task_at_most_in_full(store, name):
    begin_year(store, 2026)
    shares = [
        one.share
        for told in progress_of(store, THIS_YEAR, store.today)
        for one in told.measured
        if one.indicator.name == name
    ]

    assert shares == [0.0]


def test_every_figure_that_a_task_of_the_notice_names_is_reported():
    named = {one.split(":")[0] for line in notice() for one in line["measures"].split(";") if one}

    assert named <= BY_NAME.keys()
