"""Figures of mediation: each equals a count by hand, opens its rows, and months balance."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Agreement, Confirmation, Mediation
from ercheng_station.services.figures import Period, month_of, shares
from ercheng_station.services.indicators import BY_NAME
from tests.mediating import REFUSING, committee, made, mediated, moved, registered

SEPTEMBER = month_of(date(2026, 9, 1))
OCTOBER = month_of(date(2026, 10, 1))
ENDING = {
    "termination": "no_agreement",
    "ended_on": "2026-09-20",
    "told_routes": ["litigation"],
    "told_on": "2026-09-20",
}


@pytest.fixture
def cases(store):
    """Of September: one agreed in writing, one orally, one terminated, one rejected, one still open; of August: one open."""
    body = committee(store)
    agreed = mediated(store, body)
    oral, ended, refused, _open = (registered(store, body, name=f"案{n}", amount="5000") for n in range(4))
    for uid in (oral, ended):
        moved(store, uid, "accepted", accepted_on="2026-09-03", mediator="周立新")
    case = Link(oral, "", "mediation")
    made(store, Agreement, case=case, form="oral", agreed_on="2026-09-05", facts="甲", terms="乙")
    moved(store, oral, "oral", rights_told_on="2026-09-03", ended_on="2026-09-05")
    moved(store, ended, "terminated", **ENDING)
    moved(store, refused, "rejected", **REFUSING)
    registered(
        store, body, name="八月的案", applied_on="2026-08-10", source="court_assigned", case_class="difficult"
    )
    return agreed, oral, ended, refused


def figure(store, name, period=SEPTEMBER):
    return BY_NAME[name].figure(store, period)


def test_a_figure_is_what_a_person_counts(store, cases):
    counted = {
        "cases_carried": 1, "cases": 5, "cases_accepted": 3, "cases_rejected": 1, "cases_agreed": 2,
        "agreements_written": 1, "agreements_oral": 1, "cases_terminated": 1, "cases_rate": 66.7,
        "cases_amount": 2.5, "cases_performed": 1, "cases_followed": 0, "cases_difficult": 0,
        "cases_settled": 4, "cases_open": 2, "confirmations_applied": 0,
    }  # fmt: skip

    assert {name: figure(store, name) for name in counted} == counted


def test_a_month_without_an_end_has_no_rate(store, cases):
    assert figure(store, "cases_rate", OCTOBER) is None
    assert "÷（调解成功＋终止调解）" in BY_NAME["cases_rate"].meaning


def test_every_month_balances_whatever_happened_since(store, cases):
    """上期结转 + 本期新收 = 办结 + 期末未结 (office-life 24)."""
    moved(store, cases[2], "mediating", rights_told_on="2026-10-01")
    months = [month_of(date(2026, month, 1)) for month in range(1, 13)]
    months += [Period(date(2025, 12, 26), date(2026, 9, 25)), Period(date(2026, 1, 1), date(2026, 12, 31))]

    for one in months:
        carried, taken, settled, left = (figure(store, name, one) for name in ("cases_carried", "cases", "cases_settled", "cases_open"))  # fmt: skip
        assert carried + taken == settled + left, one


def test_the_court_is_counted_by_what_it_ruled(store, cases):
    case = Link(cases[0], "", "mediation")
    made(
        store,
        Confirmation,
        case=case,
        state="effective",
        applied_on="2026-09-20",
        ruled_on="2026-10-08",
        jointly="是",
    )
    made(store, Confirmation, case=Link(cases[1], "", "mediation"), state="dismissed", applied_on="2026-10-02", ruled_on="2026-10-09", why="不明确", jointly="是")  # fmt: skip

    assert figure(store, "confirmations_applied") == 1
    assert [figure(store, f"confirmations_{name}", OCTOBER) for name in ("applied", "effective", "dismissed")] == [1, 1, 1]  # fmt: skip


def test_every_figure_opens_its_rows(store, cases):
    agreed = BY_NAME["cases_agreed"]

    assert {row.uid for row in store.rows(agreed.rows(SEPTEMBER))} == {*cases[:2]}
    assert all(one.kind.__tablename__ for one in BY_NAME.values())


@pytest.mark.parametrize("by", ["dispute_type", "source", "case_class"])
def test_a_figure_parted_by_a_choice_adds_up_and_opens_its_parts(store, cases, by):
    whole = BY_NAME["cases"].rows(Period(date(2026, 1, 1), date(2026, 12, 31)))

    parts = shares(store, whole, by)

    assert sum(one.count for one in parts) == store.count(whole) == 6
    assert [store.count(one.query) for one in parts] == [one.count for one in parts]


def test_what_nobody_filled_in_is_a_part_too(store, cases):
    (row,) = store.rows(BY_NAME["cases_rejected"].rows(SEPTEMBER))
    store.act("清空", [Alter(Mediation, row.uid, {"case_class": None})])

    parts = {one.label: one.count for one in shares(store, Query(Mediation), "case_class")}

    assert parts == {"一般": 4, "疑难": 1, "未填": 1}
