"""How far visits reach, in the window: a line for each town and trade, which opens its firms."""

import openpyxl
import pytest

from ercheng_station.services.reach import reach
from ercheng_station.ui.screens.reach_sheet import ReachView


@pytest.fixture
def view(desk, qtbot):
    made = ReachView(desk)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.views["area"].table.shown.lines))
    return made


def test_every_town_has_a_line_with_its_share_and_who_is_missing(view, desk):
    found = [one for one in reach(desk.store, desk.store.today) if one.part == "area"]

    lines = view.views["area"].table.shown.lines

    assert [(line.texts[0], line.texts[1], line.look.words) for line in lines] == [
        (one.label, f"{one.visited} / {one.listed} 家", f"{one.rate:g}%") for one in found
    ]
    assert all(name in lines[0].texts[2] for name in found[0].missing)


def test_a_line_opens_the_firms_of_its_town(view, desk, qtbot):
    line = view.views["area"].table.shown.lines[0]

    with qtbot.waitSignal(desk.went) as went:
        view.views["area"].table.opened.emit(line)

    place = went.args[0]
    assert (place.name, place.given) == ("enterprise", {"area": reach(desk.store, desk.store.today)[0].code})


def test_it_is_written_as_a_workbook(view, desk, qtbot, tmp_path):
    view.write(tmp_path / "覆盖.xlsx")

    qtbot.waitUntil((tmp_path / "覆盖.xlsx").exists)

    sheet = openpyxl.load_workbook(tmp_path / "覆盖.xlsx").worksheets[0]
    assert "走访覆盖情况表" in str(sheet["A1"].value)
