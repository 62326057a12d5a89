"""期限与依据: look up the clocks, laws, thresholds and days off that hold on a day; paste the next notice of days off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, UserError
from ercheng_station.records.deadlines import next_year_missing
from ercheng_station.records.fields import Day
from ercheng_station.services.holiday_notice import import_notice
from ercheng_station.services.reference import Entry, valid_on
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.inputs.days import DayInput
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.pages import Page
from ercheng_station.ui.screens.rereading import Rereading
from ercheng_station.ui.search_field import HintedLine
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.texts import TextLines

_HEADS = (
    Head("类别", 90, quiet=True),
    Head("事项", 260),
    Head("内容"),
    Head("依据", 270),
    Head("性质", 90, quiet=True),
)
_TITLE = 1
_OF_TITLE = 0.46
"""How much of the room of both the title of an entry takes; the longest need as much as their words."""
_LONGEST = 100_000


@dataclass(frozen=True)
class Reference:
    on: date
    entries: Sequence[Entry]
    missing: str


class ReferenceScreen(Page):
    title = "期限与依据"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        super().__init__()
        self._desk = desk
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self._entries: Sequence[Entry] = ()
        self.day = DayInput(Day(name="on", label="哪一天有效", default="今天"), self._desk.fields)
        self.day.show_value(self._desk.fields.today)
        self.line = HintedLine("查找", "输入几个字", "，如 移送、投诉、商标")
        self.missing, self.whole = Label(tone="warn", wraps=True), Label(wraps=True)
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = ReferenceTable()
        yield
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 16)
        box.setSpacing(12)
        box.addLayout(self._head())
        for widget in (self.missing, self.table, self.whole):
            box.addWidget(widget, 1 if widget is self.table else 0)
        self.missing.speak("")
        yield
        self.line.textChanged.connect(self._narrow)
        self.day.changed.connect(self.refresh)
        self.table.looked.connect(lambda _one: self._tell())
        Rereading(self, self._desk, {"day_off", "deadline_rule"})
        self.refresh()

    def refresh(self) -> None:
        on = self.day.day() or self._desk.fields.today

        def read(store: Store) -> Reference:
            return Reference(on, valid_on(store, on), next_year_missing(store.context.calendar, store.today))

        self._desk.ask(read, self._show, self)

    def paste(self) -> None:
        NoticeSheet(self, self._desk).open()

    def _head(self) -> QLayout:
        """In two lines where one is too narrow."""
        valid, on = QWidget(), QHBoxLayout()
        on.setContentsMargins(0, 0, 0, 0)
        on.setSpacing(8)
        on.addWidget(Label("在这一天有效", "quiet"))
        on.addWidget(self.day)
        valid.setLayout(on)
        bring = Button("导入放假通知…", "primary", "calendar").on(self.paste)
        self._desk.offer("settings", bring)
        row = FlowLayout()
        for widget in (Label(self.title, "title"), self.line, valid, bring):
            row.addWidget(widget)
        return row

    def _show(self, found: Reference) -> None:
        self._entries = found.entries
        self.missing.speak(found.missing)
        self._narrow()

    def _narrow(self) -> None:
        words = self.line.text().split()
        self.table.fill(
            [one for one in self._entries if all(word in f"{one.part}{one.whole}" for word in words)]
        )
        self.table.selectRow(0)
        self._tell()

    def _tell(self) -> None:
        one = self.table.current()
        self.whole.speak(f"{one.part}：{one.whole}" if one else "没有找到，换几个字试试。")


class ReferenceTable(LineTable):
    def __init__(self) -> None:
        super().__init__(
            "期限与依据", _HEADS, lambda one: (one.part, one.title, one.words, one.source, one.mark)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        both = self.viewport().width() - sum(one.width for one in _HEADS) + _HEADS[_TITLE].width
        self.setColumnWidth(_TITLE, max(round(both * _OF_TITLE), _HEADS[_TITLE].width))


class NoticeSheet(Sheet):
    """The notice is pasted, or read from a text file; nothing is saved unless all of it agrees."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        inside = QWidget()
        self._desk = desk
        self.text, self.wrong = TextLines("放假通知全文", 13, 13), Label(tone="bad", wraps=True)
        self.take = Button("导入", "primary").on(self._take)
        box = QVBoxLayout(inside)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(8)
        box.addWidget(Label("把国务院办公厅的放假通知连标题一起复制，粘贴到下面", "strong", wraps=True))
        box.addWidget(self.text)
        box.addWidget(self.wrong)
        self.wrong.speak("")
        box.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(Button("从文本文件读入…", symbol="folder").on(self._choose))
        foot.addStretch(1)
        foot.addWidget(Button("取消").on(lambda: self.done(0)))
        foot.addWidget(self.take)
        box.addLayout(foot)
        super().__init__(
            parent, "导入放假通知", inside, lambda: bool(self.text.toPlainText().strip()), largest=(640, 460)
        )
        self.text.setFocus()

    def _choose(self) -> None:
        dialog = QFileDialog(self, "放假通知的文本文件", filter="文本文件 (*.txt)")
        dialog.fileSelected.connect(lambda chosen: self.read_file(Path(chosen)))
        dialog.open()

    def read_file(self, path: Path) -> None:
        raw = path.read_bytes()[:_LONGEST]
        try:
            self.text.setPlainText(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.text.setPlainText(raw.decode("gb18030", errors="replace"))

    def _take(self) -> None:
        text = self.text.toPlainText()
        self.take.setEnabled(False)
        self._desk.perform(
            lambda store: import_notice(store, text), self, lambda _act: self.done(1), self._refuse
        )

    def _refuse(self, error: object) -> None:
        self.take.setEnabled(True)
        if not isinstance(error, Fault | UserError):
            self._desk.failed.emit(error)
            return
        self.wrong.speak(error.why if isinstance(error, Fault) else str(error))
