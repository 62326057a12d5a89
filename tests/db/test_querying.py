"""A Query narrows, sorts, counts and finds; what is named must be known."""

from datetime import date
from uuid import uuid4

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Condition, Query, by_span, by_value
from ercheng_station.db.pinyin import sort_key
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.office import Phrase
from ercheng_station.records.visit import Visit
from tests.db.saving import FIRM, made, visited


@pytest.fixture
def firm(store):
    return made(store, Enterprise, **FIRM)


def test_a_query_narrows_sorts_and_counts_alike(practice_store):
    where = (*by_span("visited_on", date(2026, 9, 1), date(2026, 10, 31)), Condition("way", "not", "phone"))
    query = Query(Visit, where=where, sort="visited_on", descending=True)

    rows = list(practice_store.rows(query))

    days = [row.values["visited_on"] for row in rows]
    assert days == sorted(days, reverse=True)
    assert days
    assert all(date(2026, 9, 1) <= day <= date(2026, 10, 31) for day in days)
    assert all(row.values["way"] != "phone" for row in rows)
    assert practice_store.count(query) == len(rows)
    assert len(list(practice_store.rows(query, limit=2))) == 2
    assert sum(practice_store.tally(query, "way").values()) == len(rows)
    assert sum(practice_store.tally(query, "visited_on", months=True).values()) == len(rows)
    assert practice_store.distinct(query, "enterprise") == len({row.values["enterprise"] for row in rows})


def test_sorting_by_the_enterprise_goes_by_pinyin(practice_store):
    rows = practice_store.rows(Query(Visit, sort="enterprise"))

    keys = [sort_key(row.values["enterprise"].title) for row in rows]

    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition("problems", "empty"), lambda row: row.values["problems"] is None),
        (Condition("problems", "filled"), lambda row: row.values["problems"] is not None),
        (Condition("problems", "is", None), lambda row: row.values["problems"] is None),
        (Condition("visitors", "has", "程德胜"), lambda row: "程德胜" in row.values["visitors"]),
    ],
)
def test_conditions_mean_what_they_say(practice_store, condition, expected):
    every = list(practice_store.rows(Query(Visit)))

    found = {row.uid for row in practice_store.rows(Query(Visit, where=(condition,)))}

    assert found == {row.uid for row in every if expected(row)}
    assert 0 < len(found) < len(every)


def test_what_is_still_wanting_is_found(store, firm):
    visited(store, findings="查看商标使用")
    unfinished = visited(store)

    found = store.rows(Query(Visit, where=(Condition("", "wanting"),)))

    assert [row.uid for row in found] == [unfinished.uid]


def test_a_kind_that_wants_nothing_is_never_wanting(store):
    assert store.count(Query(Phrase, where=(Condition("", "wanting"),))) == 0


def test_a_ref_and_an_origin_narrow_too(practice_store):
    visit = next(practice_store.rows(Query(Visit)))
    query = Query(
        Visit, where=by_value({"enterprise": visit.values["enterprise"]}), origin=practice_store.unit.uid
    )

    assert visit.uid in {row.uid for row in practice_store.rows(query)}
    assert practice_store.count(Query(Visit, origin=uuid4())) == 0


@pytest.mark.parametrize(
    "query", [Query(Visit, where=by_value({"nothing": 1})), Query(Visit, sort="findings")]
)
def test_an_unknown_field_is_named(practice_store, query):
    with pytest.raises(UserError) as refused:
        list(practice_store.rows(query))

    assert refused.value.code == "field-unknown"


def test_typed_text_finds_by_substring_and_by_initials_of_the_enterprise(store, firm):
    visit = visited(store, findings="商业秘密培训")
    visited(store, findings="别的")

    assert [row.uid for row in store.rows(Query(Visit, text="秘密培"))] == [visit.uid]
    assert store.count(Query(Visit, text="hdjx")) == 2
    assert store.count(Query(Enterprise, text="宏达jx")) == 1


def test_a_renamed_enterprise_is_found_by_its_new_name_in_its_visits(store, firm):
    visited(store)
    store.act("更名", [Alter(Enterprise, firm.uid, {"name": "鄂州市鸿图重工有限公司"})])

    assert store.count(Query(Visit, text="鸿图")) == 1
    while store.index_waiting():
        pass
    assert store.count(Query(Visit, text="鸿图")) == 1
    assert store.count(Query(Visit, text="宏达")) == 0


def test_many_changes_are_indexed_in_the_background_and_found_before_that(store):
    firms = [
        Create(Enterprise, store.examine(Enterprise, {"name": f"第{at}家公司", "no_code_why": "无"})[0])
        for at in range(60)
    ]

    store.act("导入", firms)

    assert store.count(Query(Enterprise, text="第5")) == 11
    while store.index_waiting():
        pass
    assert store.count(Query(Enterprise, text="第5")) == 11
