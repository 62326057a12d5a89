"""The sheet of keys: everything the keyboard does, on one page."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ercheng_station.ui.buttons import Button
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.focus_mark import FocusMark
from ercheng_station.ui.labels import Label
from ercheng_station.ui.shortcuts import TABLE

_WINDOW = ("new", "find", "refresh", "print", "back", "lock", "help", "keys")
_WINDOW_ALSO = (
    ("Ctrl+Z", "撤销刚才的操作（文字栏里：撤销打字）"),
    ("Ctrl+1 … Ctrl+9", "到左侧第几组"),
)
_ALSO = (
    ("Enter", "下一栏；在列表中打开"),
    ("Tab", "下一栏；多行文字里也是"),
    ("Esc", "关闭候选，不会清除已填的字"),
    ("↑ ↓", "在列表和候选中移动"),
    ("Ctrl+V", "在列表中：把从表格复制的行导入这个登记簿"),
    ("1120 · 今天 · -1", "日期可以这样填"),
    ("Alt+↓", "日期栏：打开日历；选项栏：打开候选"),
    ("Alt+字母", "案件页：按钮上括号里的字母"),
)


class KeysSheet(Dialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("快捷键")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(40)
        whole = [(key.shown, key.words) for key in TABLE if key.name in _WINDOW]
        within = [(key.shown, key.words) for key in TABLE if key.name not in _WINDOW]
        columns.addLayout(_table("整个窗口", (*whole, *_WINDOW_ALSO)))
        columns.addLayout(_table("填写和列表", (*within, *_ALSO)))
        close = Button("知道了", "primary").on(self.accept)
        close.setDefault(True)
        area = QScrollArea()
        area.setAccessibleName("快捷键")
        FocusMark(area)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 16, 16)
        box.setSpacing(20)
        box.addWidget(area, 1)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        close.setFocus()
        self.ensurePolished()
        wanted, other = inside.sizeHint(), self.sizeHint() - area.sizeHint()
        self.resize(
            wanted.width() + other.width() + area.verticalScrollBar().sizeHint().width(),
            wanted.height() + other.height(),
        )


def _table(title: str, rows: Iterable[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    grid.addWidget(Label(title, "strong"), 0, 0, 1, 2)
    for row, (key, words) in enumerate(rows, start=1):
        grid.addWidget(Label(key, "field"), row, 0)
        grid.addWidget(Label(words, wraps=True), row, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    grid.setColumnStretch(1, 1)
    return grid
