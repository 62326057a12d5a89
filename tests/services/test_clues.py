"""Clocks, turns, letters and figures of clues."""

from datetime import date

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.errors import Refused
from ercheng_station.records.assistance import ConsumerComplaint, Reception
from ercheng_station.records.clues import Clue, Cooperation, Reporter, Transfer
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.protection import LeadSurvey
from ercheng_station.services.chains import STEPS
from ercheng_station.services.clues_figures import CLUES_FIGURES
from ercheng_station.services.due import due, dues_of
from ercheng_station.services.figures import Period
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.steps import fields_of_step, held_already, person_of
from ercheng_station.services.turning import carried, turn_to
from tests.assisting import came, changed
from tests.handling import clue_of, graded, letter_of, reporter_of, transfer_of
from tests.mediating import made
from tests.records.clues.test_clues import ACCEPTED, DECIDED, HANDED, REFUSED, REPORTED

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def clock(store, kind, link, what):
    return next((one for one in dues_of(store, kind, store.row(kind, link.uid)) if one.what == what), None)


def offered(kind, words):
    return next(step for step in STEPS[kind] if step.words == words)


@pytest.mark.parametrize(
    ("grade", "on"), [("major", "2026-11-17"), ("larger", "2026-11-19"), ("general", "2026-11-25")]
)
def test_the_route_is_reminded_of_by_grade_and_never_called_late(store, grade, on):
    clue = clue_of(store)  # received on a Monday
    changed(store, clue, **graded(grade=grade))
    found = clock(store, Clue, clue, "决定线索去向")
    assert found.due_on == date.fromisoformat(on)
    assert "内部提醒" in found.rule
    assert not found.overdue


def test_the_time_to_verify_may_be_extended_once_it_says_who_agreed_when_and_why(store):
    clue = clue_of(store, received_on="2026-11-02")
    changed(store, clue, **graded())
    changed(store, clue, status="verifying")
    usual = clock(store, Clue, clue, "核查线索")
    assert (usual.due_on, usual.clock.rule.name) == (date(2026, 11, 23), "clue.verify")

    with pytest.raises(Refused, match="批准人、批准日期和理由"):
        changed(store, clue, verify_extended_by="程德胜")
    step = offered(Clue, "延长核查期限")
    assert step.asks == step.wants == ("verify_extended_by", "verify_extended_why")
    changed(
        store,
        clue,
        verify_extended_by="程德胜",
        verify_extended_on="2026-11-19",
        verify_extended_why="等待鉴别",
    )

    later = clock(store, Clue, clue, "核查线索")
    assert (later.due_on, later.clock.rule.name) == (date(2026, 12, 14), "clue.verify_extended")
    assert "延长后核查线索" in later.rule
    assert store.row(Clue, clue.uid).values["verify_until"] == later.due_on


def test_feedback_is_reminded_of_until_it_is_given(store):
    clue = clue_of(store, received_on="2026-11-02")
    changed(store, clue, outcome="filed", outcome_on="2026-11-16")
    assert clock(store, Clue, clue, "反馈线索结果").due_on == date(2026, 11, 23)
    changed(store, clue, feedback_on="2026-11-17")
    assert clock(store, Clue, clue, "反馈线索结果") is None


def test_the_transfer_runs_by_the_clocks_of_decree_310(store):
    case = transfer_of(store, clue_of(store))
    seen = []
    for step, what in (
        (REPORTED, "决定是否移送"),
        (DECIDED, "向公安机关移送"),
        (HANDED, ""),
        (ACCEPTED, "询问公安立案情况"),
        (REFUSED, "提请复议或建议立案监督"),
    ):
        changed(store, case, **step)
        found = clock(store, Transfer, case, what)
        seen.append((what, found.when, found.clock.binding) if found else ("", "", False))
    assert seen == [
        ("决定是否移送", "2026-11-19", True),
        ("向公安机关移送", "2026-11-18 16:00", True),
        ("", "", False),
        ("询问公安立案情况", "2026-11-23", False),
        ("提请复议或建议立案监督", "2026-11-23", True),
    ]


def test_who_decided_on_a_transfer_is_asked_for_and_never_guessed(store):
    case = transfer_of(store, clue_of(store))
    changed(store, case, **REPORTED)
    approving = offered(Transfer, "批准移送")

    asked = fields_of_step(store, Transfer, approving, store.row(Transfer, case.uid))

    assert (asked["decided_by"].required, asked["approval_number"].required) == (True, False)
    assert person_of(Transfer, approving) == ""


def test_a_step_marks_the_person_without_whom_it_is_refused(store):
    clue = clue_of(store)

    asked = fields_of_step(store, Clue, offered(Clue, "定级"), store.row(Clue, clue.uid))

    assert (asked["graded_by"].required, asked["confirmed_by"].required) == (True, False)


def test_a_reply_is_asked_after_in_fifteen_working_days(store):
    letter = letter_of(store, status="waiting", sent_on="2026-09-18")
    found = clock(store, Cooperation, letter, "对方回复协查函")
    assert found.due_on == date(2026, 10, 15)  # 9-20 and 10-10 are worked, 9-25 to 27 and 10-1 to 7 are off
    assert [one.uid for one in due(store) if one.what == "对方回复协查函"] == [letter.uid]


