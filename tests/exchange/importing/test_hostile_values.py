"""Values as ledgers have them: taken where they have one meaning, else sent back with the column, the row and the reason."""

from datetime import date, timedelta

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.exchange.importing.running import plan_of, run
from ercheng_station.exchange.importing.verdict import Verdict, Ways, Wishes
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.mediation import Mediator
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from tests.exchange.importing.ledgers import saved
from tests.exchange.reading.making import sheet, styles, workbook
from tests.mediating import committee

FIRM, CODE, OTHER_CODE = "鄂州市宏达机械有限公司", "91420704MA4KWL9B1C", "91420700MA4L2K3X8T"
DAY = date(2025, 3, 5)
HEADER = ["企业名称", "走访时间", "走访人员", "走访内容", "联系电话"]


@pytest.fixture
def firm(store):
    made = Create(Enterprise, store.examine(Enterprise, {"name": FIRM, "credit_code": CODE})[0])
    store.act("登记企业", [made])
    return made.uid


def planned(store, path, kind=Visit, **wishes):
    return plan_of(store, kind, read_book(path), path, Wishes(**wishes))


def plan_rows(store, folder, kind, header, *rows, **wishes):
    return planned(store, saved(folder / "台账.xlsx", header, *rows), kind, **wishes)


def verdicts(plan):
    return [row.verdict for row in plan.rows]


def cells(row, *values, style=0):
    """Serial numbers in the look of days beside texts."""
    made = "".join(
        f'<c r="{chr(65 + at)}{row}" s="{style}"><v>{one}</v></c>'
        if isinstance(one, int | float)
        else f'<c r="{chr(65 + at)}{row}" t="inlineStr"><is><t xml:space="preserve">{one}</t></is></c>'
        for at, one in enumerate(values)
    )
    return f'<row r="{row}">{made}</row>'


@pytest.mark.parametrize("serial", [0, -1, 60, 99999999, 0.5])
@pytest.mark.usefixtures("firm")
def test_a_serial_that_is_no_day_of_this_work_is_sent_back(store, tmp_path, serial):
    body = cells(1, *HEADER[:3]) + cells(2, FIRM, serial, "张三")
    plan = planned(store, workbook(tmp_path / "台账.xlsx", sheet(body), look=styles(14)))

    assert verdicts(plan) == [Verdict.REFUSED]
    assert [(one.letter, one.label) for one in plan.rows[0].faults] == [("B", "走访日期")]


@pytest.mark.usefixtures("firm")
def test_the_epoch_of_1904_is_honoured_and_told(store, tmp_path):
    body = cells(1, *HEADER[:3]) + cells(2, FIRM, 44259, "张三")
    path = workbook(tmp_path / "台账.xlsx", sheet(body), look=styles(14), epoch='<workbookPr date1904="1"/>')

    book = read_book(path)

    assert plan_of(store, Visit, book, path, Wishes()).changes[0].values["visited_on"] == DAY
    assert [note for note in book.notes if "1904" in note]


@pytest.mark.parametrize(("jump", "told"), [(1462, True), (-1462, True), (365, False), (1100, False)])
@pytest.mark.usefixtures("firm")
def test_days_that_jump_by_four_years_and_a_day_are_pointed_at(store, tmp_path, jump, told):
    days = [date(2021, 3, 1) + timedelta(days=at) for at in range(8)]
    days[4] += timedelta(days=jump)
    plan = plan_rows(store, tmp_path, Visit, HEADER[:3], *[[FIRM, day, "张三"] for day in days])

    assert any("1,462" in note and "第 6 行" in note for note in plan.notes) is told


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("第一段_x000D_\n第二段", "第一段\n第二段"),
        ("甲\r\n乙\r丙\v丁", "甲\n乙\n丙\n丁"),
        ("𠮷田䶮㛃，古丽·阿依", "𠮷田䶮㛃，古丽·阿依"),
        ("😀👨‍👩‍👧🇨🇳", "😀👨‍👩‍👧🇨🇳"),
        ("ＡＢＣ１２３，全角不动", "ＡＢＣ１２３，全角不动"),
        ("长" * 30_000, "长" * 30_000),
    ],
)
@pytest.mark.usefixtures("firm")
def test_text_comes_in_as_it_stands(store, tmp_path, written, kept):
    body = cells(1, *HEADER[:4]) + cells(2, FIRM, "2025-3-5", "张三", written.replace("\v", "_x000B_"))
    path = workbook(tmp_path / "台账.xlsx", sheet(body))

    run(store, planned(store, path))

    (row,) = store.rows(Query(Visit))
    assert row.values["findings"] == kept


