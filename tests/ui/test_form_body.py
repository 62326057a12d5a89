"""Where fields stand: row by row, columns under each other, nothing beyond the width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ercheng_station.ui.form_body import Place, places
from ercheng_station.ui.inputs import Room

HALF, COLUMN, ROW = Room.HALF, Room.COLUMN, Room.ROW


@pytest.mark.parametrize(
    ("rooms", "tracks", "stand"),
    [
        ([COLUMN, COLUMN, COLUMN], 4, [(0, 0, 2), (0, 2, 2), (1, 0, 2)]),
        ([HALF, HALF, COLUMN], 4, [(0, 0, 1), (0, 1, 1), (0, 2, 2)]),
        ([HALF, COLUMN, COLUMN], 4, [(0, 0, 1), (0, 2, 2), (1, 0, 2)]),
        ([COLUMN, ROW, HALF], 4, [(0, 0, 2), (1, 0, 4), (2, 0, 1)]),
        ([COLUMN, HALF, HALF, ROW], 2, [(0, 0, 2), (1, 0, 1), (1, 1, 1), (2, 0, 2)]),
        ([], 4, []),
    ],
)
def test_fields_are_placed_in_reading_order(rooms, tracks, stand):
    assert places(rooms, tracks) == [Place(*one) for one in stand]


@given(st.lists(st.sampled_from(Room)), st.sampled_from([2, 4]))
def test_no_two_fields_meet_and_none_leaves_the_form(rooms, tracks):
    made = places(rooms, tracks)
    taken = [(one.row, track) for one in made for track in range(one.track, one.track + one.span)]

    assert len(set(taken)) == len(taken)
    assert all(track < tracks for _, track in taken)
    assert [(one.row, one.track) for one in made] == sorted((one.row, one.track) for one in made)
