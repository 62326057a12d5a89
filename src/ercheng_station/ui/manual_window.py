"""使用手册: the chapters beside the work, opened at the one that tells of the page in sight."""

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QKeyEvent,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from ercheng_station.manual import Chapter, chapters, find
from ercheng_station.ui import shortcuts
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.focus_mark import FocusMark
from ercheng_station.ui.keys_sheet import KeysSheet
from ercheng_station.ui.labels import Label, tip
from ercheng_station.ui.placing import keep_on_screen
from ercheng_station.ui.search_field import HintedLine
from ercheng_station.ui.tab_order import InOrder

_SIZE = 860, 560
_LEFT = 230
_LARGEST = 3  # steps of Markdown's headings, which are too large for so small a window
_LINE_HEIGHT = 125
_MARGIN, _SPACE, _ROW = 16, 6, 28


class ManualWindow(InOrder, QWidget):
    """Stays open beside the program, so that one can read while one fills in; Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("使用手册")
        self.resize(*_SIZE)
        self.search = HintedLine("在手册中查找", "输入几个字", "，如 签字、导出")
        self.contents, self.text = QListWidget(), QTextBrowser()
        self.contents.setAccessibleName("目录")
        self.contents.setObjectName("contents")
        FocusMark(self.contents)
        self.text.setAccessibleName("正文")
        self.text.setOpenLinks(False)
        self.none = Label("没有找到，换几个字试试。", "quiet")
        self._lay_out()
        self.search.textChanged.connect(self._narrow)
        self.contents.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.text.anchorClicked.connect(self._follow)
        shortcuts.bind(self, "keys", self._show_keys, everywhere=True)
        self._narrow("")

    def open_at(self, chapter: Chapter) -> None:
        self.search.clear()
        self._choose(chapter.name)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    @property
    def chapter(self) -> str:
        """The name of the one in sight; "" while nothing is found."""
        item = self.contents.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        keep_on_screen(self)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        for widget in (self.search, self.contents, self.none):
            left.addWidget(widget)
        left.addWidget(
            Button("快捷键一览", "link", "keyboard").on(self._show_keys), 0, Qt.AlignmentFlag.AlignLeft
        )
        side = QWidget()
        side.setFixedWidth(_LEFT)
        left.setContentsMargins(0, 0, 0, 0)
        side.setLayout(left)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(self.text, 1)

    def _narrow(self, words: str) -> None:
        before, found = self.chapter, find(words)
        self.contents.clear()
        for one in found:
            item = QListWidgetItem(one.title)
            item.setData(Qt.ItemDataRole.UserRole, one.name)
            item.setToolTip(tip(one.title))
            item.setSizeHint(QSize(0, _ROW))
            self.contents.addItem(item)
        self.none.setVisible(not found)
        names = [one.name for one in found]
        if names:
            self._choose(before if before in names else names[0])

    def _choose(self, name: str) -> None:
        for row in range(self.contents.count()):
            if self.contents.item(row).data(Qt.ItemDataRole.UserRole) == name:
                self.contents.setCurrentRow(row)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name = item.data(Qt.ItemDataRole.UserRole)
        self.text.setMarkdown(next(one.text for one in chapters() if one.name == name))
        self._give_room()
        words = self.search.text().split()
        if words:
            self.text.find(words[0])

    def _give_room(self) -> None:
        """Markdown sets its lines solid."""
        document = self.text.document()
        document.setDocumentMargin(_MARGIN)
        cursor, block = QTextCursor(document), document.begin()
        while block.isValid():
            _set_block(cursor, block)
            block = block.next()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, link: QUrl) -> None:
        """Links name chapters; one that the search has left out comes back."""
        self.search.clear()
        self._choose(link.toString())

    def _show_keys(self) -> None:
        KeysSheet(self).open()


def _set_block(cursor: QTextCursor, block: QTextBlock) -> None:
    form = QTextBlockFormat(block.blockFormat())
    form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setBottomMargin(_SPACE)
    cursor.setPosition(block.position())
    cursor.setBlockFormat(form)
    if form.headingLevel():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        letters = QTextCharFormat()
        letters.setProperty(QTextFormat.Property.FontSizeAdjustment, max(0, _LARGEST - form.headingLevel()))
        cursor.mergeCharFormat(letters)
