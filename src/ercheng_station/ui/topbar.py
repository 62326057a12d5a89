"""The bar above every page: back, search, 新增, 撤销, and at the right whose station this is and who works."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.labels import Eliding
from ercheng_station.ui.measures import bar_height, search_width
from ercheng_station.ui.searchbox import SearchBox


class TopBar(QWidget):
    """Draws only; the window gives its parts something to do once the store is open."""

    def __init__(self) -> None:
        super().__init__()
        self.back = IconButton("arrow-left", "返回（Alt+←）")
        self.search = SearchBox()
        self.new = Button("新增", "primary", "plus")
        self.new_other = IconButton("chevron-down", "新增其他记录")
        self.undo = IconButton("undo", "撤销（Ctrl+Z）")
        self.unit = Eliding("quiet", Qt.AlignmentFlag.AlignRight)
        self.practice = Chip(ChipLook("练习", "warn", "school"))
        self.person = Button("", "link", "user")
        self.lock = IconButton("lock", "锁定（Ctrl+L）")
        self.preferences = IconButton("settings", "显示设置")
        self.help = IconButton("book", "帮助")
        self.acting = (self.new, self.new_other, self.undo, self.person)
        self._lay_out()
        for one in (self.back, *self.acting):
            one.setEnabled(False)
        self.practice.hide()
        self.person.hide()
        self.lock.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.setFixedWidth(search_width(self.width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._refit()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.search)
        row.addSpacing(8)
        row.addWidget(self.new)
        row.addWidget(self.new_other)
        row.addWidget(self.undo)
        row.addSpacing(8)
        row.addWidget(self.unit, 1)
        row.addSpacing(4)
        for one in (self.practice, self.person, self.lock, self.preferences, self.help):
            row.addWidget(one)
        self._refit()

    def _refit(self) -> None:
        self.setFixedHeight(bar_height(style.current().sizes))
