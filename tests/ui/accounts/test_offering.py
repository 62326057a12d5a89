"""What a role may not do is not offered; what is pressed by its key anyway is refused, and kept."""

import re
import shutil
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ercheng_station.db.audit import audits
from ercheng_station.db.changes import Create
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.office import Setting
from ercheng_station.ui import preferences
from ercheng_station.ui.accounts.own_password import OwnPassword
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.context import Place
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.lists.pills import Pill
from ercheng_station.ui.messages import Message
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.screens.parts import _BELOW, _HAND_MADE
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.shell_titles import ENTERPRISE, SCREENS
from ercheng_station.ui.window import Window
from tests.founding import NOW
from tests.protecting import ADMIN, AUDITOR, CLERK, FIRST, protect

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

READING = {
    # of the window
    "收起导航", "展开导航", "使用手册", "帮助", "返回", "显示设置", "操作人", "锁定", "用户与权限", "备份检查", "关闭提示",
    # of a register and the record beside it
    "视图", "列", "导出", "回收站", "填写说明", "清除筛选", "显示", "全部 # 条", "时间线", "收起右侧的记录", "展开右侧的记录",
    "打开案件，办下一步", "返回列表", "打开日历",
    # of a case and an enterprise
    "卷宗自查", "打开企业", "打开台账", "全部 #", "只看企业诉求 #", "只看咨询服务 #", "只看企业走访 #", "只看办理进展 #",
    # of the screens
    "按乡镇和行业看", "检查数据", "打开文件夹", "清单另存…", "复制微信文字", "上一期", "下一期", "上一个月", "下一个月",
    "应建站单位", "站点", "导出…", "打开评价表", "专项行动", "年度结转", "企业名单", "期限与依据", "任务与考评", "导出清单…", "报表",
    "存全部台账…", "改口令…", "操作记录", "再加文件…", "看图表", "复制催报文字", "清空", "选择文件…",
}  # fmt: skip
"""Everything that an auditor may press anywhere. What a page gains is looked at here: does it lead to a write?"""
LEADING = {"row", "text-link", "tile"}
"""Looks of buttons that only show another record, or the list behind a figure."""


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


def test_a_case_is_shown_to_an_auditor_without_its_next_step(window_of, qtbot):
    window = window_of(AUDITOR)
    case = next(window.desk.store.rows(Query(Mediation, where=(Condition("status", "is", "registered"),)), 1))

    window.go(Place("mediation", case.uid))
    page = window.stack.current
    qtbot.waitUntil(lambda: page.told is not None and page.parts.isVisible(), timeout=10_000)

    qtbot.waitUntil(page.panel.isHidden)
    assert offered(window) & CHANGING == set()
    for key, more in (
        (Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(page.parts.views["people"].table, key, more)
    settle(window, qtbot)
    assert not window.frame.findChildren(Sheet)


def test_who_may_only_change_settings_is_offered_that_there_and_nowhere_else(window_of, qtbot):
    window = window_of(ADMIN)
    assert offered(window) & {"新增", "修改", "更多操作", "导入台账"} == set()

    made = Create(Setting, {"key": "font.fang", "value": "simfang.ttf"})
    window.desk.store.act("登记字体", [made])
    window.go(Place("setting", made.uid))
    qtbot.waitUntil(lambda: window.stack.current.record.told is not None, timeout=10_000)

    assert offered(window) >= {"新增", "修改", "更多操作"}


def places(window, *, full):
    """Every screen, an enterprise, and the first record of registers of every make, a case among them."""
    store, made = window.desk.store, {}
    for kind in (one for one in store.kinds if one.group):
        own = kind if kind in _HAND_MADE or kind in _BELOW or full else None
        made.setdefault((own, bool(kind.chain), kind.guard), kind)
    yield from (Place(entry.name) for entry in SCREENS)
    for kind in made.values():
        row = next(store.rows(Query(kind), 1), None)
        yield Place(kind.__tablename__, row.uid if row else None)
    yield Place(ENTERPRISE, next(store.rows(Query(Enterprise), 1)).uid)


def test_nowhere_is_an_auditor_offered_what_leads_to_a_write(window_of, qtbot, full):
    window, wrong = window_of(AUDITOR), {}
    for place in places(window, full=full):
        window.go(place)
        page = window.stack.current
        qtbot.waitUntil(lambda page=page: page.isVisible() and page.making.is_done, timeout=10_000)
        settle(window, qtbot)
        beyond = leading_on(window) - READING
        if beyond:
            wrong[place.name] = beyond
    assert wrong == {}, wrong


def settle(window, qtbot):
    """Until the desk has answered whatever the page asked for."""
    for _ in range(3):
        done = []
        window.desk.ask(lambda _: None, done.append, window.frame)
        qtbot.waitUntil(lambda done=done: bool(done))


def leading_on(window):
    """What may be pressed, without the names and numbers of records; a filter is no act."""
    buttons = window.frame.findChildren(Button) + window.frame.findChildren(IconButton)
    acts = (one for one in buttons if one.property("tone") not in LEADING and not isinstance(one, Pill))
    shown = (one.accessibleName() for one in acts if one.isVisible() and one.isEnabled())
    return {re.sub(r"\d+", "#", re.split("[（：(]", name)[0]) for name in shown}


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