def test_a_complaint_and_a_clue_with_its_reporter_come_and_go_in_one_act(store):
    complaint = {
        "external_number": "1420704000202611170001",
        "received_on": date(2026, 11, 17),
        "respondent": "某某五金店",
    }
    clue = {
        "received_on": date(2026, 11, 17), "source": "consumer", "right_class": "trademark", "suspect": "某某五金店",
        "facts": "疑为假冒", "status": "registered", "handler": "余慧敏",
    }  # fmt: skip

    about = Create(Clue, clue)
    link = Link(about.uid, "", Clue.__tablename__)
    more = (
        Create(Reporter, {"clue": link, "kind": "anonymous"}),
        Create(ConsumerComplaint, {**complaint, "clue": link}),
    )

    store.act("一信两办", [about, *more])

    (mirror,), (reported,) = store.rows(Query(ConsumerComplaint)), store.rows(Query(Clue))
    assert mirror.values["clue"].uid == reported.uid
    store.actor = "余慧敏"
    assert len(store.confided(Reporter, mirror.values["clue"])) == 1
    store.undo()
    assert store.count(Query(ConsumerComplaint)) == store.count(Query(Clue)) == 0


def test_a_reception_becomes_a_clue_without_its_visitor(store):
    one = came(store, matter="反映有人卖假酒")
    found = carried(store, turn_to(Reception, Clue), store.row(Reception, one.uid))
    assert (found.values["reception"].uid, found.values["facts"]) == (one.uid, "反映有人卖假酒")
    assert "visitor" not in found.values


def test_a_lead_becomes_a_clue_with_everything_it_knows(store):
    lead = made(
        store, LeadSurvey, found_on="2026-11-10", source="fair", holder="甲公司", accused="乙商行", product="夹具",
        status="found", accused_address="古城路一号",
    )  # fmt: skip
    values = carried(store, turn_to(LeadSurvey, Clue), store.row(LeadSurvey, lead.uid)).values
    assert (values["suspect"], values["suspect_address"], values["right_class"], values["facts"]) == (
        "乙商行", "古城路一号", "patent", "夹具",
    )  # fmt: skip
    assert "甲公司" in values["right_note"]


def test_a_clue_becomes_a_transfer_a_letter_and_a_mediation_and_stays_open(store):
    clue = clue_of(store, amount="60000")
    row = store.row(Clue, clue.uid)
    for target in (Transfer, Cooperation, Mediation, ConsumerComplaint):
        assert carried(store, turn_to(Clue, target), row).values["clue"].uid == clue.uid
    case = carried(store, turn_to(Clue, Transfer), row).values
    assert (case["name"], case["business"]) == ("某某五金店涉嫌商标侵权案", 6_000_000)
    assert store.row(Clue, clue.uid).values["status"] == "registered"


def test_nothing_that_is_made_of_a_clue_tells_who_reported_it(store):
    clue = clue_of(store)
    reporter_of(store, clue)
    row = store.row(Clue, clue.uid)
    for target in (Transfer, Cooperation, Mediation, ConsumerComplaint):
        assert "钱秘密" not in str(carried(store, turn_to(Clue, target), row))


def test_grades_and_sources_add_up_to_the_clues(store):
    for grade, source in (("major", "holder"), ("general", "visit"), ("", "h12345")):
        clue = clue_of(store, source=source)
        if grade:
            changed(store, clue, **graded(grade=grade))
    total = BY_NAME["clues"].figure(store, NOVEMBER)
    graded_ = [
        BY_NAME[f"clues_{name}"].figure(store, NOVEMBER)
        for name in ("major", "larger", "general", "ungraded")
    ]
    sources = [one.figure(store, NOVEMBER) for one in CLUES_FIGURES if one.name.startswith("clues_from_")]
    assert (total, graded_, sum(sources)) == (3, [1, 0, 1, 1], 3)


def test_carried_over_and_received_are_closed_and_open(store):
    for received, closed in (
        ("2026-10-05", ""),
        ("2026-10-06", "2026-11-05"),
        ("2026-11-03", "2026-11-12"),
        ("2026-11-09", ""),
    ):
        clue = clue_of(store, received_on=received)
        if closed:
            changed(store, clue, **graded(graded_on=received))
            changed(
                store,
                clue,
                status="routed",
                route="file",
                route_why="在本辖区",
                routed_by="程德胜",
                routed_on=received,
            )
            changed(
                store, clue, status="closed", outcome="filed", outcome_on=received, feedback_on=received, closed_by="张立新",
                closed_on=closed,
            )  # fmt: skip
    carried_, new, closed_, open_ = (
        BY_NAME[name].figure(store, NOVEMBER)
        for name in ("clues_carried", "clues", "clues_closed", "clues_open")
    )
    assert (carried_, new, closed_, open_) == (2, 2, 2, 2)


def test_transfers_and_letters_are_counted_by_their_days(store):
    case = transfer_of(store, clue_of(store))
    for step in (REPORTED, DECIDED, HANDED):
        changed(store, case, **step)
    letter_of(store, status="waiting", sent_on="2026-11-12")
    names = ("transfers_police", "transfers_other", "cooperation_sent", "cooperation_got")
    assert [BY_NAME[name].figure(store, NOVEMBER) for name in names] == [1, 0, 1, 0]


def test_what_is_done_again_is_dated_anew_and_what_is_gone_on_with_keeps_its_day(store):
    letter = store.row(
        Cooperation, letter_of(store, status="waiting", sent_on="2026-11-10", urged_on="2026-11-17").uid
    )
    steps = {one.words: one for one in STEPS[Cooperation]}

    def held(words):
        step = steps[words]
        return held_already(Cooperation, step, fields_of_step(store, Cooperation, step, letter))

    assert "urged_on" not in held("催办")
    assert "replied_on" in held("登记回复")
