"""交接: what a person has in hand, what goes to another in one act, and what does not."""

from datetime import date

import pytest

from ercheng_station.db.changes import Alter, Create, new_uid
from ercheng_station.db.drafts import Draft
from ercheng_station.db.listing import Query, by_value
from ercheng_station.errors import UserError
from ercheng_station.records.clues import Clue
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.need import Need
from ercheng_station.records.paper import Paper
from ercheng_station.records.station import Station, StationPerson
from ercheng_station.services.handover import givers, hand_over, people, read_handover

GIVER, RECEIVER = "程德胜", "余慧敏"


@pytest.fixture
def busy(practice_store):
    """程德胜 has two open needs in hand, and has closed one."""
    rows = list(practice_store.rows(Query(Need)))
    open_ones = [row for row in rows if row.values["status"] != "closed"][:2]
    closed = [row for row in rows if row.values["status"] == "closed"][:1]
    practice_store.act("改", [Alter(Need, row.uid, {"handler": GIVER}) for row in open_ones + closed])
    return practice_store


def needs_of(store, person):
    return {row.uid for row in store.rows(Query(Need, where=by_value({"handler": person})))}


def test_everything_open_goes_to_the_other_in_one_act_and_comes_back_by_undo(busy):
    before = needs_of(busy, GIVER)
    told = read_handover(busy, GIVER, RECEIVER)
    assert len(before) == 3

    act = hand_over(busy, told)

    left = needs_of(busy, GIVER)
    assert [busy.row(Need, uid).values["status"] for uid in left] == ["closed"]
    assert f"{len(told.going)} 项" in act.label
    assert read_handover(busy, GIVER, RECEIVER).going == []
    busy.undo()
    assert needs_of(busy, GIVER) == before


def test_what_somebody_has_changed_meanwhile_is_not_overwritten(busy):
    told = read_handover(busy, GIVER, RECEIVER)
    need = next(one for one in told.going if one.standing.kind is Need)
    busy.act("改", [Alter(Need, need.standing.row.uid, {"handler": "张立新"})])

    with pytest.raises(UserError):
        hand_over(busy, told)

    assert len(needs_of(busy, GIVER)) == 2


def test_a_mediator_is_appointed_and_not_handed_over(practice_store):
    case = next(
        row
        for row in practice_store.rows(Query(Mediation))
        if row.values["mediator"] and row.values["status"] != "archived"
    )
    mediator = case.values["mediator"].title
    told = read_handover(practice_store, mediator, RECEIVER)

    items = [one for one in told.items if one.standing.kind is Mediation]

    assert case.uid in {one.standing.row.uid for one in items}
    assert all("调委会指定" in one.still for one in items)


def test_the_head_of_a_station_hands_over_both_posts_in_one_change(practice_store):
    own = practice_store.unit.uid
    practice_store.act("改", [Alter(Station, own, {"head": GIVER, "contact": GIVER})])

    told = read_handover(practice_store, GIVER, RECEIVER)
    hand_over(practice_store, told, date(2026, 11, 30))

    station = practice_store.row(Station, own).values
    assert (station["head"], station["contact"]) == (RECEIVER, RECEIVER)


def test_who_leaves_is_no_longer_offered(practice_store):
    at = Link(practice_store.unit.uid, "", Station.__tablename__)
    if GIVER not in people(practice_store):
        values = {**dict.fromkeys(StationPerson.kept), "at": at, "name": GIVER}
        practice_store.act("人", [Create(StationPerson, values)])

    hand_over(practice_store, read_handover(practice_store, GIVER, RECEIVER), date(2026, 11, 20))

    assert GIVER not in people(practice_store)


def test_clues_are_handed_over_by_those_alone_who_may_know_of_a_reporter(practice_store):
    """Whether there is one or not, or the difference would tell."""
    practice_store.actor = practice_store.row(Station, practice_store.unit.uid).values["head"]
    clues = [row for row in practice_store.rows(Query(Clue)) if row.values["status"] != "closed"]
    practice_store.act("改", [Alter(Clue, row.uid, {"handler": GIVER}) for row in clues])

    def still(actor):
        practice_store.actor = actor
        found = read_handover(practice_store, GIVER, "张立新").items
        return {one.still for one in found if one.standing.kind is Clue}

    assert still("周立新") == {"由承办人本人或者本站负责人移交"}
    assert still(GIVER) == {""}


def test_drafts_and_papers_without_a_signed_copy_are_named(busy):
    need = read_handover(busy, GIVER).items[0].standing.row
    uid = new_uid()
    busy.drafts.put(Draft("a", uid, "visit", uid, None, GIVER, {"findings": "单雄信"}))
    busy.drafts.put(Draft("b", uid, "need", uid, None, RECEIVER, {"content": "别人的"}))
    file = busy.attachments.put(b"%PDF-1", "回执.pdf")
    paper = {
        **dict.fromkeys(Paper.kept), "heading": "回执", "about_title": need.label, "version": 1,
        "frozen_at": busy.now, "pages": 1, "sha256": file.sha256, "file": (file,), "name": "receipt",
        "about": str(need.uid), "content": "0" * 64,
    }  # fmt: skip
    busy.act("文书", [Create(Paper, paper)])

    told = read_handover(busy, GIVER, RECEIVER, {"receipt"})

    assert told.drafts == ["企业走访"]
    assert len(told.papers) == 1
    assert "单雄信" not in str(told.drafts)


def test_nobody_hands_over_to_himself_and_nobody_nothing(busy):
    for giver, receiver, code in ((GIVER, GIVER, "handover-same"), ("查无此人", RECEIVER, "handover-none")):
        with pytest.raises(UserError) as refused:
            hand_over(busy, read_handover(busy, giver, receiver))
        assert refused.value.code == code


def test_those_with_the_most_in_hand_are_named_first(busy):
    counts = list(givers(busy).values())

    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0
