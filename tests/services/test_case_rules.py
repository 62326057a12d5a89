"""What falls due in a case: the day, the law behind it, and when it is no longer due."""

from datetime import date, timedelta

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Committee,
    Confirmation,
    Instalment,
    Mediation,
    Party,
)
from ercheng_station.services.due import due
from tests.mediating import REFUSING, committee, made, mediated, moved, registered

TODAY = date(2026, 11, 20)


@pytest.fixture
def body(store):
    return committee(store)


def matters(store, what, days=7):
    return [one for one in due(store, days) if one.what == what]


def parties(store, uid):
    return {one.role: one for one in store.whole(Mediation, uid).all(Party)}


def link(store, uid):
    return Link(uid, store.row(Mediation, uid).label, "mediation")


def test_an_accepted_case_is_due_after_thirty_days_and_later_where_agreed(store, body):
    uid = registered(store, body, applied_on="2026-10-20")
    moved(store, uid, "accepted", accepted_on="2026-10-22", mediator="周立新")

    (one,) = matters(store, "调解期限")
    assert (one.kind, one.uid, one.due_on, one.days) == (Mediation, uid, date(2026, 11, 23), 3)
    assert "30 日内调结纠纷" in one.rule

    moved(
        store,
        uid,
        "mediating",
        rights_told_on="2026-10-23",
        extended_until="2026-12-21",
        extension_agreed="是",
    )
    assert matters(store, "调解期限") == []


def test_what_a_court_assigned_is_due_from_the_day_its_letter_came(store, body):
    uid = registered(store, body, applied_on="2026-10-26", source="court_assigned", source_note="鄂城区法院")
    assert store.row(Mediation, uid).values["due_on"] == date(2026, 11, 25)
    moved(store, uid, "accepted", accepted_on="2026-10-28", mediator="周立新")

    (one,) = matters(store, "委派调解期限")
    assert one.due_on == store.row(Mediation, uid).values["due_on"] == date(2026, 11, 25)
    assert "诉前委派" in one.rule
    assert matters(store, "调解期限", 30) == []
    extended = {"extended_until": date(2026, 12, 24), "extension_agreed": True}
    store.act("延长", [Alter(Mediation, uid, extended)])
    assert matters(store, "委派调解期限", 60) == []
    assert store.row(Mediation, uid).values["due_on"] == date(2026, 12, 24)


def test_a_case_that_came_out_is_not_due(store, body):
    mediated(store, body)

    assert matters(store, "调解期限") == []


def test_who_has_not_answered_is_asked_again_after_five_days(store, body):
    uid = registered(store, body, applied_on="2026-11-14")
    assert matters(store, "征求同意") == []
    respondent = parties(store, uid)["respondent"]
    store.act("没有答复", [Alter(Party, respondent.uid, {"consent": "pending"})])

    (one,) = matters(store, "征求同意")

    assert (one.due_on, one.standing, one.overdue) == (date(2026, 11, 19), "已过提醒日", False)
    assert "（内部提醒）" in one.rule


def test_an_instalment_is_due_and_opens_its_case(store, body):
    uid = mediated(store, body)
    made(
        store,
        Instalment,
        case=link(store, uid),
        due_on="2026-11-25",
        what="第二期",
        amount="1",
        state="pending",
    )

    (one,) = matters(store, "督促履行")

    assert (one.kind, one.uid, one.days) == (Mediation, uid, 5)
    assert one.title.endswith("：2026-11-25 第二期")


def test_thirty_days_to_ask_the_court_end_once_it_is_asked(store, body):
    uid = mediated(store, body)
    (agreement,) = store.whole(Mediation, uid).all(Agreement)
    assert matters(store, "申请司法确认") == []
    sealed = {"sealed_on": date(2026, 10, 25), "apply_confirmation": True}
    store.act("拟申请司法确认", [Alter(Agreement, agreement.uid, sealed)])

    (one,) = matters(store, "申请司法确认", 0)
    assert (one.uid, one.due_on) == (uid, date(2026, 11, 24))

    made(store, Confirmation, case=link(store, uid), state="applied", applied_on="2026-11-19", jointly="是")
    assert matters(store, "申请司法确认") == []


def test_a_performed_case_is_followed_up_within_fifteen_days(store, body):
    uid = mediated(store, body)
    assert matters(store, "回访") == []
    moved(store, uid, "performed", performed_on="2026-11-10")
    assert matters(store, "回访") == []  # it was followed up before

    other = registered(store, body, name="另一件")
    moved(store, other, "accepted", accepted_on="2026-09-03", mediator="周立新")
    made(
        store, Agreement, case=link(store, other), form="oral", agreed_on="2026-11-10", facts="甲", terms="乙"
    )
    moved(store, other, "oral", rights_told_on="2026-11-10", ended_on="2026-11-10")
    moved(store, other, "performed", performed_on="2026-11-10")

    assert [(one.uid, one.due_on) for one in matters(store, "回访")] == [(other, date(2026, 11, 25))]


def test_powers_that_end_are_told_while_the_case_is_open(store, body):
    uid = registered(store, body)
    (agent,) = store.whole(Mediation, uid).all(Agent)
    store.act("期限", [Alter(Agent, agent.uid, {"valid_until": TODAY + timedelta(days=10)})])

    (one,) = matters(store, "委托到期")
    assert (one.kind, one.uid) == (Mediation, uid)
    assert one.title == "鄂州市宏达模具有限公司的代理人陈律"

    moved(store, uid, "rejected", **{**REFUSING, "ended_on": "2026-11-01"})
    assert matters(store, "委托到期") == []


def test_a_committee_is_warned_ninety_days_before_its_term_ends(store):
    body = committee(store, term_from="2024-02-18", term_until="2027-02-18")
    assert [(one.kind, one.uid) for one in matters(store, "调委会换届", 0)] == [(Committee, body.uid)]

    store.act("换届", [Alter(Committee, body.uid, {"term_until": date(2027, 2, 19)})])

    assert matters(store, "调委会换届", 0) == []


def test_the_court_may_be_asked_after_three_days_and_is_never_called_late(store, body):
    uid = mediated(store, body)
    made(store, Confirmation, case=link(store, uid), state="applied", applied_on="2026-11-12", jointly="是")

    (one,) = matters(store, "询问法院是否受理")

    assert (one.kind, one.uid, one.due_on, one.overdue) == (Mediation, uid, date(2026, 11, 16), False)
    assert "可询问进度" in one.standing
