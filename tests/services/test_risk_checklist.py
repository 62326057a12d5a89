"""The questions of a risk check: what a firm's rights call for, all at once, answered one by one."""

from datetime import date

import pytest

from ercheng_station.codes import shipped
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.protection import RiskCheck, RiskItem, RiskQuestion
from ercheng_station.services import risk_checklist
from ercheng_station.services.risk_checklist import (
    add_questions,
    answer,
    basis_of,
    items_of,
    questions,
    shipped_questions,
    standing,
    topics_for,
)
from ercheng_station.ui.record.suggesting import link_of
from tests.db.saving import made


@pytest.fixture
def firm(store):
    kept = made(store, Enterprise, name="甲公司", no_code_why="无", online_shops="某店", exports_to="越南")
    return link_of(Enterprise, store.row(Enterprise, kept.uid))


@pytest.fixture
def check(store, firm):
    def begin(**raw):
        plain = {"enterprise": firm, "checked_on": "今天", "way": "field", "checkers": "余慧敏", **raw}
        return made(store, RiskCheck, **plain).uid

    return begin


def test_every_shipped_question_has_a_known_topic_and_a_source_that_can_be_told():
    topics = {one.code for one in shipped("risk_topic").codes}

    assert {one.topic for one in shipped_questions()} == topics
    for one in shipped_questions():
        assert basis_of(one, date(2026, 11, 20)) == one.basis or "《" in basis_of(one, date(2026, 11, 20))
        assert len(one.item) <= 40


def test_topics_are_proposed_by_rights_shops_and_exports(store, firm):
    right = {"enterprise": firm, "name": "甲", "right_number": "1", "status": "valid"}
    made(store, Right, kind="gi", **right)
    made(store, Right, kind="design", **right)

    assert topics_for(store, firm) == ("trademark", "patent", "gi", "secret", "shop", "export")


def test_the_source_is_that_of_the_text_in_force_on_the_day():
    secret = next(one for one in shipped_questions() if one.basis == "trade_secret")
    change = next(one for one in shipped_questions() if one.basis == "trademark.change")

    assert basis_of(secret, date(2026, 5, 31)) == "《关于禁止侵犯商业秘密行为的若干规定》"
    assert basis_of(secret, date(2026, 6, 1)) == "《商业秘密保护规定》"
    assert basis_of(change, date(2026, 12, 31)) == "《商标法》第49条"
    assert "依据待核" in basis_of(change, date(2027, 1, 1))


def test_all_questions_of_the_topics_come_in_one_act_and_never_twice(store, check):
    uid = check(topics="商标、地理标志")

    add_questions(store, uid)
    before = items_of(store, uid)
    add_questions(store, uid)

    assert len(before) == 11
    assert [row.values["place"] for row in before] == list(range(1, 12))
    assert {row.values["topic"] for row in before} == {"trademark", "gi"}
    assert len(items_of(store, uid)) == 11
    store.undo()
    store.undo()
    assert items_of(store, uid) == []


def test_a_check_without_topics_gets_those_proposed(store, check):
    uid = check()

    add_questions(store, uid)

    assert store.row(RiskCheck, uid).values["topics"] == ("trademark", "secret", "shop", "export")


def test_the_units_own_questions_are_asked_and_its_struck_ones_are_not(store):
    struck = next(one for one in shipped_questions() if one.topic == "fair")
    made(store, RiskQuestion, topic="fair", item=struck.item, unused="是")
    made(store, RiskQuestion, topic="fair", item="展位上没有摆放他人的宣传册", until="2026-12-31")

    asked = [one.item for one in questions(store, {"fair"}, date(2026, 11, 20))]

    assert struck.item not in asked
    assert "展位上没有摆放他人的宣传册" in asked
    assert "展位上没有摆放他人的宣传册" not in [
        one.item for one in questions(store, {"fair"}, date(2027, 1, 1))
    ]


def test_no_is_a_medium_risk_until_somebody_says_otherwise_and_the_others_are_none(store, check):
    uid = check(topics="展会")
    add_questions(store, uid)
    first, second = (row.uid for row in items_of(store, uid))

    answer(store, first, "no")
    assert store.row(RiskItem, first).values["level"] == "medium"
    answer(store, first, "no", "high")
    answer(store, second, "na")

    found = standing([row.values for row in items_of(store, uid)])
    assert (found.no, found.not_applicable, found.open, found.worst) == (1, 1, 0, "high")
    assert found.words == "共 2 项：是 0，否 1，不适用 1，最高风险“高”"

    answer(store, first, "yes")
    assert store.row(RiskItem, first).values["level"] is None
    answer(store, first, None)
    assert standing([row.values for row in items_of(store, uid)]).open == 1


def test_an_improved_risk_is_no_risk_any_more():
    item = {"answer": "no", "level": "high", "improved": True}

    assert standing([item]).worst == ""
    assert standing([]).words == "还没有排查事项"
    assert risk_checklist.standing([item]).improved == 1
