"""Every row of an old ledger gets a verdict, what is shown is what is done, and all of it can be taken back."""

import shutil
import subprocess
from datetime import date, datetime, time

import openpyxl
import pytest

from ercheng_station.db.changes import Alter, Create
from ercheng_station.db.listing import Query
from ercheng_station.errors import Cancelled, UserError
from ercheng_station.exchange.importing.headers import Headers
from ercheng_station.exchange.importing.refused import write_refused
from ercheng_station.exchange.importing.running import likely_kinds, plan_of, run
from ercheng_station.exchange.importing.verdict import Verdict, Ways, Wishes
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Agreement
from ercheng_station.records.visit import Visit
from ercheng_station.reports.table import write_ledger
from tests.exchange.importing.ledgers import HEADER, saved, visits

FORMS = {"xls": "xls", "ods": "ods", "csv": "csv:Text - txt - csv (StarCalc):44,34,76"}
HONGDA, HUAXING = "鄂州市宏达机械有限公司", "湖北华兴新材料有限公司"
GOOD = [1, HONGDA, date(2025, 3, 5), "实地走访", "张三、李四", "了解商标\n使用情况", "13807110000"]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "走访.xlsx"


@pytest.fixture
def firms(store):
    """Two enterprises known already: uid by name."""
    made = [Create(Enterprise, store.examine(Enterprise, {"name": name})[0]) for name in (HONGDA, HUAXING)]
    store.act("登记企业", made)
    return {one.values["name"]: one.uid for one in made}


def planned(store, path, kind=Visit, **wishes):
    return plan_of(store, kind, read_book(path), path, Wishes(**wishes))


def verdicts(plan):
    return [row.verdict for row in plan.rows]


def why(plan, at=0):
    return [fault.why for fault in plan.rows[at].faults]


def kept(store, kind=Visit):
    return list(store.rows(Query(kind)))


@pytest.mark.usefixtures("firms")
def test_a_usual_ledger_comes_in_as_a_clerk_would_read_it(store, path):
    visits(path, GOOD, [2, HUAXING, "2025.4.6", "电话", "张三", "咨询专利", None])

    plan = planned(store, path)
    run(store, plan)

    assert verdicts(plan) == [Verdict.NEW] * 2
    first, second = sorted(kept(store), key=lambda row: row.values["visited_on"])
    assert first.values["findings"] == "了解商标\n使用情况"
    assert (first.values["way"], second.values["way"]) == ("field", "phone")
    assert first.values["receiver_phone"] == "13807110000"
    assert second.values["visited_on"] == date(2025, 4, 6)
    assert plan.notes[:2] == ("第 6 行是合计，没有当作记录", "第 7 行是填表说明，没有当作记录")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025.3.5", date(2025, 3, 5)),
        ("2025年3月5日", date(2025, 3, 5)),
        ("二〇二五年三月五日", date(2025, 3, 5)),
        ("２０２５－３－５", date(2025, 3, 5)),
        ("20250305", date(2025, 3, 5)),
        (45721, date(2025, 3, 5)),
        (datetime(2025, 3, 5, 0, 0), date(2025, 3, 5)),
        (" 2025-03-05\u00a0", date(2025, 3, 5)),
    ],
)
@pytest.mark.usefixtures("firms")
def test_days_are_read_as_people_write_them(store, path, written, meant):
    visits(path, [1, HONGDA, written, *GOOD[3:]])

    plan = planned(store, path)

    assert plan.changes[0].values["visited_on"] == meant


@pytest.mark.parametrize(
    "written", ["同上", "3/1", "2025-02-29", "", "/", -1, time(3, 5), "#REF!", "2025年", "1.1E+17"]
)
@pytest.mark.usefixtures("firms")
def test_a_day_that_is_none_sends_the_row_back_and_names_the_column(store, path, written):
    visits(path, [1, HONGDA, written, *GOOD[3:]])

    plan = planned(store, path)

    assert verdicts(plan) == [Verdict.REFUSED]
    assert [(fault.letter, fault.label) for fault in plan.rows[0].faults] == [("C", "走访日期")]


@pytest.mark.parametrize(
    "written",
    [
        HONGDA,
        "鄂州市宏达机械（有限公司）",
        "鄂州市宏达机械 有限公司",
        "湖北省鄂州市宏达机械有限公司",
        "宏达机械",
        "鄂州宏达机械有限责任公司",
    ],
)
def test_one_firm_written_in_several_ways_is_that_firm(store, firms, path, written):
    visits(path, [1, written, *GOOD[2:]])

    plan = planned(store, path)

    assert [change.values["enterprise"].uid for change in plan.changes] == [firms[HONGDA]]


