"""以案定补 on 任务与考评: what is paid for each class of case, and the table of who is paid for a period."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, Refused
from ercheng_station.progress import Report
from ercheng_station.reports.payout_table import TITLE, payout_table
from ercheng_station.reports.summary import write_summary
from ercheng_station.reports.table import Exported
from ercheng_station.services.report_span import MONTH, QUARTER, YEAR, Calendar, Span, span_of
from ercheng_station.services.subsidies import payout, rates_text, set_rates
from ercheng_station.services.typefaces import typefaces_of
from ercheng_station.ui.asking import ask_words
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.exporting import Done
from ercheng_station.ui.labels import Label
from ercheng_station.ui.task import run_task

_FORMS = "Excel 表格 (*.xlsx);;PDF (*.pdf)"
_EXAMPLE = "口头50、简易100、一般200、疑难500"


class SubsidyCard(Card):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._kept = desk, ""
        self.setAccessibleName("以案定补")
        self.spans = DropDown("期间")
        self.spans.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        self.rates = Label(tone="quiet", wraps=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label("以案定补", "strong"))
        row.addStretch(1)
        row.addWidget(self.spans)
        rates = Button("补贴标准…", "link", "settings").on(self.ask_rates)
        export = Button("导出发放表…", "link", "download").on(self._ask_file)
        desk.offer("settings", rates)
        desk.offer("report", export)
        row.addWidget(rates)
        row.addWidget(export)
        self.box.addLayout(row)
        self.box.addWidget(self.rates)

    def refresh(self, year: int) -> None:
        """The periods of the year; the rates as they stand."""
        self._desk.ask(
            lambda store: (Calendar.of(store), rates_text(store)), lambda told: self._show(year, *told), self
        )

    def ask_rates(self) -> None:
        explains = [f"每件多少元，写成“{_EXAMPLE}”的样子；没有这一类的不写。"]
        asked = ask_words(self, "以案定补的补贴标准", explains, "保存标准", self._keep)
        asked.line.setText(self._kept)

    def write(self, path: Path) -> None:
        store, span = self._desk.store, self.spans.currentData()
        run_task(
            self,
            "正在做表",
            lambda report: _write(store, span, path, report),
            lambda rows: Done(self, path, Exported(rows)).open(),
        )

    # -- inside

    def _show(self, year: int, calendar: Calendar, rates: str) -> None:
        chosen = self.spans.currentIndex()
        spans = [
            *(Span(QUARTER, year, number, calendar) for number in range(1, 5)),
            Span(YEAR, year, 1, calendar),
        ]
        spans += [Span(MONTH, year, number, calendar) for number in range(1, 13)]
        self.spans.clear()
        for span in spans:
            self.spans.addItem(span.title, span)
        now = span_of(QUARTER, self._desk.fields.today, calendar).number - 1
        self.spans.setCurrentIndex(chosen if chosen >= 0 else now)
        self._kept = rates
        self.rates.speak(
            f"补贴标准（元／件）：{rates}。发放表按调解员列出期间内达成协议的案件，合计有大写，留有领款人签名栏。"
            if rates
            else "还没有登记补贴标准；不登记也能导出发放表，金额空着手填。"
        )

    def _keep(self, text: str) -> None:
        self._desk.perform(
            lambda store: _set_rates(store, text), self, lambda _act: self._desk.saved.emit("已保存补贴标准")
        )

    def _ask_file(self) -> None:
        name = f"{TITLE} {self.spans.currentText()}.xlsx"
        dialog = QFileDialog(self, "导出到", name, _FORMS)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()


def _set_rates(store: Store, text: str) -> Act:
    try:
        return set_rates(store, text)
    except Fault as fault:
        raise Refused({"rates": fault.why}, {"rates": "补贴标准"}) from fault


def _write(store: Store, span: Span, path: Path, report: Report) -> int:
    made = payout_table(store.unit.name, span.title, payout(store, span.period), store.today)
    write_summary(path, made, typefaces_of(store), report)
    return len(made.rows)
