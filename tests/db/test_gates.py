"""What no act may do, whoever asks, and the words it is refused with."""

from dataclasses import replace
from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Create, Remove, Restore, new_uid
from ercheng_station.db.listing import Query
from ercheng_station.db.undoing import inverse
from ercheng_station.errors import Refused, UserError
from ercheng_station.records.base import values_of
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing, Right
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.office import CodeEntry, Setting
from ercheng_station.records.station import Equipment, Station
from ercheng_station.records.visit import Visit
from tests.db.saving import FIRM, made, visited


@pytest.fixture
def firm(store):
    return made(store, Enterprise, **FIRM)


@pytest.fixture
def gone(store, firm):
    """The same enterprise, in the trash, and the words a refusal must have."""
    store.act("删除企业", [Remove(Enterprise, firm.uid, "重复")])
    return firm, f"“{FIRM['name']}”在回收站里，请先恢复它"


def refusal(store, *changes):
    with pytest.raises(UserError) as refused:
        store.act("不许", changes)
    return refused.value


def test_a_new_record_cannot_point_into_the_trash(store, firm):
    values = values_of(visited(store))
    store.undo()
    store.act("删除企业", [Remove(Enterprise, firm.uid, "重复")])

    refused = refusal(store, Create(Visit, values))

    assert refused.faults == {"enterprise": f"“{FIRM['name']}”在回收站里，请先恢复它"}
    assert store.count(Query(Visit)) == 0


def test_a_record_cannot_be_turned_to_one_in_the_trash(store, gone):
    firm, why = gone
    other = made(store, Enterprise, name="乙厂")
    visit = visited(store, enterprise="乙厂")
    link = values_of(visit)["enterprise"]

    refused = refusal(store, Alter(Visit, visit.uid, {"enterprise": type(link)(firm.uid, "", "enterprise")}))

    assert refused.faults == {"enterprise": why}
    assert store.get(Visit, visit.uid).enterprise.uid == other.uid


def test_a_child_cannot_come_back_before_its_owner(store, firm):
    right = made(store, Right, enterprise=FIRM["name"], kind="注册商标", right_number="1234567", name="宏达")
    store.act("删除企业", [Remove(Enterprise, firm.uid, "注销")])

    refused = refusal(store, Restore(Right, right.uid))

    assert refused.code == "restore-first"
    assert refused.what == f"“{right.label}”还不能恢复：它要用到的企业“{FIRM['name']}”也在回收站里。"
    assert refused.do == f"请先恢复企业“{FIRM['name']}”，再恢复这一条。"


def test_all_that_must_come_back_first_is_named_at_once(store, firm):
    visit = visited(store)
    raw = {"content": "问", "received_on": "今天", "source": "走访", "category": "其他"}
    need = made(store, Need, enterprise=FIRM["name"], visit=visit.number, **raw)
    for kind, one in ((Need, need), (Visit, visit), (Enterprise, firm)):
        store.act("删除", [Remove(kind, one.uid, "重复")])

    refused = refusal(store, Restore(Need, need.uid))

    assert refused.do == f"请先恢复企业“{FIRM['name']}”、企业走访“{visit.number}”，再恢复这一条。"


def test_an_owner_comes_back_with_what_went_along_and_nothing_else(store, firm):
    right = {"enterprise": FIRM["name"], "kind": "注册商标", "name": "宏达"}
    earlier, along = (made(store, Right, **right, right_number=number) for number in ("1234567", "7654321"))
    store.act("删除权利", [Remove(Right, earlier.uid, "登记错了")])
    store.act("删除企业", [Remove(Enterprise, firm.uid, "注销")])

    act = store.act("恢复企业", [Restore(Enterprise, firm.uid)])

    assert [(one.kind, one.uid) for one in act.touched] == [("enterprise", firm.uid), ("right", along.uid)]
    assert [row.uid for row in store.rows(Query(Right, removed=True))] == [earlier.uid]
    store.undo()
    assert store.count(Query(Enterprise)) == store.count(Query(Right)) == 0


def test_bringing_back_what_is_there_changes_nothing(store, firm):
    act = store.act("恢复企业", [Restore(Enterprise, firm.uid)])

    assert act.touched == ()


