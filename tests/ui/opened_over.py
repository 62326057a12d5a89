"""What the window opens over itself: its menus, sheets and lists, each with the words that a person presses to see it."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

from ercheng_station.ui.floating import Floating
from ercheng_station.ui.frame import Frame
from ercheng_station.ui.lists.view import ListView
from ercheng_station.ui.window import Window

Opening = Callable[[Window], object]
_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def by(*path: str) -> Opening:
    """One word after the other; one that ends with … stands for whatever begins so."""

    def press(window: Window) -> None:
        for words in path:
            button_or_action(window.frame, words)()
            QApplication.processEvents()

    return press


def typed(words: str) -> Opening:
    def type_in(window: Window) -> None:
        window.shell.top.search.begin()
        window.shell.top.search.setText(words)

    return type_in


def chosen(*path: str) -> Opening:
    """With three rows of the list chosen."""

    def press(window: Window) -> None:
        view = window.stack.current.findChild(ListView)
        for row in range(3):
            view.selectionModel().select(view.model().index(row, 0), _ROWS)
        QApplication.processEvents()
        by(*path)(window)

    return press


def button_or_action(frame: Frame, words: str) -> Callable[[], object]:
    """In what lies on top; the first of those that are called so."""
    for one in (*opened(frame), frame):
        for found in _pressed(one):
            if _fits(_words(found), words):
                return partial(_choose, one, found) if isinstance(found, QAction) else found.click
    raise LookupError(f"nothing to press is called {words}")


def _choose(menu: QWidget, action: QAction) -> None:
    menu.close()
    action.trigger()


def opened(frame: Frame) -> list[QWidget]:
    """What stands over the window now, on top first; not what only says what a part is."""
    tip = Qt.WindowType.ToolTip
    return [one for one in reversed(frame.windows()) if one.isVisible() and one.windowType() != tip]


def shut(frame: Frame) -> None:
    for one in opened(frame):
        one.close()
    for view in frame.findChildren(ListView):
        view.clearSelection()  # rows that are chosen have other buttons
    for floating in frame.findChildren(Floating):
        floating.hide()  # it goes with the focus, which a button that is pressed from here does not get
    frame.setFocus()


def _pressed(window: QWidget) -> Iterator[QAction | QAbstractButton]:
    if isinstance(window, QMenu):
        yield from (one for one in window.actions() if one.isEnabled())
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled():
            yield button


def _words(one: QAction | QAbstractButton) -> str:
    """As they are read: without marks for accelerators, and without the keys behind the words of a menu."""
    words = one.text() or (one.accessibleName() if isinstance(one, QWidget) else "")
    return words.replace("&", "").split("\t")[0]


def _fits(found: str, words: str) -> bool:
    return found.startswith(words[:-1]) if words.endswith("…") else found == words


SHEETS: dict[str, dict[str, Opening]] = {
    "工作台": {
        "查找": typed("鄂州"),
        "新增的选单": by("新增其他记录"),
        "操作人的选单": lambda window: window.shell.top.person.click(),
        "显示设置": by("显示设置"),
        "帮助": by("帮助"),
        "使用手册": by("帮助", "使用手册"),
        "快捷键": by("帮助", "快捷键"),
        "故障信息": by("帮助", "故障信息…"),
        "按乡镇和行业看": by("按乡镇和行业看"),
    },
    "企业走访": {
        "视图": by("视图"),
        "保存视图": by("视图", "把当前筛选存为视图…"),
        "列": by("列"),
        "日期的选单": by("走访日期"),
        "自定日期": by("走访日期", "自定…"),
        "更多筛选": by("更多筛选"),
        "导出": by("导出"),
        "打印的选单": by("打印"),
        "填写说明": by("填写说明"),
        "批量修改": chosen("批量修改…"),
        "批量删除": chosen("删除…"),
    },
    "企业走访一条": {
        "打印预览": by("打印"),
        "更多操作": by("更多操作"),
        "录入对照": by("更多操作", "录入对照…"),
        "删除": by("更多操作", "删除…"),
        "转为": by("转为…"),
    },
    "新增企业走访": {"日历": by("打开日历…"), "常用语": by("走访内容：插入常用语…")},
    "企业页": {"改企业": by("修改"), "新增其他": by("新增其他…"), "新增诉求": by("新增诉求")},
    "企业诉求已反馈": {"回访": by("回访"), "销号": by("销号")},
    "企业诉求一条": {
        "催办": by("催办"),
        "提请督办": by("提请…"),
        "加一条进展": by("新增"),
    },
    "调解案件已登记": {
        "选单": by("更多操作"),
        "打印": by("打印(P)"),
        "空白表": by("空白表"),
        "卷宗自查": by("卷宗自查(S)"),
        "生成卷宗": by("生成卷宗(G)"),
        "不予受理": by("不予受理"),
        "证据": by("证据(Z)"),
        "代理人": by("代理人(W)"),
    },
    "报表": {
        "改文字": by("改文字"),
        "看数据": by("看数据"),
        "做上报包": by("做上报包…"),
        "生成文件的选单": by("生成文件"),
        "改起止": by("2026-…"),
    },
    "任务与考评": {"补贴标准": by("补贴标准…")},
    "备份检查": {"做交换包": by("做交换包…"), "本人查阅": by("本人查阅…")},
}
"""By the screen below, as `screens` names it."""
