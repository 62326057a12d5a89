"""What a clue, a transfer and a letter must have in each state."""

from datetime import date

import pytest

from ercheng_station.codes import shipped
from ercheng_station.db.changes import Alter
from ercheng_station.errors import Refused
from ercheng_station.records.assistance import ConsumerComplaint
from ercheng_station.records.clues import Clue, Cooperation, Reporter, Transfer, Verification
from ercheng_station.records.enterprise import Enterprise
from tests.assisting import came, changed
from tests.handling import clue_of, graded, letter_of, reporter_of, transfer_of
from tests.mediating import made


def refused(store, kind, /, **raw):
    return store.examine(kind, raw)[1].hard


def test_a_firm_that_is_chosen_gives_its_name(store):
    firm = made(store, Enterprise, name="鄂州市宏达五金有限公司", no_code_why="练习")
    clue = clue_of(store, suspect="", suspect_enterprise=firm)
    assert store.row(Clue, clue.uid).values["suspect"] == firm.title


def test_nobody_suspected_is_refused(store):
    assert "suspect" in refused(
        store, Clue, received_on="2026-11-16", source="holder", right_class="trademark", facts="某事"
    )


def test_what_mediation_found_needs_a_persons_reason(store):
    assert "source_note" in refused(
        store,
        Clue,
        received_on="2026-11-16",
        source="mediation",
        right_class="trademark",
        facts="某事",
        suspect="某店",
    )


def test_no_clue_is_graded_without_grade_person_and_day(store):
    clue = clue_of(store)
    with pytest.raises(Refused) as told:
        store.act("定级", [Alter(Clue, clue.uid, {"status": "graded"})])
    assert set(told.value.faults) == {"grade", "graded_by", "graded_on"}


def test_another_grade_than_the_proposed_one_needs_a_reason(store):
    clue = clue_of(store, proposed_grade="major", proposed_why="涉嫌犯罪的，建议“重大”")
    with pytest.raises(Refused, match="涉嫌犯罪"):
        changed(store, clue, **graded())
    changed(store, clue, **graded(grade_why="货值很小"))
    assert store.row(Clue, clue.uid).values["grade"] == "general"


def test_a_clue_ends_with_outcome_feedback_and_the_heads_confirmation(store):
    clue = clue_of(store)
    changed(store, clue, **graded(confirmed_by=""))
    routed = {
        "status": "routed",
        "route": "mediation",
        "route_why": "双方愿意",
        "routed_by": "程德胜",
        "routed_on": "2026-11-18",
    }
    changed(store, clue, **routed)
    with pytest.raises(Refused) as told:
        changed(store, clue, status="closed")
    assert set(told.value.faults) == {
        "outcome",
        "outcome_on",
        "closed_by",
        "closed_on",
        "feedback_on",
        "confirmed_by",
    }


def test_mediation_is_no_outcome_of_a_clue():
    assert not [one.label for one in shipped("clue_outcome").codes if "调解" in one.label]


def test_a_refusal_to_handle_gives_its_reason(store):
    clue = clue_of(store)
    changed(store, clue, **graded())
    with pytest.raises(Refused, match="理由"):
        changed(store, clue, status="routed", route="dismiss", routed_by="程德胜", routed_on="2026-11-18")


def test_a_real_name_report_names_somebody_and_an_anonymous_one_nobody(store):
    clue = clue_of(store)
    assert "name" in refused(store, Reporter, clue=clue, kind="real")
    assert reporter_of(store, clue, kind="anonymous", name="", mobile="", id_number="").title == "举报人"


def test_a_clue_does_not_tell_by_its_origin_who_reported_it(store):
    entry = came(store)
    with pytest.raises(Refused, match="举报人") as told:
        clue_of(store, reception=entry)
    assert set(told.value.faults) == {"reception"}

    changed(store, entry, track="clue", visitor="", phone="")
    clue = clue_of(store, reception=entry)
    assert "王建国" not in store.row(Clue, clue.uid).values["reception"].title


def test_two_officers_verify_on_the_spot(store):
    clue = clue_of(store)
    raw = {"clue": clue, "done_on": "2026-11-17", "way": "site", "content": "看了货架", "result": "found"}
    assert "两人" in store.examine(Verification, {**raw, "by": "张立新"})[1].soft["by"]
    assert "by" not in store.examine(Verification, {**raw, "by": "张立新、余慧敏"})[1].soft


REPORTED = {
    "status": "reported",
    "team": "余慧敏、张立新",
    "reported_on": "2026-11-16",
    "judgement": "reached",
}
DECIDED = {"status": "approved", "decided_at": "2026-11-17 16:00", "decided_by": "区局负责人"}
HANDED = {"status": "handed", "handed_at": "2026-11-18 09:00", "handed_by": "余慧敏"}
ACCEPTED = {"status": "accepted", "receipt_on": "2026-11-18"}
REFUSED = {
    "status": "not_filed",
    "filing_on": "2026-11-19",
    "told_on": "2026-11-20",
    "filing_why": "数额不够",
}


def test_the_police_chain_goes_step_by_step(store):
    case = transfer_of(store, clue_of(store))
    review = {"status": "reviewing", "review_on": "2026-11-20"}
    for step in (REPORTED, DECIDED, HANDED, ACCEPTED, REFUSED, review):
        changed(store, case, **step)
    assert store.row(Transfer, case.uid).values["status"] == "reviewing"


