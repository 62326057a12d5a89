"""The one door: what is saved is there, what is refused leaves nothing, what is undone is as before."""

from datetime import date
from uuid import uuid4

import pytest

from ercheng_station.db.changes import Alter, Create, Remove, Restore, new_uid
from ercheng_station.db.listing import Condition, Query, by_span, by_value
from ercheng_station.db.pinyin import sort_key
from ercheng_station.db.store import Store
from ercheng_station.db.vault import read_keys
from ercheng_station.errors import Refused, UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import values_of
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.need import Need
from ercheng_station.records.office import CodeEntry, Phrase, Setting
from ercheng_station.records.station import Equipment, Station
from ercheng_station.records.visit import Visit
from tests.conftest import NOW, STATION
from tests.db.saving import FIRM, made, visited


@pytest.fixture
def firm(store):
    return made(store, Enterprise, **FIRM)


def test_a_saved_visit_is_there_with_its_enterprise_number_and_words(store, firm):
    visit = visited(store, findings="查看𠮷野家的商标\n<b>=1+1</b>")

    found = store.get(Visit, visit.uid)

    assert found.number == "泽林ZF2026-0001"
    assert found.enterprise.contact == "单雄信"
    assert found.findings == "查看𠮷野家的商标\n<b>=1+1</b>"
    assert found.visited_on == date(2026, 11, 20)


def test_what_is_saved_survives_closing_and_opening(store, firm):
    visit = visited(store)
    values = values_of(visit)
    store.close()

    with Store.open(store.folder, CATALOGUE) as again:
        assert values_of(again.get(Visit, visit.uid)) == values


def test_examine_tells_all_faults_at_once_and_writes_nothing(store):
    _, faults = store.examine(Visit, {"visited_on": "13-45", "minutes": "900", "way": "飞机"})

    assert set(faults.hard) == {"enterprise", "visited_on", "minutes", "way", "visitors"}
    assert store.count(Query(Visit)) == 0


def test_examine_tells_what_is_wrong_between_fields(store, firm):
    raw = {
        "enterprise": FIRM["name"],
        "visited_on": "2026-11-02",
        "way": "电话",
        "visitors": "余慧敏",
        "next_on": "2026-11-01",
    }

    _, faults = store.examine(Visit, raw)

    assert faults.hard == {"next_on": "下次走访日期早于走访日期"}
    assert faults.soft == {"findings": "待补"}


def test_one_refused_record_undoes_the_whole_act(store, firm):
    values, _ = store.examine(
        Visit, {"enterprise": FIRM["name"], "visited_on": "今天", "way": "电话", "visitors": "甲"}
    )
    sealed = store.sealed()

    with pytest.raises(Refused) as refused:
        store.act("新增两条", [Create(Visit, values), Create(Visit, {**values, "visitors": None})])

    assert refused.value.faults == {"visitors": "必填"}
    assert store.count(Query(Visit)) == 0
    assert store.sealed() == sealed


def test_a_number_refused_is_not_used_up(store, firm):
    values, _ = store.examine(
        Visit, {"enterprise": FIRM["name"], "visited_on": "今天", "way": "电话", "visitors": "甲"}
    )
    with pytest.raises(Refused):
        store.act("新增两条", [Create(Visit, values), Create(Visit, {**values, "visitors": None})])

    assert visited(store).number == "泽林ZF2026-0001"


def test_numbers_follow_the_business_year_and_the_setting(store, firm):
    made(store, Setting, key="number.visit", value="泽林走访〔{year}〕{serial}号")

    assert visited(store, visited_on="2025-03-01").number == "泽林走访〔2025〕1号"
    assert visited(store).number == "泽林走访〔2026〕1号"
    assert visited(store).number == "泽林走访〔2026〕2号"


def test_a_void_number_stays_visible_with_its_reason(store, firm):
    visit = visited(store)
    store.act("删除走访", [Remove(Visit, visit.uid, "录入重复")])

    assert visited(store).number == "泽林ZF2026-0002"
    assert [(gap.number, gap.why) for gap in store.gaps(Visit)] == [("泽林ZF2026-0001", "录入重复")]


