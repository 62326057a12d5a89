"""The care screen tells what is kept no longer than it must, and saves the list of it."""

import openpyxl

from ercheng_station.records.assistance import Reception
from ercheng_station.ui.screens.keeping_card import KeepingCard
from tests.mediating import made


def card_of(desk, qtbot):
    card = KeepingCard(desk)
    qtbot.addWidget(card)
    qtbot.waitUntil(lambda: bool(card.told.text()))
    return card


def test_where_nothing_is_over_it_says_where_the_years_stand(desk, qtbot):
    card = card_of(desk, qtbot)

    assert "期限与依据" in card.told.text()
    assert card.save.isHidden()


def test_what_is_over_is_counted_and_its_list_saved(desk, practice_store, tmp_path, qtbot):
    made(
        practice_store, Reception, visitor="欧阳䶮宸", came_on="2015-03-05", matter="问商标", track="咨询", way="来访",
        state="told",
    )  # fmt: skip
    card = card_of(desk, qtbot)
    saved = []
    desk.saved.connect(saved.append)

    card.write(tmp_path / "清单.xlsx")
    qtbot.waitUntil(lambda: bool(saved))

    assert "接待登记 1 条" in card.told.text()
    assert not card.save.isHidden()
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "清单.xlsx").active.values for cell in row]
    assert "接待登记" in cells
