"""Columns fit the width they are given: what matters most is never squeezed out or cut."""

import pytest

from ercheng_station.records.clues import Clue
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.need import Need
from ercheng_station.records.office import Phrase
from ercheng_station.records.outreach import Training
from ercheng_station.records.protection import EnterprisePlan, LeadSurvey, RiskCheck
from ercheng_station.records.resources import Resolution
from ercheng_station.records.visit import Visit
from ercheng_station.ui.lists.columns import (
    NUMBER,
    PLACE,
    REMOVED_AT,
    chosen,
    columns_of,
    fit,
    in_trash,
    usual,
)

UNIT = 8.0


def fitted(kind, room, own=None):
    columns = chosen(kind, usual(kind))
    return dict(zip([one.name for one in columns], fit(columns, room, UNIT, own or {}), strict=True))


@pytest.mark.parametrize("kind", [Visit, Need, Enterprise, Phrase])
@pytest.mark.parametrize("room", [200, 380, 509, 890, 1200, 1700])
def test_columns_fill_the_width_exactly(kind, room):
    assert sum(fitted(kind, room).values()) == room


def test_numbered_kinds_show_their_number_and_every_kind_its_place():
    assert usual(Visit)[:2] == [PLACE, NUMBER]
    assert usual(Enterprise)[0] == PLACE
    assert NUMBER not in columns_of(Enterprise)


def test_long_texts_give_way_first_and_states_last():
    widths = fitted(Need, 500)

    assert widths["content"] == 0
    assert widths["handler"] == 0
    assert widths["status"] > 0
    assert widths[NUMBER] > 0


def test_what_tells_the_records_apart_gives_way_last():
    widths = fitted(Training, 1000)

    assert widths["theme"] == columns_of(Training)["theme"].width * UNIT
    assert widths["held_on"] < columns_of(Training)["held_on"].width * UNIT


def test_a_part_is_told_by_its_own_words_not_by_its_owner():
    widths = fitted(Resolution, 1000)

    assert widths["content"] > widths["conference"]


@pytest.mark.parametrize("kind", [Clue, LeadSurvey])
def test_beside_an_editor_a_list_still_says_whom_it_is_about(kind):
    shown = [columns_of(kind)[name] for name, width in fitted(kind, 640).items() if width]

    assert any(one.tells for one in shown)
    assert any(one.look.chip for one in shown)


@pytest.mark.parametrize("kind", [EnterprisePlan, RiskCheck])
def test_the_firm_stays_in_sight_when_its_place_in_the_list_does_not(kind):
    widths = fitted(kind, 500)

    assert (widths[PLACE], widths["enterprise"] > 0) == (0, True)


def test_what_is_left_over_goes_to_the_long_texts():
    narrow, wide = fitted(Visit, 1300), fitted(Visit, 1700)

    assert wide["findings"] - narrow["findings"] == 400
    assert wide["visited_on"] == narrow["visited_on"]


def test_a_column_drawn_by_a_person_keeps_its_width_while_there_is_room():
    assert fitted(Visit, 1600, {"findings": 30})["findings"] == 30 * UNIT


def test_amounts_and_counts_stand_right_with_their_unit_in_the_heading():
    column = columns_of(Visit)["minutes"]

    assert column.title == "时长（分钟）"
    assert column.look.right


def test_only_what_a_list_can_sort_by_says_so():
    columns = columns_of(Visit)

    assert columns["visited_on"].sorts
    assert columns[NUMBER].sorts
    assert not columns["findings"].sorts
    assert not columns[PLACE].sorts


def test_columns_that_are_known_no_more_are_passed_over():
    assert [one.name for one in chosen(Phrase, ["gone", "words", "words"])] == ["words"]
    assert [one.name for one in chosen(Phrase, ["gone"])] == usual(Phrase)


def test_the_trash_says_first_when_and_why():
    names = [one.name for one in in_trash(Phrase, chosen(Phrase, usual(Phrase)))]

    assert names[:3] == [PLACE, REMOVED_AT, "removed_why"]
    assert names[3:] == ["place", "words"]


def test_the_whole_number_of_a_case_and_the_title_of_its_amount_have_room():
    widths = fitted(Mediation, 1000)

    assert widths[NUMBER] >= 28 * UNIT
    assert widths["amount"] == 0 or widths["amount"] >= 14 * UNIT
