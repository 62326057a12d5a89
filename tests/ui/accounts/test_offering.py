"""What a role may not do is not offered; what is pressed by its key anyway is refused, and kept."""

import shutil
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ercheng_station.db.audit import audits
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.mediation import Mediation
from ercheng_station.ui import preferences
from ercheng_station.ui.accounts.own_password import OwnPassword
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.context import Place
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.messages import Message
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.window import Window
from tests.founding import NOW
from tests.protecting import AUDITOR, CLERK, FIRST, protect

CHANGING = {
    "新增",
    "修改",
    "导入台账",
    "删除…",
    "批量修改…",
    "恢复",
    "更多操作",
    "打印",
    "新增走访",
    "新增企业诉求",
}


@pytest.fixture(scope="module")
def protected(practice_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("offering") / "数据"
    shutil.copytree(practice_folder, folder)
    return protect(folder)


@pytest.fixture
def window_of(protected, tmp_path, shown, qtbot):
    """window_of(login): the visits, with the first one beside them."""
    windows = []

    def open_it(login, now=NOW):
        folder = shutil.copytree(protected, tmp_path / login.name)
        store = Store.open(folder, CATALOGUE, entry=login, now=lambda: now)
        store.accounts.user = type(store.accounts.user)(**{**vars(store.accounts.user), "temporary": False})
        frame = Frame()
        shell = Shell(frame.remembered)
        list(shell.build())
        frame.setCentralWidget(shell)
        shown(frame, 1400, 760)
        window = Window(frame, shell, Opened(store, preferences.read(store, store.actor)))
        windows.append(window)
        window.begin(Place("visit"))
        qtbot.waitUntil(lambda: window.stack.current.record.told is not None, timeout=10_000)
        return window

    yield open_it
    for window in windows:
        window.frame.close()


def offered(window):
    buttons = window.frame.findChildren(Button) + window.frame.findChildren(IconButton)
    names = (one.accessibleName() for one in buttons if one.isVisible() and one.isEnabled())
    return {name.split("（")[0] for name in names}


def test_a_clerk_is_offered_to_write_and_not_to_look_after_others(window_of):
    window = window_of(CLERK)

    assert offered(window) >= {"新增", "修改", "更多操作", "打印", "导入台账", "导出"}
    assert "audit" not in {entry.name for entry in window.entries}


def test_an_auditor_reads_and_exports_and_is_offered_no_change(window_of, qtbot):
    window = window_of(AUDITOR)
    assert offered(window) & CHANGING == set()
    assert "导出" in offered(window)
    assert "audit" in {entry.name for entry in window.entries}

    for key, more in (
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(window.stack.current.pane.view, key, more)
    page = window.stack.current
    assert window.stack.place == Place("visit")
    assert not page._editing


@pytest.mark.parametrize(
    ("place", "stands", "barred"),
    [
        ("care", "检查数据", {"立即备份", "备份到 U 盘…"}),
        ("reports", "复制微信文字", {"生成文件", "记为已上报", "做上报包…", "照表填报…", "改报表文字"}),
        ("desk", "备份检查", {"新增走访", "新增企业诉求"}),
    ],
)
def test_screens_offer_an_auditor_nothing_that_is_not_his(window_of, qtbot, place, stands, barred):
    window = window_of(AUDITOR)

    window.go(Place(place))
    qtbot.waitUntil(lambda: stands in offered(window), timeout=10_000)

    assert offered(window) & barred == set()


def test_a_case_is_shown_to_an_auditor_without_its_next_step(window_of, qtbot):
    window = window_of(AUDITOR)
    case = next(window.desk.store.rows(Query(Mediation, where=(Condition("status", "is", "registered"),)), 1))

    window.go(Place("mediation", case.uid))
    page = window.stack.current
    qtbot.waitUntil(lambda: page.told is not None and page.parts.isVisible(), timeout=10_000)

    qtbot.waitUntil(page.panel.isHidden)
    assert offered(window) & CHANGING == set()


def test_what_is_asked_for_all_the_same_is_refused_and_kept(window_of, qtbot):
    window = window_of(AUDITOR)
    window.undoing.undo()

    qtbot.waitUntil(lambda: bool(window.frame.findChildren(Message)))
    message = window.frame.findChild(Message)
    assert "柯秀英（审计员）不能做这件事" in message.accessibleDescription()
    message.accept()
    assert audits(window.desk.store, "refused")


def test_a_password_of_half_a_year_is_reminded_of(window_of, qtbot):
    fresh = window_of(CLERK, NOW + timedelta(days=179))
    assert not fresh.toast.isVisible()

    window = window_of(FIRST, NOW + timedelta(days=181))
    assert window.toast.findChild(QLabel).text() == "口令已经用了 181 天，该换了"
    qtbot.mouseClick(window.toast.findChild(Button), Qt.MouseButton.LeftButton)
    sheet = window.frame.findChild(OwnPassword)
    qtbot.waitUntil(sheet.old.line.hasFocus)
    sheet.window().close()
