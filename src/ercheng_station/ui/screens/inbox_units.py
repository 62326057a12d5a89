"""分站数据: a month's figures unit by unit beside the total, as a table and as a workbook."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.files import safe_name
from ercheng_station.progress import Report
from ercheng_station.services.by_station import Line, Parted, by_station
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import number_text
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.lists.filters import ROWS, Rows
from ercheng_station.ui.task import run_task

_FIRST = (
    Head("类别", 96, quiet=True),
    Head("指标"),
    Head("单位", 72, quiet=True),
    Head("合计", 80, right=True),
)
_WIDE = 88
_MANY, _NAMED = 5, 168
"""With more units than fit a small screen, the column of the indicators keeps its width."""


class Units(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.parted: Parted | None = None
        self.table = LineTable("分站数据", _FIRST, _words)
        self.table.opened.connect(self._open)
        self.table.looked.connect(self._tell)
        self.told = Label("", "quiet", wraps=True)
        self.doubts = Label("", "warn", wraps=True)
        self.write = Button("生成 Excel…", symbol="download").on(self._ask_file)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.write)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self.doubts, self.table):
            box.addWidget(widget, 1 if widget is self.table else 0)
        box.addLayout(foot)
        self.doubts.speak("")

    def show_month(self, span: Span) -> None:
        def job(report: Report) -> Parted:
            return by_station(self._desk.store, span, report)

        run_task(self, "正在按单位统计…", job, self._show)

    def write_book(self, path: Path) -> None:
        from ercheng_station.exchange.station_book import write_station_book  # noqa: PLC0415  loads openpyxl

        parted = self.parted
        if parted:
            self._desk.ask(
                lambda store: write_station_book(path, store.unit.name, parted),
                lambda _: self.told.setText(f"已生成 {path.name}。"),
                self,
            )

    def _show(self, parted: Parted) -> None:
        self.parted = parted
        units = [Head(one.name, _WIDE, right=True) for one in parted.units]
        first = [replace(one, width=one.width or _NAMED) for one in _FIRST] if len(units) > _MANY else _FIRST
        self.table.fill(parted.lines, (*first, *units))
        self.doubts.speak("；".join(parted.doubts))

    def _tell(self, line: Line | None) -> None:
        if line:
            parts = "" if line.adds_up else "合计去掉了重复的，不等于各单位相加。"
            self.told.setText(
                f"{line.indicator.title}口径：{line.indicator.meaning}。{parts}按回车或双击查看记录。"
            )

    def _open(self, line: Line) -> None:
        if self.parted:
            query = line.indicator.rows(self.parted.span.period)
            words = f"{self.parted.span.title}{line.indicator.title}"
            self._desk.go(query.kind.__tablename__, given={ROWS: Rows.of(words, query)})

    def _ask_file(self) -> None:
        if self.parted is None:
            return
        dialog = QFileDialog(self, "分站数据存到")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(
            safe_name(self._desk.unit.short_name, "分站数据", self.parted.span.key, suffix=".xlsx")
        )
        dialog.fileSelected.connect(lambda name: self.write_book(Path(name)))
        dialog.open()


def _words(line: Line) -> Sequence[str | ChipLook]:
    one = line.indicator
    return line.block.title, one.title, one.unit, *map(number_text, (line.total, *line.values))