def test_a_change_keeps_old_and_new_and_who(store, firm):
    visit = visited(store, findings="一")
    store.act("修改走访", [Alter(Visit, visit.uid, {"findings": "二"}, base=visit.revision)])

    first, second = store.entries(visit.uid)
    assert (first.op, second.op, second.actor) == ("create", "alter", "余慧敏")
    assert second.details == {"findings": ["一", "二"]}
    assert second.parent == visit.revision == first.revision


def test_saving_what_has_not_changed_makes_no_revision(store, firm):
    act = store.act("修改企业", [Alter(Enterprise, firm.uid, {"name": FIRM["name"]})])

    assert act.touched == ()
    assert store.get(Enterprise, firm.uid).revision == firm.revision


def test_a_record_that_moved_on_is_not_overwritten(store, firm):
    store.act("修改企业", [Alter(Enterprise, firm.uid, {"contact": "仇和"}, base=firm.revision)])

    with pytest.raises(UserError) as refused:
        store.act("修改企业", [Alter(Enterprise, firm.uid, {"contact": "查良"}, base=firm.revision)])

    assert refused.value.code == "record-moved-on"
    assert store.get(Enterprise, firm.uid).contact == "仇和"


@pytest.mark.parametrize("change", [Remove, Restore])
def test_removing_and_restoring_look_at_the_base_too(store, firm, change):
    extra = {"why": "重复"} if change is Remove else {}

    with pytest.raises(UserError, match="E-"):
        store.act("动一动", [change(Enterprise, firm.uid, base=uuid4(), **extra)])


def test_removing_takes_own_children_along_and_bringing_back_is_one_undo(store, firm):
    made(store, Right, enterprise=FIRM["name"], kind="注册商标", right_number="1234567", name="宏达")

    act = store.act("删除企业", [Remove(Enterprise, firm.uid, "注销")])

    assert [one.kind for one in act.touched] == ["right", "enterprise"]
    assert store.count(Query(Right)) == store.count(Query(Enterprise)) == 0
    assert store.count(Query(Enterprise, removed=True)) == 1
    store.undo()
    assert store.count(Query(Right)) == store.count(Query(Enterprise)) == 1


def test_what_others_point_to_is_not_removed_and_they_are_named(store, firm):
    visited(store)

    with pytest.raises(UserError) as refused:
        store.act("删除企业", [Remove(Enterprise, firm.uid, "注销")])

    assert refused.value.code == "record-referred-to"
    assert "企业走访 泽林ZF2026-0001" in str(refused.value)


def test_what_lies_in_the_trash_is_not_changed_and_can_be_restored(store, firm):
    store.act("删除企业", [Remove(Enterprise, firm.uid, "重复")])

    with pytest.raises(UserError) as refused:
        store.act("修改企业", [Alter(Enterprise, firm.uid, {"contact": "仇和"})])
    assert refused.value.code == "record-gone"

    store.act("恢复企业", [Restore(Enterprise, firm.uid)])
    assert store.get(Enterprise, firm.uid).contact == "单雄信"


def test_undo_goes_back_act_by_act_and_names_each(store, firm):
    visit = visited(store, findings="一")
    store.act("修改走访", [Alter(Visit, visit.uid, {"findings": "二", "minutes": 30})])

    assert store.undo().label == "撤销：修改走访"
    assert store.get(Visit, visit.uid).findings == "一"
    assert store.get(Visit, visit.uid).minutes is None
    assert store.undo().label == "撤销：新增企业走访"
    assert store.count(Query(Visit)) == 0


def test_undo_of_a_removal_restores(store, firm):
    store.act("删除企业", [Remove(Enterprise, firm.uid, "重复")])

    store.undo()

    assert store.count(Query(Enterprise)) == 1


def test_undo_does_not_touch_the_founding_of_the_station(store):
    with pytest.raises(UserError) as refused:
        store.undo()

    assert refused.value.code == "undo-nothing"


def test_undo_of_a_reference_restores_the_reference(store, firm):
    other = made(store, Enterprise, name="另一家公司", no_code_why="旧证照")
    visit = visited(store)
    link = store.row(Visit, visit.uid).values["enterprise"]
    store.act("改企业", [Alter(Visit, visit.uid, {"enterprise": type(link)(other.uid, "", "enterprise")})])
    assert store.get(Visit, visit.uid).enterprise.name == "另一家公司"

    store.undo()

    assert store.get(Visit, visit.uid).enterprise.uid == firm.uid


