"""When a right must be renewed, paid for or ends, each day with its sentence and source."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.deadlines import Calendar
from ercheng_station.records.enterprise import Enterprise, Right, expiry_of
from ercheng_station.services.due import due, dues_of
from ercheng_station.services.right_days import days_of, due_rights
from tests.conftest import STATION
from tests.db.saving import made

EMPTY = dict.fromkeys(("applied_on", "granted_on", "expires_on", "fee_due_on"))
CALENDAR = Calendar.shipped()


def right(kind, status="valid", **days):
    return {**EMPTY, "kind": kind, "status": status, **days}


def told(values, today):
    return [(one.what, one.on) for one in days_of(values, today, CALENDAR)]


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("invention", date(2015, 3, 14), date(2035, 3, 13)),
        ("utility", date(2016, 2, 29), date(2026, 2, 27)),
        ("design", date(2021, 5, 31), date(2031, 5, 30)),
        ("design", date(2021, 6, 1), date(2036, 5, 31)),
    ],
)
def test_a_patent_runs_from_the_day_of_filing_and_older_designs_ten_years(kind, first, last):
    assert expiry_of(right(kind, applied_on=first)) == last


def test_a_mark_runs_ten_years_from_registration_unless_another_day_is_typed():
    assert expiry_of(right("trademark", granted_on=date(2017, 1, 11))) == date(2027, 1, 10)
    assert expiry_of(right("trademark", granted_on=date(2017, 1, 11), expires_on=date(2037, 1, 10))) == date(
        2037, 1, 10
    )
    assert expiry_of(right("trademark", applied_on=date(2017, 1, 11))) is None


def test_a_mark_is_renewed_within_the_year_before_and_within_six_months_after():
    mark = right("trademark", expires_on=date(2026, 3, 10))

    (before,) = days_of(mark, date(2026, 3, 10), CALENDAR)
    (after,) = days_of(mark, date(2026, 3, 11), CALENDAR)

    assert (before.what, before.on, before.shown) == ("商标续展", date(2026, 3, 10), date(2025, 3, 10))
    assert "《商标法》第40条" in before.why
    assert (after.what, after.on) == ("商标宽展", date(2026, 9, 10))
    assert told(mark, date(2027, 3, 1)) == []


def test_the_source_of_a_renewal_changes_with_the_law():
    mark = right("trademark", expires_on=date(2027, 6, 30))

    assert "第40条" in days_of(mark, date(2026, 12, 31), CALENDAR)[0].why
    assert "依据待核" in days_of(mark, date(2027, 1, 1), CALENDAR)[0].why


def test_fees_without_a_typed_day_fall_due_on_each_anniversary_of_filing_with_grace():
    patent = right("utility", applied_on=date(2022, 12, 1), granted_on=date(2023, 6, 1))

    fees = [one for one in days_of(patent, date(2026, 11, 20), CALENDAR) if "期满" not in one.what]

    assert [(one.what, one.on) for one in fees] == [("专利年费", date(2026, 12, 1))]
    assert "第 5 年的年费" in fees[0].why
    assert told(patent, date(2026, 12, 2))[0] == ("专利补缴", date(2027, 6, 1))
    assert "没有登记是否缴纳" in days_of(patent, date(2026, 12, 2), CALENDAR)[0].why


def test_an_anniversary_on_a_holiday_moves_to_the_next_working_day():
    patent = right("invention", applied_on=date(2020, 10, 1), granted_on=date(2022, 5, 1))

    assert told(patent, date(2026, 9, 28))[0] == ("专利年费", date(2026, 10, 8))


def test_no_fee_is_due_before_grant_after_the_term_or_of_what_has_ended():
    pending = right("invention", "pending", applied_on=date(2025, 12, 1))
    over = right("utility", applied_on=date(2016, 12, 1))
    lapsed = right("utility", "lapsed", applied_on=date(2020, 12, 1))

    today = date(2026, 11, 20)
    assert [what for what, _ in told(pending, today)] == ["专利权期满"]
    assert told(over, today) == [("专利权期满", date(2026, 11, 30))]
    assert told(lapsed, today) == []


def test_a_typed_fee_day_goes_before_the_counted_one_and_has_its_grace():
    patent = right("invention", applied_on=date(2020, 12, 1), fee_due_on=date(2027, 12, 1))

    assert told(patent, date(2026, 11, 20))[0] == ("专利缴费", date(2027, 12, 1))
    assert told(patent, date(2027, 12, 2))[0] == ("专利补缴", date(2028, 6, 1))


def test_other_rights_tell_of_their_typed_days_only():
    licence = right("other", expires_on=date(2027, 1, 1), fee_due_on=date(2026, 12, 1))

    assert told(licence, date(2026, 11, 20)) == [
        ("专利缴费", date(2026, 12, 1)),
        ("权利期满", date(2027, 1, 1)),
    ]
    assert told(right("work"), date(2026, 11, 20)) == []


def test_a_right_without_typed_days_stands_in_the_due_list_and_beside_the_record(store):
    made(store, Enterprise, name="甲公司", no_code_why="无")
    kept = made(
        store,
        Right,
        enterprise="甲公司",
        kind="实用新型",
        right_number="ZL202020123456.8",
        name="刀头",
        applied_on="2020-12-01",
        granted_on="2021-06-01",
        status="有效",
    )

    found = due(store, 7)

    assert kept.expires_on == date(2030, 11, 30)
    assert [(one.what, one.due_on, one.days) for one in found if one.kind is Right] == [
        ("专利年费", date(2026, 12, 1), 11)
    ]
    assert [one.what for one in dues_of(store, Right, store.row(Right, kept.uid))] == [
        "专利年费",
        "专利权期满",
    ]


def test_no_right_is_overlooked_though_not_all_are_read(store):
    made(store, Enterprise, name="甲公司", no_code_why="无")
    chance = Random(7)
    plain = {"enterprise": "甲公司", "name": "权", "right_number": "1", "status": "valid"}
    usual, changes = store.examine(Right, {**plain, "kind": "work"})[0], []
    for _ in range(200):
        filed = date(2000, 1, 1) + timedelta(days=chance.randrange(9_800))
        dates = {
            "applied_on": filed,
            "granted_on": chance.choice([None, filed + timedelta(days=chance.randrange(900))]),
            "fee_due_on": chance.choice(
                [None, None, date(2026, 1, 1) + timedelta(days=chance.randrange(700))]
            ),
        }
        kind = chance.choice(["trademark", "invention", "utility", "design", "work"])
        changes.append(Create(Right, {**usual, **dates, "kind": kind, "expires_on": None}))
    store.act("二百件", changes)

    for days in (0, 7, 60, 400):
        every = {
            (row.uid, one.what, one.on)
            for row in store.rows(Query(Right))
            for one in days_of(row.values, store.today, CALENDAR)
            if one.shown <= store.today + timedelta(days=days)
        }
        found = [(row.uid, one.what, one.on) for row, one in due_rights(store, days)]
        assert set(found) == every
        assert len(found) == len(every)


def test_a_patent_filed_on_a_leap_day_is_told_of_from_the_first_day_on(tmp_path):
    first = datetime(2029, 1, 29, 4, tzinfo=UTC)
    with Store.create(tmp_path / "数据", CATALOGUE, STATION, now=lambda: first) as store:
        made(store, Enterprise, name="甲厂")
        dates = {"applied_on": date(2024, 2, 29), "granted_on": date(2025, 5, 1)}
        made(store, Right, enterprise="甲厂", kind="invention", name="阀", right_number="1", **dates)

        assert [(one.what, one.on) for _, one in due_rights(store, 0)] == [("专利年费", date(2029, 2, 28))]