@pytest.mark.parametrize("written", ["鄂州市宏达机诫有限公司", "鄂州市红达机械有限公司", "鄂州宏达机械"])
@pytest.mark.usefixtures("firms")
def test_a_name_that_may_be_meant_is_asked_about_not_made(store, path, written):
    other = store.examine(Enterprise, {"name": "鄂城区宏达机械（有限公司）"})[0]
    store.act("同名", [Create(Enterprise, other)])
    visits(path, [1, written, *GOOD[2:]])

    (row,) = planned(store, path, create_refs=True).rows

    assert row.verdict is Verdict.TO_DECIDE
    assert HONGDA in [link.title for link in row.candidates]
    assert not row.changes


@pytest.mark.usefixtures("firms")
def test_an_unknown_firm_sends_the_row_back_or_is_made_from_it_once(store, path):
    name = "鄂州市新来塑料制品有限公司"
    visits(path, [1, name, *GOOD[2:]], [2, name, date(2025, 6, 1), *GOOD[3:]])

    assert verdicts(planned(store, path)) == [Verdict.REFUSED] * 2
    plan = planned(store, path, create_refs=True)
    run(store, plan)

    assert verdicts(plan) == [Verdict.NEW] * 2
    assert [row.values["name"] for row in kept(store, Enterprise)].count(name) == 1


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


def test_our_own_ledger_comes_back_unchanged_also_through_another_program(practice_store, tmp_path, tool):
    made = tmp_path / "走访.xlsx"
    write_ledger(made, make_ledger(practice_store, Query(Visit)), lambda _done, _total: None)
    office = [
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run(
        [tool("soffice"), *office, "--outdir", tmp_path / "other", made], check=True, capture_output=True
    )

    for file in (made, tmp_path / "other" / made.name):
        plan = planned(practice_store, file, ways=Ways.UPDATE)
        assert set(verdicts(plan)) == {Verdict.UNCHANGED}
        assert len(plan.rows) == len(kept(practice_store))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.usefixtures("firms")
def test_other_forms_of_the_same_ledger_are_read_alike(store, path, tmp_path, tool, form):
    visits(path, GOOD)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [tool("soffice"), "--headless", profile, "--convert-to", FORMS[form], "--outdir", tmp_path / "other", path],
        check=True, capture_output=True,
    )  # fmt: skip

    plan = planned(store, tmp_path / "other" / f"{path.stem}.{form}")

    assert verdicts(plan) == [Verdict.NEW]
    assert plan.changes[0].values["visited_on"] == date(2025, 3, 5)


@pytest.mark.usefixtures("firms")
def test_a_header_in_two_rows_is_read_by_its_lower_one(store, path):
    saved(
        path,
        ["2025年走访情况"],
        ["序号", "企业情况", None, "走访情况", None, None],
        [None, "企业名称", "联系电话", "走访日期", "走访人员", "走访内容"],
        [1, HONGDA, "13807110000", date(2025, 3, 5), "张三", "了解商标"],
        merged=["A1:F1", "A2:A3", "B2:C2", "D2:F2"],
    )

    plan = planned(store, path)

    assert verdicts(plan) == [Verdict.NEW]
    assert plan.changes[0].values["findings"] == "了解商标"
    assert "没有“走访方式”这一栏，都按“实地”" in plan.notes


@pytest.mark.usefixtures("firms")
def test_hidden_rows_come_in_and_that_is_said(store, path):
    saved(path, HEADER, GOOD, [2, HUAXING, *GOOD[2:]], hidden=[3])

    plan = planned(store, path)

    assert verdicts(plan) == [Verdict.NEW] * 2
    assert "其中 1 行在表中是隐藏的，也读进来了" in plan.notes


@pytest.mark.usefixtures("firms")
def test_columns_are_mapped_by_hand_and_remembered_for_that_shape(store, path):
    saved(path, ["甲", "乙", "走访时间", "走访人员"], [HONGDA, "了解商标", date(2025, 3, 5), "张三"])
    given = {"甲": "走访企业", "B": "findings"}

    first = planned(store, path, given=given)
    again = planned(store, path)

    assert verdicts(first) == verdicts(again) == [Verdict.NEW]
    assert again.changes[0].values["findings"] == "了解商标"


