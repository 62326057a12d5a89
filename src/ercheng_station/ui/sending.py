"""做上报包: what goes along, under which password, and where the file lies; the same for the other computer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.travelling import FIGURES, WHOLE, Freight
from ercheng_station.exchange.bundle.writing import Secret, Sent, send
from ercheng_station.progress import Report
from ercheng_station.reports.table import Exported
from ercheng_station.services.report_span import MONTH, Calendar, Span, span_of
from ercheng_station.ui import ime
from ercheng_station.ui.accounts.lines import PasswordLine
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.exporting import Done
from ercheng_station.ui.labels import Label
from ercheng_station.ui.task import Task, run_task
from ercheng_station.ui.texts import TextLine

_WIDTH = 480
_UP = "发给上级的表格：封面是数据和签字栏，后面每本登记簿一张表；对方的程序能直接汇总，已经发过的不会重复。"
_ACROSS = (
    "给本单位另一台电脑的：全部登记簿、附件和个人信息（举报人和各台电脑自己的参数除外）。"
    "两边各做一个，互相汇总，两台电脑的数据就一样了。要设口令，两边用同一个程序版本。"
)


class SendSheet(Dialog):
    """Asks what goes along, then for the folder. Without a span it is for the other computer, and everything goes."""

    def __init__(self, parent: QWidget, desk: Desk, span: Span | None) -> None:
        super().__init__(parent)
        self._page, self._desk, self._span = parent, desk, span
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.setWindowTitle("做上报包" if span else "做交换包")
        self.figures = QCheckBox("仅数字版：只发封面上的数字，不带任何记录")
        self.attachments = QCheckBox("附件一起发，另做一个同名的附件包（.zip）")
        self.private = QCheckBox("带上身份证号、个人电话等个人信息（举报人一律不带）")
        self.locked = QCheckBox("设打开口令")
        self.why, self.word, self.again = (
            TextLine(name) for name in ("带个人信息的原因", "打开口令", "再输一遍")
        )
        self.why.setPlaceholderText("原因（会记入改动记录）")
        for line, words in ((self.word, "打开口令，不写在文件名和聊天里"), (self.again, "再输一遍")):
            line.setEchoMode(TextLine.EchoMode.Password)
            line.setPlaceholderText(words)
        self.own = PasswordLine("自己的口令")
        self.own.setPlaceholderText("再输一次自己的口令")
        self._may_tell = desk.store.accounts.may("export-full")
        if not self._may_tell:
            self.private.setText(f"{self.private.text()}（站长可以）")
        self.figures.toggled.connect(self._settle)
        self.private.toggled.connect(self._settle)
        self.locked.toggled.connect(self._settle)
        self._fault = Label(tone="bad", wraps=True)
        self._lay_out()
        self._settle()

    def freight(self) -> Freight:
        if self._span is None:
            return WHOLE
        if self.figures.isChecked():
            return FIGURES
        return Freight(attachments=self.attachments.isChecked(), private=self.private.isChecked())

    def fault(self) -> str:
        """Why it cannot be made so."""
        if self.freight().private and not self.why.isHidden() and not self.why.text().strip():
            return "请写明带个人信息的原因"
        if self.needs_word and not self.word.text().strip():
            return "请输入打开口令"
        if self.asks_own and not self.own.text():
            return "请再输一次自己的口令"
        return "两次输入的口令不一样" if self.needs_word and self.word.text() != self.again.text() else ""

    @property
    def needs_word(self) -> bool:
        return self.freight().private or self.locked.isChecked()

    def ask_folder(self) -> None:
        ime.commit()
        fault = self.fault()
        self._fault.speak(fault)
        if fault:
            return
        if self.asks_own:
            self._confirm()
        else:
            self._choose_folder()

    @property
    def asks_own(self) -> bool:
        """Whether the person shows once more who he is."""
        return self._desk.store.accounts.protected and self.freight().private

    def _confirm(self) -> None:
        accounts, own = self._desk.store.accounts, self.own.text()
        task = Task(self, "", lambda _report: accounts.confirm(own), quiet=True)
        task.done.connect(lambda _: self._choose_folder())
        task.failed.connect(
            lambda error: self._fault.speak(error.what if isinstance(error, UserError) else "没有核对成")
        )
        task.start()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "放到哪个文件夹（例如 U 盘）")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()

    def write(self, folder: Path) -> None:
        store, freight = self._desk.store, self.freight()
        word = self.word.text().strip() if self.needs_word else ""
        span, why, page = self._span, self.why.text().strip(), self._page

        def job(report: Report) -> Sent:
            chosen = span or span_of(MONTH, store.today, Calendar.of(store))
            return send(store, chosen, folder, report, freight=freight, secret=Secret(word, why))

        self.accept()
        run_task(page, f"正在{self.windowTitle()}", job, partial(_tell_sent, page))

    def _settle(self) -> None:
        private, records = self.freight().private, not self.figures.isChecked()
        self.attachments.setEnabled(records)
        self.private.setEnabled(records and self._may_tell)
        self.locked.setEnabled(not private)
        self.why.setVisible(self._span is not None and private)
        for line in (self.word, self.again):
            line.setVisible(self.needs_word)
        self.own.setVisible(self.asks_own)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._fault, 1)
        foot.addWidget(Button("取消").on(self.reject))
        go = Button("选择位置…", "primary", "download").on(self.ask_folder)
        go.setDefault(True)
        foot.addWidget(go)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        title = f"{self._span.title}上报包" if self._span else "给另一台电脑的交换包"
        box.addWidget(Label(title, "strong"))
        box.addWidget(Label(_UP if self._span else _ACROSS, "quiet", wraps=True))
        if self._span:
            for widget in (self.figures, self.attachments, self.private, self.why, self.locked):
                box.addWidget(widget)
        box.addWidget(self.word)
        box.addWidget(self.again)
        box.addWidget(self.own)
        box.addLayout(foot)


def ask_to_send(parent: QWidget, desk: Desk, span: Span | None) -> SendSheet:
    sheet = SendSheet(parent, desk, span)
    sheet.open()
    return sheet


def _tell_sent(parent: QWidget, sent: Sent) -> None:
    what = "零报告" if sent.zero else f"{sent.records:,} 条记录" if sent.records else "只有数字"
    also = [f"附件 {sent.attachments} 个在 {sent.companion.name} 里，请一起发"] if sent.companion else []
    if sent.lacking:
        also.append(f"有 {sent.lacking} 个附件这台电脑上没有，没有放入")
    Done(parent, sent.path, Exported(sent.records), f"已做成第 {sent.sequence} 号，{what}", also).open()
