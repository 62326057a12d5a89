"""用户与权限 and 操作记录: users come and go, protection is put on and taken off, and everything done can be found."""

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QDialog

from ercheng_station.db.address import NAME as ADDRESS
from ercheng_station.db.door import is_protected
from ercheng_station.services.locking import minutes_of
from ercheng_station.ui.accounts.audit_screen import AuditScreen
from ercheng_station.ui.accounts.code_panel import CodePanel
from ercheng_station.ui.accounts.new_password import NewPassword
from ercheng_station.ui.accounts.own_password import OwnPassword
from ercheng_station.ui.accounts.rekeying import Rekeying
from ercheng_station.ui.accounts.user_sheets import Asking
from ercheng_station.ui.accounts.users_screen import UsersScreen
from ercheng_station.ui.asking import Asked
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import LineTable
from ercheng_station.ui.messages import Message, Question
from tests.protecting import CLERK, CODE, FIRST, HEAD, opened, protect

NEW = "Shan-shui 6 ren jia"


@pytest.fixture
def screen_of(closed_folder, shown, qtbot):
    """screen_of(login): the page over a protected station with a user of each role."""
    desks = []

    def open_it(login, *, screen=UsersScreen):
        protect(closed_folder)
        desks.append(Desk(opened(closed_folder, login)))
        made = shown(screen(desks[-1]), 1000, 700)
        if screen is UsersScreen:
            qtbot.waitUntil(lambda: len(made.users.things) == 5)
        return made

    yield open_it
    for desk in desks:
        desk.close()


def desk_of(page):
    return page._desk


def sheet(page, kind=Asking):
    return page.findChild(kind)


def type_twice(inside, words):
    new = inside.findChild(NewPassword)
    for line in (new.first, new.again):
        line.line.setText(words)


def test_every_note_on_a_right_is_read_whole_on_a_small_screen(desk, shown):
    page = shown(UsersScreen(desk), 1020, 520)
    table = next(one for one in page.findChildren(LineTable) if one.accessibleName() == "各角色可以做什么")
    model, metrics = table.model(), table.fontMetrics()
    for column in (0, model.columnCount() - 1):
        said = [model.index(row, column).data() or "" for row in range(model.rowCount())]
        assert max(map(metrics.horizontalAdvance, said)) <= table.columnWidth(column) - 16


def test_an_administrator_adds_a_user_who_then_changes_the_password(screen_of, qtbot):
    page = screen_of(FIRST)
    page.add_button.click()
    asking = sheet(page)
    asking.enter.setFocus()
    asking.take()
    assert asking.parts.itemAt(0).widget().note() == "请写姓名"
    assert asking.window().focusWidget() is asking.parts.itemAt(0).widget().line
    asking.parts.itemAt(0).widget().line.setText("胡晓梅")
    type_twice(asking, NEW)

    asking.take()

    qtbot.waitUntil(lambda: len(page.users.things) == 6, timeout=10_000)
    added = page.users.things[-1]
    assert (added.name, added.role_words, added.temporary) == ("胡晓梅", "站员", True)


def test_a_weak_password_is_told_while_it_is_typed(screen_of, qtbot):
    page = screen_of(FIRST)
    page.add_button.click()
    new = sheet(page).parts.itemAt(2).widget()

    new.first.line.setText("12345678")
    assert new.first.note() == "口令太短，只有 8 个字，至少要 10 个"
    new.first.line.setText(NEW)
    assert new.first.note() == "可以用"
    new.again.line.setText("另一个")
    assert new.taken() == ""
    assert new.again.note() == "两遍不一样，请再输一遍"


def test_roles_change_and_nobody_changes_his_own(screen_of, qtbot):
    page = screen_of(FIRST)
    assert not page.roles_button.isEnabled()
    assert "另一位管理员" in page.roles_button.toolTip()

    page.users.selectRow(1)
    page.roles_button.click()
    roles = sheet(page).parts.itemAt(0).widget()
    roles.chips["head"].setChecked(True)
    sheet(page).take()

    qtbot.waitUntil(lambda: page.users.things[1].role_words == "站员、站长", timeout=10_000)


def test_who_manages_no_users_is_offered_none_of_it(screen_of):
    page = screen_of(CLERK)

    assert not page.add_button.isEnabled()
    assert "只有管理员" in page.add_button.toolTip()
    assert page.password_button.isVisible()
    assert not page.recovery_button.isVisible()
    assert not page.unprotect_button.isVisible()
    assert not page.audit_button.isEnabled()


def test_one_changes_the_own_password_with_the_old_one(screen_of, qtbot):
    page = screen_of(HEAD)
    page.password_button.click()
    inside = page.findChild(OwnPassword)
    type_twice(inside, NEW)
    inside.old.line.setText("Not-this 1 at all")
    inside.change()
    qtbot.waitUntil(lambda: "用户名或口令不对" in inside.told.text(), timeout=10_000)
    inside.old.line.setText(HEAD.password)

    with qtbot.waitSignal(desk_of(page).said):
        inside.change()

    desk_of(page).store.accounts.confirm(NEW)
    assert not desk_of(page).store.accounts.user.temporary


