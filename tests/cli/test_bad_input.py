"""Whatever a person types goes in as typed and comes out as typed, or is refused by name (trust V07 to V24)."""

import csv
import re
import time
from contextlib import closing
from uuid import UUID

import openpyxl
import pypdfium2
import pytest
from openpyxl.utils.escape import unescape

from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Right
from tests.cli.conftest import FIRM, VISIT
from tests.commanding import command, saved

CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"

KEPT = {
    "V07 spaces of every kind": "  前\u00a0中　后\u3000\u200b\ufeff末",
    "V07 full-width": "ＡＢＣ１２３，（甲）",
    "V08 tabs and lines": "第一行\n第二行\t制表\n\n第四行",
    "V08 an escape of workbooks": "a_x000D_b _x0041_",
    "V10 rare characters": "𠮷𡈽䶮㛃𰻝喆堃",
    "V10 of the newest block": "甲\U00031350乙",
    "V10 names": "阿依古丽·买买提 e\u0301",
    "V11 emoji": "👨‍👩‍👧 🇨🇳 😀",
    "V12 as long as a cell": "长" * 30_000,
    "V16 no amount": "约300 / 5万 - 无",
    "V22 formulas": "=1+1",
    "V22 plus": "+86 138",
    "V22 minus": "-1",
    "V22 at": "@SUM(1)",
    "V22 tab": "\t=1+1",
    "V22 pipe": "|cmd|' /C calc'!A0",
    "V22 full-width": "＝1+1",
    "V22 quoted": "'=1+1",
    "V22 link": '=HYPERLINK("http://x","y")',
    "V23 markup": "<b>粗</b><img src=x onerror=y>",
    "V23 half markup": "A & B <C &amp; ]]> <!--",
    "V23 formats": "%s {0} {{x}} ${y} 〔待补〕",
    "V23 SQL": "'; DROP TABLE visit; --",
    "V24 wildcards": '100%_"*?[a-z](a+)+$',
    "bidi": "甲\u202e乙\u2066丙",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory, empty_folder):
    """(folder, id by case): one visit for every text, the text in its 走访内容."""
    folder = tmp_path_factory.mktemp("typed") / "数据"
    command(folder, "init", "--name", "泽林站", "--kind", "工作站")
    saved(folder, "enterprise", **FIRM)
    rows = [{**VISIT, "走访内容": text} for text in KEPT.values()]
    answer = command(folder, "add", "visit", given=rows)
    assert answer.code == 0, answer.out
    return folder, [one["id"] for one in answer.document["saved"]]


def visit_of(kept, case):
    return kept[1][list(KEPT).index(case)]


@pytest.mark.parametrize("case", KEPT)
def test_it_is_shown_as_typed(kept, case):
    assert command(kept[0], "show", "visit", visit_of(kept, case)).document["findings"] == KEPT[case]


@pytest.mark.parametrize("case", KEPT)
def test_it_is_found_by_what_was_typed(kept, case):
    words = [KEPT[case][:40].strip(), KEPT[case].strip()[-3:]]

    for typed in words:
        listed = command(kept[0], "list", "visit", "--text", typed).document["records"]

        assert visit_of(kept, case) in [one["id"] for one in listed], typed


@pytest.mark.parametrize(
    "typed", ["%", "_", '"', "*", "'; DROP TABLE visit; --", "(a+)+$", "工" * 10_000, "a" * 10_000, "\\"]
)
def test_a_search_takes_every_sign_for_itself_and_at_once(kept, typed):
    begun = time.process_time()
    listed = command(kept[0], "list", "visit", "--text", typed)
    everywhere = command(kept[0], "search", typed)

    assert time.process_time() - begun < 2
    assert {listed.code, everywhere.code} == {0}
    holding = [text for text in KEPT.values() if typed in text]
    assert len(listed.document["records"]) == len(holding)


