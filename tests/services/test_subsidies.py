"""以案定补: every agreed case is paid once, at the rate of its class, to the mediator who led it."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query, by_span, by_value
from ercheng_station.errors import Fault
from ercheng_station.records.mediation import Mediation
from ercheng_station.reports.payout_table import payout_table
from ercheng_station.services.figures import Period
from ercheng_station.services.subsidies import payout, rates_text, read_rates, set_rates

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
RATES = "口头50、简易100、一般200.5、疑难500"


def agreed(store, period=YEAR):
    where = (*by_value({"outcome": "agreed"}), *by_span("settled_on", period.first, period.last))
    return list(store.rows(Query(Mediation, where=where)))


def test_each_agreed_case_is_paid_once_by_its_class(practice_store):
    set_rates(practice_store, RATES)
    cases = agreed(practice_store)
    found = payout(practice_store, YEAR)

    assert sorted(name for one in found.shares for name in one.cases) == sorted(row.number for row in cases)
    rates = {"oral": 5000, "simple": 10000, "ordinary": 20050, "difficult": 50000}
    assert found.total == sum(rates[row.values["case_class"]] for row in cases) > 0
    assert {one.mediator.uid for one in found.shares} == {row.values["mediator"].uid for row in cases}


def test_the_quarters_make_the_year(practice_store):
    set_rates(practice_store, RATES)
    quarters = [
        payout(practice_store, Period(date(2026, 3 * at - 2, 1), date(2026, 3 * at, 30))).total
        for at in (1, 2, 3, 4)
    ]

    assert sum(quarters) == payout(practice_store, YEAR).total


def test_a_case_without_a_class_is_left_out_and_told(practice_store):
    case = agreed(practice_store)[0]
    practice_store.act("不分类", [Alter(Mediation, case.uid, {"case_class": None})])
    found = payout(practice_store, YEAR)

    assert found.left_out == (f"{case.number}没有填案件类别",)
    assert case.number not in {name for one in found.shares for name in one.cases}


def test_without_a_rate_the_amount_is_left_to_be_written(practice_store):
    set_rates(practice_store, "简易100")
    found = payout(practice_store, YEAR)
    made = payout_table("甲所", "2026年", found, practice_store.today)

    assert found.total is None
    assert "一般" in "".join(found.unrated)
    assert made.notes[0].strip("　") == "合计金额（大写）："
    assert any("金额请手填" in note for note in made.notes)


def test_the_table_has_the_sum_in_capitals_and_room_for_signatures(practice_store):
    set_rates(practice_store, RATES)
    found = payout(practice_store, YEAR)
    made = payout_table("甲所", "2026年", found, practice_store.today)

    assert made.notes[0].startswith("合计金额（大写）：人民币")
    signed = [one.label for one in made.columns].index("领款人签名")
    assert {row[signed] for row in made.rows} == {""}
    assert sum(row[8] for row in made.rows) * 100 == found.total


@pytest.mark.parametrize("wrong", ["甲50", "简易一百", "简易100、随便", "100"])
def test_rates_that_cannot_be_read_are_refused_and_change_nothing(practice_store, wrong):
    set_rates(practice_store, RATES)
    with pytest.raises(Fault):
        set_rates(practice_store, wrong)

    assert rates_text(practice_store) == RATES


def test_rates_are_written_as_they_are_read(practice_store):
    set_rates(practice_store, "简易 100元，疑难：1,000.00 元")

    assert rates_text(practice_store) == "简易100、疑难1000"
    assert read_rates("简易100、疑难1000") == {"simple": 10000, "difficult": 100000}
