"""The rules of tasks, evaluations, boards, duty and entered totals, each with what it says."""

import pytest

from ercheng_station.records.fields import Link
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import Campaign, Duty, NoticeBoard, PlanTask, ScoreItem, ScoreSheet

TASK = {"plan": "计划", "year": 2026, "serial": 1, "part": "other", "name": "甲", "status": "doing"}


def faults(store, kind, raw):
    return store.examine(kind, raw)[1]


def test_a_roster_or_campaign_may_lie_ahead_and_a_visit_must_not(store):
    firm = Link(store.unit.uid, "甲", "enterprise")
    visit = {"enterprise": firm, "visited_on": "2026-12-24", "way": "field", "visitors": "甲"}

    assert "on" not in faults(store, Duty, {"on": "2026-12-24", "person": "余慧敏"}).hard
    campaign = {"name": "冬季", "kind": "special", "begins_on": "2026-12-24"}
    assert "begins_on" not in faults(store, Campaign, campaign).hard
    assert "晚于今天" in faults(store, Visit, visit).hard["visited_on"]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"status": "done"}, "finished_on"),
        ({"finished_on": "2026-11-01"}, "finished_on"),
        ({"begins_on": "2026-11-02", "due_on": "2026-11-01"}, "due_on"),
    ],
)
def test_a_task_that_contradicts_itself_is_refused(store, more, name):
    assert name in faults(store, PlanTask, {**TASK, **more}).hard


def test_a_task_without_a_day_is_asked_whether_it_lasts(store):
    assert "长期坚持" in faults(store, PlanTask, TASK).soft["due_on"]
    assert "due_on" not in faults(store, PlanTask, {**TASK, "status": "lasting"}).soft


def test_an_evaluation_wants_the_day_its_clock_begins_and_a_grade_at_its_end(store):
    sheet = {"at": Link(store.unit.uid, "", "station"), "year": 2026, "version": "标准"}

    assert "supplement_told_on" in faults(store, ScoreSheet, {**sheet, "status": "supplement"}).hard
    assert "grade" in faults(store, ScoreSheet, {**sheet, "status": "settled"}).hard


def test_points_that_are_lost_want_a_reason(store):
    item = {
        "sheet": Link(store.unit.uid, "", "score_sheet"), "serial": 1, "part": "甲", "name": "乙", "points": "4",
        "source": "manual", "self_score": "4",
    }  # fmt: skip

    assert "why_less" not in faults(store, ScoreItem, item).soft
    assert "why_less" in faults(store, ScoreItem, {**item, "bureau_score": "3.5"}).soft
    assert "why_less" not in faults(store, ScoreItem, {**item, "is_deduction": "是", "self_score": "1"}).soft


def test_a_board_warns_of_a_supervision_phone_that_is_the_stations_own(store):
    board = {
        "at": Link(store.unit.uid, "", "station"),
        "name": "公示",
        "phone": "0711-1",
        "supervision_phone": "0711-1",
    }

    assert "监督电话应当是上级单位的" in faults(store, NoticeBoard, board).soft["supervision_phone"]
