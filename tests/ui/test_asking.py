"""Small sheets before an act: nothing happens without an answer, and an answer that makes no sense is not taken."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from ercheng_station.records.fields import PLAIN
from ercheng_station.ui.asking import SpanAsked, ask_span, ask_words
from ercheng_station.ui.sheet import Sheet


@pytest.fixture
def page(shown):
    return shown(QLabel(), 900, 600)


@pytest.fixture
def answers():
    return []


def act_button(sheet, words):
    return next(one for one in sheet.findChildren(QPushButton) if one.text() == words)


def test_the_act_waits_for_words(qtbot, page, answers):
    sheet = ask_words(page, "为什么？", ["会进回收站。"], "删除", answers.append, tone="danger")
    assert not act_button(sheet, "删除").isEnabled()
    qtbot.keyClick(sheet.line, Qt.Key.Key_Return)
    assert answers == []

    sheet.line.setText("  重复登记 ")
    act_button(sheet, "删除").click()

    assert answers == ["重复登记"]


def test_esc_answers_nothing(qtbot, page, answers):
    sheet = ask_words(page, "为什么？", [], "删除", answers.append)
    sheet.line.setText("写了又不想了")

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert answers == []


@pytest.fixture
def span(shown, answers):
    return shown(SpanAsked(PLAIN, answers.append))


@pytest.mark.parametrize(
    ("first", "last", "given"),
    [
        ("2026-3-5", "3月9日", None),
        ("2026-03-05", "", ["2026-03-05", ""]),
        ("", "2026-03-05", ["", "2026-03-05"]),
        ("2026-03-05", "2026-03-05", ["2026-03-05", "2026-03-05"]),
    ],
)
def test_days_are_typed_in_any_usual_way_and_one_may_stay_open(span, answers, first, last, given):
    span.first.restore(first)
    span.last.restore(last)

    span.take()

    assert answers[0][0][:10] == (given or ["2026-03-05"])[0]
    assert given is None or answers == [given]


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("", "", "请至少填一个日期"),
        ("2026-03-05", "2026-03-01", "起始日期晚于截止日期"),
        ("不是日期", "", "看不懂"),
    ],
)
def test_days_that_make_no_span_are_told(span, answers, first, last, why):
    span.first.restore(first)
    span.last.restore(last)

    span.take()

    assert answers == []
    assert why in span.fault.text() or (why == "看不懂" and span.fault.text())


def test_the_sheet_closes_with_its_answer(qtbot, page, answers):
    sheet = ask_span(page, PLAIN, answers.append)
    inside = sheet.findChild(SpanAsked)
    inside.first.restore("2026-03-05")

    inside.act.click()

    assert answers == [["2026-03-05", ""]]
    assert isinstance(sheet, Sheet)
