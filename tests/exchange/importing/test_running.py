"""What a plan does with what is there already is done in one act, which can be taken back, and no row is lost."""

from contextlib import closing

import openpyxl
import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.errors import Cancelled, UserError
from ercheng_station.exchange.importing.refused import write_refused
from ercheng_station.exchange.importing.running import read_in, run
from ercheng_station.exchange.importing.verdict import Verdict, Ways
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from tests.exchange.importing.ledgers import GOOD, HEADER, HONGDA, kept, planned, saved, verdicts, visits, why


@pytest.mark.usefixtures("firms")
def test_a_row_twice_in_one_file_is_not_kept_twice(store, path):
    visits(path, GOOD, GOOD)

    plan = planned(store, path)

    assert verdicts(plan) == [Verdict.NEW, Verdict.REFUSED]
    assert why(plan, 1) == ["与第 4 行是同一条，没有重复登记"]


@pytest.mark.usefixtures("firms")
def test_the_same_file_again_changes_nothing(store, path):
    visits(path, GOOD)
    run(store, planned(store, path))

    for ways in (Ways.SKIP, Ways.UPDATE, Ways.FILL):
        assert verdicts(planned(store, path, ways=ways)) == [Verdict.UNCHANGED]


@pytest.mark.parametrize(
    ("ways", "verdict", "findings", "receiver_phone"),
    [
        (Ways.SKIP, Verdict.SKIPPED, "了解商标\n使用情况", "13807110000"),
        (Ways.UPDATE, Verdict.UPDATED, "改过的内容", "13807110000"),
        (Ways.FILL, Verdict.FILLED, "了解商标\n使用情况", "13807110000"),
    ],
)
@pytest.mark.usefixtures("firms")
def test_four_ways_with_what_is_there_and_blanks_never_overwrite(
    store, path, ways, verdict, findings, receiver_phone
):
    visits(path, GOOD)
    run(store, planned(store, path))
    saved(path, [*HEADER, "接待人"], [*GOOD[:5], "改过的内容", None, "王五"])

    plan = planned(store, path, ways=ways)
    run(store, plan)

    assert verdicts(plan) == [verdict]
    (row,) = kept(store)
    assert row.values["findings"] == findings
    assert row.values["receiver_phone"] == receiver_phone
    assert row.values["receiver"] == (None if ways is Ways.SKIP else "王五")


@pytest.mark.usefixtures("firms")
def test_a_row_about_a_destroyed_record_is_sent_back(store, path):
    visits(path, GOOD)
    run(store, planned(store, path))
    (row,) = kept(store)
    store.destroy("销毁到期的走访 1 件", [(Visit, row.uid)])
    saved(path, ["编号", *HEADER], [row.number, *GOOD])

    plan = planned(store, path, ways=Ways.UPDATE)

    assert verdicts(plan) == [Verdict.REFUSED]
    assert why(plan) == ["这条记录已经依法销毁，不能再修改"]


@pytest.mark.usefixtures("firms")
def test_new_makes_another_record_on_purpose(store, path):
    visits(path, GOOD)
    run(store, planned(store, path))

    run(store, planned(store, path, ways=Ways.NEW))

    assert len(kept(store)) == 2


def test_the_plan_tells_old_and_new_cell_by_cell(store, firms, path):
    visits(path, GOOD)
    run(store, planned(store, path))
    visits(path, [*GOOD[:4], "王五", *GOOD[5:]])

    (row,) = planned(store, path, ways=Ways.UPDATE).rows

    assert [(one.label, one.old, one.new) for one in row.cells] == [("走访人员", "张三、李四", "王五")]
    assert isinstance(row.changes[0], Alter)
    assert firms


@pytest.mark.usefixtures("firms")
def test_refused_rows_come_back_with_reasons_and_go_in_once_corrected(store, path, tmp_path):
    visits(path, [1, HONGDA, "同上", *GOOD[3:]], GOOD)
    plan = planned(store, path)
    back = tmp_path / "退回.xlsx"

    assert write_refused(store, plan, back) == 1
    sheet = openpyxl.load_workbook(back).active
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert head == ["错误原因", "原行号", *HEADER]
    assert row[:4] == ["走访日期：“同上”不是日期，可写 2026-3-5、3月5日、今天", 4, "1", HONGDA]

    book = openpyxl.load_workbook(back)
    book.active.cell(2, 5).value = "2025-03-06"
    book.save(back)
    run(store, plan)
    assert verdicts(planned(store, back)) == [Verdict.NEW]


@pytest.mark.usefixtures("firms")
def test_an_import_is_one_act_and_is_taken_back_as_one(store, path):
    visits(path, GOOD, [2, "鄂州市新来塑料制品有限公司", *GOOD[2:]])
    before = len(kept(store, Enterprise))

    done = run(store, planned(store, path, create_refs=True))
    undone, left = store.undo_but(done.batch)

    assert len(undone.touched) == 3
    assert left == []
    assert not kept(store)
    assert len(kept(store, Enterprise)) == before
    with pytest.raises(UserError, match="E-423"):
        store.undo_but(done.batch)


@pytest.mark.usefixtures("firms")
def test_what_was_changed_since_an_import_is_kept_with_what_it_needs(store, path):
    visits(path, GOOD, [2, "鄂州市新来塑料制品有限公司", *GOOD[2:]])
    done = run(store, planned(store, path, create_refs=True))
    changed = next(row for row in kept(store) if row.values["enterprise"].title.startswith("鄂州市新来"))
    store.act("修改", [Alter(Visit, changed.uid, {"findings": "后来写的"})])

    undone, left = store.undo_but(done.batch)

    assert len(undone.touched) == 1
    assert {one.kind for one in left} == {"visit", "enterprise"}
    assert [row.values["findings"] for row in kept(store)] == ["后来写的"]


@pytest.mark.usefixtures("firms")
def test_a_stopped_import_has_written_nothing(store, path):
    visits(path, GOOD)
    plan = planned(store, path)

    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        run(store, plan, stop)
    assert not kept(store)


def test_what_a_person_decides_of_a_doubtful_name_is_done(store, firms, path):
    name = "鄂州市宏达机诫有限公司"
    visits(path, [1, name, *GOOD[2:]])
    (row,) = planned(store, path, create_refs=True).rows
    assert row.verdict is Verdict.TO_DECIDE

    same = planned(store, path, create_refs=True, decided={row.number: row.candidates[0]})
    other = planned(store, path, create_refs=True, decided={row.number: None})

    assert [change.values["enterprise"].uid for change in same.changes] == [firms[HONGDA]]
    assert [change.values.get("name") for change in other.changes] == [name, None]


@pytest.mark.usefixtures("firms")
def test_a_table_that_came_in_before_is_told_with_the_day_until_that_is_taken_back(store, path):
    visits(path, GOOD)
    assert not [note for note in planned(store, path).notes if "导入过" in note]

    done = run(store, planned(store, path))

    assert "这张表已于 2026年11月20日 导入过" in planned(store, path).notes
    store.undo_but(done.batch)
    assert not [note for note in planned(store, path).notes if "导入过" in note]


def test_a_file_that_was_refused_stays_among_the_acts_with_the_reason(store, path):
    path.write_bytes(b"%PDF-1.7")

    with pytest.raises(UserError, match="PDF"):
        read_in(store, path)

    with closing(store.connect_reader()) as reader:
        (label,) = reader.execute("SELECT label FROM act ORDER BY at DESC, first DESC LIMIT 1").fetchone()
    assert label.startswith("拒绝读入 走访.xlsx：")
    assert "PDF" in label
    assert store.broken() == []
    assert store.undoable() is None
