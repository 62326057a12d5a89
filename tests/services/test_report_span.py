"""A reporting period: no day is left out and none counted twice, whatever day months begin with."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.errors import Fault
from ercheng_station.records.office import Setting
from ercheng_station.services.figures import Period
from ercheng_station.services.report_span import Calendar, Span, read_span, span_of

FROM_MARCH = Calendar(((date(2026, 3, 1), 26), (date(2026, 9, 1), 1)))


def setting(store, key, value):
    store.act("参数", [Create(Setting, {"key": key, "value": value, "note": None, "attachments": None})])


def test_months_are_those_of_the_calendar_unless_the_office_says_otherwise(store):
    assert read_span("month", "2026-02", Calendar.of(store)).period == Period(
        date(2026, 2, 1), date(2026, 2, 28)
    )

    setting(store, "report.first_day", "26")

    assert read_span("month", "2026-02", Calendar.of(store)).period == Period(
        date(2026, 1, 26), date(2026, 2, 25)
    )
    assert read_span("year", "2026", Calendar.of(store)).period == Period(
        date(2025, 12, 26), date(2026, 12, 25)
    )


def test_the_rule_is_dated_and_what_cannot_be_read_counts_for_nothing(store):
    setting(store, "report.first_day.2026-03", "26")
    setting(store, "report.first_day.2026-13", "20")
    setting(store, "report.first_day", "三十")

    assert Calendar.of(store).rules == ((date(2026, 3, 1), 26),)


def test_where_the_rule_changes_months_follow_each_other_without_a_gap():
    spans = [Span("month", 2026, number, FROM_MARCH) for number in range(1, 13)]

    for one, after in pairwise(spans):
        assert after.period.first == one.period.last + timedelta(days=1)
    assert spans[2].period == Period(date(2026, 3, 1), date(2026, 3, 25))
    assert spans[8].period == Period(date(2026, 8, 26), date(2026, 9, 30))


def test_quarters_and_years_are_made_of_their_months():
    quarter = Span("quarter", 2026, 2, FROM_MARCH)

    assert quarter.months == (4, 5, 6)
    assert quarter.period == Period(date(2026, 3, 26), date(2026, 6, 25))
    assert quarter.cumulative == Period(date(2026, 1, 1), date(2026, 6, 25))
    assert quarter.before().key == "2026-Q1"
    assert Span("quarter", 2026, 1).before().key == "2025-Q4"
    assert Span("year", 2026, 1).before().key == "2025"
    assert quarter.after().key == "2026-Q3"
    assert Span("quarter", 2026, 4).after().key == "2027-Q1"


@pytest.mark.parametrize(
    ("form", "text", "key"),
    [("month", "2026-10", "2026-10"), ("quarter", "2026-q4", "2026-Q4"), ("year", "2026", "2026")],
)
def test_a_period_is_read_as_it_is_written(form, text, key):
    assert read_span(form, text, Calendar()).key == key


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("month", "2026-13"),
        ("month", "2026"),
        ("quarter", "2026-5"),
        ("quarter", "2026-Q5"),
        ("year", "2026-1"),
        ("year", "十"),
        ("month", "1999-01"),
    ],
)
def test_any_other_is_refused_with_the_way_to_write_it(form, text):
    with pytest.raises(Fault, match="要写成"):
        read_span(form, text, Calendar())


def test_the_period_of_a_day_is_found_across_the_turn_of_the_year():
    office = Calendar(((date.min, 26),))

    assert span_of("month", date(2025, 12, 26), office).key == "2026-01"
    assert span_of("month", date(2025, 12, 25), office).key == "2025-12"
    assert span_of("quarter", date(2026, 11, 20), Calendar()).key == "2026-Q4"
