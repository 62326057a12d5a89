"""故障信息 before anything of it is saved: the whole text, to be read first."""

from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.progress import Report
from ercheng_station.services.trouble_report import TITLE, trouble_report
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import run_task

_SIZE = (760, 620)


class TroubleView(QWidget):
    def __init__(self, text: str, today: str) -> None:
        super().__init__()
        self._today = today
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName("故障信息")
        self.copy = Button("复制", "link", "copy").on(lambda: QApplication.clipboard().setText(text))
        self.save = Button("保存…", "primary", "download").on(self._ask_file)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.copy)
        foot.addWidget(self.save)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        words = "下面就是要保存的全部内容，没有登记的内容、姓名、单位名称和口令。保存以后发给维护人员。"
        box.addWidget(Label(words, "quiet", wraps=True))
        box.addWidget(self.text, 1)
        box.addLayout(foot)

    def write(self, path: Path) -> None:
        """Exactly what is shown."""
        try:
            with atomic_write(path) as out:
                out.write(self.text.toPlainText().encode("utf-8"))
        except UserError as error:
            show_error(self, error)
        else:
            self.window().close()

    def _ask_file(self) -> None:
        dialog = QFileDialog(
            self, "故障信息存为", f"{TITLE} {self._today}".strip() + ".txt", "文本文件 (*.txt)"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda chosen: self.write(Path(chosen)))
        dialog.open()


def show_trouble(parent: QWidget, desk: Desk) -> None:
    """Gathered beside the window; the check of the data takes a while."""
    store, today = desk.store, str(desk.fields.today)
    window = of_window(parent)

    def gather(report: Report) -> str:
        return trouble_report(store.folder, store, of_window=window, report=report)

    def show(text: str) -> None:
        sheet = Sheet(parent, "故障信息", TroubleView(text, today), largest=_SIZE)
        sheet.open()

    run_task(parent, "正在收集故障信息", gather, show)


def show_refused(parent: QWidget, folder: Path, refused: UserError) -> None:
    """Where the data could not be opened."""
    text = trouble_report(folder, None, refused, of_window(parent.window()))
    Sheet(parent, "故障信息", TroubleView(text, ""), largest=_SIZE).open()


def of_window(window: QWidget) -> dict[str, str]:
    """Sizes and versions that only the window knows."""
    screens = [
        f"{one.size().width()}×{one.size().height()} {one.devicePixelRatio():g} 倍 {one.logicalDotsPerInch():.0f} 点"
        for one in QApplication.screens()
    ]
    return {
        "Qt": qVersion(), "屏幕": "；".join(screens), "窗口": f"{window.width()}×{window.height()}",
        "字体": QApplication.font().family(), "字号": str(QApplication.font().pixelSize()),
    }  # fmt: skip
