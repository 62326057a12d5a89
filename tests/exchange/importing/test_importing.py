"""Every row of an old ledger gets a verdict, what is shown is what is done, and all of it can be taken back."""

import shutil
import subprocess
from datetime import date, datetime, time

import openpyxl
import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.exchange.importing.headers import Headers
from ercheng_station.exchange.importing.running import likely_kinds, run
from ercheng_station.exchange.importing.table import Header
from ercheng_station.exchange.importing.verdict import Verdict, Ways
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Agreement, Mediation
from ercheng_station.records.visit import Visit
from ercheng_station.reports.table import write_ledger
from tests.exchange.importing.ledgers import (
    GOOD,
    HEADER,
    HONGDA,
    HUAXING,
    kept,
    planned,
    saved,
    verdicts,
    visits,
    why,
)

FORMS = {"xls": "xls", "ods": "ods", "csv": "csv:Text - txt - csv (StarCalc):44,34,76"}


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

    sent_back = planned(store, path)
    assert verdicts(sent_back) == [Verdict.REFUSED] * 2
    told = "有 2 行的企业名录里没有；选“名录里没有的企业，按这一行新增”，企业和记录就一起新增"
    assert told in sent_back.notes
    plan = planned(store, path, create_refs=True)
    assert told not in plan.notes
    run(store, plan)

    assert verdicts(plan) == [Verdict.NEW] * 2
    assert [row.values["name"] for row in kept(store, Enterprise)].count(name) == 1


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


ODD = (
    "#N/A", " 两头有空 ", "\n另起一行\n", "\u3000\u00a0", "_x000D_", "_x005F_x000D_", "=1+1", "'=1+1", "\t=1", "'", "/",
    "𠮷𡈽", "\ufeff甲\u200b", "👨\u200d👩\u200d👧", '"甲",乙', "a\u0301", "ﬁ①Ⅷ㎡", "1e5", "TRUE", "合计",
)  # fmt: skip


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("ways", [Ways.UPDATE, Ways.FILL])
def test_whatever_a_text_holds_our_own_ledger_brings_no_change(store, firms, tmp_path, form, ways):
    twin = Create(Enterprise, store.examine(Enterprise, {"name": HONGDA})[0])
    store.act("登记同名企业", [twin])
    raw = {"visited_on": "2025-03-05", "way": "field", "visitors": "张三"}
    made = [
        store.examine(Visit, {**raw, "enterprise": str(firm), "findings": text})[0]
        for text in ODD
        for firm in (firms[HONGDA], twin.uid)
    ]
    store.act("登记走访", [Create(Visit, values) for values in made])
    path = tmp_path / f"走访.{form}"
    write_ledger(path, make_ledger(store, Query(Visit)), lambda _done, _total: None)

    plan = planned(store, path, ways=ways, create_refs=True)

    assert verdicts(plan) == [Verdict.UNCHANGED] * len(made)
    assert not plan.changes
    assert not any("整理" in note or "名录" in note for note in plan.notes)


def test_an_altered_cell_of_our_own_ledger_is_still_a_change(store, firms, tmp_path):
    raw = {"enterprise": str(firms[HONGDA]), "visited_on": "2025-03-05", "way": "field", "visitors": "张三"}
    store.act("登记走访", [Create(Visit, store.examine(Visit, {**raw, "findings": " #N/A "})[0])])
    path = tmp_path / "走访.xlsx"
    write_ledger(path, make_ledger(store, Query(Visit)), lambda _done, _total: None)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    cells = {sheet.cell(3, at).value: sheet.cell(4, at) for at in range(1, sheet.max_column + 1)}
    cells["走访人员"].value, cells["走访内容"].value = "李四", "#N/A"
    book.save(path)

    told = why(planned(store, path, ways=Ways.UPDATE))
    cells["走访内容"].value = " 了解商标 "
    book.save(path)
    plan = planned(store, path, ways=Ways.UPDATE)

    assert told == ["公式有错误“#N/A”，请在表格中改好"]
    assert [change.values for change in plan.changes] == [{"visitors": "李四", "findings": "了解商标"}]


def test_a_derived_column_of_our_own_ledger_is_no_other_field_s_word():
    told = [Header(at, text) for at, text in enumerate(("办结日期", "结案日期", "系统标识"))]
    words = Headers(Mediation)

    assert words.propose(told[:1]).fields == {"closed_on"}
    assert words.propose([told[0], told[2]]).fields == {"id"}
    own = words.propose(told)
    assert (own.at("closed_on"), own.twice, own.passed) == (1, (), {0})


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
def test_two_senders_of_one_shape_may_mean_different_things(store, path):
    def of(sender, **more):
        told = ["单位名称", "走访时间", "走访人员", "杂项"], [HONGDA, date(2025, 3, 5), "张三", "了解商标"]
        return planned(store, saved(path, [f"填报单位：{sender}"], *told), **more)

    of("泽林所", given={"杂项": "findings"})
    of("燕矶所", given={"杂项": "problems"})

    means = [of(sender).changes[0].values for sender in ("泽林所", "燕矶所", "别的所")]
    assert [one["findings"] for one in means] == ["了解商标", None, None]
    assert [one["problems"] for one in means] == [None, "了解商标", "了解商标"]


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


def test_the_register_that_a_ledger_belongs_to_is_guessed(store, path):
    visits(path, GOOD)
    (sheet,) = read_book(path).sheets

    assert likely_kinds(store.kinds, sheet)[0] is Visit
