"""备份检查: a backup is made and listed, the check says what it found, gaps in numbers are explained."""

import pytest
from PySide6.QtWidgets import QPushButton

from ercheng_station.db.address import NAME as ADDRESS
from ercheng_station.db.attachments import Attachments
from ercheng_station.db.changes import Alter, Remove
from ercheng_station.db.check import Finding
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.visit import Visit
from ercheng_station.services.backups import back_up_store
from ercheng_station.services.rekeying import LEFT_OPEN
from ercheng_station.ui.chips import Chip
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import Question
from ercheng_station.ui.screens.care_screen import CareScreen
from ercheng_station.ui.screens.restore_sheet import RestoreSheet
from tests.founding import NOW


@pytest.fixture
def screen(desk, qtbot):
    made = CareScreen(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def words(screen):
    return "\n".join(label.text() for label in screen.findChildren(Label) if not label.isHidden())


def buttons(screen):
    return [one.text() for one in screen.findChildren(QPushButton) if one.isVisibleTo(screen)]


def press(screen, name):
    next(one for one in screen.findChildren(QPushButton) if name in one.text()).click()


def test_without_a_backup_it_says_so(screen, qtbot):
    qtbot.waitUntil(lambda: "还没有备份" in words(screen))


def test_a_backup_is_made_verified_and_listed(screen, practice_store, qtbot):
    press(screen, "立即备份")

    qtbot.waitUntil(lambda: "手工备份" in words(screen), timeout=20_000)
    assert len(list((practice_store.folder / "backups").glob("*.ecbak"))) == 1


def test_a_backup_is_told_without_offering_to_take_something_else_back(screen, desk, qtbot):
    saved = []
    desk.saved.connect(saved.append)

    with qtbot.waitSignal(desk.backed_up, timeout=20_000) as told:
        press(screen, "立即备份")

    assert told.args[0].startswith("已备份并核对 ")
    assert saved == []


def test_a_backup_to_another_place_is_told(screen, tmp_path, qtbot):
    screen.back_up(tmp_path / "U盘")

    qtbot.waitUntil(lambda: len(list((tmp_path / "U盘").glob("*.ecbak"))) == 1, timeout=20_000)


def test_a_sound_store_is_told_sound_and_a_lost_attachment_is_named(screen, practice_store, qtbot):
    kept = Attachments(practice_store.folder, practice_store._key).put(b"picture", "现场.txt")
    visit = next(practice_store.rows(Query(Visit)))
    practice_store.act("附件", [Alter(Visit, visit.uid, {"attachments": (kept,)})])
    press(screen, "检查数据")
    qtbot.waitUntil(lambda: "还没有检查" not in words(screen), timeout=20_000)
    assert "现场.txt" not in words(screen)

    practice_store.attachments.path(kept.sha256).unlink()
    press(screen, "检查数据")

    qtbot.waitUntil(lambda: "现场.txt" in words(screen), timeout=20_000)


def test_gaps_in_numbers_are_explained(screen, practice_store, qtbot):
    visit = next(practice_store.rows(Query(Visit)))
    practice_store.act("删除走访", [Remove(Visit, visit.uid, "录入重复")])

    screen.refresh()

    qtbot.waitUntil(lambda: f"{visit.number}：录入重复" in words(screen))


def test_a_restore_shows_what_would_be_lost_and_takes_two_presses(screen, desk, practice_store, qtbot):
    back_up_store(practice_store)
    visit = next(practice_store.rows(Query(Visit)))
    practice_store.act("修改走访", [Alter(Visit, visit.uid, {"findings": "后来改的"})])
    screen.refresh()
    qtbot.waitUntil(lambda: "手工备份" in words(screen), timeout=20_000)

    press(screen, "恢复…")
    qtbot.waitUntil(lambda: bool(screen.findChildren(RestoreSheet)), timeout=20_000)
    (sheet,) = screen.findChildren(RestoreSheet)
    told = words(sheet)
    assert sheet.window().focusWidget() is sheet.leave
    with qtbot.waitSignal(desk.restart_asked, timeout=20_000):
        sheet.go.click()
    desk.close()

    assert "备份以后的 1 次操作会被撤掉，涉及 1 条记录" in told
    assert "修改走访" in told
    with Store.open(practice_store.folder, CATALOGUE, now=lambda: NOW) as store:
        assert store.row(Visit, visit.uid).values["findings"] != "后来改的"
        assert store.notices[0].startswith("已用备份 ")


def test_a_damaged_backup_offers_no_restore_and_a_lost_one_stays_in_sight(screen, practice_store, qtbot):
    broken, lost = back_up_store(practice_store), back_up_store(practice_store)
    broken.path.write_bytes(b"ransom")
    lost.path.unlink()

    screen.refresh()

    qtbot.waitUntil(lambda: lost.path.name in words(screen), timeout=20_000)
    assert "不能用" in [one.accessibleName() for one in screen.findChildren(Chip)]
    assert not [one for one in screen.findChildren(QPushButton) if "恢复" in one.text()]


def test_a_damaged_file_is_offered_to_be_built_anew_on_a_copy(screen, desk, practice_store, qtbot):
    screen._show_findings([Finding("damage", "附件", "缺 1 个附件")])
    assert not any(one.text() == "在副本上重建…" for one in screen.findChildren(QPushButton))
    screen._show_findings([Finding("damage", "数据文件", "数据文件有 1 处损坏")])

    press(screen, "在副本上重建…")
    with qtbot.waitSignal(desk.restart_asked, timeout=20_000):
        screen.findChild(Question).accept()

    assert (practice_store.folder / "restore.json").exists()


def test_on_a_server_no_backup_is_offered_in_the_place_of_the_data(screen, practice_store, qtbot):
    back_up_store(practice_store)
    screen.refresh()
    qtbot.waitUntil(lambda: "取回一条…" in buttons(screen))
    assert "恢复…" in buttons(screen)

    (practice_store.folder / ADDRESS).write_text("{}", encoding="utf-8")
    screen.refresh()

    qtbot.waitUntil(lambda: "备份不能直接放回服务器" in words(screen))
    qtbot.waitUntil(lambda: "取回一条…" in buttons(screen))
    assert "恢复…" not in buttons(screen)


def test_what_has_not_the_keys_of_now_is_told(screen, practice_store, qtbot):
    practice_store.accounts.left_open = ["20261101.ecbak"]
    screen.refresh()

    qtbot.waitUntil(lambda: f"{LEFT_OPEN}20261101.ecbak" in words(screen))