@pytest.mark.parametrize("count", [30_001, 40_000])
@pytest.mark.usefixtures("firm")
def test_too_long_a_text_is_sent_back_with_its_count_and_never_cut(store, tmp_path, count):
    body = cells(1, *HEADER[:4]) + cells(2, FIRM, "2025-3-5", "张三", "长" * count)

    plan = planned(store, workbook(tmp_path / "台账.xlsx", sheet(body)))

    assert verdicts(plan) == [Verdict.REFUSED]
    assert f"{count:,}" in plan.rows[0].faults[0].why or str(count) in plan.rows[0].faults[0].why


@pytest.mark.usefixtures("firm")
def test_invisible_characters_around_a_name_are_nothing_and_counted(store, tmp_path):
    plan = plan_rows(
        store, tmp_path, Visit, HEADER[:3], [f"\u200b{FIRM}\ufeff\u00a0", "2025-3-5\u3000", " 张三"]
    )

    assert verdicts(plan) == [Verdict.NEW]
    assert plan.tidied >= 2
    assert any("已自动整理" in note for note in plan.notes)


@pytest.mark.parametrize("formula", [None, "1/0"])
@pytest.mark.parametrize("word", ["#REF!", "#N/A", "#DIV/0!", "#VALUE!"])
@pytest.mark.usefixtures("firm")
def test_an_error_of_the_spreadsheet_is_named_and_never_read_as_empty(store, tmp_path, word, formula):
    wrong = f'<c r="D2" t="e">{f"<f>{formula}</f>" if formula else ""}<v>{word}</v></c></row>'
    body = cells(1, *HEADER[:4]) + cells(2, FIRM, "2025-3-5", "张三").replace("</row>", wrong)

    plan = planned(store, workbook(tmp_path / "台账.xlsx", sheet(body)))

    assert [(one.letter, word in one.why) for one in plan.rows[0].faults] == [("D", True)]


@pytest.mark.parametrize("form", ["xls", "xlsx", "ods"])
@pytest.mark.usefixtures("firm")
def test_an_error_that_another_program_saved_is_seen(store, tmp_path, libreoffice, form):
    path = saved(tmp_path / "台账.xlsx", HEADER[:4], [FIRM, DAY, "张三", "=1/0"], title="走访")
    libreoffice(form, tmp_path / "other", path)

    book = read_book(tmp_path / "other" / f"台账.{form}")
    plan = plan_of(store, Visit, book, path, Wishes())

    assert verdicts(plan) == [Verdict.NEW] if form == "ods" else [Verdict.REFUSED]
    assert form != "ods" or any("公式出错" in note for note in book.notes)


@pytest.mark.usefixtures("firm")
def test_a_formula_without_a_result_is_told_and_one_with_a_result_is_its_result(store, tmp_path):
    body = cells(1, *HEADER[:3]) + "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{FIRM}</t></is></c><c r="B{at}" s="0"><f>TODAY()</f>{value}</c>'
        f'<c r="C{at}" t="inlineStr"><is><t>张三</t></is></c></row>'
        for at, value in ((2, ""), (3, "<v>45721</v>"))
    )
    plan = planned(store, workbook(tmp_path / "台账.xlsx", sheet(body), look=styles(14)))

    assert verdicts(plan) == [Verdict.REFUSED, Verdict.NEW]
    assert plan.rows[0].faults[0].why == "公式没有结果，请在 WPS 中打开并保存"
    assert plan.changes[0].values["visited_on"] == DAY


