"""The laws every type of field keeps, and what each takes and refuses."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ercheng_station.codes import Code, CodeList, shipped
from ercheng_station.errors import Fault
from ercheng_station.records.characters import is_masked
from ercheng_station.records.fields import (
    Choice,
    Choices,
    Context,
    Day,
    Field,
    FileRef,
    Files,
    Flag,
    Link,
    Moment,
    Money,
    Ref,
    Text,
    Whole,
    Year,
)
from ercheng_station.records.identifiers import (
    AreaCode,
    CreditCode,
    IdNumber,
    PatentNumber,
    PersonName,
    Phone,
    TrademarkNumber,
)

SPACE = UUID("3f2b8a52-7a30-4c46-8f5a-0f6f4a7e2a11")
FIRMS = [Link(uuid5(SPACE, name), name, "enterprise") for name in ("鄂州甲公司", "鄂州乙公司", "𠮷祥商行")]


def resolve(kind, raw):
    for link in FIRMS:
        if raw in {str(link.uid), link.title}:
            return link
    raise Fault(f"找不到“{raw}”")


CONTEXT = Context(date(2026, 11, 22), shipped, resolve)
FIELDS = {
    "text": Text(label="内容"),
    "long text": Text(label="内容", lines=5),
    "required text": Text(label="内容", required=True),
    "private text": Text(label="住址", private=True),
    "whole": Whole(label="数量", unit="件"),
    "limited whole": Whole(label="时长", unit="分钟", low=1, high=600),
    "money": Money(label="金额"),
    "money either way": Money(label="结余", low=-(10**12)),
    "day": Day(label="日期"),
    "birthday": Day(label="出生日期", earliest=date(1900, 3, 1)),
    "moment": Moment(label="时间"),
    "choice": Choice(label="走访方式", codes="visit_way"),
    "choices": Choices(label="资质", codes="enterprise_honour"),
    "flag": Flag(label="上报"),
    "ref": Ref(label="企业", kind="enterprise"),
    "files": Files(label="照片"),
    "credit code": CreditCode(label="信用代码"),
    "id number": IdNumber(label="身份证号"),
    "phone": Phone(label="电话"),
    "patent number": PatentNumber(label="专利号"),
    "trademark number": TrademarkNumber(label="注册号"),
    "area": AreaCode(label="乡镇街道"),
    "person name": PersonName(label="姓名"),
}
MOMENTS = st.datetimes(datetime(1985, 1, 1), datetime(2190, 1, 1))
RAW = st.one_of(
    st.none(),
    st.booleans(),
    st.text(),
    st.text("0123456789-+.:/年月日点 时分一二三十周上下午万元,约ZLCNXG"),
    st.integers(),
    st.integers(0, 200_000),
    st.floats(),
    st.decimals(),
    st.dates(),
    st.datetimes(),
    MOMENTS.map(lambda moment: moment.replace(tzinfo=UTC)),
    st.lists(st.text(), max_size=3),
    st.dictionaries(st.text(), st.integers(), max_size=2),
    st.sampled_from(
        [one.label for name in ("visit_way", "enterprise_honour", "area") for one in shipped(name).codes]
    ),
    st.sampled_from([*FIRMS, FIRMS[0].uid, FIRMS[1].title]),
    st.sampled_from(
        ["91420704MA4F2ABC46", "11010519491231002X", "0711-3851234-802", "ZL200480001590.4", "G1234567A"]
    ),
    st.sampled_from(
        ["今天", "3月5日下午2点半", "2026-03-05T08:00Z", "1,234.50", "5万", "是", "×", "同上", "/"]
    ),
)
LEGAL = {
    "text": st.text(max_size=200),
    "long text": st.text(max_size=3000),
    "required text": st.text(max_size=200),
    "private text": st.text(max_size=200),
    "whole": st.integers(-(10**15) + 1, 10**15 - 1),
    "limited whole": st.integers(1, 600),
    "money": st.integers(0, 10**15 - 1).map(lambda fen: Decimal(fen) / 100),
    "money either way": st.integers(-(10**12), 10**15 - 1).map(lambda fen: Decimal(fen) / 100),
    "day": st.dates(date(1984, 1, 1), date(2199, 12, 31)),
    "birthday": st.dates(date(1900, 3, 1), date(2199, 12, 31)),
    "moment": MOMENTS,
    "choice": st.sampled_from([one.code for one in shipped("visit_way").codes]),
    "choices": st.lists(
        st.sampled_from([one.code for one in shipped("enterprise_honour").codes]), min_size=1
    ),
    "flag": st.booleans(),
    "ref": st.sampled_from(FIRMS),
    "files": st.lists(
        st.builds(FileRef, st.just("ab" * 32), st.text("照片.jpg", min_size=1), st.integers(0, 10**9)),
        min_size=1,
    ),
}


def keeps_the_laws(field, value):
    text, cell, plain = field.text(value, CONTEXT), field.cell(value, CONTEXT), field.plain(value, CONTEXT)
    assert field.parse(plain, CONTEXT) == value
    if field.type != "files":
        assert field.parse(text, CONTEXT) == value
        assert field.parse(cell, CONTEXT) == value


@pytest.mark.parametrize("name", FIELDS)
@given(data=st.data())
def test_whatever_comes_in_is_either_refused_with_a_reason_or_comes_back_unchanged(name, data):
    field = FIELDS[name]
    raw = data.draw(RAW)

    why = field.wrong(raw, CONTEXT)

    if why is None:
        keeps_the_laws(field, field.parse(raw, CONTEXT))
    else:
        assert why
        assert why.encode().decode() == why


@pytest.mark.parametrize("name", LEGAL)
@given(data=st.data())
def test_every_legal_value_comes_back_from_text_cell_and_plain(name, data):
    field = FIELDS[name]
    raw = data.draw(LEGAL[name])
    assume(field.wrong(raw, CONTEXT) is None)

    keeps_the_laws(field, field.parse(raw, CONTEXT))


@pytest.mark.parametrize("name", FIELDS)
def test_nothing_is_none_and_reads_as_nothing(name):
    field = FIELDS[name]
    if field.required:
        assert [field.wrong(raw, CONTEXT) for raw in (None, "", " 　\n", "\u200b")] == ["必填"] * 4
        return

    assert [field.parse(raw, CONTEXT) for raw in (None, "", " 　\n\u00a0", "\u200b\ufeff", [], ())] == [
        None
    ] * 6
    assert (field.text(None), field.cell(None), field.plain(None), field.masked(None)) == ("", None, None, "")


def test_a_field_without_a_type_cannot_read():
    with pytest.raises(NotImplementedError):
        Field(label="空").parse("x", CONTEXT)


@pytest.mark.parametrize(
    ("label", "unit", "caption"),
    [
        ("时长", "分钟", "时长（分钟）"),
        ("内容", "", "内容"),
        ("参加人次", "人次", "参加人次"),
        ("满意率（知晓率）", "%", "满意率（知晓率，%）"),
    ],
)
def test_the_caption_carries_the_unit_once(label, unit, caption):
    assert Whole(label=label, unit=unit).caption == caption


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("300", 300),
        ("３００", 300),
        ("300件", 300),
        (" 1,200 ", 1200),
        ("12.0", 12),
        (7, 7),
        (7.0, 7),
        ("-5", -5),
    ],
)
def test_whole_numbers_are_read(raw, value):
    assert FIELDS["whole"].parse(raw, CONTEXT) == value


@pytest.mark.parametrize(("raw", "value"), [("今年", 2026), (" 去年 ", 2025), ("2024", 2024), (2027, 2027)])
def test_years_are_read_as_they_are_called(raw, value):
    assert Year(label="年度").parse(raw, CONTEXT) == value


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("whole", "1.5", "要填整数"),
        ("whole", "约300", "“约300”不是确切的数字，请填一个数"),
        ("whole", "1000000000000000", "不能大于 999999999999999"),
        ("whole", True, "填的是“是/否”，不是数字"),
        ("limited whole", 0, "不能小于 1"),
        ("limited whole", "601 分钟", "不能大于 600"),
    ],
)
def test_whole_numbers_are_refused_with_the_reason(name, raw, why):
    assert FIELDS[name].wrong(raw, CONTEXT) == why


def test_money_is_whole_fen_inside_and_yuan_outside():
    field = FIELDS["money"]

    fen = field.parse("1,234.5", CONTEXT)

    assert (fen, field.text(fen), field.cell(fen), field.plain(fen)) == (
        123450,
        "1,234.50",
        Decimal("1234.50"),
        "1234.50",
    )


def test_money_is_not_negative_unless_the_field_allows_it():
    assert FIELDS["money"].wrong("-1", CONTEXT) == "不能是负数"
    assert FIELDS["money either way"].parse("-1", CONTEXT) == -100
    assert Money(label="单价", high=10_000).wrong("100.01") == "不能大于 100.00 元"


def test_days_outside_the_time_of_the_work_are_refused():
    assert FIELDS["day"].wrong("1983-12-31", CONTEXT) == "日期不合理：1983-12-31 早于 1984-01-01"
    assert FIELDS["birthday"].parse("1958-05-01", CONTEXT) == date(1958, 5, 1)
    assert (
        Day(label="走访", latest=date(2026, 12, 31)).wrong("2027-1-1")
        == "日期不合理：2027-01-01 晚于 2026-12-31"
    )
    assert FIELDS["moment"].wrong("1983-12-31 8:00", CONTEXT) == "日期不合理：1983-12-31 早于 1984-01-01"


def test_a_moment_is_kept_in_utc_and_shown_in_beijing():
    field = FIELDS["moment"]

    value = field.parse("2026-03-05 08:30:15", CONTEXT)

    assert value == datetime(2026, 3, 5, 0, 30, 15, tzinfo=UTC)
    assert value.tzinfo is UTC
    assert field.text(value) == "2026-03-05 08:30:15"
    assert field.text(value.replace(second=0)) == "2026-03-05 08:30"
    assert field.cell(value) == datetime(2026, 3, 5, 8, 30, 15)
    assert field.plain(value) == "2026-03-05T08:30:15+08:00"
    assert field.parse(datetime(2026, 3, 5, 1, 30, 15, tzinfo=timezone(timedelta(hours=1))), CONTEXT) == value


def test_a_choice_is_a_code_inside_and_a_label_outside():
    field = FIELDS["choice"]

    assert [field.parse(raw, CONTEXT) for raw in ("field", "实地", "上门走访", "座")] == [
        "field",
        "field",
        "field",
        "meeting",
    ]
    assert (field.text("phone"), field.cell("phone"), field.plain("phone")) == ("电话", "电话", "phone")


def test_several_choices_stand_in_the_order_of_the_list_each_once():
    field = FIELDS["choices"]

    value = field.parse("规上，高企、高新技术企业;小巨人", CONTEXT)

    assert value == ("little_giant", "high_tech", "above_scale")
    assert field.text(value) == "专精特新“小巨人”、高新技术企业、规上企业"
    assert field.plain(value) == ["little_giant", "high_tech", "above_scale"]
    assert field.parse(["above_scale", "高企"], CONTEXT) == ("high_tech", "above_scale")
    assert field.wrong("高企、天下第一", CONTEXT).startswith("“天下第一”不在可选范围内")
    assert field.wrong("、，", CONTEXT) == "没有写选项"


def test_labels_with_a_separator_are_written_as_their_code():
    mixed = CodeList("mixed", "混合", (Code("a", "甲、乙"), Code("b", "丙")))
    field = Choices(label="选项", codes="mixed")
    context = Context(CONTEXT.today, lambda _name: mixed, resolve)

    assert field.text(("a", "b"), context) == "a、丙"
    assert field.parse("a、丙", context) == ("a", "b")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["是", "√", "✓", "有", "对", "TRUE", True, 1, 1.0, "１", " yes "], True),
        (["否", "×", "✗", "无", "没有", "FALSE", False, 0, "Ｘ", "0"], False),
    ],
)
def test_flags_understand_what_people_write(words, value):
    assert [FIELDS["flag"].parse(word, CONTEXT) for word in words] == [value] * len(words)


def test_an_unknown_flag_is_refused_with_the_words_allowed():
    assert FIELDS["flag"].wrong("也许", CONTEXT) == "“也许”看不懂，可填：是、否、有、无、√、×"


def test_links_are_told_apart_by_uid_alone():
    renamed = Link(FIRMS[0].uid, "新名称", "enterprise")

    assert renamed == FIRMS[0]
    assert hash(renamed) == hash(FIRMS[0])
    assert renamed != FIRMS[1]
    assert FIELDS["ref"].parse(FIRMS[0].uid, CONTEXT) == renamed


def test_without_a_resolver_a_ref_takes_only_a_uid():
    field = FIELDS["ref"]

    assert field.parse(str(FIRMS[0].uid)) == FIRMS[0]
    assert field.wrong("鄂州甲公司") == "找不到“鄂州甲公司”"


def test_files_show_their_names_and_come_in_only_as_objects():
    field = FIELDS["files"]
    files = (FileRef("ab" * 32, "门头.jpg", 10), FileRef("cd" * 32, "合影.jpg", 20, mime="image/jpeg"))

    assert field.text(files) == "门头.jpg、合影.jpg"
    assert field.parse([files[0], field.plain(files)[1]], CONTEXT) == files
    least = {"sha256": "0123456789ABCDEF" * 4, "name": "a", "size": 0}
    assert field.parse([least], CONTEXT) == (FileRef("0123456789abcdef" * 4, "a", 0),)
    assert field.wrong("门头.jpg", CONTEXT) == "附件不能用文字填写，请在附件栏添加"


@pytest.mark.parametrize(
    "broken",
    [
        "门头.jpg",
        {},
        {"sha256": "ab" * 32, "name": "a"},
        {"sha256": "ab" * 32, "name": "a", "size": 1, "owner": "x"},
        {"sha256": "ab" * 32, "name": "a", "size": True},
        {"sha256": "ab" * 32, "name": 5, "size": 1},
        {"sha256": "ab", "name": "a", "size": 1},
        {"sha256": "zz" * 32, "name": "a", "size": 1},
        {"sha256": "ab" * 32, "name": "a\x00.exe", "size": 1},
    ],
)
def test_a_broken_file_entry_is_refused(broken):
    assert FIELDS["files"].wrong([broken], CONTEXT)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("id number", "11010519491231002X", "110***********002X"),
        ("private text", "泽林镇政府大道特1号院", "泽林镇****特1号院"),
        ("private text", "泽林镇", "泽***"),
        ("text", "公开内容", "公开内容"),
    ],
)
def test_private_values_show_three_and_four_characters(name, value, shown):
    assert FIELDS[name].masked(value) == shown


@given(st.text("镇村12ab", min_size=1, max_size=40))
def test_a_masked_value_coming_in_is_recognised_and_never_taken(value):
    field = FIELDS["private text"]

    masked = field.masked(value)

    assert is_masked(masked)
    assert field.wrong(masked, CONTEXT) == "这是打了星号的内容，请填写完整内容或保持不变"
