"""Writing a list out: exactly the rows it shows, in their order, with the chosen columns; as a table, a PDF or plain text."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.listing import Query
from ercheng_station.errors import UserError
from ercheng_station.exchange.ledger import make_ledger
from ercheng_station.progress import Report
from ercheng_station.reports.table import Exported, write_ledger
from ercheng_station.services.reporters import spoken_in, spoken_words
from ercheng_station.ui import ime
from ercheng_station.ui.accounts.lines import PasswordLine
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.inputs.options import RadioChip
from ercheng_station.ui.labels import Label
from ercheng_station.ui.lists.columns import NUMBER, PLACE
from ercheng_station.ui.task import Task, run_task
from ercheng_station.ui.texts import TextLine

_FORMS = ((".xlsx", "Excel 表格"), (".pdf", "PDF"), (".csv", "CSV 文本"))
_WIDTH = 460


class ExportSheet(Dialog):
    """Asks for the form and, where private values would leave in full, for the reason; then for the file."""

    def __init__(self, parent: QWidget, desk: Desk, query: Query, columns: Sequence[str]) -> None:
        super().__init__(parent)
        self._page, self._desk, self._query = parent, desk, query
        self._columns = [name for name in columns if name == NUMBER or name in query.kind.kept]
        self.setWindowTitle(f"导出{query.kind.title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self._chips = {ending: RadioChip(words, can_clear=False) for ending, words in _FORMS}
        self._chips[".xlsx"].setChecked(True)
        self.unmasked = QCheckBox("身份证号、个人电话写出全部数字")
        self.why = TextLine("写出全部数字的原因")
        self.why.setPlaceholderText("原因（记入操作记录）")
        self.password = PasswordLine("自己的口令")
        self.password.setPlaceholderText("再输一次自己的口令")
        for one in (self.why, self.password):
            one.hide()
        private = [
            field for field in query.kind.kept.values() if field.private and field.name in self._columns
        ]
        self.unmasked.setVisible(bool(private))
        self._allow(desk)
        self.unmasked.toggled.connect(self._ask_more)
        self._fault = Label(tone="bad")
        self.hidden = Label(tone="warn", wraps=True)
        self.hidden.speak("")
        self._lay_out()
        desk.ask(lambda store: spoken_words(query, spoken_in(store, query)), self.hidden.speak, self)

    def form(self) -> str:
        return next(ending for ending, chip in self._chips.items() if chip.isChecked())

    def choose(self, ending: str) -> None:
        self._chips[ending].setChecked(True)

    def ask_file(self) -> None:
        """Only with a reason, and for who shows once more who he is, do private values leave in full."""
        ime.commit()
        if not self.unmasked.isChecked():
            self._choose_file()
        elif not self.why.text().strip():
            self._refuse("请写明原因", self.why)
        elif self._is_protected and not self.password.text():
            self._refuse("请再输一次自己的口令", self.password)
        else:
            self._check()

    def _check(self) -> None:
        accounts, password = self._desk.store.accounts, self.password.text()

        def fail(error: Exception) -> None:
            self._refuse(error.what if isinstance(error, UserError) else "没有核对成", self.password)

        task = Task(self, "", lambda _report: accounts.confirm(password), quiet=True)
        task.done.connect(lambda _: self._choose_file())
        task.failed.connect(fail)
        task.start()

    def _refuse(self, why: str, line: TextLine) -> None:
        self._fault.setText(why)
        line.setFocus()
        line.selectAll()

    def _allow(self, desk: Desk) -> None:
        accounts = desk.store.accounts
        self._is_protected = accounts.protected
        if not accounts.may("export-full"):
            self.unmasked.setEnabled(False)
            self.unmasked.setText(f"{self.unmasked.text()}（站长可以）")

    def _ask_more(self, wanted: bool) -> None:
        self.why.setVisible(wanted)
        self.password.setVisible(wanted and self._is_protected)

    def _choose_file(self) -> None:
        self._fault.setText("")
        dialog = QFileDialog(self._page, "导出到")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix(self.form()[1:])
        dialog.selectFile(f"{self._query.kind.title}台账 {self._desk.fields.today}{self.form()}")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        parent, store, query, columns = self._page, self._desk.store, self._query, self._columns
        unmasked, why = self.unmasked.isChecked(), self.why.text().strip()

        def job(report: Report) -> Exported:
            if unmasked:
                store.reveal(query.kind.title, why, leaves=True)
            ledger = make_ledger(store, query, columns=columns, masked=not unmasked)
            return write_ledger(path, ledger, report)

        self.accept()
        run_task(parent, f"正在导出{query.kind.title}", job, partial(_tell_done, parent, path))

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(8)
        for chip in self._chips.values():
            chips.addWidget(chip)
        chips.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self._fault, 1)
        foot.addWidget(Button("取消").on(self.reject))
        go = Button("选择位置…", "primary", "download").on(self.ask_file)
        go.setDefault(True)
        foot.addWidget(go)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label(f"导出{self._query.kind.title}", "strong"))
        words = f"照现在的筛选、顺序和 {len(self._columns)} 列导出，前面加序号。"
        box.addWidget(Label(words, "quiet", wraps=True))
        box.addWidget(self.hidden)
        box.addLayout(chips)
        box.addWidget(self.unmasked)
        box.addWidget(self.why)
        box.addWidget(self.password)
        box.addLayout(foot)


class Done(Dialog):
    """Says what was written and where, and opens its folder. `words`: what it was, if no rows of a register."""

    def __init__(
        self, parent: QWidget, path: Path, written: Exported, words: str = "", also: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("已导出")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.words = words or f"已导出 {written.rows:,} 条"
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label(self.words, "strong"))
        for line in (str(path), *also):
            box.addWidget(Label(line, "quiet", wraps=True))
        if written.replaced:
            told = "、".join(written.replaced[:10])
            box.addWidget(Label(f"这些字没有字形，印成了编码：{told}", "warn", wraps=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(Button("关闭").on(self.accept))
        folder = QUrl.fromLocalFile(str(path.parent))
        show = Button("打开所在文件夹", "primary", "folder").on(lambda: QDesktopServices.openUrl(folder))
        foot.addWidget(show)
        box.addLayout(foot)
        show.setFocus()


def export_list(parent: QWidget, desk: Desk, query: Query, columns: Sequence[str]) -> ExportSheet:
    sheet = ExportSheet(parent, desk, query, [name for name in columns if name != PLACE])
    sheet.open()
    return sheet


def _tell_done(parent: QWidget, path: Path, written: Exported) -> None:
    Done(parent, path, written).open()
