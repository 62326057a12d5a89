"""Who opens protected data: by name and password, after the lock, by the recovery code; others see nothing."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from ercheng_station.app import Program
from ercheng_station.errors import UserError
from ercheng_station.ui.accounts.login_page import LoginPage
from ercheng_station.ui.accounts.recovering import RecoveryPage, RenewPage
from ercheng_station.ui.context import Place
from ercheng_station.ui.frame import TITLE
from ercheng_station.ui.sheet import Sheet
from tests.protecting import AUDITOR, CLERK, CODE, FIRST, opened, protect
from tests.ui.typing_in import write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="session")
def protected_practice(practice_folder, tmp_path_factory):
    """A practice station with a user of each role; copied, never opened."""
    folder = tmp_path_factory.mktemp("protected") / "数据"
    shutil.copytree(practice_folder, folder)
    return protect(folder)


@pytest.fixture
def folder(protected_practice, tmp_path):
    return Path(shutil.copytree(protected_practice, tmp_path / "数据"))


@pytest.fixture
def program(folder, qapp, shown, qtbot):
    program = Program(qapp, folder)
    shown(program.frame, 1280, 760)
    qtbot.waitUntil(lambda: isinstance(page_of(program), LoginPage), timeout=20_000)
    yield program
    program.frame.close()
    program.end()


def page_of(program):
    shell = program.frame.centralWidget()
    return shell.pages.currentWidget() if hasattr(shell, "pages") else None


def come_in(program, qtbot, login, *, wait=True):
    """With the keyboard alone."""
    page = page_of(program)
    page.name.line.setText(login.name)
    page.password.setFocus()
    qtbot.keyClicks(page.password.line, login.password)
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    if wait:
        qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
        qtbot.waitUntil(lambda: program.window.stack.shown is not None)


def lock(program, qtbot):
    qtbot.keyClick(program.frame, Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: isinstance(page_of(program), LoginPage))
    return page_of(program)


def test_protected_data_opens_to_a_name_and_a_password(program, qtbot):
    page = page_of(program)

    assert program.frame.windowTitle() == TITLE
    assert not program.shell.navigation.isVisible()
    assert page.recovery.isVisible()
    come_in(program, qtbot, CLERK)

    assert program.window.desk.store.actor == CLERK.name
    assert program.window.shell.top.person.text() == CLERK.name
    assert program.window.shell.top.lock.isVisible()
    assert not program.window.shell.status.protection.isVisible()

    sheet = program.frame.findChild(Sheet)
    assert sheet.windowTitle() == "改口令"  # somebody else has chosen it


def test_a_wrong_password_is_told_and_the_fifth_has_to_wait(program, qtbot):
    page = page_of(program)
    wrong = type(CLERK)(CLERK.name, "Not-it 12345 at all")
    for _ in range(5):
        come_in(program, qtbot, wrong, wait=False)
        qtbot.waitUntil(page.enter.isEnabled, timeout=10_000)
        assert page.password.words() == ""
        assert "用户名或口令不对" in page.told.text()
    come_in(program, qtbot, CLERK, wait=False)
    qtbot.waitUntil(page.enter.isEnabled, timeout=10_000)

    assert page.told.text().startswith("口令输错次数太多，还要等 1 分钟。")
    assert program.window is None


def test_the_lock_shows_nothing_and_lets_in_who_locked_it_at_the_same_place(program, qtbot):
    come_in(program, qtbot, FIRST)
    program.window.go(Place("visit"))
    qtbot.waitUntil(lambda: program.window.stack.place == Place("visit"))

    page = lock(program, qtbot)

    assert program.window is None
    assert program.frame.windowTitle() == TITLE
    assert page.name.words() == FIRST.name
    assert not page.recovery.isVisible()
    assert page.password.line.hasFocus()
    qtbot.keyClicks(page.password.line, FIRST.password)
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None, timeout=10_000)
    assert program.window.stack.place == Place("visit")


def test_somebody_else_takes_the_seat_with_drafts_and_a_board_of_their_own(program, qtbot):
    come_in(program, qtbot, FIRST)
    program.window.begin_new("visit")
    page = program.window.stack.current
    qtbot.waitUntil(lambda: page.editor.isVisible())  # noqa: PLW0108  made by and by
    page.editor.form.input("findings").focus_first()
    write("巡查时看到的情况")

    program.window.seat.other_asked.emit(AUDITOR.name)
    qtbot.waitUntil(lambda: isinstance(page_of(program), LoginPage))
    come_in(program, qtbot, AUDITOR)

    assert program.window.desk.store.actor == AUDITOR.name
    assert program.window.stack.place == Place("desk")
    drafts = program.window.desk.store.drafts
    qtbot.waitUntil(lambda: [one.person for one in drafts.all()] == [FIRST.name])


def test_nobody_else_comes_in_while_work_of_the_first_goes_on(program, qtbot):
    come_in(program, qtbot, FIRST)
    page = lock(program, qtbot)

    class Running:
        is_running = True

    program.sitting._going_on = [Running()]
    come_in(program, qtbot, AUDITOR, wait=False)

    assert page.told.text() == "还有工作没有做完，做完以后才能换人。"
    program.sitting._going_on = []


def test_a_forgotten_password_is_replaced_by_the_recovery_code(program, folder, qtbot):
    page_of(program).recovery.click()
    page = page_of(program)
    assert isinstance(page, RecoveryPage)
    page.code.line.setText(CODE[:-1] + ("0" if CODE[-1] != "0" else "1"))
    page.enter.click()
    assert "第 8 组不对" in page.code.note()
    page.code.line.setText(CODE.lower().replace("-", " "))
    page.enter.click()
    qtbot.waitUntil(lambda: isinstance(page_of(program), RenewPage), timeout=20_000)

    page = page_of(program)
    page.name.line.setText(FIRST.name)
    new = "Xin-de kou ling 42"
    page.password.first.line.setText(new)
    page.password.again.line.setText(new)
    page.enter.click()
    assert "照纸上的恢复码" in page.panel.typed.note()
    page.panel.typed.line.setText(page.panel.code)
    page.enter.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window.desk.store.actor == FIRST.name
    program.frame.close()

    with opened(folder, type(FIRST)(FIRST.name, new)) as store:
        assert store.actor == FIRST.name
    with pytest.raises(UserError, match="E-212"):
        opened(folder, FIRST)
