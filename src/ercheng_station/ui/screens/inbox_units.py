"""分站数据: a month's figures unit by unit beside the total, as a table, as charts, as a workbook and as a paper."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.store import Store
from ercheng_station.files import safe_name
from ercheng_station.progress import Report
from ercheng_station.services.by_station import Line, Parted, by_station
from ercheng_station.services.report_span import Span
from ercheng_station.services.reporting import number_text
from ercheng_station.services.station_trend import Trend, trends
from ercheng_station.services.typefaces import typefaces_of
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.lists.filters import ROWS, Rows
from ercheng_station.ui.screens.unit_charts import UnitCharts
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
        self.charts = UnitCharts()
        self.charts.hide()
        self.switch = Button("看图表", symbol="report-analytics").on(self.switch_over)
        self.write = Button("生成 Excel…", symbol="download").on(partial(self._ask_file, ".xlsx"))
        self.print = Button("生成 PDF…", symbol="file-type-pdf").on(partial(self._ask_file, ".pdf"))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        for button in (self.switch, self.print, self.write):
            foot.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self.doubts, self.table, self.charts):
            box.addWidget(widget, 0 if widget is self.doubts else 1)
        box.addLayout(foot)
        self.doubts.speak("")

    def show_month(self, span: Span) -> None:
        def job(report: Report) -> tuple[Parted, list[Trend]]:
            store = self._desk.store
            return by_station(store, span, report), trends(store, span, report)

        run_task(self, "正在按单位统计…", job, self._show)

    def switch_over(self) -> None:
        """The charts in place of the table, and back."""
        shown = self.charts.isHidden()
        self.charts.setVisible(shown)
        self.table.setHidden(shown)
        self.switch.setText("看数据" if shown else "看图表")
        self.told.setText("")

    def write_file(self, path: Path) -> None:
        """As a workbook or as a paper, ranked if the charts in sight are."""
        parted, found, ranked = self.parted, self.charts.trends, self.charts.ranked.isChecked()
        if parted:
            self._desk.ask(
                lambda store: _write(store, path, (parted, found), ranked=ranked),
                lambda _: self.told.setText(f"已生成 {path.name}。"),
                self,
            )

    def _show(self, found: tuple[Parted, list[Trend]]) -> None:
        parted, self.parted = found[0], found[0]
        self.charts.show_trends(found[1])
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

    def _ask_file(self, suffix: str) -> None:
        if self.parted is None:
            return
        dialog = QFileDialog(self, "分站数据存到")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(
            safe_name(self._desk.unit.short_name, "分站数据", self.parted.span.key, suffix=suffix)
        )
        dialog.fileSelected.connect(lambda name: self.write_file(Path(name)))
        dialog.open()


def _write(store: Store, path: Path, found: tuple[Parted, Sequence[Trend]], *, ranked: bool) -> None:
    from ercheng_station.exchange.station_book import write_station_book  # noqa: PLC0415  load openpyxl, reportlab
    from ercheng_station.reports.station_paper import write_station_paper  # noqa: PLC0415

    unit, (parted, charted) = store.unit.name, found
    if path.suffix.lower() == ".pdf":
        write_station_paper(path, unit, charted, ranked=ranked, typefaces=typefaces_of(store))
    else:
        write_station_book(path, unit, parted, charted, ranked=ranked)


def _words(line: Line) -> Sequence[str | ChipLook]:
    one = line.indicator
    return line.block.title, one.title, one.unit, *map(number_text, (line.total, *line.values))
