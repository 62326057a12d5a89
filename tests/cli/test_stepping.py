"""Steps by command: what is open and what it asks, and a step taken with all that it finds out by itself."""

import pytest

from tests.commanding import command, saved, spoken


@pytest.fixture
def clue(closed_folder):
    given = {
        "received_on": "2026-11-16", "source": "权利人", "right_class": "商标", "suspect": "某店", "facts": "销售近似标识。",
        "handler": "余慧敏", "signs": "涉嫌犯罪", "right_note": "注册证",
    }  # fmt: skip
    return closed_folder, saved(closed_folder, "clue", **given)["id"]


def test_the_open_steps_are_told_with_what_they_ask(clue):
    offered = {one["step"]: one for one in command(clue[0], "step", "clue", clue[1]).document}

    assert list(offered) == ["定级", "提出建议级别"]
    assert offered["定级"]["to"] == "graded"
    asked = {one["name"]: one for one in offered["定级"]["asks"]}
    assert asked["grade"]["required"]
    assert "涉嫌犯罪" in asked["grade"]["told"]
    assert spoken(clue[0], "step", "clue", clue[1]).out.startswith("定级：")


def test_a_step_finds_out_by_itself_what_it_does_in_the_window(clue):
    given = {"graded_on": "今天", "grade": "重大", "graded_by": "余慧敏"}
    taken = command(clue[0], "step", "clue", clue[1], "定级", given=given).document

    assert (taken["status"], taken["proposed_grade"], taken["grade"]) == ("graded", "major", "major")
    assert next(one["step"] for one in command(clue[0], "step", "clue", clue[1]).document) == "开始核查"


@pytest.mark.parametrize(
    ("words", "given", "code"),
    [
        ("定级", {"grade": "重大"}, "refused"),  # no day
        ("定级", {"graded_on": "今天", "route": "x"}, "refused"),
        ("定级", [], "refused"),
        ("办结", {}, "command-misused"),
    ],
)
def test_what_a_step_does_not_take_is_refused_and_changes_nothing(clue, words, given, code):
    answer = command(clue[0], "step", "clue", clue[1], words, given=given)

    assert answer.document["error"]["code"] == code
    assert command(clue[0], "show", "clue", clue[1]).document["status"] == "registered"


def test_a_kind_without_steps_says_so(closed_folder):
    phrase = saved(closed_folder, "phrase", words="已现场解答。")["id"]

    assert command(closed_folder, "step", "phrase", phrase).document["error"]["code"] == "command-misused"