@pytest.fixture(scope="module")
def ledger(kept, tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "走访.xlsx"
    assert command(kept[0], "export", "visit", path, "--sort", "编号").code == 0
    return path


def test_a_workbook_holds_it_as_typed_and_no_formula(kept, ledger):
    cells = column(openpyxl.load_workbook(ledger).worksheets[0])

    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert [unescape(cell.value) for cell in cells] == list(KEPT.values())


def test_another_office_program_saves_it_as_typed(ledger, libreoffice):
    for form in ("xlsx", CSV):
        libreoffice(form, ledger.parent / "again", ledger)

    again = column(openpyxl.load_workbook(ledger.parent / "again" / ledger.name).worksheets[0])
    with (ledger.parent / "again" / "走访.csv").open(encoding="utf-8", newline="") as file:
        heads, *rows = list(csv.reader(file))[2:]
    pairs = zip(again, KEPT.items(), strict=True)
    changed = [case for cell, (case, text) in pairs if unescape(cell.value) != text]
    assert changed == [
        "V08 an escape of workbooks"
    ]  # LibreOffice 7.4 shows it rightly and escapes it once too seldom
    assert [row[heads.index("走访内容")] for row in rows][: len(KEPT)] == list(KEPT.values())


def column(sheet):
    heads = [cell.value for cell in sheet[3]]
    place = heads.index("走访内容") + 1
    return [sheet.cell(row, place) for row in range(4, 4 + len(KEPT))]


def test_a_printed_list_holds_it_as_typed_and_tells_of_signs_it_cannot_print(kept, tmp_path):
    answer = command(kept[0], "export", "visit", tmp_path / "走访.pdf", "--sort", "编号")

    assert answer.code == 0
    with closing(pypdfium2.PdfDocument(tmp_path / "走访.pdf")) as document:
        printed = squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
    for case, text in KEPT.items():
        if case not in NOT_PLAIN:
            assert squeezed(text) in printed, case
    assert printed.count("长") >= 30_000
    for sign in ("U+1F600", "U+31350"):
        assert f"〔{sign}〕" in printed
        assert sign in answer.told


NOT_PLAIN = {
    "V07 spaces of every kind",
    "V10 of the newest block",
    "V11 emoji",
    "V12 as long as a cell",
    "bidi",
}


def squeezed(text):
    return re.sub(r"[\s\u200b\ufeff\u00ad]", "", text)


REFUSED = [
    ("V08 vertical tab", "visit", {"走访内容": "甲\x0b乙"}, "findings", "第 2 个字是控制字符 U+000B"),
    ("V09 control", "visit", {"走访内容": "甲\x01"}, "findings", "第 2 个字是控制字符 U+0001"),
    ("V09 half a pair", "visit", {"走访内容": "甲\ud842"}, "findings", "U+D842"),
    ("V09 noncharacter", "visit", {"走访内容": "\ufffe"}, "findings", "U+FFFE"),
    (
        "V09 bidi in an identifier",
        "enterprise",
        {"统一社会信用代码": "9142\u202e0704MA4F2ABC46"},
        "credit_code",
        "U+202E",
    ),
    ("V12 too long", "visit", {"走访内容": "长" * 32_768}, "findings", "有 32768 个字，最多 30000 个字"),
    ("V12 far too long", "visit", {"走访内容": "长" * 1_000_000}, "findings", "有 1000000 个字"),
    ("V12 name", "enterprise", {"企业名称": "长" * 201}, "name", "有 201 个字，最多 200 个字"),
    (
        "V13 short",
        "enterprise",
        {"统一社会信用代码": "91420704MA4F2ABC4"},
        "credit_code",
        "有 17 位，应为 18 位",
    ),
    (
        "V13 old number",
        "enterprise",
        {"统一社会信用代码": "420700000012345"},
        "credit_code",
        "15 位的旧注册号",
    ),
    (
        "V13 letter O",
        "enterprise",
        {"统一社会信用代码": "9142O704MA4F2ABC46"},
        "credit_code",
        "第 5 位“O”不对",
    ),
    ("V13 check", "enterprise", {"统一社会信用代码": "91420700MA4KXXXX1A"}, "credit_code", "校验位不对"),
    (
        "V14 as a number",
        "enterprise",
        {"统一社会信用代码": 9.14207e17},
        "credit_code",
        "Excel 已把后几位变成 0",
    ),
    ("V15 two numbers", "enterprise", {"联系电话": "13812345678/13912345678"}, "contact_phone", "几个号码"),
    (
        "V15 ten digits",
        "enterprise",
        {"联系电话": "1381234567"},
        "contact_phone",
        "手机号应为 11 位，这里有 10 位",
    ),
    ("V16 nothing", "ip_snapshot", {"质押融资": "-"}, "pledged", "“-”不是数字"),
    ("V16 none", "ip_snapshot", {"质押融资": "无"}, "pledged", "“无”不是数字"),
    ("V16 about", "ip_snapshot", {"质押融资": "约300"}, "pledged", "不是确切的数字"),
    ("V16 count", "visit", {"时长": "约30"}, "minutes", "30"),
    ("V17 flag", "visit", {"需要上报": "也许"}, "report_up", "是"),
    ("V18 class", "right", {"商标类别": "46"}, "nice_class", "不能大于 45"),
    ("V20 enterprise", "visit", {"走访企业": "鄂州市宏达机器有限公司"}, "enterprise", FIRM["name"]),
    ("V20 town", "enterprise", {"所在乡镇街道": "火星镇"}, "area", "火星镇"),
    ("V21 blank", "enterprise", {"企业名称": " \u3000"}, "name", "必填"),
    ("V21 stroke", "enterprise", {"企业名称": "/"}, "name", "“/”不能当作内容"),
    ("V21 same as above", "enterprise", {"企业名称": "同上"}, "name", "“同上”不能当作内容"),
    ("V21 ditto", "visit", {"走访人员": "〃"}, "visitors", "“〃”不能当作内容"),
    ("V06 order of days", "visit", {"下次走访日期": "2026-03-01"}, "next_on", "下次走访日期早于走访日期"),
    ("V06 day to come", "visit", {"走访日期": "2099-01-01"}, "visited_on", "晚于今天"),
    ("V06 no such day", "visit", {"走访日期": "2025-02-29"}, "visited_on", "2"),
]
GOOD = {
    "enterprise": {"企业名称": "另一家厂"},
    "visit": VISIT,
    "ip_snapshot": {"企业": FIRM["name"], "截至日期": "2026-06-30"},
    "right": {"企业": FIRM["name"], "权利类型": "商标", "权利号": "12345678", "名称": "宏达"},
}


@pytest.mark.parametrize(
    ("kind", "typed", "field", "why"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED]
)
def test_it_is_refused_by_name_and_the_row_beside_it_is_saved(folder, firm, kind, typed, field, why):
    typed = {caption(kind, word): value for word, value in typed.items()}

    answer = command(folder, "add", kind, given=[{**GOOD[kind], **typed}, GOOD[kind]])

    assert answer.code == 3
    (refused,) = answer.document["refused"]
    assert refused["row"] == 1
    assert list(refused["faults"]) == [field]
    assert why in refused["faults"][field]
    assert re.search(r"[\u4e00-\u9fff]", refused["faults"][field])
    assert len(answer.document["saved"]) == 1
    assert command(folder, "list", kind).document["total"] == (2 if kind == "enterprise" else 1)


def caption(kind, word):
    """The town's column is named by the shipped description."""
    return "area" if word == "所在乡镇街道" else word


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"统一社会信用代码": "９１４２０７０４ma4f2abc46"}, {"credit_code": "91420704MA4F2ABC46"}),
        ({"联系电话": "+86 138-1234-5678"}, {"contact_phone": "13812345678"}),
        ({"联系电话": "（0711）3851234 转 802"}, {"contact_phone": "0711-3851234-802"}),
        ({"企业名称": "名" * 50}, {"name": "名" * 50}),
        ({"企业名称": "ＡＢＣ　厂"}, {"name": "ＡＢＣ　厂"}),
        ({"备注": "甲\r\n乙\r丙"}, {"note": "甲\n乙\n丙"}),
    ],
)
def test_numbers_that_others_issue_are_folded_and_names_are_not(folder, typed, stored):
    one = saved(folder, "enterprise", **{"企业名称": "甲厂", **typed})

    shown = command(folder, "show", "enterprise", one["id"], "--unmasked", "--why", "核对").document
    assert {name: shown[name] for name in stored} == stored


@pytest.mark.parametrize(
    ("kind_of_right", "number", "why"),
    [
        ("发明专利", "ZL202310123456.X", "校验位是 X，按前面的数字应为 6"),
        ("发明专利", "201810…", "应为 12 位数字加校验位"),
        ("商标", "商标", "应为 1 至 8 位数字"),
    ],
)
def test_a_doubtful_number_of_a_right_is_saved_as_typed_and_called_doubtful(
    folder, firm, kind_of_right, number, why
):
    typed = {**GOOD["right"], "权利类型": kind_of_right, "权利号": number}

    one = saved(folder, "right", **typed)

    with Store.open(folder, CATALOGUE) as store:
        row = store.row(Right, UUID(one["id"]))
        _, faults = store.examine(Right, row.values)
    assert row.values["right_number"] == number
    assert why in faults.soft["right_number"]
