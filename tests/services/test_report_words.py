"""The words of a report: written by the figures or by the staff, the numbers live in both."""

from collections import Counter

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.errors import UserError
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import PastTotal
from ercheng_station.services.indicators import INDICATORS
from ercheng_station.services.past import Told
from ercheng_station.services.report_issue import issue_of
from ercheng_station.services.report_span import Span
from ercheng_station.services.report_words import (
    automatic,
    filled,
    is_edited,
    keep,
    ordinal,
    paragraphs,
    words_of,
)
from ercheng_station.services.reporting import report_of

OCTOBER = Span("month", 2026, 10)


def told(report):
    """Heading → paragraph, numbers filled in."""
    lines = filled(report, automatic(report)).split("\n")
    return dict(zip((line.partition("、")[2] for line in lines[::2]), lines[1::2], strict=True))


def test_they_tell_what_happened_and_name_what_did_not(practice_store):
    entered, _ = practice_store.examine(
        PastTotal, {"indicator": "visits", "year": 2025, "month": 10, "count": 3}
    )
    practice_store.act("补录", [Create(PastTotal, entered)])
    report = report_of(practice_store, OCTOBER)
    words = told(report)

    visits = report.line("visits")
    assert visits.now.before == Told(3, entered=True)
    assert any("补录" in note for note in report.notes)
    assert f"走访次数{visits.now.value}次（比去年同期增加{visits.now.value - 3}次）" in words["走访服务"]
    assert "走访次数{走访次数}次（{走访次数同比}）" in automatic(report)
    assert "按零报告上报" in words["其他"]


def test_nothing_done_is_said(store):
    assert told(report_of(store, OCTOBER)) == {"零报告": "2026年10月各项工作均无新增，按零报告上报。"}


def test_a_unit_is_not_said_twice(practice_store):
    report = report_of(practice_store, Span("year", 2026, 1))
    words = "".join(told(report).values())
    trained, filed = (report.line(name).now.value for name in ("trained", "penalty_cases"))

    assert f"培训{trained:,}人次" in words
    assert f"立案案件{filed}件" in words


def test_no_two_figures_have_the_place_of_one():
    places = Counter(f"{one.title}{of}" for one in INDICATORS for of in ("", "累计", "去年同期", "同比"))

    assert max(places.values()) == 1


def test_what_the_staff_wrote_is_kept_for_the_period_with_live_numbers(practice_store):
    store, report = practice_store, report_of(practice_store, OCTOBER)
    visits = report.line("visits").now.value
    keep(store, report, "一、走访\n全站走访｛走访次数｝次，累计{ 走访次数累计 }次。\n二、打算\n继续。")

    assert issue_of(store, report).words.split("\n")[1] == (
        f"全站走访{visits}次，累计{report.line('visits').year.value}次。"
    )
    assert not is_edited(store, OCTOBER.before())
    firm = next(store.rows(report.line("visits").indicator.rows(OCTOBER.period))).values["enterprise"]
    values, _ = store.examine(
        Visit, {"enterprise": str(firm.uid), "visited_on": "2026-10-15", "visitors": "余慧敏", "way": "field"}
    )
    store.act("走访", [Create(Visit, values)])
    assert f"走访{visits + 1}次" in issue_of(store, report_of(store, OCTOBER)).words


def test_words_are_taken_back_and_brought_back(practice_store):
    store, report = practice_store, report_of(practice_store, OCTOBER)
    keep(store, report, "一、走访\n第一稿。")
    assert keep(store, report, "一、走访\n第二稿。").label == "改2026年10月两站工作月报的文字"
    store.undo()
    assert words_of(store, report) == "一、走访\n第一稿。"

    keep(store, report, automatic(report))
    assert not is_edited(store, OCTOBER)
    assert words_of(store, report) == automatic(report)


def test_a_place_for_no_number_is_told_and_nothing_is_kept(practice_store):
    report = report_of(practice_store, OCTOBER)
    with pytest.raises(UserError) as told_of:
        keep(practice_store, report, "走访{走访次数}次，{走坊次数}，{走坊次数}，{天气}。")

    assert "{走坊次数}、{天气} 不是报表里的数" in told_of.value.what
    assert told_of.value.safe
    assert told_of.value.do
    assert not is_edited(practice_store, OCTOBER)


def test_too_many_words_are_told(practice_store):
    with pytest.raises(UserError, match="最多 10000 个字"):
        keep(practice_store, report_of(practice_store, OCTOBER), "走访。" * 4000)


def test_headings_are_told_from_paragraphs():
    found = paragraphs("一、走访服务\n\n  走访三次。\n二、走访了三家企业；都好。\n十一、打算")

    assert [one.is_heading for one in found] == [True, False, False, True]
    assert [ordinal(number) for number in (1, 9, 10, 11, 20, 21)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
    ]
