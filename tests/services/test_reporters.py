"""Where somebody writes down who reported: the handler is warned, and so is whoever lets a paper leave."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.errors import Refused
from ercheng_station.exchange.forms.filling import record_words
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.records.assistance import Reception
from ercheng_station.records.clues import Clue, Cooperation, Reporter, Transfer
from ercheng_station.records.fields import Link
from ercheng_station.records.outreach.typical_case import TypicalCase
from ercheng_station.records.station import Station
from ercheng_station.records.visit import Visit
from ercheng_station.reports.table import write_ledger
from ercheng_station.services.case_publication import look_through
from ercheng_station.services.clocks import clocks_of
from ercheng_station.services.due import due
from ercheng_station.services.name_guard import listed
from ercheng_station.services.reporters import (
    HIDDEN,
    Hush,
    is_about_confided,
    names_to_check,
    spoken_in,
    spoken_words,
    told_words,
)
from tests.assisting import came, changed
from tests.handling import SECRETS, clue_of, letter_of, reporter_of, transfer_of
from tests.mediating import made

NAME, MOBILE = SECRETS[:2]


@pytest.fixture
def clue(store):
    store.act("负责人", [Alter(Station, store.unit.uid, {"head": "程德胜"})])
    clue = clue_of(store)
    reporter_of(store, clue)
    return clue


def test_who_is_told_is_warned_while_he_types_and_nobody_else_learns_anything(store, clue):
    letter = Link(letter_of(store, clue=clue).uid, "", "cooperation")
    for actor in ("余慧敏", "程德胜"):
        store.actor = actor
        assert told_words(store, clue) >= {NAME, MOBILE}
        assert NAME in told_words(store, letter)
    store.actor = "张立新"
    assert told_words(store, clue) == told_words(store, letter) == frozenset()


def test_what_is_about_to_leave_with_the_name_is_told_whoever_prints_it(store, clue):
    changed(store, clue, facts=f"{NAME}来电反映，{MOBILE}。")
    transfer = transfer_of(store, clue, reason=f"据{NAME}反映。")
    letter = letter_of(store, clue=clue)
    store.actor = "张立新"

    hits = names_to_check(store, Clue, [clue.uid])

    assert {(hit.name, hit.field, hit.who) for hit in hits} == {
        (NAME, "facts", "应当保密的人"),
        (MOBILE, "facts", "应当保密的人"),
    }
    assert listed(names_to_check(store, Transfer, [transfer.uid])) == [f"{NAME}（应当保密的人）"]
    assert names_to_check(store, Cooperation, [letter.uid]) == []
    assert not is_about_confided(store.catalogue, Visit)


def test_a_list_that_leaves_hides_whoever_reported_and_says_where(store, clue, tmp_path):
    changed(store, clue, facts=f"{NAME}来电反映，{MOBILE}，店里有三箱。")
    transfer_of(store, clue, reason=f"据{NAME}反映。")
    other = clue_of(store, suspect="另一家", facts=f"店主姓名{NAME}，与举报无关。")
    store.actor = "张立新"

    rows = {row.uid: row.values["facts"] for row in make_ledger(store, Query(Clue)).kept}
    assert rows == {
        clue.uid: f"{HIDDEN}来电反映，{HIDDEN}，店里有三箱。",
        other.uid: f"店主姓名{NAME}，与举报无关。",
    }
    write_ledger(tmp_path / "移送.csv", make_ledger(store, Query(Transfer)))
    assert f"据{HIDDEN}反映。" in (tmp_path / "移送.csv").read_text(encoding="utf-8-sig")
    assert {(row.uid, name) for row, name in spoken_in(store, Query(Clue))} == {(clue.uid, "facts")}
    words = spoken_words(Query(Clue), spoken_in(store, Query(Clue)))
    assert "线索事实" in words
    assert NAME not in words


def test_a_form_of_others_that_a_record_fills_hides_him_too(store, clue):
    changed(store, clue, facts=f"{NAME}来电反映。")

    words = record_words(store, Clue, store.row(Clue, clue.uid))
    assert words("线索事实") == f"{HIDDEN}来电反映。"


def test_registers_that_have_nothing_to_do_with_reporters_are_left_as_they_are(store, clue):
    assert not Hush(store, Visit).listens
    assert spoken_in(store, Query(Visit)) == []


def test_those_who_know_the_reporter_are_reminded_to_tell_him_and_nobody_else(store, clue):
    changed(store, clue, outcome="不予立案", outcome_on="2026-11-18")
    reminded = {}
    for actor in ("余慧敏", "程德胜", "张立新"):
        store.actor = actor
        found = [one for one in due(store, 7) if one.what == "告知实名举报人是否立案"]
        clocks = clocks_of(store, Clue, store.row(Clue, clue.uid))
        assert [one.what for one in clocks if one.what.startswith("告知实名")] == [one.what for one in found]
        reminded[actor] = [one.due_on for one in found]

    assert reminded == {"余慧敏": [date(2026, 11, 25)], "程德胜": [date(2026, 11, 25)], "张立新": []}
    store.actor = "余慧敏"
    (reporter,) = store.confided(Reporter, clue)
    store.act("告知", [Alter(Reporter, reporter.uid, {"told_on": store.today})])
    assert [one for one in due(store, 7) if one.what == "告知实名举报人是否立案"] == []


def test_an_anonymous_reporter_or_another_office_s_decision_reminds_of_nothing(store, clue):
    changed(store, clue, outcome="其他部门已接收", outcome_on="2026-11-18")
    other = clue_of(store, suspect="另一家", outcome="不予立案", outcome_on="2026-11-18")
    reporter_of(store, other, kind="anonymous")

    assert [one for one in due(store, 7) if one.what == "告知实名举报人是否立案"] == []


def test_a_case_for_the_public_is_looked_through_for_reporters_and_does_not_say_so(store, clue):
    store.actor = "张立新"
    case = made(
        store,
        TypicalCase,
        headline="某店侵权案",
        kind="mediation",
        drafted_on="2026-11-18",
        level="internal",
        facts=f"{NAME}举报后查实。",
    )

    found = look_through(store, store.row(TypicalCase, case.uid).values)

    assert [one.line for one in found] == [f"{NAME}（登记过的个人）：案情"]


def test_a_reception_that_became_a_clue_gets_no_name_again(store):
    entry = came(store, track="clue", visitor="", phone="", matter="反映有人卖假酒")
    clue_of(store, reception=entry)

    with pytest.raises(Refused, match="去向要是“举报线索”"):
        changed(store, entry, track="answered", visitor=NAME)
    assert store.row(Reception, entry.uid).values["visitor"] is None
    changed(store, entry, matter="反映有人卖假烟")


def test_the_history_of_such_a_reception_tells_no_name_from_before(store):
    entry = came(store, visitor=NAME, phone=MOBILE)
    assert NAME in str(store.entries(entry.uid))
    changed(store, entry, track="clue", visitor="", phone="")

    told = str(store.entries(entry.uid))

    assert NAME not in told
    assert MOBILE not in told
    assert "'track'" in told
