"""A patent dispute at the department that mediates it: its steps, what they show, and the clocks of 国知局令第81号."""

from datetime import date

import pytest

from ercheng_station.db.changes import new_uid
from ercheng_station.db.listing import Query
from ercheng_station.records.assistance import AdministrativeMediation
from ercheng_station.services.due import due
from ercheng_station.services.steps import fields_of_step, steps_from, take_step
from tests.mediating import made


def passed(store, **raw):
    usual = {
        "department": "鄂州市知识产权局", "passed_on": "2026-09-14", "right_kind": "invention", "matter": "ownership",
    }  # fmt: skip
    return made(store, AdministrativeMediation, **{**usual, **raw}).uid


def row_of(store, uid):
    return store.row(AdministrativeMediation, uid)


def offered(store, uid):
    return steps_from(AdministrativeMediation, row_of(store, uid).values["status"], store.context)


def take(store, uid, words, **typed):
    row = row_of(store, uid)
    step = next(one for one in offered(store, uid) if one.words == words)
    asked = dict.fromkeys(fields_of_step(store, AdministrativeMediation, step, row))
    changes, faults = take_step(store, AdministrativeMediation, step, row, {**asked, **typed}, new_uid())
    assert not faults.hard
    store.act(words, changes)
    return row_of(store, uid).values["status"]


def matters(store):
    return [one for one in due(store, 30) if one.kind is AdministrativeMediation]


def test_a_dispute_goes_its_way_by_steps_alone_and_back(store):
    uid = passed(store)
    states = [
        take(store, uid, "记陈述意见通知", notified_on="2026-09-16"),
        take(store, uid, "记被请求人答复", reply="同意调解", answered_on="2026-09-28"),
        take(store, uid, "立案（受理）", accepted_on="2026-09-30", external_number="鄂州知法调字〔2026〕9号"),
        take(store, uid, "延长办理期限", extended_on="2026-11-16"),
        take(store, uid, "登记结果", result="达成协议", ended_on="2026-11-18"),
        take(store, uid, "记权属变更和抄送", changed_on="2026-11-19"),
        take(store, uid, "撤回结果"),
        take(store, uid, "退回转送"),
    ]

    assert states == ["notified", "notified", "filed", "filed", "ended", "ended", "filed", "passed"]
    assert not any(
        row_of(store, uid).values[name] for name in ("reply", "accepted_on", "ended_on", "changed_on")
    )


def test_the_days_of_an_old_entry_say_how_far_it_is_and_nobody_types_it(store):
    ended = passed(store, accepted_on="2026-09-18", result="调解未成", ended_on="2026-10-20")

    assert row_of(store, ended).values["status"] == "ended"
    assert [step.words for step in offered(store, ended)] == ["记权属变更和抄送", "撤回结果"]
    assert "status" in store.examine(AdministrativeMediation, {"status": "passed"})[0]
    assert store.count(Query(AdministrativeMediation)) == 1


@pytest.mark.parametrize(
    ("days", "what", "last"),
    [
        ({"passed_on": "2026-11-17"}, "通知被请求人陈述意见", date(2026, 11, 24)),
        ({"passed_on": "2026-02-11"}, "通知被请求人陈述意见", date(2026, 2, 25)),  # 15 to 23 February are off, 14 and 28 worked
        ({"notified_on": "2026-11-13"}, "被请求人陈述意见", date(2026, 11, 30)),  # the 28th is a Saturday
        ({"notified_on": "2026-11-02", "reply": "同意调解", "answered_on": "2026-11-17"}, "立案并通知调解", date(2026, 11, 24)),
        ({"notified_on": "2026-11-02", "reply": "逾期未答复", "answered_on": "2026-11-18"}, "告知不予立案", date(2026, 11, 25)),
        ({"accepted_on": "2026-09-21"}, "办结专利权属调解", date(2026, 11, 23)),  # the 21st is a Saturday
        ({"accepted_on": "2026-08-25", "extended_on": "2026-10-20"}, "办结专利权属调解", date(2026, 11, 25)),
        ({"result": "达成协议", "ended_on": "2026-11-10", "copied_on": "2026-11-12"}, "持协议办理权属变更", date(2026, 11, 25)),
        ({"result": "达成协议", "ended_on": "2026-11-18", "changed_on": "2026-11-19"}, "抄送国家知识产权局", date(2026, 11, 25)),
    ],
)  # fmt: skip
def test_each_step_has_its_clock_which_binds_others_than_the_station(store, days, what, last):
    passed(store, **{"passed_on": "2026-02-09", **days})

    (one,) = matters(store)
    assert (one.what, one.due_on, one.overdue) == (what, last, False)
    assert "第81号" in one.rule


def test_other_disputes_have_no_such_clocks(store):
    passed(store, matter=None, right_kind="trademark", passed_on="2026-11-17")
    passed(store, matter="reward", accepted_on="2026-09-21")

    assert matters(store) == []


def test_a_matter_of_patents_wants_a_patent_and_days_in_their_order(store):
    _, faults = store.examine(
        AdministrativeMediation,
        {
            "department": "甲", "passed_on": "2026-09-14", "right_kind": "trademark", "matter": "reward",
            "notified_on": "2026-09-01", "reply": "同意调解",
        },
    )  # fmt: skip

    assert set(faults.hard) == {"notified_on", "answered_on"}
    assert "matter" in faults.soft
