"""What a unit enters under 期限规则 and 节假日安排 holds everywhere: in records, in due lists, on papers."""

from datetime import date
from uuid import uuid4

import pytest

from ercheng_station.db.changes import Alter, Create, Remove, Restore
from ercheng_station.db.store import Store
from ercheng_station.documents.periods import period
from ercheng_station.records.clocks import DayOffEntry, DeadlineEntry
from ercheng_station.records.mediation import Committee, Mediation
from ercheng_station.records.outreach import PilotSchool
from ercheng_station.records.protection.key_enterprise import KeyEnterprise
from ercheng_station.records.wording import Copy
from ercheng_station.services.due import due
from tests.db.saving import made
from tests.mediating import moved, registered

OWN = {"starts": "起", "bound": "本单位"}


@pytest.fixture
def case(store):
    uid = registered(store, applied_on="2026-10-20")
    moved(store, uid, "accepted", accepted_on="2026-10-22", mediator="周立新")
    return uid


def rule(store, name, span, unit="自然日", mark="依据待核", **more):
    given = {"name": name, "task": "办", "span": span, "unit": unit, "mark": mark, "basis": "新规定", **more}
    return made(store, DeadlineEntry, **{**OWN, **given})


def until(store, uid):
    return store.row(Mediation, uid).values["due_on"]


def told(store, what):
    return [one.due_on for one in due(store, 60) if one.what == what]


def test_an_entered_rule_moves_the_day_in_the_record_and_in_the_due_list_alike(store, case):
    assert (until(store, case), told(store, "调解期限")) == (date(2026, 11, 23), [date(2026, 11, 23)])

    rule(store, "mediation.finish", 40, since="2026-10-01")

    assert (until(store, case), told(store, "调解期限")) == (date(2026, 12, 1), [date(2026, 12, 1)])
    store.undo()
    assert (until(store, case), told(store, "调解期限")) == (date(2026, 11, 23), [date(2026, 11, 23)])


def test_a_rule_of_a_later_day_leaves_earlier_matters_as_they_were(store, case):
    before = store.row(Mediation, case).revision
    rule(store, "mediation.finish", 40, since="2026-10-23")

    assert (until(store, case), told(store, "调解期限")) == (date(2026, 11, 23), [date(2026, 11, 23)])
    assert store.row(Mediation, case).revision == before


def test_an_entered_day_off_moves_the_day_too_and_history_tells_it(store, case):
    made(store, DayOffEntry, name="补休", kind="放假", first="2026-11-23")

    assert (until(store, case), told(store, "调解期限")) == (date(2026, 11, 24), [date(2026, 11, 24)])
    assert store.entries(case)[-1].details == {"due_on": ["2026-11-23", "2026-11-24"]}


def test_a_record_that_lay_in_the_trash_meanwhile_is_counted_anew_when_it_comes_back(store, case):
    store.act("删除", [Remove(Mediation, case, "错")])
    rule(store, "mediation.finish", 40, since="2026-10-01")

    store.act("恢复", [Restore(Mediation, case)])

    assert until(store, case) == date(2026, 12, 1)


def test_a_day_that_was_agreed_is_not_counted_anew(store, case):
    agreed = {"extended_until": date(2026, 12, 31), "extension_agreed": True}
    store.act("延长", [Alter(Mediation, case, agreed)])

    rule(store, "mediation.finish", 40, since="2026-10-01")

    assert until(store, case) == date(2026, 12, 31)
    assert told(store, "调解期限") == [date(2026, 12, 31)]


def test_terms_that_nobody_typed_follow_the_table_and_move_past_no_day_off(store):
    rule(store, "school.pilot", 36, "月", "内部提醒", since="2026-01-01")
    school = {"name": "实验小学", "level": "省级", "status": "试点中"}

    old = made(store, PilotSchool, **school, since="2025-10-01")
    new = made(store, PilotSchool, **{**school, "name": "二小"}, since="2026-10-01")

    ends = [old.until, new.until]
    assert ends == [date(2027, 10, 1), date(2029, 10, 1)]
    assert KeyEnterprise.timed["expires_on"].rule == "key_enterprise.term"


def test_a_term_longer_than_the_law_gives_is_told(store):
    body = {"name": "调委会", "short_name": "调", "term_from": "2026-01-10", "numbering": "own"}

    assert "超过 36 个月，每届任期三年，可以连选连任（人民调解法第9条）" in store.examine(Committee, {**body, "term_until": "2029-01-11"})[1].soft["term_until"]  # fmt: skip
    assert "term_until" not in store.examine(Committee, {**body, "term_until": "2029-01-10"})[1].soft


def test_a_paper_prints_the_period_of_the_unit(store):
    rule(store, "assist.supplement", 9, "工作日", since="2026-10-01")
    copy = Copy(context=store.context)

    assert period("assist.supplement", date(2026, 9, 30), copy) == "7个工作日"
    assert period("assist.supplement", date(2026, 10, 1), copy) == "9个工作日"


def test_what_another_unit_keeps_is_counted_there(store, case):
    values = {**store.row(Mediation, case).values, "name": "外站案件", "status": "registered"}
    other = Create(Mediation, values, origin=uuid4())
    store.act("并入", [other])

    rule(store, "mediation.finish", 40, since="2026-10-01")

    assert (until(store, case), until(store, other.uid)) == (date(2026, 12, 1), date(2026, 11, 23))


def test_the_tables_are_known_again_after_the_store_was_opened_anew(store):
    rule(store, "assist.supplement", 9, "工作日", since="2026-10-01")
    folder, catalogue, now = store.folder, store.catalogue, store.now
    store.close()

    with Store.open(folder, catalogue, now=lambda: now) as again:
        assert again.context.calendar.rule("assist.supplement", date(2026, 10, 1)).n == 9
