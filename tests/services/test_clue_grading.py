"""Grades are proposed by stated, dated rules that the unit may replace; a person decides."""

import pytest

from ercheng_station.records.clues import Clue, GradingRule
from ercheng_station.records.identifiers import complete_credit_code
from ercheng_station.services.clue_grading import propose, proposed_values, shipped_rules
from ercheng_station.services.steps import STEPS, fields_of_step, take_step
from tests.assisting import changed
from tests.handling import clue_of, graded
from tests.mediating import made


def proposal(store, **raw):
    return propose(store, store.row(Clue, clue_of(store, **raw).uid))


@pytest.mark.parametrize(
    ("raw", "grade", "rule"),
    [
        ({"signs": "涉嫌犯罪"}, "major", "crime"),
        ({"signs": "跨县区"}, "larger", "cross_district"),
        ({"signs": "跨县区、涉及食品药品安全"}, "major", "food_drug"),
        ({"amount": "50000"}, "larger", "amount"),
    ],
)
def test_a_rule_that_fires_says_so(store, raw, grade, rule):
    found = proposal(store, **raw)
    assert found.grade == grade
    assert rule in [one.name for one in found.fired]
    assert next(one.words for one in shipped_rules() if one.name == rule) in found.why


def test_the_rest_is_general_and_says_that_no_rule_fits(store):
    found = proposal(store, amount="49999.99")
    assert (found.grade, found.fired) == ("general", ())
    assert "没有符合的规则" in found.why


def test_a_suspect_found_guilty_within_five_years_is_told_without_being_ticked(store):
    code = complete_credit_code("91420704MA49BQLN")
    for on, outcome in (("2020-01-05", "filed"), ("2022-05-05", "not_found")):
        earlier = clue_of(store, received_on=on, suspect_code=code)
        changed(store, earlier, outcome=outcome, outcome_on=on)
    assert proposal(store, suspect_code=code).grade == "general"

    earlier = clue_of(store, received_on="2022-06-05", suspect_code=code)
    changed(store, earlier, outcome="filed", outcome_on="2022-06-15")
    found = proposal(store, suspect_code=code, received_on="2026-11-17")
    assert [one.name for one in found.fired] == ["repeated"]


def test_the_units_own_rule_replaces_and_adds(store):
    made(
        store,
        GradingRule,
        name="amount",
        words="涉案金额一万元以上的，建议“重大”",
        grade="major",
        amount_from="10000",
    )
    made(
        store,
        GradingRule,
        name="own",
        words="展会线索的，建议“较大”",
        grade="larger",
        sign="public",
        until="2026-01-01",
    )
    found = proposal(store, amount="10000")
    assert (found.grade, found.why) == ("major", "涉案金额一万元以上的，建议“重大”")
    assert proposal(store, signs="群体性事件或舆情", received_on="2026-11-18").fired[0].name == "public"


def test_the_step_that_grades_keeps_the_proposal_and_asks_for_a_reason(store):
    clue = clue_of(store, signs="涉嫌犯罪")
    row = store.row(Clue, clue.uid)
    (step,) = [one for one in STEPS[Clue] if one.to == "graded"]
    assert fields_of_step(store, Clue, step, row)["grade"].help == "建议“重大”：涉嫌犯罪的"
    raw = {**graded(), "grade_why": "", "confirmed_on": ""}
    raw.pop("status")

    _, faults = take_step(store, Clue, step, row, raw, clue.uid)
    assert "重大" in faults.hard["grade_why"]

    changes, faults = take_step(store, Clue, step, row, {**raw, "grade_why": "证据不足"}, clue.uid)
    assert not faults.hard
    store.act("定级", changes)
    values = store.row(Clue, clue.uid).values
    assert (values["grade"], values["proposed_grade"], values["status"]) == ("general", "major", "graded")
    assert values["proposed_why"] == proposed_values(store, row)["proposed_why"]


def test_the_step_that_proposes_looks_at_what_was_just_typed(store):
    clue = clue_of(store)
    row = store.row(Clue, clue.uid)
    (step,) = [one for one in STEPS[Clue] if one.words == "提出建议级别"]

    changes, _ = take_step(store, Clue, step, row, {"signs": "跨省"}, clue.uid)
    store.act("提出建议级别", changes)

    assert store.row(Clue, clue.uid).values["proposed_grade"] == "major"
