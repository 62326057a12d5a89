"""The yearly evaluation: items from the standard, automatic ones read from the records, typed scores kept."""

import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.records.fields import Link
from ercheng_station.records.station import Station
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import ScoreItem, ScoreSheet
from ercheng_station.services.figures import year_to
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.scoring import (
    begin_sheet,
    drill_down,
    grade_for,
    items_of,
    score_again,
    standards,
    total,
)


def sheet_of(store, year=2026):
    return next(row.uid for row in store.rows(Query(ScoreSheet)) if row.values["year"] == year)


def item(store, uid, name):
    return next(row for row in items_of(store, uid) if row.values["name"] == name)


def test_the_shipped_standard_has_a_hundred_points_and_a_bonus(store):
    begin_sheet(store, 2026)
    items = [row.values for row in items_of(store, sheet_of(store))]
    parts: dict[str, int] = {}
    for one in items:
        parts[one["part"]] = parts.get(one["part"], 0) + one["points"] // 100

    assert parts == {
        "基础条件": 15, "制度与日常管理": 15, "宣传培训": 15, "企业走访与一企一策": 20, "纠纷化解": 15,
        "线索与执法协作": 10, "维权援助与咨询": 5, "特色与满意度": 5, "加分扣分": 20,
    }  # fmt: skip
    assert [one["name"] for one in items if one["is_deduction"]] == ["瞒报和泄密"]


def test_a_year_has_one_sheet(store):
    begin_sheet(store, 2026)

    with pytest.raises(UserError) as told:
        begin_sheet(store, 2026)

    assert told.value.code == "sheet-exists"


def test_an_automatic_item_says_its_figure_its_meaning_and_its_rows(practice_store):
    store = practice_store
    uid = sheet_of(store)
    score_again(store, uid)
    visited = item(store, uid, "走访企业数").values
    figure = BY_NAME["visited"].figure(store, year_to(store.today))

    assert visited["figure"] == f"{figure} 家"
    assert visited["meaning"] == BY_NAME["visited"].meaning
    assert visited["self_score"] == round(50 * min(1, figure / 60)) * 10
    rows = {one.item.values["name"]: one.rows for one in drill_down(store, uid)}
    assert store.count(rows["走访企业数"]) == BY_NAME["visits"].figure(store, year_to(store.today))
    assert rows["场地面积"] is None


def test_another_station_is_scored_by_what_it_keeps_itself(practice_store):
    store = practice_store
    values, _ = store.examine(
        Station, {"name": "杨叶市场监管所工作站", "kind": "office", "status": "running"}
    )
    other = Create(Station, values)
    store.act("新增站点", [other])
    visit = next(iter(store.rows(Query(Visit), 1)))
    store.act("收到走访", [Create(Visit, {**visit.values, "visited_on": store.today}, origin=other.uid)])

    begin_sheet(store, 2026, Link(other.uid, "", "station"))

    sheet = next(row.uid for row in store.rows(Query(ScoreSheet)) if row.values["at"].uid == other.uid)
    rows = {one.item.values["name"]: one.rows for one in drill_down(store, sheet)}
    assert item(store, sheet, "走访企业数").values["figure"] == "1 家"
    assert store.count(rows["走访企业数"]) == 1
    assert store.count(Query(Visit)) > 1
    assert item(store, sheet, "走访覆盖率").values["figure"] == "没有数据"


def test_a_field_of_the_station_is_scored(store):
    unit = store.unit.uid
    store.act("登记", [Alter(Station, unit, {"floor_area": 10, "has_sign": True})])
    begin_sheet(store, 2026)
    uid = sheet_of(store)

    assert item(store, uid, "场地面积").values["self_score"] == 200
    assert item(store, uid, "标识标牌").values["self_score"] == 300
    assert item(store, uid, "标识标牌").values["figure"] == "1"
    assert item(store, uid, "设备").values["figure"] == "没有数据"
    assert item(store, uid, "设备").values["self_score"] is None


def test_reading_again_follows_the_records_and_keeps_what_was_typed(store):
    begin_sheet(store, 2026)
    uid, unit = sheet_of(store), store.unit.uid
    store.act("登记", [Alter(Station, unit, {"floor_area": 5, "computers": 3})])
    score_again(store, uid)
    store.act("改分", [Alter(ScoreItem, item(store, uid, "设备").uid, {"self_score": 250})])
    store.act("登记", [Alter(Station, unit, {"floor_area": 15, "computers": 1})])
    score_again(store, uid)

    assert item(store, uid, "场地面积").values["self_score"] == 300
    assert item(store, uid, "设备").values["self_score"] == 250
    assert item(store, uid, "设备").values["figure"] == "1 台"


def test_the_next_year_takes_over_the_edited_standard_and_leaves_the_old_sheet(store):
    begin_sheet(store, 2026)
    first = item(store, sheet_of(store), "场地面积")
    store.act("改标准", [Alter(ScoreItem, first.uid, {"name": "场地", "points": 400})])
    begin_sheet(store, 2027)

    again = items_of(store, sheet_of(store, 2027))[0].values
    assert (again["name"], again["points"]) == ("场地", 400)
    versions = {row.values["year"]: row.values["version"] for row in store.rows(Query(ScoreSheet))}
    assert versions == {2026: f"{standards()[0]}年默认标准", 2027: "沿用2026年度标准"}


def test_deductions_are_taken_from_the_total(store):
    begin_sheet(store, 2026)
    uid = sheet_of(store)
    changes = [
        Alter(ScoreItem, item(store, uid, name).uid, {"bureau_score": score})
        for name, score in (("运行经费", 300), ("瞒报和泄密", 500), ("省市表彰和媒体宣传", 450))
    ]
    store.act("打分", changes)

    assert total(items_of(store, uid), "bureau_score") == 2.5
    assert total(items_of(store, uid), "office_score") is None


@pytest.mark.parametrize(("points", "grade"), [(90, "excellent"), (89.9, "good"), (60, "pass"), (-3, "fail")])
def test_a_total_proposes_a_grade(points, grade):
    assert grade_for(points) == grade


def test_a_score_above_the_points_is_refused_and_evidence_is_numbered(store):
    sheet = Link(store.act("新增", [_sheet(store)]).touched[0].uid, "", "score_sheet")
    raw = {
        "sheet": sheet,
        "serial": 7,
        "part": "甲",
        "name": "乙",
        "points": "4",
        "self_score": "5",
        "evidence": "照片",
        "source": "manual",
    }
    _, faults = store.examine(ScoreItem, raw)
    values, _ = store.examine(ScoreItem, {**raw, "self_score": "3.5"})

    assert faults.hard == {"self_score": "自评分超过了分值 4 分"}
    assert values["evidence_number"] == "佐证07"


def _sheet(store):
    at = Link(store.unit.uid, store.unit.name, "station")
    values, _ = store.examine(ScoreSheet, {"at": at, "year": 2026, "version": "标准"})
    return Create(ScoreSheet, values)


def test_every_automatic_item_of_the_standard_can_be_read(store):
    begin_sheet(store, 2026)
    uid = sheet_of(store)
    automatic = {row.uid for row in items_of(store, uid) if row.values["source"] == "auto"}

    assert {one.item.uid for one in drill_down(store, uid) if one.automatic} == automatic
