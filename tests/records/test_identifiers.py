"""Numbers that others issue: what passes, and the exact reason for what does not (trust V13, V14, V15, V18)."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from ercheng_station.codes import shipped
from ercheng_station.records.context import PLAIN, Context
from ercheng_station.records.identifiers import (
    AreaCode,
    CreditCode,
    Identifier,
    IdNumber,
    PatentNumber,
    PersonName,
    Phone,
    TrademarkNumber,
    birth_date,
    citizen_check,
    complete_credit_code,
    complete_patent_number,
    credit_check,
    organisation_check,
    patent_check,
    sex,
)

CONTEXT = Context(date(2026, 11, 22), shipped, PLAIN.resolve)
CODE = CreditCode(label="统一社会信用代码")
ID = IdNumber(label="身份证号")
PHONE = Phone(label="电话")
PATENT = PatentNumber(label="专利号")
MARK = TrademarkNumber(label="注册号")
NAME = PersonName(label="姓名")
AREA = AreaCode(label="乡镇街道")

ROUNDED = "Excel 已把后几位变成 0，请把这一格设为文本后重新填写"
SEVERAL = "这里有几个号码，一栏只填一个，其余写在备注里"
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def made_code(rng):
    """A credit code that passes both checks, of no register."""
    return complete_credit_code("91420704" + "".join(rng.choices(LETTERS, k=8)))


@pytest.mark.parametrize(
    "code",
    ["91420704MA4F2ABC46", "9144030071526726XG", "91330100799655058B", "914403001922038216"],
)
def test_true_credit_codes_pass(code):
    assert CODE.parse(code, CONTEXT) == code


@pytest.mark.parametrize(
    "typed", ["９１４２０７０４ma4f2abc46", " 91420704 MA4F2 ABC46\u200b", "91420704ma4f2abc46\u00a0"]
)
def test_credit_codes_are_folded(typed):
    assert CODE.parse(typed, CONTEXT) == "91420704MA4F2ABC46"


LIKELY = "可能是 91420704MA4F2ABC46，请对照执照"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("91420704MA4F2ABC4", "有 17 位，应为 18 位"),
        ("91420704MA4F2ABC466", "有 19 位，应为 18 位"),
        ("420700000012345", "这是 15 位的旧注册号，请填 18 位统一社会信用代码"),
        ("9142O704MA4F2ABC46", f"第 5 位“O”不对，信用代码不用字母 I、O、S、V、Z；{LIKELY}"),
        ("91420704MA4FZABC46", f"第 13 位“Z”不对，信用代码不用字母 I、O、S、V、Z；{LIKELY}"),
        ("9142070GMA4F2ABC46", "第 8 位“G”不对，第 3 至 8 位是登记地代码，应是数字；可能是 "),
        ("01420704MA4F2ABC46", "第 1 位“0”不对，没有这个登记管理部门；可能是 "),
        ("000000000000000000", "第 1 位“0”不对，没有这个登记管理部门"),
        ("91420704MA4F2BAC46", f"校验位不对，请逐位核对；{LIKELY}"),
        ("91420700MA4KXXXX1A", "校验位不对，请逐位核对；可能是 91420700MA4KXXEX1A，请对照执照"),
        ("91420704MA4F2ABC-6", "第 17 位“-”不对，信用代码不用字母 I、O、S、V、Z；可能是 "),
        ("99999999WWWWWWWWWW", "校验位不对，请逐位核对"),
        ("SS420704MA4F2ABC46", "第 1 位“S”不对，信用代码不用字母 I、O、S、V、Z"),
        ("无", "有 1 位，应为 18 位"),
        ("9.14207E+17", ROUNDED),
        (9.14207e17, ROUNDED),
        (914207040000000000, ROUNDED),
        ("9" * 65, "有 65 个字符，太长了"),
        ("91420704MA4F2ABC4\x07", "第 18 个字是控制字符 U+0007，请删去"),
        ("9142\u202e0704MA4F2ABC46", "第 5 个字是改变文字方向的控制符 U+202E，请删去"),
    ],
)
def test_a_wrong_credit_code_is_refused_with_the_exact_reason(typed, why):
    found = CODE.wrong(typed, CONTEXT)

    assert found == why or (
        why.endswith("可能是 ") and found.startswith(why) and "91420704MA4F2ABC46" in found
    )


def test_no_single_slip_of_the_hand_passes_as_a_credit_code(full):
    rng = random.Random(20261122)
    missed = []
    for _ in range(20_000 if full else 1000):
        code, place = made_code(rng), rng.randrange(18)
        wrong = code[:place] + rng.choice(LETTERS.replace(code[place], "")) + code[place + 1 :]
        if rng.random() < 0.5:
            place = min(place, 16)
            wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        if wrong != code and CODE.wrong(wrong, CONTEXT) is None:
            missed.append((code, wrong))

    assert missed == []


def test_a_slip_in_the_organisation_code_nearly_always_finds_the_true_code_again():
    rng = random.Random(20261122)
    named = 0
    for _ in range(1000):
        code, place = made_code(rng), rng.randrange(8, 16)
        wrong = code[:place] + rng.choice(LETTERS.replace(code[place], "")) + code[place + 1 :]
        named += code in CODE.wrong(wrong, CONTEXT)

    assert named >= 980


def test_numbers_are_completed_with_their_check_characters():
    assert complete_credit_code("91420704MA4F2ABC") == "91420704MA4F2ABC46"
    assert complete_patent_number("200480001590") == "ZL200480001590.4"


def test_organisation_codes_of_known_firms_check():
    known = ["71526726X", "799655058", "192203821"]

    assert [organisation_check(code[:8]) for code in known] == [code[8] for code in known]


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
    ],
)
def test_true_id_numbers_pass(typed):
    assert ID.parse(typed, CONTEXT) == "11010519491231002X"


@given(
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17),
    st.text("0123456789", min_size=17, max_size=17),
)
def test_check_characters_are_those_of_an_independent_library(code, citizen):
    assert credit_check(code) == uscc.calc_check_digit(code)
    assert citizen_check(citizen) == ric.calc_check_digit(citizen + "0")


def checked(body):
    return body + ric.calc_check_digit(body + "0")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("110105491231002", "这是 15 位的旧身份证号，请填 18 位"),
        ("1101051949123100", "有 16 位，应为 18 位"),
        ("11010519491231002A", "前 17 位应是数字，最后一位是数字或 X"),
        ("110105194912310021", "校验位不对，请逐位核对"),
        (checked("11010519490231002"), "第 7 至 14 位的出生日期不存在"),
        (checked("11010518991231002"), "第 7 至 14 位的出生日期不合理"),
        (checked("11010520261123002"), "第 7 至 14 位的出生日期不合理"),
        (checked("00000019491231002"), "前 6 位不是真实的地区代码"),
        (checked("99010519491231002"), "前 6 位不是真实的地区代码"),
        (checked("10010519491231002"), "前 6 位不是真实的地区代码"),
        (checked("42000019491231002"), "前 6 位不是真实的地区代码"),
        ("4.20704E+17", ROUNDED),
        (4.20704e17, ROUNDED),
        (420704194912310000, ROUNDED),
        ("110***********002X", "这是打了星号的内容，请填写完整内容或保持不变"),
    ],
)
def test_a_wrong_id_number_is_refused_and_never_repeated(typed, why):
    assert ID.wrong(typed, CONTEXT) == why


def test_the_first_and_the_last_day_of_birth_are_taken():
    numbers = [checked("11010519000101002"), checked("11010520261122002")]

    assert [ID.parse(number, CONTEXT) for number in numbers] == numbers


def test_only_provinces_that_exist_issue_id_numbers():
    # GB/T 2260, with 81 to 83 for residents from Hong Kong, Macao and Taiwan
    existing = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"

    taken = [
        f"{code:02}" for code in range(100) if ID.wrong(checked(f"{code:02}010519900101002"), CONTEXT) is None
    ]

    assert taken == existing.split()


def test_residents_from_hong_kong_macao_and_taiwan_have_id_numbers_too():
    numbers = [checked(f"{region}000019901231002") for region in (81, 82, 83, 71)]

    assert [ID.parse(number, CONTEXT) for number in numbers] == numbers


def test_an_id_number_tells_birth_date_and_sex():
    assert birth_date("11010519491231002X") == date(1949, 12, 31)
    assert sex("11010519491231002X") == "女"
    assert sex(checked("11010519491231003")) == "男"


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("+86-138-1234-5678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        (13812345678, "13812345678"),
        (13812345678.0, "13812345678"),
        ("0711-3851234", "0711-3851234"),
        ("07113851234", "0711-3851234"),
        ("（0711）3851234", "0711-3851234"),
        ("0711 38512345", "0711-38512345"),
        ("0711—3851234".replace("—", "－"), "0711-3851234"),
        ("0711-3851234-802", "0711-3851234-802"),
        ("0711-3851234转802", "0711-3851234-802"),
        ("0711-3851234 分机 802", "0711-3851234-802"),
        ("0711-3851234 ext.802", "0711-3851234-802"),
        ("+86 711 3851234", "0711-3851234"),
        ("+86 0711-3851234", "0711-3851234"),
        ("027-87654321", "027-87654321"),
        ("0711-38512345-123456", "0711-38512345-123456"),
        ("010 87654321", "010-87654321"),
        ("400-123-4567", "4001234567"),
        ("800 810 1234", "8008101234"),
        ("12330", "12330"),
        ("95598", "95598"),
        ("+852 5551 2345", "+85255512345"),
    ],
)
def test_phone_numbers_have_one_form(typed, phone):
    assert PHONE.parse(typed, CONTEXT) == phone


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("13812345678/13912345678", SEVERAL),
        ("13812345678、0711-3851234", SEVERAL),
        ("13812345678 13912345678", SEVERAL),
        ("0711-3851234或13812345678", SEVERAL),
        ("3851234、3851235", SEVERAL),
        ("0711-38512345-1234567", SEVERAL),
        ("1381234567", "手机号应为 11 位，这里有 10 位"),
        ("138123456789", "手机号应为 11 位，这里有 12 位"),
        ("3851234", "固定电话缺少区号，请写成 0711-1234567 的样子"),
        ("027-8765432", "不是电话号码，可填手机号、0711-1234567 或 4001234567"),
        ("12345678901", "不是电话号码，可填手机号、0711-1234567 或 4001234567"),
        ("张三13812345678", "里面有不是号码的字，请只填号码"),
        ("无", "里面有不是号码的字，请只填号码"),
        ("/", "里面有不是号码的字，请只填号码"),
    ],
)
def test_what_is_not_one_phone_number_is_refused_with_the_reason(typed, why):
    assert PHONE.wrong(typed, CONTEXT) == why


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("ZL200480001590.4", "ZL200480001590.4"),
        ("zl 2004 8000 1590.4", "ZL200480001590.4"),
        ("2004800015904", "200480001590.4"),
        ("CN202310123456.6", "CN202310123456.6"),
        ("97108041.0", "97108041.0"),
        ("85100001.0", "85100001.0"),
        ("ZL00100003.6", f"ZL00100003.{patent_check('00100003')}"),
    ],
)
def test_patent_numbers_have_one_form(typed, number):
    assert PATENT.parse(typed.replace("03.6", f"03.{patent_check('00100003')}"), CONTEXT) == number


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ZL202310123456.X", "校验位是 X，按前面的数字应为 6，请逐位核对"),
        ("202310123456", "缺少校验位，按前面的数字应为 202310123456.6"),
        ("97108041", "缺少校验位，按前面的数字应为 97108041.0"),
        ("CN112345678B", "这是公开（公告）号，请填申请号或专利号，如 ZL202310123456.X"),
        ("ZL2023101234.5", "应为 12 位数字加校验位（旧号 8 位），如 ZL202310123456.X"),
        ("201810…", "应为 12 位数字加校验位（旧号 8 位），如 ZL202310123456.X"),
        ("ZL202340123456.6", "专利类型“4”不存在：1 发明、2 实用新型、3 外观设计、8 和 9 为国际申请"),
        ("ZL202710123456.6", "申请年份 2027 不合理"),
        ("ZL199910123456.6", "申请年份 1999 不合理"),
        ("84100001.1", "申请年份 2084 不合理"),
        ("2.02310123456E+12", ROUNDED),
    ],
)
def test_a_wrong_patent_number_is_refused_with_the_exact_reason(typed, why):
    assert PATENT.wrong(typed, CONTEXT) == why


@given(
    st.integers(0, 9_999_999),
    st.integers(2003, 2026),
    st.sampled_from("12389"),
    st.integers(0, 11),
    st.data(),
)
def test_one_wrong_digit_in_a_patent_number_is_always_found(serial, year, kind, place, data):
    body = f"{year}{kind}{serial:07}"
    wrong = data.draw(st.sampled_from("0123456789".replace(body[place], "")))
    slipped = body[:place] + wrong + body[place + 1 :]

    assert PATENT.wrong(f"{slipped}.{patent_check(body)}", CONTEXT)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("第12345678号", "12345678"),
        ("１２３", "123"),
        (12345678, "12345678"),
        ("12345678a", "12345678A"),
        ("g1234567", "G1234567"),
    ],
)
def test_trademark_numbers_have_one_form(typed, number):
    assert MARK.parse(typed, CONTEXT) == number


@pytest.mark.parametrize("typed", ["123456789", "AB123", "G12", "商标12345"])
def test_a_wrong_trademark_number_is_refused(typed):
    assert MARK.wrong(typed, CONTEXT) == "应为 1 至 8 位数字（可带一个字母），马德里注册为 G 加数字"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("420704100", "420704100"),
        (420704100.0, "420704100"),
        ("泽林镇", "420704100"),
        ("泽林", "420704100"),
        ("樊口", "420704004"),
    ],
)
def test_areas_are_read_by_code_or_name(typed, code):
    assert AREA.parse(typed, CONTEXT) == code


def test_a_town_of_another_district_is_refused_with_the_nearest():
    assert AREA.wrong("花马湖镇", CONTEXT) == "“花马湖镇”不在可选范围内，最接近的是：花湖镇"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("阿卜杜热合曼・买买提", "阿卜杜热合曼·买买提"),
        ("阿依古丽•艾山", "阿依古丽·艾山"),
        ("古丽‧阿依", "古丽·阿依"),
        ("𠮷田䶮", "𠮷田䶮"),
        ("张　三", "张　三"),
        (" 张三\u00a0", "张三"),
        ("<b>A & B</b>", "<b>A & B</b>"),
        ("长" * 60, "长" * 60),
    ],
)
def test_names_are_kept_as_their_bearer_writes_them(typed, name):
    assert NAME.parse(typed, CONTEXT) == name


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("张\n三", "姓名里不能有换行或制表符"),
        ("张\t三", "姓名里不能有换行或制表符"),
        ("张\x07三", "第 2 个字是控制字符 U+0007，请删去"),
        ("张\u202e三", "第 2 个字是改变文字方向的控制符 U+202E，请删去"),
        ("同上", "“同上”不能当作内容，请写明"),
        ("长" * 101, "有 101 个字，最多 100 个字，请缩短"),
    ],
)
def test_what_is_no_name_is_refused(typed, why):
    assert NAME.wrong(typed, CONTEXT) == why


def test_an_identifier_without_its_own_check_takes_nothing():
    with pytest.raises(NotImplementedError):
        Identifier(label="编号").parse("1", CONTEXT)