@pytest.mark.usefixtures("firms")
def test_two_columns_of_one_meaning_are_told_and_the_first_is_taken(store, path):
    saved(path, [*HEADER, "内容"], [*GOOD, "另一列"])

    plan = planned(store, path)

    assert plan.changes[0].values["findings"] == "了解商标\n使用情况"
    assert "F 列和 H 列都是“走访内容”，只取 F 列" in plan.notes


def test_a_sheet_without_a_header_is_refused_by_name(store, path):
    saved(path, ["随便", "写写"], ["一", "二"])

    with pytest.raises(UserError) as caught:
        planned(store, path)

    assert caught.value.code == "import-no-header"
    assert "走访台账" in caught.value.what


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


@pytest.mark.parametrize(("unit", "meant"), [("", 1234500), ("（万元）", 12345000000)])
def test_amounts_in_ten_thousands_are_taken_as_such(unit, meant, store):
    from ercheng_station.exchange.importing.values import raw_of  # noqa: PLC0415

    headers = Headers(Agreement)
    meaning = headers.meaning(f"{Agreement.kept['amount'].label}{unit}")
    raw, _ = raw_of("12,345", Agreement.kept["amount"], meaning.unit)

    assert Agreement.kept["amount"].parse(raw, store.context) == meant


def test_a_credit_code_finds_a_firm_whatever_its_name(store, tmp_path):
    code = "91420704MA4KWL9B1C"
    values, faults = store.examine(Enterprise, {"name": HONGDA, "credit_code": code})
    if faults.hard:
        pytest.fail(str(faults.hard))
    store.act("登记", [Create(Enterprise, values)])
    path = saved(
        tmp_path / "企业.xlsx", ["公司名称", "信用代码", "法人"], ["宏达机械（已更名）", code.lower(), "赵六"]
    )

    plan = planned(store, path, Enterprise, ways=Ways.FILL)

    assert verdicts(plan) == [Verdict.FILLED]
    assert plan.changes[0].values == {"legal_person": "赵六"}


def test_an_identity_number_that_excel_rounded_is_sent_back(store, tmp_path):
    path = saved(
        tmp_path / "企业.xlsx",
        ["企业名称", "联系电话", "成立日期"],
        ["甲公司", 1.3807110000123e18, "2020-01-01"],
    )

    plan = planned(store, path, Enterprise)

    assert verdicts(plan) == [Verdict.REFUSED]
    assert "Excel" in why(plan)[0]


@pytest.mark.usefixtures("firms")
def test_text_that_looks_like_a_formula_or_markup_is_kept_as_written(store, path):
    texts = ["=1+1", "<b>粗</b>", "{{x}}", "'; DROP TABLE", "+86"]
    saved(path, HEADER)
    book = openpyxl.load_workbook(path)
    for at, text in enumerate(texts, 2):
        row = [at, HONGDA, date(2025, 3, at), "电话", "张三", text]
        for column, value in enumerate(row, 1):
            cell = book.active.cell(at, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(path)

    run(store, planned(store, path))

    assert {row.values["findings"] for row in kept(store)} == set(texts)


def test_a_copy_of_a_file_with_a_strange_name_is_the_same_file(store, firms, path, tmp_path):
    visits(path, GOOD)
    other = tmp_path / "走访(1).xlsx"
    shutil.copy(path, other)

    assert read_book(path).sha256 == read_book(other).sha256
    assert firms
    assert verdicts(planned(store, other)) == [Verdict.NEW]


def test_what_a_person_decides_of_a_doubtful_name_is_done(store, firms, path):
    name = "鄂州市宏达机诫有限公司"
    visits(path, [1, name, *GOOD[2:]])
    (row,) = planned(store, path, create_refs=True).rows
    assert row.verdict is Verdict.TO_DECIDE

    same = planned(store, path, create_refs=True, decided={row.number: row.candidates[0]})
    other = planned(store, path, create_refs=True, decided={row.number: None})

    assert [change.values["enterprise"].uid for change in same.changes] == [firms[HONGDA]]
    assert [change.values.get("name") for change in other.changes] == [name, None]


def test_the_register_that_a_ledger_belongs_to_is_guessed(store, path):
    visits(path, GOOD)
    (sheet,) = read_book(path).sheets

    assert likely_kinds(store.kinds, sheet)[0] is Visit