def test_the_units_own_record_stays(store):
    assert refusal(store, Remove(Station, store.unit.uid, "撤站")).code == "unit-stays"

    assert store.unit.short_name == "泽林"
    other = made(store, Station, name="汀祖工作站", kind="工作站")
    store.act("删除站点", [Remove(Station, other.uid, "登记错了")])


def test_a_register_of_others_gives_nothing_back(store):
    equipment = made(store, Equipment, at=store.unit.name, name="记录仪", amount=1, status="在用")
    store.act("删除装备", [Remove(Equipment, equipment.uid, "报废")])
    store.act("改类型", [Alter(Station, store.unit.uid, {"kind": "protection"})])

    assert refusal(store, Restore(Equipment, equipment.uid)).code == "kind-not-here"


def test_a_number_that_is_taken_or_void_is_refused(store, firm):
    visit = visited(store)
    values = values_of(visit)

    assert refusal(store, Create(Visit, values, number=visit.number)).code == "number-taken"
    store.undo()
    assert refusal(store, Create(Visit, values, number=visit.number)).code == "number-taken"


def test_a_number_brought_along_is_passed_over_by_the_sequence(store, firm):
    values = values_of(visited(store))
    store.act("导入", [Create(Visit, values, number="泽林ZF2026-0002")])
    void = store.act("导入", [Create(Visit, values, number="泽林ZF2026-0003")]).touched[0]
    store.act("删除", [Remove(Visit, void.uid, "重复")])

    assert visited(store).number == "泽林ZF2026-0004"


def test_what_another_unit_keeps_gets_no_number_of_ours(store, firm):
    other = new_uid()
    values = values_of(visited(store))

    theirs = store.act("汇总", [Create(Visit, values, origin=other)]).touched[0]
    named = store.act("汇总", [Create(Visit, values, number="泽林ZF2026-0001", origin=other)]).touched[0]

    assert store.row(Visit, theirs.uid).number is None
    assert store.row(Visit, named.uid).number == "泽林ZF2026-0001"
    assert visited(store).number == "泽林ZF2026-0002"


