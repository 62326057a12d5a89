"""工作交接 in the window: who has what, what is left out, the paper, and the one act."""

import pytest

from ercheng_station.services.handover import givers, read_handover
from ercheng_station.ui.chips import chip_width
from ercheng_station.ui.screens.handover_screen import HandoverScreen


@pytest.fixture
def screen(desk, qtbot):
    made = HandoverScreen(desk)
    qtbot.addWidget(made)
    made.resize(1093, 614)
    made.show()
    qtbot.waitUntil(lambda: made.giver.count() > 1)
    return made


def choose(box, name):
    at = box.findData(name)
    assert at > 0, name
    box.setCurrentIndex(at)
    box.activated.emit(at)


@pytest.fixture
def giver(screen, desk, qtbot):
    """Who has the most in hand is chosen."""
    name = next(iter(givers(desk.store)))
    choose(screen.giver, name)
    qtbot.waitUntil(lambda: screen.found is not None)
    return name


def _names(box):
    return [name for name in map(box.itemData, range(box.count())) if name]


def shown(screen):
    return sum(len(view.table.shown.lines) for view in screen.standing.views.values())


def test_all_that_a_person_has_in_hand_is_listed(screen, giver, desk):
    assert shown(screen) == len(read_handover(desk.store, giver).items)
    assert not screen.give.isEnabled()
    assert f"共 {shown(screen)} 项" in screen.told.text()


def test_why_nothing_can_be_handed_over_yet_is_said(screen, giver, qtbot):
    assert screen.told.text().endswith("再选接收人。")

    choose(screen.receiver, giver)
    qtbot.waitUntil(lambda: "同一人" in screen.told.text())
    assert not screen.give.isEnabled()

    other = next(name for name in _names(screen.receiver) if name != giver)
    choose(screen.receiver, other)
    qtbot.waitUntil(screen.give.isEnabled)
    assert "先印清单签名" in screen.told.text()


def test_what_is_left_out_stays_and_the_rest_goes(screen, giver, desk, qtbot):
    receiver = next(name for name in _names(screen.receiver) if name != giver)
    choose(screen.receiver, receiver)
    qtbot.waitUntil(lambda: screen.found.receiver == receiver)
    kept = screen.found.going[0]
    view = screen.standing.views[next(iter(screen.standing.views))]
    before = shown(screen)
    screen.standing.left_out.emit(
        next(one for one in view.table.shown.lines if one.uid == kept.standing.row.uid)
    )
    assert shown(screen) == before - 1
    assert "不移交 1 项" in screen.told.text()

    with qtbot.waitSignal(desk.saved):
        screen.give.click()

    qtbot.waitUntil(lambda: len(screen.found.going) == 1)
    assert [one.key for one in screen.found.going] == [kept.key]


def test_the_list_is_written_for_signing(screen, giver, qtbot, tmp_path):
    screen.write(tmp_path / "清单.pdf")

    qtbot.waitUntil((tmp_path / "清单.pdf").exists, timeout=10_000)

    assert (tmp_path / "清单.pdf").read_bytes().startswith(b"%PDF")


def test_every_state_has_the_room_of_its_words(screen, giver):
    for view in screen.standing.views.values():
        table = view.table
        looks = [line.look for line in table.shown.lines if line.look]
        assert all(chip_width(table.fontMetrics(), look) <= table.columnWidth(3) for look in looks)
