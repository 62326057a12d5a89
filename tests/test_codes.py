"""Code lists: what a person may write for an entry, and that the shipped lists are sound."""

from datetime import date

import pytest

from ercheng_station.codes import Code, CodeList, shipped, titles
from ercheng_station.errors import Fault
from ercheng_station.paths import resources

WAYS = CodeList(
    "way",
    "方式",
    (
        Code("field", "实地走访", note="又名：上门、现场；以现场为准"),
        Code("phone", "电话"),
        Code("wechat", "微信群"),
        Code("letter", "电报", until=date(2020, 12, 31)),
        Code("video", "视频", since=date(2024, 1, 1)),
    ),
)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("field", "field"),
        ("FIELD", "field"),
        ("实地走访", "field"),
        (" 实地 走访 ", "field"),
        ("实地", "field"),
        ("上门", "field"),
        ("现场", "field"),
        ("电", "phone"),
        ("电报", "letter"),
        ("微信", "wechat"),
        ("视频", "video"),
    ],
)
def test_an_entry_is_named_by_code_label_other_word_or_beginning(raw, code):
    assert WAYS.read(raw) == code


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("以现场为准", "“以现场为准”不在可选范围内，可填：实地走访、电话、微信群、视频"),
        ("", "“”不在可选范围内，可填：实地走访、电话、微信群、视频"),
        ("字" * 30_000, f"“{'字' * 20}…”不在可选范围内，可填：实地走访、电话、微信群、视频"),
        (3, "“3”不在可选范围内，可填：实地走访、电话、微信群、视频"),
        ("\ud800", "“?”不在可选范围内，可填：实地走访、电话、微信群、视频"),
    ],
)
def test_an_unknown_word_is_refused_with_the_words_allowed(raw, why):
    with pytest.raises(Fault) as fault:
        WAYS.read(raw)

    assert fault.value.why == why


def test_a_word_with_several_meanings_is_refused_with_all_of_them():
    with pytest.raises(Fault) as fault:
        shipped("enterprise_honour").read("省知识产权")

    assert fault.value.why == "“省知识产权”有多种可能：省知识产权示范企业、省知识产权优势企业，请写全"


def test_a_long_list_offers_the_nearest_or_its_first_eight():
    area = shipped("area")
    with pytest.raises(Fault) as near:
        area.read("杨叶乡")
    with pytest.raises(Fault) as far:
        area.read("xyz")

    assert near.value.why == "“杨叶乡”不在可选范围内，最接近的是：杨叶镇、沙窝乡"
    assert far.value.why == (
        "“xyz”不在可选范围内，可填：凤凰街道、古楼街道、西山街道、樊口街道、泽林镇、杜山镇、新庙镇、碧石渡镇 等16项"
    )


def test_a_retired_code_is_known_but_not_offered():
    assert WAYS.label("letter") == "电报"
    assert "letter" in WAYS
    assert [one.code for one in WAYS.active(date(2020, 12, 31))] == ["field", "phone", "wechat", "letter"]
    assert [one.code for one in WAYS.active(date(2024, 1, 1))] == ["field", "phone", "wechat", "video"]


def test_a_code_from_elsewhere_is_shown_as_it_is_and_sorted_last():
    assert (WAYS.label("drone"), WAYS.order("drone"), WAYS.order("phone")) == ("drone", 5, 1)


def test_a_label_used_again_means_the_current_entry_and_the_old_one_is_shown_by_its_code():
    reused = CodeList("k", "类别", (Code("old", "其他", until=date(2025, 1, 1)), Code("new", "其他")))

    assert reused.read("其他") == "new"
    assert (reused.label("old"), reused.label("new")) == ("old", "其他")


def test_a_label_of_signs_alone_is_read_as_well():
    signs = CodeList("k", "标记", (Code("yes", "√"), Code("no", "×")))

    assert (signs.read("√"), signs.read(" × ")) == ("yes", "no")


def test_a_code_goes_before_a_label_that_reads_the_same():
    crossed = CodeList("k", "类别", (Code("a", "b"), Code("b", "乙")))

    assert (crossed.read("b"), crossed.label("a"), crossed.label("b")) == ("b", "a", "乙")


@pytest.mark.parametrize("name", titles())
def test_every_entry_of_a_shipped_list_is_read_from_its_code_label_and_other_words(name):
    codes = shipped(name)

    for one in codes.codes:
        words = [one.code, one.label, *one.also]
        assert [codes.read(word) for word in words] == [one.code] * len(words)
        assert codes.read(codes.label(one.code)) == one.code
        assert one.code.isascii()
        assert one.code.replace("_", "").isalnum()
        assert not set("、，,；;\n") & set(one.label)


def test_titles_and_files_of_the_shipped_lists_agree():
    files = {path.stem for path in (resources() / "codes").glob("*.csv")}

    assert files == set(titles())
    assert shipped("visit_way").title == titles()["visit_way"] == "走访方式"


def test_a_list_that_is_not_shipped_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        shipped("../code_lists")


def test_dates_of_entries_are_read_from_the_file(tmp_path, monkeypatch):
    (tmp_path / "codes").mkdir()
    (tmp_path / "code_lists.csv").write_text("name,title,source\ndated,有期,\n", encoding="utf-8")
    rows = "code,label,since,until,note\na,甲,2020-01-01,2024-12-31,旧\n"
    (tmp_path / "codes" / "dated.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setattr("ercheng_station.codes.resources", lambda: tmp_path)
    titles.cache_clear()

    try:
        assert shipped("dated").codes == (Code("a", "甲", date(2020, 1, 1), date(2024, 12, 31), "旧"),)
    finally:
        titles.cache_clear()
        shipped.cache_clear()