PATTERNS = {
    "{unit}走访{year}第{serial}号": None,
    "ZF{serial:06}": None,
    "{foo}{serial}": "花括号里只能写",
    "{serial": "花括号里只能写",
    "{serial:4.2f}": "花括号里只能写",
    "{unit.__class__}{serial}": "花括号里只能写",
    "{unit}{year}": "要有一个 {serial}",
    "{serial}{serial}": "要有一个 {serial}",
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_form_of_a_number_is_looked_at_before_it_is_used(store, firm, pattern):
    _, faults = store.examine(Setting, {"key": "number.visit", "value": pattern})

    if PATTERNS[pattern] is None:
        assert faults.hard == {}
    else:
        assert PATTERNS[pattern] in faults.hard["value"]
        values = {**dict.fromkeys(Setting.kept), "key": "number.visit", "value": pattern}
        assert isinstance(refusal(store, Create(Setting, values)), Refused)
        assert visited(store).number == "泽林ZF2026-0001"


@pytest.mark.parametrize(
    ("key", "value", "faulty"),
    [
        ("number.走访表", "{serial}", "key"),
        ("number.企业走访", "{serial}", "key"),
        ("number.phrase", "{year}-{serial}", "value"),
        ("number.phrase", "{serial}", None),
        ("number.visit", "", None),
        ("period", "{foo}", None),
        ("font.fang", "simfang.ttf", None),
        ("font.kai", "", None),
        ("font.song", "simsun.ttc", "key"),
        ("font.fang", "C:/Windows/Fonts/simfang.ttf", "value"),
        ("font.fang", "仿宋", "value"),
    ],
)
def test_a_setting_names_what_there_is(store, key, value, faulty):
    _, faults = store.examine(Setting, {"key": key, "value": value})

    assert list(faults.hard) == ([faulty] if faulty else [])


def test_without_a_year_in_its_form_the_sequence_goes_on(store, firm):
    made(store, Setting, key="number.visit", value="ZF{serial:03}")

    assert visited(store, visited_on="2025-12-31").number == "ZF001"
    assert visited(store, visited_on="2026-01-05").number == "ZF002"


@pytest.mark.parametrize(
    ("typed", "code", "right"),
    [
        ("visit_way", "泽林-无人机", True),
        ("visit_way", "drone", False),
        ("visit_way", "汀祖-1", False),
        ("visit_way", "field", True),
        ("own_list", "泽林-1", True),
        ("own_list", "1", False),
        ("visit_way", "泽林-a,b", False),
        ("visit_way", "泽林-a b", False),
    ],
)
def test_a_local_code_carries_the_stations_name(store, typed, code, right):
    _, faults = store.examine(CodeEntry, {"list": typed, "code": code, "name": "甲"})

    assert ("code" not in faults.hard) is right


def test_a_local_code_stays_good_when_the_station_is_renamed(store):
    entry = made(store, CodeEntry, list="visit_way", code="泽林-1", name="无人机")
    store.act("改名", [Alter(Station, store.unit.uid, {"short_name": "汀祖"})])

    store.act("停用", [Alter(CodeEntry, entry.uid, {"until": date(2026, 11, 1)})])

    assert store.get(CodeEntry, entry.uid).until == date(2026, 11, 1)


def test_a_day_to_come_is_refused_with_the_day_of_the_computer(store, firm):
    raw = {"enterprise": FIRM["name"], "way": "实地", "visitors": "余慧敏"}

    assert "visited_on" not in store.examine(Visit, {**raw, "visited_on": "今天"})[1].hard
    assert store.examine(Visit, {**raw, "visited_on": "2026-11-21"})[1].hard == {
        "visited_on": "晚于今天（电脑的日期是 2026-11-20），请核对"
    }


def test_a_stay_on_a_list_is_called_in_chinese(store, firm):
    stay = made(store, EnterpriseListing, enterprise=FIRM["name"], list="年度走访名单", since="2026-01-15")

    assert stay.label == "年度走访名单 2026-01-15"


def test_an_undo_whose_old_value_is_no_longer_taken_is_refused_by_field(store, firm):
    store.act("改名", [Alter(Enterprise, firm.uid, {"contact": "仇和"})])
    entry = store.entries(firm.uid)[-1]
    older = replace(entry, details={"contact": ["仇\n和", "仇和"]})

    with pytest.raises(Refused) as refused:
        inverse(Enterprise, older, firm.revision, "改名", store.context)

    assert refused.value.faults == {"contact": "姓名里不能有换行或制表符"}


TWIN = "已有相同的{}“{}”，请核对是不是重复"


def test_what_has_been_kept_already_is_asked_about(store, firm):
    visit = visited(store)
    raw = {"enterprise": FIRM["name"], "visited_on": "今天", "way": "实地", "visitors": "程德胜"}

    assert store.examine(Visit, raw, new_uid())[1].soft["way"] == TWIN.format("企业走访", visit.number)
    assert "way" not in store.examine(Visit, raw, visit.uid)[1].soft
    assert "way" not in store.examine(Visit, {**raw, "way": "电话"}, new_uid())[1].soft
    store.undo()
    assert "way" not in store.examine(Visit, raw, new_uid())[1].soft


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"name": "甲厂", "credit_code": FIRM["credit_code"]}, "credit_code"),
        ({"name": FIRM["name"]}, "name"),
        ({"name": "甲厂"}, None),
    ],
)
def test_an_enterprise_is_known_again_by_its_code_or_else_by_its_name(store, firm, raw, field):
    soft = store.examine(Enterprise, raw, new_uid())[1].soft

    told = {name: why for name, why in soft.items() if "重复" in why}
    assert told == ({field: TWIN.format("企业", FIRM["name"])} if field else {})


def test_a_kind_without_a_key_has_no_twins(store, firm):
    need = made(
        store, Need, enterprise=FIRM["name"], received_on="今天", content="问", source="走访", category="其他"
    )
    raw = {"need": need.number, "done_on": "今天", "step": "交办", "content": "已交办"}
    made(store, NeedStep, **raw)

    assert store.examine(NeedStep, raw, new_uid())[1].soft == {}
