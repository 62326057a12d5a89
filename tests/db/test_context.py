"""What a person may name: codes of the station's own, records by name, number or code."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.office import CodeEntry
from ercheng_station.records.visit import Visit
from tests.db.saving import FIRM, made, visited


@pytest.fixture
def firm(store):
    return made(store, Enterprise, **FIRM)


def test_an_own_code_can_be_used_at_once_and_a_retired_one_stays_readable(store, firm):
    made(store, CodeEntry, list="visit_way", code="泽林-drone", name="无人机")
    visit = visited(store, way="无人机")
    entry = store.find(Query(CodeEntry))[0]
    store.act("停用", [Alter(CodeEntry, entry.uid, {"until": date(2026, 11, 1)})])

    ways = store.context.codes("visit_way")
    assert "泽林-drone" not in [code.code for code in ways.active(store.today)]
    assert Visit.kept["way"].text(visit.way, store.context) == "无人机"


def test_a_list_that_does_not_ship_may_be_made(store):
    made(store, CodeEntry, list="own_list", code="泽林-a", name="甲")

    assert store.context.codes("own_list").label("泽林-a") == "甲"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("宏达", "相近的有：鄂州市宏达机械有限公司"),
        ("无此公司", "企业里没有“无此公司”"),
        ("机", "企业里没有“机”"),
    ],
)
def test_a_name_that_does_not_fit_is_answered_with_the_nearest(store, firm, raw, why):
    _, faults = store.examine(Visit, {"enterprise": raw})

    assert why in faults.hard["enterprise"]


@pytest.mark.parametrize("raw", [FIRM["name"], FIRM["credit_code"]])
def test_an_enterprise_is_known_by_name_and_by_credit_code(store, firm, raw):
    values, _ = store.examine(Visit, {"enterprise": raw})

    assert values["enterprise"].uid == firm.uid


def test_two_of_the_same_name_are_asked_about(store, firm):
    made(store, Enterprise, **{**FIRM, "credit_code": None, "no_code_why": "旧证照"})

    _, faults = store.examine(Visit, {"enterprise": FIRM["name"]})

    assert "有多条记录" in faults.hard["enterprise"]
