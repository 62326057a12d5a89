"""录入对照 in the window: Enter copies and goes on; the order is kept for the system that is named."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from ercheng_station.db.listing import Query
from ercheng_station.records.assistance import Reception
from ercheng_station.records.visit import Visit
from ercheng_station.services.entry_orders import order_of, systems
from ercheng_station.ui.record.entry_sheet import EntrySheet
from tests.mediating import made


@pytest.fixture
def sheet(shown, desk, qtbot):
    row = next(iter(desk.store.rows(Query(Visit), 1)))
    made = shown(EntrySheet(desk, Visit, row.uid), 520, 560)
    qtbot.waitUntil(lambda: bool(made.table.things))
    return made


def test_enter_copies_a_field_and_goes_to_the_next(sheet, qtbot):
    first, second = sheet.table.things[:2]
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert (QApplication.clipboard().text(), sheet.told.text()) == (first.text, f"已复制“{first.label}”")

    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == second.text


def test_the_order_of_a_system_is_kept_and_offered_first(sheet, desk, qtbot):
    sheet.name_system("省平台")
    qtbot.waitUntil(lambda: sheet.facts.system == "省平台")
    names = [one.field for one in sheet.table.things]
    sheet.table.selectRow(2)
    sheet.shift(-1)
    qtbot.waitUntil(lambda: [one.field for one in sheet.table.things][:3] == [names[0], names[2], names[1]])
    sheet.leave_out()
    qtbot.waitUntil(lambda: len(sheet.table.things) == len(names) - 1)

    assert systems(desk.store, Visit) == ["省平台"]
    assert order_of(desk.store, Visit, "省平台")[:2] == names[:2]
    assert sheet.restore.isVisible()


def test_a_private_value_is_copied_once_a_reason_is_given(shown, desk, qtbot):
    store = desk.store
    uid = made(
        store, Reception, came_on="2026-10-12", matter="问", way="来电", state="已答复", track="当场答复", phone="13871234567"
    ).uid  # fmt: skip
    sheet = shown(EntrySheet(desk, Reception, uid), 520, 560)
    qtbot.waitUntil(lambda: bool(sheet.table.things))
    QApplication.clipboard().clear()

    sheet.copy(next(one for one in sheet.table.things if one.field == "phone"))
    assert QApplication.clipboard().text() == ""
    menu = sheet.findChild(QMenu)
    menu.actions()[1].trigger()

    qtbot.waitUntil(lambda: QApplication.clipboard().text() == "13871234567")
    menu.close()
