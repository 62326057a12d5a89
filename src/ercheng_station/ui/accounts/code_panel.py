"""A new recovery code: shown, printed or saved, and typed back from its paper before anything rests on it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.passing import PassingFolder
from ercheng_station.db.recovery_code import new_code, read
from ercheng_station.errors import Fault, UserError
from ercheng_station.files import safe_name
from ercheng_station.progress import Report
from ercheng_station.ui import ime
from ercheng_station.ui.accounts.lines import Line
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.clipboard import PRIVATE
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.printing.printer import new_printer, print_file
from ercheng_station.ui.task import run_task

TITLE = "恢复码"
_A4 = (595.28, 841.89)
_HALF = 4


class CodePanel(QWidget):
    """`taken` gives the code as typed back, or "" and says beside the field what is not right."""

    def __init__(self, unit: Callable[[], str], day: date) -> None:
        super().__init__()
        self.code = new_code()
        self._unit, self._day = unit, day
        groups = self.code.split("-")
        shown = Label("\n".join("  ".join(groups[at : at + _HALF]) for at in (0, _HALF)), "title")
        shown.setAccessibleName("恢复码 " + " ".join(groups))
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setProperty(PRIVATE, True)
        self.typed = Line("照纸上的恢复码输入一遍")
        self.told = Label(tone="caption")
        give = QHBoxLayout()
        give.setSpacing(8)
        give.addWidget(Button("打印…", symbol="printer").on(self.print))
        give.addWidget(Button("存为 PDF…", symbol="file-type-pdf").on(self.ask_file))
        give.addWidget(self.told, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Label("恢复码", "section"))
        box.addWidget(
            Label(
                "口令都忘了时，只有它能打开数据。请打印或抄下来，封好由站长保管，不要留在电脑里。",
                "quiet",
                wraps=True,
            )
        )
        box.addWidget(shown)
        box.addLayout(give)
        box.addWidget(self.typed)

    def taken(self) -> str:
        ime.commit()
        typed = self.typed.words()
        try:
            same = read(typed) == read(self.code)
        except Fault as fault:
            self.typed.say(fault.why if typed.strip() else "请照纸上的恢复码输入一遍，确认纸上的没有抄错")
            return ""
        self.typed.say("" if same else "这是另一个恢复码，请输入上面的这个")
        return typed if same else ""

    def ask_file(self) -> None:
        dialog = QFileDialog(self, "恢复码存为 PDF")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(safe_name(TITLE, suffix=".pdf"))
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    def save(self, path: Path) -> None:
        code, unit, day = self.code, self._unit(), self._day

        def job(_report: Report) -> None:
            _build(path, code, unit, day)

        run_task(self, "正在生成恢复码", job, lambda _: self.told.setText("已保存，打印后请把文件删掉"))

    def print(self) -> None:
        names = QPrinterInfo.availablePrinterNames()
        if not names:
            show_error(self, UserError("no-printer")).offer("保存 PDF", self.ask_file)
            return
        printer = new_printer("", TITLE, _A4)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        code, unit, day = self.code, self._unit(), self._day

        def job(report: Report) -> int:
            with PassingFolder() as folder:
                path = Path(folder) / "1.pdf"
                _build(path, code, unit, day)
                return print_file(path, printer, report=report)

        dialog.accepted.connect(
            lambda: run_task(self, "正在打印恢复码", job, lambda _: self.told.setText("已送到打印机"))
        )
        QDialog.open(dialog)


def _build(path: Path, code: str, unit: str, day: date) -> None:
    from ercheng_station.documents.recovery_sheet import build_sheet  # noqa: PLC0415  loads the papers' library

    build_sheet(path, code, unit, day)
