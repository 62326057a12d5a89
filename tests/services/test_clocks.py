"""The clocks of records: what is due by them, which are met or missed, and what the unit changes in the tables."""

from datetime import date

import pytest

from ercheng_station.db.changes import Remove
from ercheng_station.db.listing import Condition, Query
from ercheng_station.records.clocks import DayOffEntry, DeadlineEntry
from ercheng_station.records.deadlines import due_of, next_year_missing
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.need import Need
from ercheng_station.services import clocks, due
from ercheng_station.services.clocks import clocks_of
from ercheng_station.services.rule import Rule
from tests.db.saving import made

WHERE = (Condition("status", "is", "registered"),)
PLAIN = {"enterprise": "甲公司", "source": "走访", "category": "其他", "content": "续展"}
BASIS = "国务院办公厅关于2027年部分节假日安排的通知"


@pytest.fixture
def plant(store, monkeypatch):
    """plant(clock): needs run that clock from the day they are received until they are replied to."""
    made(store, Enterprise, name="甲公司", no_code_why="无")

    def make(clock, **more):
        rule = Rule(
            Need,
            "received_on",
            "答复",
            "",
            WHERE,
            lambda row: row.label,
            clock=clock,
            met="replied_on",
            **more,
        )
        for module in (due, clocks):
            monkeypatch.setattr(module, "RULES", (rule,))

    return make


def needs_due(store, days=7):
    return [one for one in due.due(store, days) if one.kind is Need]


def need(store, **raw):
    uid = made(store, Need, **PLAIN, **raw).uid
    return store.row(Need, uid)


def entered(store, *rows):
    for kind, first, last in rows:
        made(store, DayOffEntry, name="节", kind=kind, first=first, last=last, basis=BASIS)


def whole_year(store):
    entered(
        store, ("放假", "2027-01-01", "2027-01-03"), ("放假", "2027-05-01", "2027-05-05"),
        ("放假", "2027-10-01", "2027-10-07"), ("上班", "2027-01-09", ""),
    )  # fmt: skip


def test_a_due_day_is_computed_from_its_start_with_its_sentence(store, plant):
    plant("clue.verify")  # 15 working days
    need(store, received_on="2026-11-02")

    (one,) = needs_due(store, 7)

    assert (one.due_on, one.days, one.standing, one.overdue) == (date(2026, 11, 23), 3, "还有 3 天", False)
    assert one.rule.startswith("自 2026-11-02 发现线索或者收到材料起 15 个工作日内核查线索")
    assert one.when == "2026-11-23"


def test_only_what_falls_within_the_days_asked_for_is_found(store, plant):
    plant("clue.verify")
    need(store, received_on="2026-11-02")

    assert not needs_due(store, 2)
    assert needs_due(store, 3)


def test_long_overdue_is_left_out_and_what_is_met_runs_no_more(store, plant):
    plant("police.filing", back=30)
    need(store, received_on="2026-10-13")
    need(store, received_on="2026-11-12", replied_on="2026-11-13")
    late = need(store, received_on="2026-11-12")

    (one,) = needs_due(store, 7)

    assert one.uid == late.uid
    assert (one.due_on, one.standing, one.overdue) == (date(2026, 11, 16), "可询问进度", False)


def test_only_the_offices_own_legal_limit_is_overdue(store, plant):
    plant("police.head_decision")
    need(store, received_on="2026-11-10")

    (one,) = needs_due(store)

    assert (one.overdue, one.standing, one.days) == (True, "已超期 7 天", -7)


def test_the_offices_own_reminder_is_past_and_not_overdue(store, plant):
    plant("clue.route_b")
    need(store, received_on="2026-11-10")

    (one,) = needs_due(store)

    assert (one.overdue, one.standing, one.days) == (False, "已过提醒日", -7)


@pytest.mark.parametrize(
    ("raw", "state", "said"),
    [
        ({}, "missed", "已超期 7 天"),
        ({"replied_on": "2026-11-13"}, "met", "2026-11-13 办理"),
        ({"replied_on": "2026-11-16"}, "late", "2026-11-16 办理，超期"),
    ],
)
def test_a_record_tells_each_clock_running_met_or_missed(store, plant, raw, state, said):
    plant("police.head_decision")
    row = need(store, received_on="2026-11-10", **raw)

    (one,) = clocks_of(store, Need, row)

    assert (one.state, one.standing, one.due.on) == (state, said, date(2026, 11, 13))


