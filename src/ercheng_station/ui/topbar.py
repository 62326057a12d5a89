"""The bar above every page: back, search, 新增, 撤销, and at the right whose station this is and who works."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.buttons import Button, IconButton
from ercheng_station.ui.chips import Chip, ChipLook
from ercheng_station.ui.labels import Label, tip
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


class Eliding(Label):
    """Gives way where room is short; the whole words are the tooltip."""

    def __init__(self, tone: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> None:
        super().__init__(tone=tone)
        self._words = ""
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def words(self) -> str:
        return self._words

    def say(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()  # QLabel asks for room only where the words that fit in it are others
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 4, super().sizeHint().height())

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(tip(self._words) if shown != self._words else "")
