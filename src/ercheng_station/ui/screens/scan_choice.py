"""A scan without a code finds its paper: somebody types the number printed on it and points to the paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ercheng_station.records.paper import Paper
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.scanning import Scanning
from ercheng_station.ui.screens.case_lines import Line
from ercheng_station.ui.screens.part_table import PartTable

_NONE = "没有这个编号的定稿文书。请核对编号；没有定稿过的，把扫描件加到记录的“签字扫描件”一栏。"


class ScanChoice(QWidget):
    """One file after the other, as long as there are any."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._scanning = desk, Scanning.of(desk)
        self._papers: list[Paper] = []
        self.file = Label("", "strong", wraps=True)
        self.number = QLineEdit()
        self.number.setPlaceholderText("文书上印的编号，如 （2026）鄂城知人调字第0001号")
        self.number.setAccessibleName("编号")
        self.number.returnPressed.connect(self.look)
        self.finder = Button("查找", "primary").on(self.look)
        self.told = Label("", "quiet", wraps=True)
        self.table = PartTable("定稿的文书")
        self.table.opened.connect(self._take)
        self.table.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.number, 1)
        line.addWidget(self.finder)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 16)
        box.setSpacing(12)
        box.addWidget(self.file)
        box.addLayout(line)
        box.addWidget(self.told)
        box.addWidget(self.table)
        box.addStretch(1)
        self._scanning.changed.connect(self._next)
        self._next()

    def look(self) -> None:
        from ercheng_station.services.scans import papers_numbered  # noqa: PLC0415  loads the papers

        number = self.number.text()
        self._desk.ask(lambda store: papers_numbered(store, number), self._show, self)

    def _show(self, papers: list[Paper]) -> None:
        self._papers = papers
        self.table.fill(
            [Line(Paper, one.uid, (one.heading, one.about_title, f"第{one.version}版")) for one in papers]
        )
        self.table.setVisible(bool(papers))
        self.told.speak("这份扫描件是哪一份？选中后按 Enter 登记。" if papers else _NONE)
        if papers:
            self.table.setFocus()

    def _take(self, line: Line) -> None:
        paper = next(one for one in self._papers if one.uid == line.uid)
        for name in self._scanning.unknown[:1]:
            self._scanning.assign(name, paper)

    def _next(self) -> None:
        left = self._scanning.unknown
        if not left:
            self.done.emit()
            return
        more = f"（还有 {len(left) - 1} 份）" if len(left) > 1 else ""
        words = f"扫描件：{left[0]}{more}"
        if words != self.file.text():
            self.file.speak(words)
            self.table.hide()
            self.told.speak("")
            self.number.setFocus()
