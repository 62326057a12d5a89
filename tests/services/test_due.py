"""What is due: the day, how many days, and the rule that says so."""

from datetime import date, timedelta
from uuid import uuid4

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.need import Need
from ercheng_station.records.outreach import Training
from ercheng_station.records.visit import Visit
from ercheng_station.services.due import RULES, due
from tests.db.saving import made


def firm(store):
    made(store, Enterprise, name="甲公司", no_code_why="无")


def need(store, promised, **raw):
    common = {
        "enterprise": "甲公司",
        "source": "走访",
        "category": "其他",
        "content": "续展",
        "received_on": "2026-10-01",
    }
    made(store, Need, **{**common, "promised_on": promised, **raw})


def test_an_overdue_need_comes_first_with_its_days_and_rule(store):
    firm(store)
    need(store, "2026-11-25")
    need(store, "2026-11-17")

    found = due(store, 7)

    assert [(one.what, one.due_on, one.days, one.overdue) for one in found] == [
        ("企业诉求办结", date(2026, 11, 17), -3, True),
        ("企业诉求办结", date(2026, 11, 25), 5, False),
    ]
    assert found[0].title == "甲公司：续展"
    assert "承诺办结日期" in found[0].rule


def test_what_is_beyond_the_days_asked_for_is_not_shown(store):
    firm(store)
    need(store, "2026-11-28")

    assert due(store, 7) == []
    assert len(due(store, 8)) == 1


def test_a_closed_need_is_not_due(store):
    firm(store)
    closed = {
        "status": "closed",
        "result": "已解决",
        "closed_by": "程德胜",
        "closed_on": "2026-11-01",
        "feedback": "满意",
    }
    need(store, "2026-11-17", **closed)

    assert due(store) == []


def test_an_agreed_visit_is_due_until_it_is_paid(store):
    firm(store)
    visit = {"enterprise": "甲公司", "way": "电话", "visitors": "余慧敏"}
    made(store, Visit, visited_on="2026-10-20", next_on="2026-11-20", **visit)
    assert [one.what for one in due(store)] == ["再次走访"]

    made(store, Visit, visited_on="2026-11-18", **visit)

    assert due(store) == []


def test_a_mark_may_be_renewed_a_year_before_it_expires_and_a_patent_fee_shows_a_month_ahead(store):
    firm(store)
    right = {"enterprise": "甲公司", "name": "甲"}
    made(
        store,
        Right,
        kind="注册商标",
        right_number="1234567",
        expires_on=store.today + timedelta(days=300),
        **right,
    )
    made(
        store,
        Right,
        kind="实用新型",
        right_number="ZL202020123456.X",
        fee_due_on=store.today + timedelta(days=33),
        **right,
    )

    assert [one.what for one in due(store, 7)] == ["专利缴费", "商标续展"]


def test_what_the_office_reminds_itself_of_is_said_so_and_never_overdue(store):
    own = [rule for rule in RULES if rule.own]
    assert own
    assert all("内部提醒" in rule.why for rule in own)
    assert all(rule.own or rule.clock for rule in RULES if "内部提醒" in rule.why)
    made(store, Training, theme="商标实务", held_on="2026-10-01", mode="政企共学")

    (one,) = (one for one in due(store) if one.kind is Training)

    assert (one.overdue, one.standing) == (False, "已过提醒日")
    assert one.days < 0


def test_what_another_unit_keeps_is_told_last(store):
    firm(store)
    need(store, "2026-11-19")
    (own,) = store.rows(Query(Need))
    theirs = {**own.values, "promised_on": date(2026, 11, 10)}
    store.act("外站", [Create(Need, theirs, origin=uuid4())])

    assert [(one.days, one.elsewhere) for one in due(store)] == [(-1, False), (-10, True)]
