"""Totals entered afterwards stand in for months without a record, and are told apart."""

from datetime import date

from ercheng_station.codes import shipped
from ercheng_station.db.changes import Create
from ercheng_station.records.work import PastTotal
from ercheng_station.services.figures import Period, month_of
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.past import Told, told
from ercheng_station.services.report_span import Calendar

VISITS = BY_NAME["visits"]


def enter(store, indicator, year, month, **value):
    values, faults = store.examine(PastTotal, {"indicator": indicator, "year": year, "month": month, **value})
    assert not faults.hard, faults
    store.act("补录", [Create(PastTotal, values)])


def test_a_month_without_records_has_the_total_entered_for_it(store):
    enter(store, "visits", 2025, 11, count=12)

    assert told(store, VISITS, month_of(date(2025, 11, 5))) == Told(12, entered=True)
    assert told(store, VISITS, month_of(date(2025, 10, 5))) == Told(0)
    assert told(store, VISITS, month_of(date(2025, 11, 5))).mark == "补录"


def test_a_month_with_records_is_counted_and_the_others_are_added(practice_store):
    store = practice_store
    counted = {month: VISITS.figure(store, month_of(date(2026, month, 1))) for month in range(1, 12)}
    full = next(month for month, count in counted.items() if count)
    enter(store, "visits", 2026, full, count=999)
    enter(store, "visits", 2026, 12, count=7)
    year = Period(date(2026, 1, 1), date(2026, 12, 31))

    assert told(store, VISITS, month_of(date(2026, full, 1))) == Told(counted[full])
    assert told(store, VISITS, year) == Told(VISITS.figure(store, year) + 7, entered=True)


def test_a_month_that_the_period_does_not_hold_whole_is_left_out(store):
    enter(store, "visits", 2025, 11, count=12)

    assert told(store, VISITS, Period(date(2025, 1, 1), date(2025, 11, 20))) == Told(0)


def test_amounts_are_told_in_ten_thousand_yuan(store):
    enter(store, "cases_amount", 2025, 3, amount="125000")

    assert told(store, BY_NAME["cases_amount"], month_of(date(2025, 3, 1))) == Told(12.5, entered=True)


def test_what_stands_at_a_periods_end_takes_the_last_month_only(store):
    enter(store, "needs_open", 2025, 2, count=4)
    enter(store, "needs_open", 2025, 3, count=6)

    assert told(store, BY_NAME["needs_open"], Period(date(2025, 1, 1), date(2025, 3, 31))) == Told(
        6, entered=True
    )


def test_a_share_is_never_entered(store):
    enter(store, "needs_rate", 2025, 3, count=90)

    assert told(store, BY_NAME["needs_rate"], month_of(date(2025, 3, 1))) == Told(None)


def test_either_a_count_or_an_amount_is_entered(store):
    both = {"indicator": "visits", "year": 2025, "month": 1, "count": 1, "amount": 2}
    neither = {"indicator": "visits", "year": 2025, "month": 1}

    for raw in (both, neither):
        assert store.examine(PastTotal, raw)[1].hard == {"count": "数量和金额填一个，也只填一个"}


def test_the_list_of_figures_offers_every_figure_under_its_name():
    assert {code.code: code.label for code in shipped("indicator").codes} == {
        name: one.title for name, one in BY_NAME.items()
    }


def test_a_month_from_the_26th_has_its_total_too(store):
    enter(store, "visits", 2025, 11, count=12)
    office = Calendar(((date.min, 26),)).month
    november = Period(date(2025, 10, 26), date(2025, 11, 25))

    assert told(store, VISITS, november, office) == Told(12, entered=True)
    assert told(store, VISITS, november) == Told(0)
    assert told(store, VISITS, month_of(date(2025, 11, 5)), office) == Told(0)
