"""A state is told by icon, word and colour together."""

import pytest
from PySide6.QtGui import QColor

from ercheng_station.ui import style
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.tokens import STATES, Look, Theme, tokens


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("state", STATES)
def test_a_chip_has_the_colours_of_its_state(qapp, shown, theme, state):
    style.apply(qapp, Look(theme))
    chip = shown(Chip(ChipLook("已办结", state)), 80, 24)
    picture = chip.grab().toImage()

    front, back = tokens(Look(theme)).state(state)
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert QColor(back).name() in seen
    assert QColor(front).name() in seen


def test_a_chip_is_named_by_its_word_and_as_wide_as_it_needs(shown):
    short, long = Chip(ChipLook("逾期")), Chip(ChipLook("逾期 12 天"))

    assert short.accessibleName() == "逾期"
    assert short.sizeHint().width() < long.sizeHint().width()


def test_a_chip_changes_its_state(shown):
    chip = shown(Chip(ChipLook("办理中", "accent")))
    before = chip.grab().toImage()

    chip.show_look(ChipLook("已办结", "good"))

    assert chip.accessibleName() == "已办结"
    assert chip.grab().toImage() != before
