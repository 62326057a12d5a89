"""What the registers of assistance refuse, and what they only ask for."""

import pytest

from ercheng_station.errors import Refused
from ercheng_station.records.assistance import (
    AdministrativeMediation,
    AssistCase,
    CaseResult,
    ConsumerComplaint,
    Expert,
    ExpertOpinion,
    Reception,
)
from ercheng_station.records.enterprise import Enterprise
from tests.assisting import applied, came, changed, expert_of, opined
from tests.mediating import made

OWN = {"decider": "own", "passed_to": ""}


def faults(store, kind, link, **typed):
    """What would be wrong with the record if this were typed into it."""
    row = store.row(kind, link.uid)
    before = {name: field.plain(row.values[name]) for name, field in kind.kept.items()}
    return store.examine(kind, {**before, **typed})[1]


def test_who_reports_is_named_in_the_clue_alone(store):
    """A reception is found, listed and exported; who reported is not ."""
    one = came(store)

    named = faults(store, Reception, one, track="clue").hard
    assert named.keys() == {"visitor", "phone"}
    assert "举报人" in named["visitor"]

    unnamed = faults(store, Reception, one, track="clue", visitor="", phone="")
    assert not unnamed.hard
    assert "visitor" not in unnamed.soft


def test_an_answer_on_the_spot_and_an_open_answer_want_their_words(store):
    one = came(store, track="answered")

    assert "reply" in faults(store, Reception, one, reply="").soft
    assert "promised_on" in faults(store, Reception, one, state="open").soft


def test_an_application_tells_which_papers_are_missing_until_it_is_over(store):
    one = applied(store, materials=["form"])
    assert faults(store, AssistCase, one).soft["materials"] == "还缺：身份证明、事由与证明"

    over = {"status": "withdrawn", "withdrawn_on": "2026-09-20"}
    assert "materials" not in faults(store, AssistCase, one, **over).soft


@pytest.mark.parametrize(
    ("status", "lacking"),
    [
        ("supplement", {"supplement_asked_on", "supplement_what"}),
        ("passed", {"passed_on"}),
        ("accepted", {"decided_on"}),
        ("rejected", {"decided_on", "rejection"}),
        ("withdrawn", {"withdrawn_on"}),
    ],
)
def test_a_state_wants_what_it_means(store, status, lacking):
    assert set(faults(store, AssistCase, applied(store), status=status).hard) == lacking


def test_who_decides_does_so_under_a_number_and_passes_nothing_on(store):
    one = applied(store, **OWN)

    assert (
        "decision_number" in faults(store, AssistCase, one, status="accepted", decided_on="2026-09-05").hard
    )
    passed = {"status": "passed", "passed_on": "2026-09-05", "passed_to": "中心"}
    assert "status" in faults(store, AssistCase, one, **passed).hard


def test_an_application_is_supplemented_once(store):
    asked = {"supplement_asked_on": "2026-09-03", "supplement_what": "注册证"}
    one = applied(store, **OWN, **asked, supplemented_on="2026-09-08")

    assert "一次" in faults(store, AssistCase, one, status="supplement").hard["status"]


def test_whichever_way_it_ends_there_is_one_day_of_the_end(store):
    one = applied(store)
    assert store.row(AssistCase, one.uid).values["ended_on"] is None

    changed(store, one, status="rejected", decided_on="2026-09-05", rejection="territory")
    assert str(store.row(AssistCase, one.uid).values["ended_on"]) == "2026-09-05"


def test_an_expert_gives_no_opinion_about_those_to_keep_away_from(store):
    expert = expert_of(store, recusals="鄂州市宏达刀具有限公司、某律所")

    with pytest.raises(Refused) as refused:
        opined(store, expert, applied(store))

    assert "应当回避“鄂州市宏达刀具有限公司”" in str(refused.value)


def test_an_expert_who_has_to_keep_away_gives_no_opinion(store):
    one = opined(store, expert_of(store))

    assert "no_recusal" in faults(store, ExpertOpinion, one, no_recusal="否").hard
    assert "opinion" in faults(store, ExpertOpinion, one, opinion="").hard


def test_an_expert_in_office_has_a_day_of_admission_and_a_term(store):
    proposed = expert_of(store, state="proposed", listed_on="", term_from="", term_until="")

    assert faults(store, Expert, proposed).soft.keys() == {"phone"}
    assert faults(store, Expert, proposed, state="serving").soft.keys() == {
        "phone",
        "term_until",
        "listed_on",
    }


def test_the_end_of_a_term_is_told_while_the_expert_serves(store):
    ended = {"term_from": "2023-01-01", "term_until": "2025-12-31"}
    serving, left = expert_of(store, **ended), expert_of(store, name="王强", state="left", **ended)

    told = [Expert.doubts(store.whole(Expert, one.uid), store.today) for one in (serving, left)]

    assert ["term_until" in one for one in told] == [True, False]


def test_a_mirror_takes_a_result_with_its_day(store):
    complaint = made(
        store, ConsumerComplaint, external_number="1420704000202609010001", received_on="2026-09-01"
    )
    assert "decided_on" in faults(store, ConsumerComplaint, complaint, decision="accepted").hard
    assert "ended_on" in faults(store, ConsumerComplaint, complaint, result="agreed").hard

    passed = made(
        store,
        AdministrativeMediation,
        department="鄂州市知识产权局",
        passed_on="2026-09-01",
        right_kind="invention",
    )
    assert "ended_on" in faults(store, AdministrativeMediation, passed, result="agreed").hard

    filed = made(store, CaseResult, filing_number="鄂城市监立〔2026〕8号", filed_on="2026-09-01")
    assert "decided_on" in faults(store, CaseResult, filed, decision="penalty").hard


def test_a_firm_on_file_gives_its_name_to_a_mirror(store):
    firm = made(store, Enterprise, name="鄂州市宏达刀具有限公司", no_code_why="练习")
    complaint = {"external_number": "1420704000202609010001", "received_on": "2026-09-01", "enterprise": firm}

    one = made(store, ConsumerComplaint, **complaint)
    other = made(store, ConsumerComplaint, **{**complaint, "external_number": "2"}, respondent="泽林店")

    assert store.row(ConsumerComplaint, one.uid).values["respondent"] == firm.title
    assert store.row(ConsumerComplaint, other.uid).values["respondent"] == "泽林店"
