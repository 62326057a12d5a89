"""The one door: what is saved is there, what is refused leaves nothing, what is stopped leaves no trace."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Create, Remove, new_uid
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused, UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.base import values_of
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.need import Need
from ercheng_station.records.office import Setting
from ercheng_station.records.station import Equipment, Station
from ercheng_station.records.visit import Visit
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


def test_renaming_the_station_changes_the_numbers_that_follow(store, firm):
    store.act("改名", [Alter(Station, store.unit.uid, {"short_name": "汀祖"})])

    assert visited(store).number == "汀祖ZF2026-0001"


def test_an_act_whose_uid_was_chosen_is_known_afterwards(store):
    chosen = new_uid()
    values, _ = store.examine(Enterprise, FIRM)

    assert not store.has_acted(chosen)
    assert store.act("新增企业", [Create(Enterprise, values)], uid=chosen).uid == chosen
    assert store.has_acted(chosen)


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
