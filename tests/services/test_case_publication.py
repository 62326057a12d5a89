"""A typical case is made without names, looked through before publication, and not published with a name unexplained."""

import pytest

from ercheng_station.db.changes import Alter, new_uid
from ercheng_station.db.listing import Query
from ercheng_station.errors import Refused
from ercheng_station.records.mediation import Mediation, Party
from ercheng_station.records.outreach import TypicalCase
from ercheng_station.services.case_publication import look_through
from ercheng_station.services.steps import steps_from, take_step
from ercheng_station.services.turning import carried, turn_to
from tests.mediating import made, mediated

TEXTS = {
    "headline": "A单位与B某商标侵权纠纷调解案",
    "kind": "mediation",
    "drafted_on": "2026-11-01",
    "level": "district",
    "status": "draft",
    "facts": "A单位发现B某使用近似标识。",
}


def step(store, link, words, **raw):
    row = store.row(TypicalCase, link.uid)
    (found,) = [
        one for one in steps_from(TypicalCase, row.values["status"], store.context) if one.words == words
    ]
    changes, faults = take_step(store, TypicalCase, found, row, raw, new_uid())
    if faults.hard:
        raise Refused(faults.hard, {})
    store.act(words, changes)
    return store.row(TypicalCase, link.uid).values


def written(store, **more):
    return made(store, TypicalCase, **{**TEXTS, **more})


def check(store, link):
    return step(store, link, "核对", checked_on="2026-11-02", checker="程德胜")


def publish(store, link, **more):
    raw = {"published_on": "2026-11-03", "approved_by": "程德胜", "level": "district"}
    return step(store, link, "发布", **{**raw, **more})


def test_a_mediated_case_becomes_a_typical_one_without_names(store):
    uid = mediated(store)
    turn = turn_to(Mediation, TypicalCase)

    given = carried(store, turn, store.row(Mediation, uid)).values

    told = "\n".join(str(given[name]) for name in ("headline", "parties", "facts", "process", "result"))
    parties = [row.values["name"] for row in store.rows(Query(Party))]
    assert parties
    assert not [name for name in parties if name in told]
    assert "A" in given["headline"]
    assert given["mediation"].uid == uid
    assert not store.examine(TypicalCase, {**TEXTS, **given})[1].hard


def test_what_is_clean_is_checked_and_published(store):
    link = written(store)

    assert check(store, link)["found"] is None
    assert publish(store, link)["status"] == "published"


def test_a_name_known_to_the_store_and_numbers_are_found(store):
    mediated(store)
    name = next(iter(store.rows(Query(Party)))).values["name"]
    text = f"{name}，身份证11010519491231002X，电话138 1234 5678、0711-3851234，信用代码91420704MA4F2ABC46，账号6222 0212 3456 7890 123"

    found = look_through(store, {"facts": text})

    assert {one.words for one in found} == {
        name, "11010519491231002X", "138 1234 5678", "0711-3851234", "91420704MA4F2ABC46", "6222 0212 3456 7890 123",
    }  # fmt: skip


def test_the_office_and_those_who_act_for_it_may_be_told(store):
    mediated(store)

    assert not look_through(
        store, {"process": f"{store.unit.name}受理，周立新主持调解，金额 20000 元，2026年9月1日。"}
    )


def test_what_was_found_needs_a_reason_each(store):
    link = written(store, facts="联系电话 13812345678，另一号 13987654321。")
    found = check(store, link)["found"]
    assert found.splitlines() == ["13812345678（手机号码）：案情", "13987654321（手机号码）：案情"]

    with pytest.raises(Refused) as refused:
        publish(store, link)
    assert "13987654321" in refused.value.faults["kept_why"]
    with pytest.raises(Refused):
        publish(store, link, kept_why="13812345678 是公开的热线")

    published = publish(store, link, kept_why="13812345678、13987654321 都是公开的服务热线")
    assert published["status"] == "published"


def test_nobody_calls_a_case_checked_or_published_by_hand(store):
    link = written(store)

    with pytest.raises(Refused):
        store.act("改", [Alter(TypicalCase, link.uid, {"status": "checked"})])
    with pytest.raises(AssertionError):
        written(store, headline="另一件", status="published", published_on="2026-11-03", approved_by="程德胜")


def test_what_is_written_after_the_check_is_checked_again(store):
    link = written(store)
    check(store, link)

    store.act("改", [Alter(TypicalCase, link.uid, {"facts": "A单位的电话是13812345678。"})])

    values = store.row(TypicalCase, link.uid).values
    assert (values["status"], values["looked_at"]) == ("draft", None)


def test_a_published_case_is_withdrawn_before_it_is_changed(store):
    link = written(store)
    check(store, link)
    publish(store, link)

    with pytest.raises(Refused):
        store.act("改", [Alter(TypicalCase, link.uid, {"facts": "改动"})])
    assert step(store, link, "撤回", note="当事人要求")["status"] == "withdrawn"
    store.act("改", [Alter(TypicalCase, link.uid, {"facts": "改动"})])
