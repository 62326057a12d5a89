"""What falls due at the front door and in assistance, and what binds whom."""

from datetime import date

from ercheng_station.records.assistance import AssistCase, Errand, Improvement
from ercheng_station.services.due import due
from tests.assisting import applied, came, changed, expert_of, opined
from tests.mediating import made


def matters(store, what, days=7):
    return [one for one in due(store, days) if one.what == what]


def test_a_promised_answer_is_due_until_it_is_given(store):
    one = came(store, state="open", promised_on="2026-11-19")

    (found,) = matters(store, "回复来访")
    assert (found.uid, found.due_on, found.overdue) == (one.uid, date(2026, 11, 19), True)

    changed(store, one, state="told", told_on="2026-11-20")
    assert matters(store, "回复来访") == []


def test_a_centre_is_asked_after_thirty_days_and_is_never_called_late(store):
    one = applied(store, received_on="2026-10-01", status="passed", passed_on="2026-10-22")

    (found,) = matters(store, "询问援助进度")

    assert (found.kind, found.uid, found.due_on) == (AssistCase, one.uid, date(2026, 11, 21))
    assert found.rule.startswith("内部提醒")
    assert "逾期" not in found.rule


def test_a_term_that_ends_is_told_sixty_days_before(store):
    expert_of(store, term_until="2027-01-15")
    expert_of(store, name="张华", term_until="2027-03-15")
    expert_of(store, name="陈平", term_until="2027-01-10", state="left")

    assert [one.title for one in matters(store, "专家聘期")] == ["李明（湖北某律师事务所）"]


def test_an_opinion_is_due_until_it_is_signed(store):
    expert = expert_of(store)
    asked = {
        "asked_on": "2026-11-01",
        "opinion": "",
        "basis": "",
        "signed_on": "",
        "promised_on": "2026-11-24",
    }
    one = opined(store, expert, **asked)

    assert [found.uid for found in matters(store, "出具专家意见")] == [one.uid]
    changed(store, one, opinion="近似", signed_on="2026-11-20")
    assert matters(store, "出具专家意见") == []


def test_improvements_and_errands_are_due_while_open(store):
    better = {
        "source": "expert",
        "found_on": "2026-11-01",
        "due_on": "2026-11-25",
        "measure": "改",
        "handler": "余慧敏",
    }
    made(store, Improvement, problem="台账不全", status="doing", **better)
    made(
        store, Improvement, problem="没有公示牌", status="done", result="已挂", done_on="2026-11-10", **better
    )
    made(
        store, Errand, applicant="甲店", matter="商标续展", platform="trademark", taken_on="2026-11-01",
        promised_on="2026-11-22", result="open",
    )  # fmt: skip

    assert [one.due_on for one in matters(store, "改进事项")] == [date(2026, 11, 25)]
    assert [one.due_on for one in matters(store, "代办进度")] == [date(2026, 11, 22)]
