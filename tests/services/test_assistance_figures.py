"""Figures of assistance: what a person counts, and months that balance."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.records.assistance import (
    AssistCase,
    AssistService,
    CaseResult,
    Consultation,
    Expert,
    ExpertOpinion,
)
from ercheng_station.services.figures import Period, month_of, shares
from ercheng_station.services.indicators import BY_NAME
from tests.mediating import made

SEPTEMBER = month_of(date(2026, 9, 1))
CASE = {
    "applicant": "鄂州市宏达刀具有限公司",
    "applicant_kind": "small",
    "decider": "centre",
    "services": ["guidance"],
    "facts": "网店销售近似商标的刀头",
    "received_on": "2026-09-01",
}


@pytest.fixture
def cases(store):
    """Of September: one done, one rejected, one withdrawn, one passed on; of August one open."""
    done = made(store, AssistCase, **CASE, is_overseas="是", overseas_place="越南")
    moves = (
        {"status": "accepted", "decided_on": date(2026, 9, 8)},
        {
            "status": "done",
            "done_on": date(2026, 9, 28),
            "outcome": "已出具意见",
            "satisfaction": "satisfied",
        },
    )
    for move in moves:
        store.act("办理", [Alter(AssistCase, done.uid, move)])
    for more in (
        {"status": "rejected", "decided_on": "2026-09-09", "rejection": "territory"},
        {"status": "withdrawn", "withdrawn_on": "2026-09-10"},
        {"status": "passed", "passed_on": "2026-09-02", "passed_to": "鄂州市知识产权维权援助中心"},
        {"received_on": "2026-08-20", "applicant_kind": "person"},
    ):
        made(store, AssistCase, **{**CASE, "applicant": f"{len(more)}号店", **more})
    made(store, AssistService, assist_case=done, done_on="2026-09-12", kind="opinion", content="比对")
    made(store, AssistService, assist_case=done, done_on="2026-09-13", kind="guidance", content="指导")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("assist_carried", 1), ("assist_applied", 4), ("assist_passed", 1), ("assist_accepted", 1), ("assist_done", 1),
        ("assist_ended", 3), ("assist_open", 2), ("assist_overseas", 1), ("assist_small", 4), ("assist_services", 2),
        ("assist_satisfied", 100.0),
    ],
)  # fmt: skip
def test_a_figure_is_what_a_person_counts(store, cases, name, expected):
    assert BY_NAME[name].figure(store, SEPTEMBER) == expected


@pytest.mark.parametrize("month", range(7, 12))
def test_what_was_open_and_what_came_is_what_ended_and_what_is_open(store, cases, month):
    period = month_of(date(2026, month, 1))
    carried, applied, ended, still = (
        BY_NAME[f"assist_{name}"].figure(store, period) for name in ("carried", "applied", "ended", "open")
    )

    assert carried + applied == ended + still


def test_services_part_into_the_national_kinds(store, cases):
    query = BY_NAME["assist_services"].rows(SEPTEMBER)

    assert {one.label: one.count for one in shares(store, query, "kind")} == {
        "侵权判定参考意见": 1,
        "咨询指导": 1,
    }


def test_consultations_are_counted_in_persons(store):
    for persons in ("1", "12"):
        made(
            store, Consultation, asker="王小明", question=f"怎样注册商标{persons}", asked_on="2026-09-03",
            category="trademark", way="activity", persons=persons,
        )  # fmt: skip

    assert BY_NAME["consultations"].figure(store, SEPTEMBER) == 13
    assert BY_NAME["consultations"].figure(store, Period(date(2026, 1, 1), date(2026, 8, 31))) == 0


def test_opinions_count_when_signed_and_experts_while_they_serve(store):
    expert = made(
        store, Expert, name="李明", unit="湖北某律师事务所", fields=["law"], state="serving",
        listed_on="2025-01-01", term_until="2026-09-30",
    )  # fmt: skip
    opinion = {"expert": expert, "asked_on": "2026-09-01", "kind": "infringement", "question": "是否近似"}
    made(store, ExpertOpinion, **opinion)
    made(
        store,
        ExpertOpinion,
        **{**opinion, "question": "是否相同"},
        opinion="近似",
        no_recusal="是",
        signed_on="2026-09-09",
    )

    assert BY_NAME["reference_opinions"].figure(store, SEPTEMBER) == 1
    assert BY_NAME["experts"].figure(store, month_of(date(2026, 8, 1))) == 1
    assert BY_NAME["experts"].figure(store, month_of(date(2026, 10, 1))) == 0


def test_fines_and_confiscated_gains_are_one_amount(store):
    made(
        store, CaseResult, filing_number="鄂城市监立〔2026〕8号", filed_on="2026-09-01", party="某商行",
        decision="penalty", decision_number="鄂城市监处罚〔2026〕8号", decided_on="2026-09-20",
        fine="30000", confiscated="5000",
    )  # fmt: skip

    assert BY_NAME["penalties"].figure(store, SEPTEMBER) == 3.5
    assert BY_NAME["penalty_cases"].figure(store, SEPTEMBER) == 1
