"""The keys of the program, in one table that the help page shows too."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Key:
    """`keys` are alternatives; the first is shown."""

    name: str
    keys: tuple[str, ...]
    words: str

    @property
    def shown(self) -> str:
        return self.keys[0].replace("Return", "Enter").replace("Left", "←")


TABLE = (
    Key("new", ("Ctrl+N",), "新增"),
    Key("find", ("Ctrl+K",), "查找全部"),
    Key("filter", ("Ctrl+F",), "在列表中筛选"),
    Key("edit", ("F2",), "修改选中的记录"),
    Key("beside", ("F4",), "显示或收起右侧的记录"),
    Key("remove", ("Delete",), "删除选中的记录"),
    Key("export", ("Ctrl+E",), "导出列表"),
    Key("save", ("Ctrl+S",), "保存"),
    Key("save_next", ("Ctrl+Return", "Ctrl+Enter"), "保存并新增下一条"),
    Key("add_need", ("Alt+N",), "走访时加一条诉求，登记案件时加一名当事人"),
    Key("step", tuple(f"Alt+{at}" for at in range(1, 8)), "诉求、案件办理的第 1 步，其余依次类推"),
    Key("copy_last", ("Ctrl+D",), "复制上一条"),
    Key("pin", ("F7",), "本栏下一条沿用"),
    Key("phrases", ("F8",), "插入常用语"),
    Key("undo", ("Ctrl+Alt+Z",), "撤销刚才的操作"),
    Key("print", ("Ctrl+P",), "打印"),
    Key("refresh", ("F5",), "重新读取"),
    Key("back", ("Alt+Left",), "返回上一页"),
    Key("lock", ("Ctrl+L",), "锁定"),
    Key("help", ("F1",), "使用手册，翻到说明当前页面的一章"),
    Key("keys", ("Ctrl+/",), "快捷键"),
)
_BY_NAME = {key.name: key for key in TABLE}


def key(name: str) -> Key:
    return _BY_NAME[name]


def bind(widget: QWidget, name: str, act: Callable[[], object], *, everywhere: bool = False) -> None:
    """While the focus is in the widget, or anywhere in its window."""
    context = Qt.ShortcutContext
    for one in key(name).keys:
        shortcut = QShortcut(QKeySequence(one), widget)
        shortcut.setContext(context.WindowShortcut if everywhere else context.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