def test_a_clock_that_is_not_this_records_is_not_told(store, plant, monkeypatch):
    other = Rule(
        Need, "received_on", "答复", "", (Condition("category", "is", "patent"),), str, clock="clue.route_b", met="replied_on"
    )  # fmt: skip
    for module in (due, clocks):
        monkeypatch.setattr(module, "RULES", (other,))

    assert clocks_of(store, Need, need(store, received_on="2026-11-10", replied_on="2026-11-11")) == []


def test_a_unit_enters_next_years_days_off(store):
    before = store.context.calendar
    assert not before.knows(2027)
    assert "2027 年放假安排尚未导入" in next_year_missing(before, date(2026, 11, 1))
    assert not next_year_missing(before, date(2026, 10, 31))

    whole_year(store)
    calendar = store.context.calendar

    assert calendar.knows(2027)
    assert not next_year_missing(calendar, date(2026, 11, 20))
    assert due_of("clue.feedback", date(2026, 12, 31), calendar).why.endswith("到 2027-01-08；节放假不计")
    assert due_of("clue.route_c", date(2026, 12, 31), calendar).on == date(2027, 1, 11)
    assert due_of("clue.route_c", date(2026, 12, 31), calendar).guessed == ()


def test_a_few_days_are_not_a_years_table(store):
    entered(store, ("放假", "2027-01-01", "2027-01-03"))

    assert not store.context.calendar.knows(2027)


def test_an_own_rule_goes_before_the_shipped_one_from_its_day_on(store):
    made(
        store, DeadlineEntry, name="clue.route_b", task="决定去向", starts="接收线索", span=2, unit="工作日",
        mark="内部提醒", bound="本单位", since="2026-11-01",
    )  # fmt: skip
    calendar = store.context.calendar

    assert due_of("clue.route_b", date(2026, 11, 2), calendar).on == date(2026, 11, 4)
    assert due_of("clue.route_b", date(2026, 10, 26), calendar).on == date(2026, 10, 29)


def test_a_new_law_may_replace_a_legal_clock_and_a_reminder_may_not(store):
    rule = {
        "name": "police.filing",
        "task": "决定立案",
        "starts": "受理",
        "span": "7",
        "unit": "自然日",
        "bound": "其他机关",
    }

    _, faults = store.examine(DeadlineEntry, {**rule, "mark": "内部提醒"})
    assert "不能用内部提醒代替" in faults.hard["mark"]
    _, faults = store.examine(DeadlineEntry, {**rule, "mark": "法定"})
    assert faults.hard == {"basis": "不是内部提醒的，要写依据"}

    made(
        store,
        DeadlineEntry,
        **rule,
        mark="法定",
        basis="新的规定",
        article="9",
        since="2027-01-01",
    )
    filing = due_of("police.filing", date(2027, 1, 4), store.context.calendar)
    assert (filing.on, filing.rule.source) == (date(2027, 1, 11), "新的规定第9条")


def test_slips_in_days_off_are_told(store):
    first = {"name": "春节", "kind": "放假", "first": "2027-02-05"}

    assert store.examine(DayOffEntry, {**first, "last": "2027-02-04"})[1].hard == {
        "last": "结束日期早于开始日期"
    }
    assert "超过 15 天" in store.examine(DayOffEntry, {**first, "last": "2027-03-12"})[1].hard["last"]
    assert "请核对" in store.examine(DayOffEntry, {**first, "kind": "上班"})[1].soft["first"]
    assert store.examine(DayOffEntry, {**first, "kind": "上班", "first": "2027-02-06"})[1].soft == {
        "basis": "待补"
    }


def test_removed_rows_no_longer_count(store):
    whole_year(store)
    rows = list(store.rows(Query(DayOffEntry)))
    store.act("删除", [Remove(DayOffEntry, row.uid, "重填") for row in rows])

    assert not store.context.calendar.knows(2027)


def test_an_unknown_clock_is_a_fault_of_the_program(store, plant):
    plant("nothing")

    with pytest.raises(KeyError):
        needs_due(store)
