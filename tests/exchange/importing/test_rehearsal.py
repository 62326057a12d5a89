"""What the gates of a kind would refuse is told at its row before anything is written; the other rows come in."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.errors import Refused, UserError
from ercheng_station.exchange.importing.running import plan_of, run
from ercheng_station.exchange.importing.verdict import Verdict, Ways, Wishes
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.records.clues import Clue, Reporter
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.visit import Visit
from tests.exchange.importing.ledgers import saved
from tests.mediating import committee

OLD, NEW = date(2025, 3, 5), date(2026, 11, 19)
HEADER = ["案由", "调委会", "受理时间", "纠纷类型", "状态", "补录"]


def planned(store, path, kind=Mediation, **wishes):
    return plan_of(store, kind, read_book(path), path, Wishes(**wishes))


def verdicts(plan):
    return [row.verdict for row in plan.rows]


def case_row(name, body, day, status, old=None):
    return [name, body, day, "侵害商标权纠纷", status, old]


def test_a_closed_case_without_its_papers_is_sent_back_alone_and_told_what_it_lacks(store, tmp_path):
    body = committee(store).title
    rows = [
        case_row("甲案", body, OLD, "登记"),
        case_row("乙案", body, OLD, "书面协议"),
        case_row("丙案", body, OLD, "书面协议", "是"),
        case_row("丁案", body, NEW, "书面协议", "是"),
    ]
    plan = planned(store, saved(tmp_path / "调解.xlsx", HEADER, *rows))

    before = store.sealed()
    assert verdicts(plan) == [Verdict.NEW, Verdict.REFUSED, Verdict.NEW, Verdict.REFUSED]
    assert "还差" in plan.rows[1].faults[0].why
    assert plan.rows[1].faults[1].label == "补录的旧案"
    assert plan.rows[1].faults[0].label == "调解状态"
    assert store.sealed() == before

    run(store, plan)

    assert sorted(row.values["name"] for row in store.rows(Query(Mediation))) == ["丙案", "甲案"]
    assert [row.number[-3:] for row in store.rows(Query(Mediation))]


def test_a_rehearsal_leaves_no_trace_and_gives_no_number_away(store):
    body = committee(store)
    raw = {
        "name": "甲案",
        "committee": body,
        "applied_on": NEW,
        "source": "application",
        "dispute_type": "trademark_infringement",
    }
    values, faults = store.examine(Mediation, raw)
    assert not faults.hard
    before = store.sealed()

    assert (
        store.rehearse([[Create(Mediation, values)], [Create(Mediation, {**values, "name": None})]])[0]
        is None
    )
    assert store.sealed() == before
    assert store.gaps(Mediation) == []
    assert store.count(Query(Mediation)) == 0


def test_each_group_stands_on_those_before_it_that_could_be_done(store):
    firm = Create(Enterprise, store.examine(Enterprise, {"name": "鄂州市甲厂"})[0])
    gone = Remove(Enterprise, firm.uid, "重复")

    first, second, third = store.rehearse([[firm], [gone, gone], [gone]])

    assert (first, third) == (None, None)
    assert second.code == "record-gone"


def test_what_became_impossible_after_the_plan_names_its_row_and_writes_nothing(store, tmp_path):
    firm = Create(Enterprise, store.examine(Enterprise, {"name": "鄂州市甲厂"})[0])
    store.act("登记", [firm])
    path = saved(tmp_path / "走访.xlsx", ["企业名称", "走访时间", "走访人员"], ["鄂州市甲厂", OLD, "张三"])
    plan = planned(store, path, Visit)
    store.act("删除", [Remove(Enterprise, firm.uid, "重复")])

    with pytest.raises(Refused) as caught:
        run(store, plan)

    assert "第 2 行" in caught.value.what
    assert store.count(Query(Visit)) == 0


def test_a_new_firm_comes_with_the_first_row_that_comes_in(store, tmp_path):
    header = ["企业名称", "走访时间", "走访人员"]
    rows = [["鄂州市新厂", "同上", "张三"], ["鄂州市新厂", OLD, "张三"], ["鄂州市新厂", NEW, "张三"]]

    plan = planned(store, saved(tmp_path / "走访.xlsx", header, *rows), Visit, create_refs=True)
    run(store, plan)

    assert verdicts(plan) == [Verdict.REFUSED, Verdict.NEW, Verdict.NEW]
    assert [len(row.changes) for row in plan.rows] == [0, 2, 1]
    assert store.count(Query(Visit)) == 2


def test_a_firm_that_a_refused_row_would_bring_comes_with_the_next_row_that_names_it(store, tmp_path):
    header = ["登记日期", "线索来源", "被反映企业", "举报内容", "办理状态"]
    rows = [[OLD, "日常检查", "鄂州市新厂", "仿冒", "办结"], [OLD, "日常检查", "鄂州市新厂", "假冒", "登记"]]

    plan = planned(store, saved(tmp_path / "线索.xlsx", header, *rows), Clue, create_refs=True)
    run(store, plan)

    assert verdicts(plan) == [Verdict.REFUSED, Verdict.NEW], [row.faults for row in plan.rows]
    assert [row.values["name"] for row in store.rows(Query(Enterprise))] == ["鄂州市新厂"]


def test_a_gate_stands_before_a_change_too(store, tmp_path):
    body = committee(store).title
    run(store, planned(store, saved(tmp_path / "一.xlsx", HEADER, case_row("甲案", body, NEW, "登记"))))

    plan = planned(
        store, saved(tmp_path / "二.xlsx", HEADER, case_row("甲案", body, NEW, "已受理")), ways=Ways.UPDATE
    )

    assert verdicts(plan) == [Verdict.REFUSED]
    (row,) = store.rows(Query(Mediation))
    store.act("改", [Alter(Mediation, row.uid, {"facts": "仍可改"})])


def test_what_is_confided_is_brought_in_by_nobody(store, tmp_path):
    path = saved(tmp_path / "举报人.xlsx", ["侵权线索", "举报方式"], ["一", "实名"])

    with pytest.raises(UserError) as caught:
        planned(store, path, Reporter)

    assert caught.value.code == "confided-stays"


def test_a_column_of_papers_is_not_read(store, tmp_path):
    path = saved(tmp_path / "企业.xlsx", ["企业名称", "附件"], ["鄂州市甲厂", "见附件1"])

    plan = planned(store, path, Enterprise)

    assert verdicts(plan) == [Verdict.NEW]
    assert [header.text for header in plan.unread] == ["附件"]
