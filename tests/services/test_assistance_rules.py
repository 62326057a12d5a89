"""What falls due at the front door and in assistance, and what binds whom."""

from datetime import date

from ercheng_station.records.assistance import AssistCase, CaseResult, ConsumerComplaint, Errand, Improvement
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

    assert (found.kind, found.uid, found.due_on) == (AssistCase, one.uid, date(2026, 11, 23))
    assert "（内部提醒）" in found.rule
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


def test_the_fifteen_working_days_run_only_where_this_unit_decides(store):
    applied(store, applicant="甲", received_on="2026-11-02")
    one = applied(store, applicant="乙", received_on="2026-11-02", decider="own", passed_to="")

    (found,) = matters(store, "援助审查")
    assert (found.uid, found.due_on) == (one.uid, date(2026, 11, 23))
    assert "15 个工作日" in found.rule

    changed(store, one, status="accepted", decided_on="2026-11-10", decision_number="鄂市维援〔2026〕3号")
    assert matters(store, "援助审查") == []


def test_the_applicant_has_seven_working_days_and_then_the_review_begins_anew(store):
    one = applied(
        store, received_on="2026-11-02", decider="own", passed_to="", status="supplement",
        supplement_asked_on="2026-11-12", supplement_what="注册证",
    )  # fmt: skip
    (found,) = matters(store, "等待补正")
    assert (found.due_on, matters(store, "援助审查")) == (date(2026, 11, 23), [])

    changed(store, one, status="received", supplemented_on="2026-11-13")
    (found,) = matters(store, "援助审查", days=30)
    assert found.due_on == date(2026, 12, 4)
    assert matters(store, "等待补正") == []


def test_complaints_follow_the_rule_of_their_day(store):
    """45 working days under 令第20号, 60 days since 2026-04-15 under 令第121号."""
    for number, on in (("甲", "2026-04-10"), ("乙", "2026-09-25")):
        made(
            store,
            ConsumerComplaint,
            external_number=number,
            received_on=on,
            decision="accepted",
            decided_on=on,
        )
    fresh = made(store, ConsumerComplaint, external_number="丙", received_on="2026-11-16")
    ended = {
        "decision": "accepted",
        "decided_on": "2026-10-10",
        "result": "terminated",
        "ended_on": "2026-11-16",
    }
    made(store, ConsumerComplaint, external_number="丁", received_on="2026-10-08", **ended)

    old, new = matters(store, "投诉调解期限")
    assert (old.title, new.title) == ("甲", "乙")
    assert ("令第20号" in old.rule, "令第121号" in new.rule) == (True, True)
    assert (old.due_on, new.due_on) == (date(2026, 6, 16), date(2026, 11, 24))
    assert [(one.uid, one.due_on) for one in matters(store, "投诉受理决定")] == [
        (fresh.uid, date(2026, 11, 25))
    ]
    assert [one.title for one in matters(store, "告知终止调解")] == ["丁"]


def test_a_case_on_file_is_decided_in_ninety_days(store):
    made(store, CaseResult, filing_number="鄂城市监立〔2026〕1号", filed_on="2026-08-24", party="某店")

    (one,) = matters(store, "作出处罚决定")

    assert (one.due_on, one.overdue) == (date(2026, 11, 23), False)
    assert "行政处罚法第60条" in one.rule
