"""Figures: each equals a count made by hand from the same rows."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ercheng_station.db.changes import Create, Remove
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.services import indicators
from ercheng_station.services.indicators import (
    BY_NAME,
    INDICATORS,
    Period,
    coverage,
    month_of,
    year_to,
)

AUTUMN = Period(date(2026, 9, 1), date(2026, 11, 20))


def rows(store, kind):
    return [row.values for row in store.rows(Query(kind))]


def within(day, period=AUTUMN):
    return day is not None and period.first <= day <= period.last


def test_visits_are_counted_by_day_and_enterprises_once(practice_store):
    visits = [row for row in rows(practice_store, Visit) if within(row["visited_on"])]

    assert BY_NAME["visits"].figure(practice_store, AUTUMN) == len(visits)
    assert BY_NAME["visited"].figure(practice_store, AUTUMN) == len({row["enterprise"] for row in visits})
    assert BY_NAME["field_visits"].figure(practice_store, AUTUMN) == sum(
        row["way"] == "field" for row in visits
    )


def test_needs_are_counted_when_received_closed_and_open(practice_store):
    needs = rows(practice_store, Need)
    received = [row for row in needs if within(row["received_on"])]
    closed = [row for row in received if row["status"] == "closed"]

    assert BY_NAME["needs"].figure(practice_store, AUTUMN) == len(received)
    assert BY_NAME["needs_closed"].figure(practice_store, AUTUMN) == sum(
        within(row["closed_on"]) for row in needs
    )
    assert BY_NAME["needs_rate"].figure(practice_store, AUTUMN) == round(100 * len(closed) / len(received), 1)
    assert BY_NAME["needs_open"].figure(practice_store, AUTUMN) == sum(
        row["status"] != "closed" for row in needs
    )


def test_what_is_closed_by_now_was_open_at_the_end_of_an_earlier_period(practice_store):
    spring = Period(date(2026, 7, 1), date(2026, 9, 30))
    needs = rows(practice_store, Need)

    then = [
        row
        for row in needs
        if row["received_on"] <= spring.last and not (row["closed_on"] and row["closed_on"] <= spring.last)
    ]
    assert BY_NAME["needs_open"].figure(practice_store, spring) == len(then)
    assert any(row["status"] == "closed" for row in then)


def test_figures_of_needs_balance(practice_store):
    """上期结转 + 本期新收 = 办结 + 期末未结 (office-life 24)."""
    before = Period(date(2026, 1, 1), date(2026, 8, 31))

    carried, left = (BY_NAME["needs_open"].figure(practice_store, one) for one in (before, AUTUMN))

    received, closed = (BY_NAME[name].figure(practice_store, AUTUMN) for name in ("needs", "needs_closed"))
    assert carried + received == closed + left


def test_enterprises_of_a_past_month_are_those_that_stood_in_the_register_at_its_end(closed_folder):
    clock = [datetime(2026, 11, 30, 15, 59, tzinfo=UTC)]  # a minute to midnight in Beijing
    with Store.open(closed_folder, CATALOGUE, now=lambda: clock[0]) as store:
        first, gone = (_new(store, name, is_key_industry="是") for name in ("甲公司", "乙公司"))
        store.act("新增", [first, gone])
        clock[0] += timedelta(minutes=2)
        store.act("次日", [_new(store, "丙公司"), Remove(Enterprise, gone.uid, "重复登记")])

        def figures(on):
            return [BY_NAME[name].figure(store, month_of(on)) for name in ("enterprises", "key_industry")]

        months = (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1))
        assert [figures(on) for on in months] == [[0, 0], [2, 2], [2, 1]]
        rows = store.rows(BY_NAME["enterprises"].rows(month_of(date(2026, 11, 1))))
        assert [row.label for row in rows] == ["乙公司", "甲公司"]


def _new(store, name, **raw):
    values, faults = store.examine(Enterprise, {"name": name, "no_code_why": "无", **raw})
    assert not faults.hard
    return Create(Enterprise, values)


def test_a_share_of_nothing_is_no_figure(store):
    assert BY_NAME["needs_rate"].figure(store, AUTUMN) is None
    assert coverage(store, store.today).rate is None


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.name)
def test_every_figure_says_what_it_means_and_opens_its_rows(practice_store, indicator):
    found = indicator.figure(practice_store, AUTUMN)

    assert indicator.meaning
    assert indicator.unit
    assert found is None or found >= 0
    assert practice_store.count(indicator.rows(AUTUMN)) >= 0
    assert indicator.kind in practice_store.kinds


def test_coverage_names_who_is_missing(practice_store):
    found = coverage(practice_store, practice_store.today)

    listed = {
        row["enterprise"] for row in rows(practice_store, EnterpriseListing) if row["list"] == "to_visit"
    }
    visited = {row["enterprise"] for row in rows(practice_store, Visit) if row["visited_on"].year == 2026}
    assert (found.listed, found.visited) == (len(listed), len(listed & visited))
    assert set(found.missing) == {link.title for link in listed - visited}
    assert found.rate == round(100 * found.visited / found.listed, 1)


def test_months_add_up_to_the_year(practice_store):
    months = indicators.by_month(practice_store, BY_NAME["visits"].rows, "visited_on", 2026)

    year = year_to(date(2026, 12, 31))
    assert len(months) == 12
    assert sum(months) == BY_NAME["visits"].figure(practice_store, year)


def test_periods():
    assert month_of(date(2024, 2, 10)) == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(date(2024, 2, 10)).a_year_before() == Period(date(2023, 2, 1), date(2023, 2, 28))
    assert year_to(date(2026, 5, 6)) == Period(date(2026, 1, 1), date(2026, 5, 6))