@pytest.mark.parametrize(
    ("steps", "wrong", "field"),
    [
        ([], {**REPORTED, "team": "余慧敏"}, "team"),
        ([], {**REPORTED, "team": "余慧敏、余慧敏"}, "team"),
        ([REPORTED], {**DECIDED, "decided_by": ""}, "decided_by"),
        ([REPORTED], {**DECIDED, "decided_at": "2026-11-15 23:00"}, "decided_at"),
        ([REPORTED], {**DECIDED, "status": "refused"}, "decision_why"),
        ([REPORTED, DECIDED], {**HANDED, "handed_at": "2026-11-17 15:00"}, "handed_at"),
        ([REPORTED, DECIDED, HANDED, ACCEPTED], {**REFUSED, "told_on": "2026-11-18"}, "told_on"),
        ([REPORTED, DECIDED, HANDED], {**ACCEPTED, "receipt_on": "2026-11-16"}, "receipt_on"),
        ([REPORTED, DECIDED], ACCEPTED, "status"),
    ],
)
def test_each_step_leaves_its_day_and_person(store, steps, wrong, field):
    case = transfer_of(store, clue_of(store))
    for step in steps:
        changed(store, case, **step)
    with pytest.raises(Refused) as told:
        changed(store, case, **wrong)
    assert field in told.value.faults


@pytest.mark.parametrize(
    ("papers", "told"),
    [
        ("letter、report、goods、inspection", False),
        ("letter、report、other", True),
        ("other", True),
        ("", True),
    ],
)
def test_a_hand_over_to_the_police_lists_what_has_to_go_along(store, papers, told):
    case = transfer_of(store, clue_of(store), papers=papers)
    for step in (REPORTED, DECIDED, HANDED):
        changed(store, case, **step)
    row = store.row(Transfer, case.uid)
    raw = {name: field.plain(row.values[name]) for name, field in Transfer.kept.items()}

    assert ("papers" in store.examine(Transfer, raw)[1].soft) is told


def test_a_refusal_of_the_police_has_its_reason_and_a_later_filing_none(store):
    case = transfer_of(store, clue_of(store))
    for step in (REPORTED, DECIDED, HANDED, ACCEPTED):
        changed(store, case, **step)
    with pytest.raises(Refused, match="不立案理由"):
        changed(store, case, **{**REFUSED, "filing_why": ""})
    changed(store, case, **REFUSED)
    changed(store, case, status="reviewing", review_on="2026-11-20")
    with pytest.raises(Refused, match="不立案理由"):
        changed(store, case, status="filed", filing_on="2026-11-21")
    changed(store, case, status="filed", filing_on="2026-11-21", told_on="2026-11-23", filing_why="")
    assert store.row(Transfer, case.uid).values["status"] == "filed"


def test_suspicion_is_reasoned_under_the_clause_on_intellectual_property(store):
    case = transfer_of(store, clue_of(store))
    with pytest.raises(Refused, match="第三条第二款"):
        changed(store, case, judgement="suspected")


def test_a_transfer_to_another_department_knows_no_steps_of_the_police(store):
    case = transfer_of(store, clue_of(store), to="culture")
    with pytest.raises(Refused) as told:
        changed(store, case, **REPORTED)
    assert "status" in told.value.faults
    for step in (
        DECIDED,
        HANDED,
        ACCEPTED,
        {"status": "ended", "result": "已受理", "ended_on": "2026-11-20"},
    ):
        changed(store, case, **step)


def test_a_letter_that_waits_has_its_day_and_a_reply_its_words(store):
    letter = letter_of(store)
    with pytest.raises(Refused, match="发出"):
        changed(store, letter, status="waiting")
    changed(store, letter, status="waiting", sent_on="2026-11-11")
    with pytest.raises(Refused, match="结论"):
        changed(store, letter, status="replied", replied_on="2026-11-19")
    assert store.row(Cooperation, letter.uid).values["status"] == "waiting"


def test_a_complaint_points_to_the_clue_of_the_same_letter():
    assert ConsumerComplaint.kept["clue"].kind == "clue"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({"crime": "mark_goods", "business": "50000"}, "非法经营"),
        ({"crime": "mark_goods", "business": "49999.99"}, ""),
        ({"crime": "mark_goods", "business": "30000", "again": "是"}, "非法经营"),
        ({"crime": "labels", "pieces": "10000"}, "件数"),
        ({"crime": "secret", "loss": "300000"}, "权利人损失"),
        ({"crime": "mark_goods", "business": "50000", "judgement": "reached"}, ""),
        ({"business": "50000"}, ""),
    ],
)
def test_the_table_of_thresholds_asks_a_person_to_check(store, raw, told):
    case = transfer_of(store, clue_of(store), **raw)
    found = Transfer.doubts(store.whole(Transfer, case.uid), store.today).get("judgement", "")
    assert told in found
    assert bool(found) == bool(told)
    assert not found or ("可能达到" in found and "请核对" in found)
    assert Transfer.doubts(store.whole(Transfer, case.uid), date(2025, 4, 25)) == {}
