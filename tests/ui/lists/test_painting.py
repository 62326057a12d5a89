"""The painted rows: what stands in a cell is to be seen there, chips in their colour, the chosen row on its ground."""

import pytest
from PySide6.QtGui import QColor

from ercheng_station.records.visit import Visit
from ercheng_station.ui import style
from ercheng_station.ui.lists.columns import NUMBER
from ercheng_station.ui.lists.pane import ListPane
from ercheng_station.ui.tokens import Look, Theme


@pytest.fixture
def view(qtbot, shown, desk):
    pane = shown(ListPane(Visit, desk), 1400, 560)
    with qtbot.waitSignal(pane.listing.settled):
        pane.begin()
    return pane.view


def cell(view, row, name):
    """The colours of a cell as it stands on the screen."""
    at = [one.name for one in view.listing.columns].index(name)
    box = view.visualRect(view.listing.index(row, at))
    image = view.viewport().grab(box).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def inked(view, row, name):
    return len(cell(view, row, name)) > 8


def test_every_cell_with_words_has_ink(view):
    for row in range(3):
        cells = view.listing.cells(row)
        for at, column in enumerate(view.listing.columns):
            assert inked(view, row, column.name) == bool(cells[at]) or view.isColumnHidden(at)


def test_the_chosen_row_stands_on_its_own_ground(view):
    colours = style.current().colours

    assert colours.soft in cell(view, 0, NUMBER)
    assert colours.soft not in cell(view, 1, NUMBER)


def test_a_state_wears_its_colours(view):
    row = next(row for row in range(30) if view.listing.line(row).codes[-1] == "signed")

    assert style.current().colours.good_soft in cell(view, row, "signature")


def test_amounts_and_places_end_at_the_right_edge(view):
    at = [one.name for one in view.listing.columns].index("#")
    box = view.visualRect(view.listing.index(4, at))
    image = view.viewport().grab(box).toImage()
    paper = QColor(style.current().colours.card).rgb()
    inked = [
        x for x in range(image.width()) for y in range(2, image.height() - 4) if image.pixel(x, y) != paper
    ]

    assert min(inked) > image.width() / 3
    assert image.width() - max(inked) <= 12


def test_a_text_too_long_is_cut_and_told_in_full(view):
    text = view.listing.cells(0)[[one.name for one in view.listing.columns].index("findings")]
    painter = view._painter

    shown, width = painter._fit(text, 100, measured=False)

    assert shown.endswith("…")
    assert width <= 100


def test_another_look_is_worn_at_once(view, qapp):
    style.apply(qapp, Look(Theme.DARK))
    qapp.processEvents()

    assert style.current().colours.soft in cell(view, 0, NUMBER)


def test_only_the_rows_asked_for_are_painted(view, monkeypatch):
    asked = []
    cells = view.listing.cells
    monkeypatch.setattr(view.listing, "cells", lambda row: (asked.append(row), cells(row))[1])

    view.viewport().grab(view.visualRect(view.listing.index(5, 1)))

    assert asked == [5]
