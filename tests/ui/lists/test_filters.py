"""Filters read from the description of a kind, and the conditions they mean."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ercheng_station.db.listing import Condition
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import PLAIN, Link
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.ui.lists.filters import (
    PERIODS,
    ROWS,
    UNFINISHED,
    UNPRINTED,
    UNSIGNED,
    Rows,
    conditions,
    filters_of,
    plain,
    read,
    span,
    told,
)

TODAY = date(2026, 11, 20)
ON = replace(PLAIN, today=TODAY)
FIRM = Link(UUID(int=7), "宏达精密", "enterprise")


def near(kind):
    return [one.name for one in filters_of(kind, ON) if one.near]


def test_the_business_day_and_the_state_come_first():
    assert near(Need)[:2] == ["received_on", "status"]


def test_a_visit_is_filtered_by_day_way_and_signature_and_by_what_is_still_to_do():
    assert {"visited_on", "way", "signature", UNFINISHED, UNPRINTED, UNSIGNED} <= set(near(Visit))


def test_a_kind_without_papers_offers_no_printing_filter():
    assert UNPRINTED not in near(Enterprise)
    assert UNSIGNED not in near(Enterprise)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("today", TODAY, TODAY),
        ("week", date(2026, 11, 16), date(2026, 11, 22)),
        ("month", date(2026, 11, 1), date(2026, 11, 30)),
        ("last_month", date(2026, 10, 1), date(2026, 10, 31)),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last_year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_periods_are_whole(period, first, last):
    assert span(period, TODAY) == (first, last)
    assert period in PERIODS


@pytest.mark.parametrize("month", range(1, 13))
def test_the_month_before_january_is_december(month):
    first, last = span("last_month", date(2026, month, 28))

    assert first.day == 1
    assert first.month == last.month == (month - 2) % 12 + 1
    assert (date(2026, month, 1) - last).days == 1


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"way": "phone"}, [Condition("way", "is", "phone")]),
        ({"report_up": True}, [Condition("report_up", "is", True)]),
        ({"enterprise": FIRM}, [Condition("enterprise", "is", FIRM)]),
        ({UNFINISHED: True}, [Condition("", "wanting")]),
        ({UNPRINTED: True}, [Condition("printed_on", "empty")]),
        (
            {UNSIGNED: True},
            [Condition("signature", "not", "signed"), Condition("signature", "not", "declined")],
        ),
        ({"visited_on": ["2026-03-05", ""]}, [Condition("visited_on", "from", date(2026, 3, 5))]),
        (
            {"visited_on": "today"},
            [Condition("visited_on", "from", TODAY), Condition("visited_on", "to", TODAY)],
        ),
        ({"gone": "x"}, []),
    ],
)
def test_a_filter_asks_for_what_it_says(given, asked):
    assert list(conditions(Visit, given, TODAY)) == asked


def test_several_values_of_a_field_are_looked_into():
    assert conditions(Enterprise, {"honours": "little_giant"}, TODAY) == (
        Condition("honours", "has", "little_giant"),
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("way", "phone", "走访方式：电话"),
        ("enterprise", FIRM, "走访企业：宏达精密"),
        ("visited_on", "month", "走访日期：本月"),
        ("visited_on", ["2026-03-05", "2026-03-09"], "走访日期：2026-03-05 至 2026-03-09"),
        ("visited_on", ["", "2026-03-09"], "走访日期：截至 2026-03-09"),
        ("report_up", True, "需要上报"),
        (UNSIGNED, True, "未签字"),
    ],
)
def test_a_set_filter_says_what_it_is(name, value, words):
    assert told(Visit, name, value, ON) == words


def test_a_saved_view_brings_its_filters_back():
    given = {"way": "phone", "visited_on": "month", "enterprise": FIRM, UNSIGNED: True}

    assert read(Visit, plain(given)) == given
    assert read(Visit, {**plain(given), "gone": 1}) == given


def test_the_rows_of_a_figure_are_asked_for_exactly_told_by_name_and_not_kept():
    rows = Rows("在办诉求", (Condition("status", "not", "closed"),))
    given = {"category": "other", ROWS: rows}

    assert conditions(Need, given, TODAY) == (Condition("category", "is", "other"), *rows.where)
    assert told(Need, ROWS, rows, PLAIN) == "在办诉求"
    assert plain(given) == {"category": "other"}
