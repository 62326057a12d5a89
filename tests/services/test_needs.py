"""The steps a need can take, what each asks for, and the changes each makes."""

import pytest

from ercheng_station.db.changes import Create, new_uid
from ercheng_station.db.listing import Query, by_value
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import PLAIN, Link
from ercheng_station.records.need import ORDER, Need, NeedStep
from ercheng_station.services import steps

TYPED = {"done_on": "今天", "content": "", "by": "余慧敏"}


@pytest.fixture
def need(store):
    """need(status, **raw) adds a need in that state and gives its row."""
    firm = Create(Enterprise, store.examine(Enterprise, {"name": "甲公司", "no_code_why": "无"})[0])
    store.act("新增企业", [firm])

    def add(status="registered", **raw):
        whole = {"enterprise": Link(firm.uid, "", "enterprise"), "content": "商标续展", "handler": "张立新"}
        whole |= {"source": "visit", "category": "other", "received_on": "-10", "status": status, **raw}
        values, faults = store.examine(Need, whole)
        assert not faults.hard
        change = Create(Need, values)
        store.act("新增企业诉求", [change])
        return store.row(Need, change.uid)

    return add


def steps_from(status):
    return steps.steps_from(Need, status, PLAIN)


def query(row):
    return Query(NeedStep, where=by_value({"need": Link(row.uid, "", "need")}))


def step(status, words):
    return next(one for one in steps_from(status) if one.words == words)


def save(store, row, words, **typed):
    changes, faults = steps.take_step(
        store, Need, step(row.values["status"], words), row, {**TYPED, **typed}, new_uid()
    )
    assert not faults.hard
    store.act(words, changes)
    return store.row(Need, row.uid)


@pytest.mark.parametrize("status", ORDER)
def test_every_move_of_the_chain_is_offered_and_no_other(status):
    offered = {one.to for one in steps_from(status)} - {""}

    assert offered == set(Need.chain.moves[status])


@pytest.mark.parametrize("status", ORDER)
def test_no_two_steps_have_the_same_name(status):
    words = [one.words for one in steps_from(status)]

    assert len(set(words)) == len(words)


def test_what_comes_next_stands_first_and_ways_back_last():
    assert [one.words for one in steps_from("handling")] == [
        "反馈企业",
        "记进展",
        "催办",
        "提请区局督办",
        "改派",
    ]
    assert [one.words for one in steps_from("closed")] == ["重新办理"]


def test_every_step_is_a_word_of_the_code_list(store):
    codes = store.context.codes("need_step")

    assert all(codes.label(one.code) for status in ORDER for one in steps_from(status))


def test_assigning_asks_who_by_when_and_needs_the_who(store, need):
    row = need(handler="")
    assign = step("registered", "交办")
    fields = steps.fields_of_step(store, Need, assign, row)

    _, faults = steps.take_step(
        store, Need, assign, row, {**TYPED, "unit": "", "handler": "", "promised_on": ""}, new_uid()
    )

    assert list(fields) == ["done_on", "unit", "handler", "promised_on", "content", "by"]
    assert fields["handler"].required
    assert faults.hard == {"handler": "必填"}


def test_a_step_and_the_state_it_leads_to_are_one_act(store, need):
    row = save(store, need(), "交办", unit="泽林所", handler="张立新", promised_on="+10")

    taken = [one.values for one in store.rows(query(row))]
    assert row.values["status"] == "assigned"
    assert row.values["unit"] == "泽林所"
    assert [(one["step"], one["content"], one["by"]) for one in taken] == [("assign", "交办", "余慧敏")]
    store.undo()
    assert store.row(Need, row.uid).values["status"] == "registered"
    assert not list(store.rows(query(row)))


def test_progress_and_reminders_leave_the_state_alone(store, need):
    row = need("handling")
    for words in ("记进展", "催办", "提请区局督办"):
        row = save(store, row, words, content="已联系")

    assert row.values["status"] == "handling"
    assert [one.values["step"] for one in store.rows(query(row))] == ["escalate", "urge", "handle"]


def test_progress_without_words_is_refused(store, need):
    _, faults = steps.take_step(store, Need, step("handling", "记进展"), need("handling"), TYPED, new_uid())

    assert list(faults.hard) == ["content"]


def test_an_answer_keeps_day_result_and_words(store, need):
    row = save(store, need("handling"), "反馈企业", result="已解决", content="已受理续展")

    assert row.values["replied_on"] == store.today
    assert (row.values["result"], row.values["outcome"]) == ("solved", "已受理续展")


def test_a_step_before_the_need_was_received_is_refused_at_its_day(store, need):
    row = need("handling")

    for words, typed in (("记进展", {"content": "已联系"}), ("反馈企业", {"result": "已解决"})):
        raw = {**TYPED, **typed, "done_on": "-11"}
        _, faults = steps.take_step(store, Need, step("handling", words), row, raw, new_uid())
        assert faults.hard["done_on"].startswith("早于受理日期")


def test_an_unreadable_day_is_told_at_the_day(store, need):
    raw = {**TYPED, "done_on": "1345", "result": "已解决"}

    _, faults = steps.take_step(store, Need, step("handling", "反馈企业"), need("handling"), raw, new_uid())

    assert "done_on" in faults.hard


def test_a_close_out_asks_for_what_is_missing_only(store, need):
    bare = need("replied")
    told = need("replied", result="solved", satisfaction="satisfied")

    assert list(steps.fields_of_step(store, Need, step("replied", "销号"), bare)) == [
        "done_on", "result", "satisfaction", "feedback", "content", "by",
    ]  # fmt: skip
    assert list(steps.fields_of_step(store, Need, step("replied", "销号"), told)) == [
        "done_on",
        "content",
        "by",
    ]


def test_a_close_out_without_a_word_of_the_enterprise_is_refused(store, need):
    raw = {**TYPED, "result": "已解决", "satisfaction": "", "feedback": ""}

    _, faults = steps.take_step(store, Need, step("replied", "销号"), need("replied"), raw, new_uid())

    assert faults.hard == {"feedback": "销号要有企业的反馈或满意度"}


def test_who_handled_it_closes_it_with_a_warning(store, need):
    row = need("replied", result="solved", satisfaction="satisfied")

    changes, faults = steps.take_step(
        store, Need, step("replied", "销号"), row, {**TYPED, "by": "张立新"}, new_uid()
    )

    assert not faults.hard
    assert "同一人" in faults.soft["by"]
    store.act("销号", changes)
    assert store.row(Need, row.uid).values["closed_by"] == "张立新"


def test_taking_a_closed_need_up_again_empties_its_close_out(store, need):
    row = need("replied", result="solved", satisfaction="satisfied")
    row = save(store, row, "销号")
    row = save(store, row, "重新办理", content="企业补充了材料")

    assert (row.values["status"], row.values["reopened_why"]) == ("handling", "企业补充了材料")
    assert (row.values["closed_on"], row.values["closed_by"]) == (None, None)