def test_the_recovery_code_is_renewed_by_typing_the_new_one_back(screen_of, qtbot):
    page = screen_of(FIRST)
    page.recovery_button.click()
    asking = sheet(page)
    panel, own = (asking.parts.itemAt(at).widget() for at in range(2))
    panel.typed.line.setText(CODE)
    own.line.setText(FIRST.password)
    asking.take()
    assert panel.typed.note() == "这是另一个恢复码，请输入上面的这个"
    panel.typed.line.setText(panel.code)

    with qtbot.waitSignal(desk_of(page).said, timeout=10_000):
        asking.take()


def test_the_time_until_the_lock_is_a_setting(screen_of, qtbot):
    page = screen_of(HEAD)
    page.minutes_button.click()
    asked = page.findChild(Asked)
    asked.line.setText("15")
    asked.accept()

    qtbot.waitUntil(lambda: minutes_of(desk_of(page).store) == 15)
    page.minutes_button.click()
    with qtbot.waitSignal(desk_of(page).said):
        page._set_minutes("45")
    assert minutes_of(desk_of(page).store) == 15


def test_a_station_is_protected_later_too(store, shown, qtbot):
    desk = Desk(store)
    page = shown(UsersScreen(desk), 1000, 700)
    qtbot.waitUntil(page.protect_button.isVisible)
    assert "没有加口令保护" in page._state.text()
    page.protect_button.click()
    asking = sheet(page)
    name, new, panel = (asking.parts.itemAt(at).widget() for at in range(3))
    name.line.setText(FIRST.name)
    type_twice(asking, FIRST.password)
    panel.typed.line.setText(panel.code)
    assert new.taken() == FIRST.password

    with qtbot.waitSignal(desk.seated, timeout=20_000):
        asking.take()

    qtbot.waitUntil(page.users.isVisible)
    assert is_protected(store.folder)
    assert "单人模式" in page._state.text()
    page.findChild(Question).accept()
    rekeying = page.findChild(Rekeying)
    rekeying.own.line.setText(FIRST.password)
    rekeying.code.line.setText(panel.code[:-1])
    rekeying.change()
    qtbot.waitUntil(lambda: rekeying.told.text() != "", timeout=20_000)
    rekeying.code.line.setText(panel.code)
    with qtbot.waitSignal(desk.restart_asked, timeout=20_000):
        rekeying.change()
    desk.close()
    with opened(store.folder) as again:
        assert again.key != store.key


def test_the_sheet_with_the_code_holds_every_group(shown, desk, qtbot, tmp_path):
    panel = shown(CodePanel(lambda: "泽林所工作站", desk.fields.today), 560, 400)

    panel.save(tmp_path / "恢复码.pdf")
    qtbot.waitUntil(lambda: panel.told.text() != "", timeout=10_000)

    with PdfDocument(tmp_path / "恢复码.pdf") as book:
        assert len(book) == 1
        printed = "".join(book[0].get_textpage().get_text_range().split())
    assert all(group in printed for group in panel.code.split("-"))
    assert "泽林所工作站" in printed


def test_without_a_printer_the_code_is_saved(shown, desk, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    panel = shown(CodePanel(lambda: "", desk.fields.today), 560, 400)

    panel.print()

    assert isinstance(panel.findChild(QDialog), Message)


def test_the_log_is_found_by_words_and_by_what_was_done(screen_of, qtbot):
    page = screen_of(FIRST, screen=AuditScreen)
    qtbot.waitUntil(lambda: len(page.table.things) > 6)
    labels = [one.label for one in page.table.things]
    assert labels[0] == "登录：余慧敏"
    assert labels[-1] == "设立站点"

    page.what.setCurrentIndex(1)
    qtbot.waitUntil(lambda: [one.label for one in page.table.things] == ["设立站点"])
    page.what.setCurrentIndex(0)
    qtbot.keyClicks(page.search, "100%")
    qtbot.waitUntil(lambda: list(page.table.things) == [])
    page.search.setText("柯秀英")
    qtbot.waitUntil(lambda: [one.label for one in page.table.things] == ["新增用户：柯秀英（审计员）"])


def test_a_clerk_is_refused_the_log(screen_of, qtbot):
    page = screen_of(CLERK, screen=AuditScreen)
    failures = []
    desk_of(page).failed.connect(failures.append)
    page.refresh()

    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].code == "right-missing"
    assert list(page.table.things) == []


def test_on_a_server_it_says_that_users_are_of_this_computer_alone(screen_of, closed_folder, shown):
    page = screen_of(FIRST)
    (closed_folder / ADDRESS).touch()

    again = shown(UsersScreen(desk_of(page)), 1000, 700)

    told = [[one.text() for one in each.findChildren(Label)] for each in (page, again)]
    assert [any("只管这台电脑" in words for words in each) for each in told] == [False, True]