@pytest.mark.parametrize(
    ("phone", "kept"),
    [
        (13807110000, "13807110000"), ("138-0711-0000", "13807110000"), ("+86 13807110000", "13807110000"),
        ("１３８０７１１００００", "13807110000"), ("0711-3380000", "0711-3380000"), ("13807110000、13907110000", None), ("1380711", None),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("firm")
def test_one_phone_is_taken_and_two_are_sent_back(store, tmp_path, phone, kept):
    plan = plan_rows(store, tmp_path, Visit, HEADER, [FIRM, DAY, "张三", "看", phone])

    assert [change.values["receiver_phone"] for change in plan.changes] == ([kept] if kept else [])
    assert kept or [one.letter for one in plan.rows[0].faults] == ["E"]


@pytest.mark.parametrize(
    "number", [420704199003071234, "420704199003071234", "42070419900230123X", 4.20704e17]
)
def test_an_identity_number_that_cannot_be_is_sent_back_and_never_repeated(store, tmp_path, number):
    body = committee(store).title
    header = ["调委会", "姓名", "职务", "身份证号"]
    plan = plan_rows(store, tmp_path, Mediator, header, [body, "陈某某", "委员", number])

    assert verdicts(plan) == [Verdict.REFUSED]
    fault = next(one for one in plan.rows[0].faults if one.letter == "D")
    assert "19900307" not in fault.value + fault.why


@pytest.mark.parametrize("written", ["ZL202310123456.1", "20231012345", "注册中"])
@pytest.mark.usefixtures("firm")
def test_a_wrong_patent_number_is_doubted_in_its_column(store, tmp_path, written):
    header = ["企业名称", "权利类型", "专利号", "专利名称"]
    plan = plan_rows(store, tmp_path, Right, header, [FIRM, "发明专利", written, "一种夹具"])

    assert [one.letter for one in plan.rows[0].doubts] == ["C"]


@pytest.mark.parametrize("name", ["鄂州市红达机械有限公司", "没有的公司"])
@pytest.mark.usefixtures("firm")
def test_an_unknown_firm_is_told_with_those_near_it(store, tmp_path, name):
    plan = plan_rows(store, tmp_path, Visit, HEADER[:3], [name, DAY, "张三"])

    assert name in plan.rows[0].faults[0].why
    assert (FIRM in plan.rows[0].faults[0].why) is ("红达" in name)


@pytest.mark.usefixtures("firm")
def test_a_word_outside_a_list_is_sent_back_with_the_nearest(store, tmp_path):
    header = ["企业名称", "受理时间", "诉求内容", "状态"]
    plan = plan_rows(store, tmp_path, Need, header, [FIRM, DAY, "商标续展", "搁置了"])

    assert [(one.letter, "可选" in one.why) for one in plan.rows[0].faults] == [("D", True)]


def test_two_firms_of_one_name_with_different_codes_are_asked_about(store, firm, tmp_path):
    header = ["企业名称", "统一社会信用代码", "法人"]
    row = [FIRM, OTHER_CODE, "赵六"]

    (asked,) = plan_rows(store, tmp_path, Enterprise, header, row, ways=Ways.UPDATE).rows
    new = plan_rows(store, tmp_path, Enterprise, header, row, ways=Ways.UPDATE, decided={2: None})
    same = plan_rows(
        store, tmp_path, Enterprise, header, row, ways=Ways.UPDATE, decided={2: asked.candidates[0]}
    )

    assert asked.verdict is Verdict.TO_DECIDE
    assert [link.uid for link in asked.candidates] == [firm]
    assert "信用代码却不同" in asked.faults[0].why
    assert new.rows[0].faults == ()
    assert (verdicts(new), verdicts(same)) == ([Verdict.NEW], [Verdict.UPDATED])


@pytest.mark.usefixtures("firm")
def test_a_visit_to_a_firm_of_that_name_with_another_code_is_asked_about(store, tmp_path):
    header = ["企业名称", "信用代码", "走访时间", "走访人员"]
    plan = plan_rows(store, tmp_path, Visit, header, [FIRM, OTHER_CODE, DAY, "张三"], create_refs=True)

    assert verdicts(plan) == [Verdict.TO_DECIDE]


@pytest.mark.usefixtures("firm")
def test_masked_values_never_take_the_place_of_full_ones(store, tmp_path):
    header = ["企业名称", "统一社会信用代码", "联系电话"]
    run(store, plan_rows(store, tmp_path, Enterprise, header, [FIRM, CODE, "13807110000"], ways=Ways.UPDATE))

    plan = plan_rows(store, tmp_path, Enterprise, header, [FIRM, CODE, "138****0000"], ways=Ways.UPDATE)

    assert plan.changes == []


@pytest.mark.usefixtures("firm")
def test_yes_and_no_are_read_from_a_table_of_words_and_a_share_is_no_count(store, tmp_path):
    header = ["企业名称", "走访时间", "走访人员", "走访方式", "需要上报", "发放宣传资料"]
    ways = ["实地", "电话", "座谈", "微信群", "视频"]
    told = [("√", 5), ("否", "5份"), (True, None), ("可能", 5), ("是", "50%")]
    rows = [[FIRM, DAY, "张三", way, *cells] for way, cells in zip(ways, told, strict=True)]

    plan = plan_rows(store, tmp_path, Visit, header, *rows)

    values = [row.changes[0].values for row in plan.rows[:3]]
    assert [(one["report_up"], one["leaflets"]) for one in values] == [(True, 5), (False, 5), (True, None)]
    assert [[fault.letter for fault in row.faults] for row in plan.rows[3:]] == [["E"], ["F"]]
    assert "可填：是、否" in plan.rows[3].faults[0].why
