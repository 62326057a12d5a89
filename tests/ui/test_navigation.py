"""The navigation shows the groups of the work and is moved through with mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from ercheng_station.ui.navigation import Navigation
from ercheng_station.ui.shell_titles import shown as entries_for
from ercheng_station.ui.tokens import Look, tokens


@pytest.fixture
def navigation(shown):
    made = Navigation(entries_for("office"))
    made.fold(narrow=False)
    return shown(made, 184, 700)


def click(navigation, qtbot, title):
    index = navigation.model().index(navigation.lines.index(title))
    spot = navigation.visualRect(index).center()
    qtbot.mouseClick(navigation.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_what_is_rarely_needed_stands_under_more(navigation, qtbot):
    before = navigation.lines

    click(navigation, qtbot, "更多")

    assert before[-1] == "更多"
    assert "参数设置" not in before
    assert navigation.lines[: len(before)] == [*before[:-1], "收起"]
    assert "参数设置" in navigation.lines


def test_a_click_asks_for_the_register(navigation, qtbot):
    with qtbot.waitSignal(navigation.chosen) as asked:
        click(navigation, qtbot, "企业诉求")

    assert asked.args == ["need"]


def test_the_arrows_pass_over_headings_and_enter_chooses(navigation, qtbot):
    asked = []
    navigation.chosen.connect(asked.append)
    navigation.mark("desk")
    navigation.setFocus()

    qtbot.keyClick(navigation, Qt.Key.Key_Down)
    qtbot.keyClick(navigation, Qt.Key.Key_Return)

    assert asked == ["visit"]


def test_marking_a_register_under_more_opens_it(navigation):
    navigation.mark("code_entry")

    assert "选项列表" in navigation.lines
    assert navigation.in_sight == "code_entry"


def test_groups_are_counted_as_they_stand_there(navigation):
    found = [navigation.first_of_group(at) for at in (*range(6), 20)]

    assert found == ["desk", "visit", "mediation", "clue", "station", "training", ""]


def test_folded_it_keeps_every_title_and_takes_less_room(navigation):
    wide, titles = navigation.width(), navigation.lines

    navigation.fold(narrow=True)

    assert navigation.width() < wide / 2
    assert navigation.lines == titles


def test_a_screen_reader_reads_the_titles(navigation):
    index = navigation.model().index(navigation.lines.index("企业走访"))

    assert navigation.accessibleName() == "导航"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "企业走访"


def test_what_more_opens_comes_into_sight(navigation, qtbot):
    navigation.resize(navigation.width(), 420)
    navigation.scrollToBottom()

    click(navigation, qtbot, "更多")

    first = navigation.lines.index("收起") + 1
    rows = [navigation.model().index(row) for row in range(first, len(navigation.lines))]
    seen = [navigation.viewport().rect().intersects(navigation.visualRect(row)) for row in rows]
    assert sum(seen) >= 8  # as many as there is room for


def test_the_mark_stays_clear_of_a_title_beside_the_scroll_bar(shown, qtbot):
    navigation = Navigation(entries_for("office"))
    navigation.fold(narrow=True)
    navigation.mark("visit")
    shown(navigation, navigation.width(), 300)
    navigation.clearFocus()
    index = navigation.model().index(navigation.lines.index("企业走访"))
    qtbot.waitUntil(lambda: navigation.visualRect(index).width() == navigation.viewport().width() < 70)

    box = navigation.visualRect(index)
    line = navigation.viewport().grab(box).toImage()
    soft = QColor(tokens(Look()).colours.soft).name()
    words = range(line.height() // 2 + 4, line.height() - 12)
    plain = [all(line.pixelColor(x, y).name() == soft for y in words) for x in range(12)]

    assert any(plain[4:7])


def test_a_title_that_is_shortened_is_told_whole(navigation):
    index = navigation.model().index(navigation.lines.index("一企一策"))

    assert "一企一策" in index.data(Qt.ItemDataRole.ToolTipRole)
