"""Papers of records: made beside the window as one PDF, looked at, printed or saved exactly as seen."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ercheng_station.db.store import Store
from ercheng_station.documents.papers import PaperForm
from ercheng_station.documents.preview import Preview
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.progress import Report
from ercheng_station.services.papers import Printed, give_out, give_out_empty, give_out_many
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label, rule
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.task import run_task

_DPI = 96
_PRINT_DPI = 300
_MOST_SHOWN = 40
_INCOMPLETE = "paper-incomplete"


class PrintedFiles(QObject):
    """The folder of one desk's papers until they are printed or saved; it goes when the desk closes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._folder = TemporaryDirectory(prefix="ercheng-", ignore_cleanup_errors=True)
        self._made = 0
        desk.closing.connect(self._folder.cleanup)

    @classmethod
    def of(cls, desk: Desk) -> "PrintedFiles":
        found = desk.findChild(cls)
        return found if isinstance(found, cls) else cls(desk)

    def next(self) -> Path:
        self._made += 1
        return Path(self._folder.name) / f"{self._made}.pdf"


def print_records(parent: QWidget, desk: Desk, form: PaperForm, uids: Sequence[UUID]) -> None:
    """One record: the final copy, or a draft that says what is still missing. Several: one print job."""
    path = PrintedFiles.of(desk).next()

    def job(store: Store) -> Printed:
        if len(uids) > 1:
            return give_out_many(store, form, uids, path)
        try:
            return give_out(store, form, uids[0], path)
        except UserError as error:
            if error.code != _INCOMPLETE:
                raise
            return give_out(store, form, uids[0], path, draft=True)

    _make(parent, desk, form, job, [*uids])


def print_empty(parent: QWidget, desk: Desk, form: PaperForm) -> None:
    path = PrintedFiles.of(desk).next()
    _make(parent, desk, form, lambda store: give_out_empty(store, form, path), [])


def _make(
    parent: QWidget, desk: Desk, form: PaperForm, job: Callable[[Store], Printed], uids: Sequence[UUID]
) -> None:
    def work(_report: Report) -> Printed:
        return job(desk.store)

    def show(printed: Printed) -> None:
        for uid in uids:
            desk.changed.emit(form.kind.__tablename__, uid)
        PaperSheet(parent, form.title, printed).open()

    run_task(parent, f"正在生成{form.title}", work, show)


class PaperSheet(QDialog):
    """The pages as they will be printed; what is shown, printed and saved is the same file."""

    def __init__(self, parent: QWidget, title: str, printed: Printed) -> None:
        super().__init__(parent)
        self._title, self.printed = title, printed
        self._preview = Preview(printed.path)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda _code: self._preview.close())
        self._pages = QVBoxLayout()
        self._pages.setContentsMargins(24, 16, 24, 16)
        self._pages.setSpacing(16)
        self._lay_out()
        window = parent.window()
        self.resize(min(900, window.width() - 48), window.height() - 48)
        self._next = 0
        QTimer.singleShot(0, self, self._show_page)

    def words(self) -> str:
        """What kind of copy this is, and what it lacks."""
        pages = f"共 {self._preview.pages} 页"
        if self.printed.missing:
            return f"草稿，{pages}。还缺：{'、'.join(self.printed.missing)}"
        return f"第 {self.printed.version} 版，{pages}" if self.printed.version else pages

    def save_as(self) -> None:
        dialog = QFileDialog(self, "另存为")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self._title}.pdf")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        try:
            with atomic_write(path) as out:
                out.write(self.printed.path.read_bytes())
        except UserError as error:
            show_error(self, error)
        else:
            self._status.setText(f"已保存到 {path}")

    def print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._print_on, printer))
        QDialog.open(dialog)  # its own `open` wants a slot by name

    def _print_on(self, printer: QPrinter) -> None:
        first, last = printer.fromPage() or 1, printer.toPage() or self._preview.pages
        painter = QPainter(printer)
        for page in range(first - 1, min(last, self._preview.pages)):
            if page > first - 1:
                printer.newPage()
            image = self._image(page, _PRINT_DPI)
            painter.drawImage(QRectF(painter.viewport()), image)
        painter.end()
        self._status.setText("已送到打印机")

    def _show_page(self) -> None:
        """One page at each turn of the event loop, so that the window stays alive."""
        label = Label()
        image = self._image(self._next, _DPI * self.devicePixelRatio())
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatio())
        label.setPixmap(picture)
        label.setAccessibleName(f"第 {self._next + 1} 页")
        self._pages.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self._next += 1
        if self._next < min(self._preview.pages, _MOST_SHOWN):
            QTimer.singleShot(0, self, self._show_page)
        elif self._next < self._preview.pages:
            self._pages.addWidget(
                Label(f"后面 {self._preview.pages - self._next} 页不在这里显示，打印和保存是全部", "caption")
            )

    def _image(self, page: int, dpi: float) -> QImage:
        picture = self._preview.picture(page, dpi)
        size = QSize(picture.width, picture.height)
        made = QImage(picture.pixels, size.width(), size.height(), QImage.Format.Format_RGBA8888)
        return made.copy()  # the bytes belong to the picture

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setLayout(self._pages)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self._status = Label(self.words(), "warn" if self.printed.missing else "quiet", wraps=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(8)
        foot.addWidget(self._status, 1)
        foot.addWidget(Button("关闭").on(self.reject))
        foot.addWidget(Button("另存为 PDF…", "", "file-type-pdf").on(self.save_as))
        go = Button("打印…", "primary", "printer").on(self.print)
        foot.addWidget(go)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(area, 1)
        box.addWidget(rule())
        box.addLayout(foot)
        go.setFocus()
