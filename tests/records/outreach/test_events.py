"""Trainings and activities tell what their file lacks; questionnaires compute their rate; schools name no pupil."""

from datetime import date

import pytest

from ercheng_station.errors import Refused
from ercheng_station.records.outreach import PilotSchool, Publicity, SchoolYear, Survey, Training
from ercheng_station.records.outreach.pupils import pupils_named
from tests.mediating import made

TRAINING = {"theme": "商标政企共学", "held_on": "2026-11-10", "mode": "together"}


def doubts(store, kind, link, today=date(2026, 11, 20)):
    return kind.doubts(store.whole(kind, link.uid), today)


def test_a_training_lacks_every_paper_that_is_not_there(store):
    link = made(store, Training, **TRAINING, summary="来了 20 人")

    assert store.row(Training, link.uid).values["lacks"] == "通知、签到表、照片、课件"
    assert set(doubts(store, Training, link)) == {"notice", "sign_in", "photos", "courseware"}


def test_what_is_not_needed_is_not_missed(store):
    link = made(store, Publicity, theme="进市场", held_on="2026-11-10", occasion="five_in", places="进市场", not_needed="通知、签到表、照片、课件、小结")  # fmt: skip

    assert store.row(Publicity, link.uid).values["lacks"] is None
    assert not doubts(store, Publicity, link)


def test_before_an_event_only_the_notice_is_missed(store):
    link = made(store, Training, **TRAINING)

    assert set(doubts(store, Training, link, date(2026, 11, 9))) == {"notice"}


def test_the_rate_of_an_examination_is_computed(store):
    link = made(store, Training, **TRAINING, tested="30", passed="28")

    assert store.row(Training, link.uid).values["pass_rate"] == 93
    assert "passed" in store.examine(Training, {**TRAINING, "tested": "3", "passed": "4"})[1].hard


@pytest.mark.parametrize(("kind", "rate"), [("satisfaction", 70), ("awareness", 90)])
def test_a_questionnaire_computes_its_rate_from_the_counts(store, kind, rate):
    link = made(
        store, Survey, topic="问卷", kind=kind, held_on="2026-11-10", returned="20", best="8", good="6", fair="4", bad="2"
    )  # fmt: skip

    values = store.row(Survey, link.uid).values
    assert (values["valid"], values["rate"]) == (20, rate)


def test_more_answers_than_questionnaires_are_refused(store):
    raw = {"topic": "问卷", "kind": "awareness", "held_on": "2026-11-10", "sent": "5", "returned": "4"}

    assert "returned" in store.examine(Survey, {**raw, "best": "5"})[1].hard
    assert "returned" in store.examine(Survey, {**raw, "returned": "6"})[1].hard
    assert "worst" in store.examine(Survey, {**raw, "worst": "1"})[1].hard


def test_a_pilot_takes_two_years_and_needs_its_beginning(store):
    link = made(store, PilotSchool, name="泽林中学", level="province", status="pilot", since="2026-09-01")

    assert store.row(PilotSchool, link.uid).values["until"] == date(2028, 9, 1)
    with pytest.raises(AssertionError):
        made(store, PilotSchool, name="杜山中学", level="province", status="pilot")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王小明同学获市级一等奖", ["王小明"]),
        ("学生李雷、韩梅梅获奖", ["李雷"]),
        ("八年级（3）班张华获奖", ["张华"]),
        ("张华（七年级）的作品", ["张华"]),
        ("全体学生参加，三等奖 2 项", []),
        ("高中学生 120 人，各班学生代表到场", []),
        ("成立领导小组，列入学校年度计划", []),
        ("组织万余名学生参观，学生作品 18 件", []),
    ],
)
def test_names_of_pupils_are_seen(text, names):
    assert pupils_named(text) == names


def test_a_pupils_name_is_warned_of_and_never_refused(store):
    school = made(store, PilotSchool, name="泽林中学", level="province", status="recommended")
    _, faults = store.examine(SchoolYear, {"school": school, "year": "2026", "awards": "王小明同学获奖"})

    assert not faults.hard
    assert "王小明" in faults.soft["awards"]


def test_a_school_is_not_confirmed_without_its_day(store):
    with pytest.raises((Refused, AssertionError)):
        made(store, PilotSchool, name="泽林中学", level="province", status="passed", since="2026-09-01")
