"""A state is told by word, icon and colour; every code of a list of states has a look that exists."""

import pytest

from ercheng_station.codes import shipped, titles
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.states import days_look, is_state, look_of
from ercheng_station.ui.tokens import STATES

LISTS = [name for name in titles() if is_state(name)]


@pytest.mark.parametrize("name", LISTS)
def test_every_state_has_a_look(name):
    looks = [look_of(name, one.code, one.label) for one in shipped(name).codes]

    assert all(look.state in STATES and look.words for look in looks)


def test_the_states_that_matter_are_coloured():
    assert {"need_status", "signature_state", "right_status", "station_status"} <= set(LISTS)
    assert look_of("need_status", "closed", "已销号") == ChipLook("已销号", "good")
    assert look_of("signature_state", "waiting", "待签字") == ChipLook("待签字", "warn")


def test_a_list_of_ordinary_words_is_no_state():
    assert not is_state("visit_way")
    assert look_of("own_status", "x", "本地状态") == ChipLook("本地状态", "idle")


def test_far_days_are_told_in_years():
    assert (days_look(730).words, days_look(2996).words) == ("还有 730 天", "还有 8 年多")
