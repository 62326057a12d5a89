"""The sheets of the care page: one record out of a backup, destruction of what is over, one person's copy."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from ercheng_station.db.audit import audits
from ercheng_station.db.changes import Alter
from ercheng_station.db.listing import Query
from ercheng_station.records.assistance import Reception
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.services.backups import back_up_store, backup_folder
from ercheng_station.services.retention import expired
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.exporting import Done
from ercheng_station.ui.messages import Question
from ercheng_station.ui.screens.care_screen import CareScreen
from ercheng_station.ui.screens.destroy_sheet import offer_destruction
from ercheng_station.ui.screens.fetch_sheet import FetchSheet
from ercheng_station.ui.screens.person_sheet import ask_person
from tests.documents.mediation.papers import read
from tests.mediating import made
from tests.protecting import FIRST, HEAD, opened, protect

NAME, PHONE = "欧阳䶮宸", "13987654321"


def came(store, on="2015-03-05"):
    return made(
        store, Reception, visitor=NAME, phone=PHONE, came_on=on, matter="问商标", track="咨询", way="来访", state="told",
    )  # fmt: skip


def sheet_of(desk, shown, qtbot):
    """Opened from the line of the newest backup."""
    screen = shown(CareScreen(desk), 1000, 700)

    def offered():
        return [one for one in screen.findChildren(Button) if one.text() == "取回一条…"]

    qtbot.waitUntil(lambda: bool(offered()))
    offered()[0].click()
    qtbot.waitUntil(lambda: screen.findChild(FetchSheet) is not None, timeout=20_000)
    return screen.findChild(FetchSheet)


def look_for(sheet, kind, words, qtbot):
    sheet.kinds.setCurrentText(kind.title)
    sheet.words.setText(words)
    sheet.look()
    qtbot.waitUntil(lambda: sheet.table.current() is not None)


def test_one_record_is_found_in_a_backup_compared_and_taken_back(desk, practice_store, shown, qtbot):
    firm = practice_store.find(Query(Enterprise), 1)[0]
    gone = came(practice_store)
    back_up_store(practice_store)
    practice_store.act("改", [Alter(Enterprise, firm.uid, {"contact": "后来的人"})])
    practice_store.destroy("销毁", [(Reception, gone.uid)])
    sheet = sheet_of(desk, shown, qtbot)
    look_for(sheet, Reception, NAME, qtbot)
    assert "依法销毁" in sheet.told.text()
    assert not sheet.go.isEnabled()
    look_for(sheet, Enterprise, firm.label, qtbot)

    qtbot.waitUntil(sheet.go.isEnabled)
    assert sheet.table.current().then.uid == firm.uid
    assert "联系人：现在“后来的人”" in sheet.told.text()
    with qtbot.waitSignal(desk.saved):
        sheet.go.click()

    assert practice_store.row(Enterprise, firm.uid).values["contact"] == firm.contact
    assert not (backup_folder(practice_store.folder) / ".取回").exists()


@pytest.fixture
def guarded(closed_folder):
    """Over a protected station, the head at work, with a visitor of long ago."""
    protect(closed_folder)
    store = opened(closed_folder, HEAD)
    came(store)
    desk = Desk(store)
    yield desk
    desk.close()


def test_what_is_over_is_destroyed_by_two_and_leaves_a_certificate(guarded, shown, qtbot, tmp_path):
    store, parent = guarded.store, shown(CareScreen(guarded), 1000, 700)
    sheet = offer_destruction(parent, guarded, expired(store, store.today))
    assert not sheet.go.isEnabled()
    sheet.turn(sheet.table.current())
    sheet.ask_file()
    assert "请写明原因" in sheet.why.note()
    sheet.why.line.setText("保管期满，负责人已批准")
    sheet.second.line.setText(HEAD.name)
    sheet.password.line.setText(HEAD.password)
    sheet.ask_file()
    assert parent.findChild(QFileDialog)
    sheet.confirm(tmp_path / "证明.pdf")
    parent.findChild(Question).accept()
    qtbot.waitUntil(lambda: "另一位" in sheet.told.text(), timeout=20_000)
    assert expired(store, store.today)

    sheet.second.line.setText(FIRST.name)
    sheet.password.line.setText(FIRST.password)
    sheet.wipe(tmp_path / "证明.pdf")
    qtbot.waitUntil(lambda: parent.findChild(Done) is not None, timeout=20_000)

    assert expired(store, store.today) == []
    assert FIRST.name in "".join(read(tmp_path / "证明.pdf"))


def test_a_person_gets_a_copy_with_a_reason_that_the_history_keeps(guarded, shown, qtbot, tmp_path):
    parent = shown(CareScreen(guarded), 1000, 700)
    sheet = ask_person(parent, guarded)
    sheet.name.line.setText(NAME)
    sheet.number.line.setText("4207")
    sheet.phone.line.setText(PHONE)
    QTest.keyClick(sheet.window(), Qt.Key.Key_Escape)
    assert sheet.isVisible()
    sheet.look()
    assert "18" in sheet.number.note()
    assert not sheet.phone.note()
    sheet.number.line.clear()
    sheet.look()
    qtbot.waitUntil(sheet.go.isEnabled)
    sheet.ask_file()
    assert "请写明原因" in sheet.why.note()
    sheet.why.line.setText("本人申请查阅")
    sheet.password.line.setText("wrong")
    sheet.write(tmp_path / "一.xlsx")
    qtbot.waitUntil(lambda: "口令" in sheet.told.text(), timeout=20_000)
    assert not (tmp_path / "一.xlsx").exists()

    sheet.password.line.setText(HEAD.password)
    sheet.write(tmp_path / "一.xlsx")
    qtbot.waitUntil(lambda: parent.findChild(Done) is not None, timeout=20_000)

    cells = [cell for row in openpyxl.load_workbook(tmp_path / "一.xlsx").active.values for cell in row]
    assert PHONE in cells
    assert [one.label for one in audits(guarded.store, "export-full")] == [
        "导出完整内容：一人的个人信息（原因：本人申请查阅）"
    ]
