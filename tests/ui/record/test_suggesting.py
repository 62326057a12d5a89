"""Which enterprises are offered first while somebody types two letters."""

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.ui.record.suggesting import suggestions


@pytest.fixture
def add(practice_store):
    def add(kind, /, **raw):
        values, faults = practice_store.examine(kind, raw)
        assert not faults.hard
        change = Create(kind, values)
        practice_store.act("新增", [change])
        return change.uid

    return add


def test_names_that_begin_so_come_before_those_that_hold_it_and_before_contacts(practice_store, add):
    add(Enterprise, name="鄂州市某某商贸有限公司", contact="周强")
    add(Enterprise, name="鄂州市紫云众强有限公司")
    add(Enterprise, name="鄂州市众强精密有限公司")

    offered = [one.title for one in suggestions(practice_store, "enterprise", "zq")]

    places = [offered.index(f"鄂州市{name}有限公司") for name in ("众强精密", "紫云众强", "某某商贸")]
    assert places == sorted(places)


def test_of_two_alike_the_one_visited_lately_comes_first(practice_store, add):
    names = ["鄂州市众曲甲有限公司", "鄂州市众曲乙有限公司"]
    uids = {name: add(Enterprise, name=name) for name in names}
    for name in names[::-1]:
        before = [one.title for one in suggestions(practice_store, "enterprise", "zhongqu")]
        assert set(names) <= set(before)
        add(Visit, enterprise=str(uids[name]), visited_on="今天", way="field", visitors="张明", kind="first")
        assert suggestions(practice_store, "enterprise", "zhongqu")[0].title == name


def test_before_anything_is_typed_the_enterprises_visited_lately_are_offered(practice_store):
    latest = next(practice_store.rows(Query(Visit, sort="visited_on", descending=True), 1))

    assert suggestions(practice_store, "enterprise", "")[0].title == latest.values["enterprise"].title