def test_a_state_moves_along_its_chain_only(store, firm):
    need = made(
        store,
        Need,
        enterprise=FIRM["name"],
        source="走访",
        category="其他",
        content="续展",
        received_on="今天",
    )
    assert need.status == "registered"

    with pytest.raises(Refused) as refused:
        store.act("销号", [Alter(Need, need.uid, {"status": "closed"})])

    assert "已交办" in refused.value.faults["status"]
    store.act("办理", [Alter(Need, need.uid, {"status": "handling"})])
    assert store.get(Need, need.uid).status == "handling"


def test_a_unit_does_not_write_into_registers_it_does_not_keep(tmp_path):
    station = {"name": "宏达公司保护工作站", "short_name": "宏达", "kind": "保护工作站"}
    with Store.create(tmp_path / "数据", CATALOGUE, station) as store:
        values, _ = store.examine(
            Equipment, {"at": store.unit.name, "name": "记录仪", "amount": 1, "status": "在用"}
        )

        with pytest.raises(UserError) as refused:
            store.act("新增装备", [Create(Equipment, values)])

    assert refused.value.code == "kind-not-here"
    assert Equipment not in [kind for kind in CATALOGUE if kind in store.catalogue.kept_by("protection")]


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


def test_renaming_the_station_changes_the_numbers_that_follow(store, firm):
    store.act("改名", [Alter(Station, store.unit.uid, {"short_name": "汀祖"})])

    assert visited(store).number == "汀祖ZF2026-0001"


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


def test_an_act_whose_uid_was_chosen_is_known_afterwards(store):
    chosen = new_uid()
    values, _ = store.examine(Enterprise, FIRM)

    assert not store.has_acted(chosen)
    assert store.act("新增企业", [Create(Enterprise, values)], uid=chosen).uid == chosen
    assert store.has_acted(chosen)


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


def test_long_work_reports_and_can_be_stopped_without_a_trace(store):
    class Stop(Exception):
        pass

    def report(done, total):
        if done == 2:
            raise Stop

    values, _ = store.examine(Enterprise, {"name": "甲公司", "no_code_why": "无"})
    with pytest.raises(Stop):
        store.act("导入", [Create(Enterprise, values, uid=new_uid()) for _ in range(3)], report=report)

    assert store.count(Query(Enterprise)) == 0


def test_a_folder_that_holds_a_station_is_not_made_anew(store):
    with pytest.raises(UserError) as refused:
        Store.create(store.folder, CATALOGUE, STATION)

    assert refused.value.code == "unit-exists"


def test_a_station_without_a_name_makes_no_folder(tmp_path):
    with pytest.raises(Refused):
        Store.create(tmp_path / "数据", CATALOGUE, {"kind": "office"})

    assert not (tmp_path / "数据" / "station.db").exists()


def test_a_missing_store_is_never_made_silently(tmp_path):
    with pytest.raises(UserError) as refused:
        Store.open(tmp_path, CATALOGUE)

    assert refused.value.code == "store-missing"
    assert list(tmp_path.iterdir()) == []


def test_a_second_opener_is_refused_and_the_first_goes_on(store):
    with pytest.raises(UserError) as refused:
        Store.open(store.folder, CATALOGUE)

    assert refused.value.code == "store-locked"
    assert store.unit.name == STATION["name"]


def test_the_practice_station_says_so(practice_store):
    assert practice_store.practice


def test_a_real_station_is_not_for_practice(store):
    assert not store.practice
    assert store.today == NOW.date()


def test_a_founding_cut_short_is_begun_again_with_the_same_key(tmp_path):
    folder = tmp_path / "数据"
    with Store.create(folder, CATALOGUE, STATION) as store:
        key = read_keys(folder).key
        assert store.unit.name == STATION["name"]
    (folder / "station.db").rename(folder / "station.new.db")

    with Store.create(folder, CATALOGUE, STATION) as store:
        assert store.unit.name == STATION["name"]

    assert read_keys(folder).key == key
    assert sorted(path.name for path in folder.glob("station*")) == ["station.db"]


def test_a_founding_refused_lets_go_of_the_folder(tmp_path):
    folder = tmp_path / "数据"
    folder.mkdir()
    (folder / "keys.json").write_text("not a key")

    with pytest.raises(UserError):
        Store.create(folder, CATALOGUE, STATION)

    (folder / "keys.json").unlink()
    Store.create(folder, CATALOGUE, STATION).close()
