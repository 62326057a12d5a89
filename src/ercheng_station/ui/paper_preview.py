"""Papers of records: made beside the window as one PDF, looked at, printed or saved exactly as seen."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ercheng_station.db.changes import Act
from ercheng_station.db.store import Store
from ercheng_station.documents.joining import join
from ercheng_station.documents.papers import PaperForm
from ercheng_station.documents.preview import Preview
from ercheng_station.files import atomic_write
from ercheng_station.progress import Report
from ercheng_station.services.papers import Seen, give_out_empty, look_at, look_at_many, settle, settling
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label, rule
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.task import run_task

_DPI = 96
_PRINT_DPI = 300
_MOST_SHOWN = 40


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

    def work(report: Report) -> list[Seen]:
        if len(uids) == 1:
            return [look_at(desk.store, form, uids[0], path)]
        folder = path.with_suffix("")
        folder.mkdir()
        seen = look_at_many(desk.store, form, uids, folder, report=report)
        join([one.printed.path for one in seen], path)
        return seen

    run_task(
        parent, f"正在生成{form.title}", work, lambda seen: PaperSheet(parent, desk, form, path, seen).open()
    )


def print_empty(parent: QWidget, desk: Desk, form: PaperForm) -> None:
    path = PrintedFiles.of(desk).next()

    def work(_report: Report) -> list[Seen]:
        give_out_empty(desk.store, form, path)
        return []

    run_task(
        parent, f"正在生成{form.title}", work, lambda seen: PaperSheet(parent, desk, form, path, seen).open()
    )


class PaperSheet(QDialog):
    """The pages as they will be printed; what is shown, printed and saved is the same file."""

    def __init__(
        self, parent: QWidget, desk: Desk, form: PaperForm, path: Path, seen: Sequence[Seen]
    ) -> None:
        super().__init__(parent)
        self._title, self._desk, self._form, self._path, self.seen = form.title, desk, form, path, list(seen)
        self._preview = Preview(path)
        self.setWindowTitle(form.title)
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
        missing = dict.fromkeys(name for one in self.seen for name in one.printed.missing)
        drafts = sum(not one.is_final for one in self.seen)
        if drafts:
            several = f"其中 {drafts} 份是草稿" if len(self.seen) > 1 else "草稿"
            return f"{several}，{pages}。还缺：{'、'.join(missing)}"
        return pages

    def save_as(self) -> None:
        dialog = QFileDialog(self, "另存为")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{self._title}.pdf")
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        dialog.open()

    def write(self, path: Path) -> None:
        def job(store: Store) -> Act:
            act = self._settle(store)
            with atomic_write(path) as out:
                out.write(self._path.read_bytes())
            return act

        self._desk.perform(job, self, lambda _: self._status.setText(f"已保存到 {path}"), self._refuse)

    def print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._desk.perform(self._settle, self, lambda _: self._print_on(printer), self._refuse)
        )
        QDialog.open(dialog)  # its own `open` wants a slot by name

    def _settle(self, store: Store) -> Act:
        """What leaves the screen is a version from now on; drafts stay drafts."""
        label = settling(self._form) if len(self.seen) == 1 else f"打印{self._title} {len(self.seen)} 份"
        return settle(store, self._form, self.seen, label)

    def _refuse(self, error: Exception) -> None:
        show_error(self, error)

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
        self._status = Label(
            self.words(), "warn" if any(not one.is_final for one in self.seen) else "quiet", wraps=True
        )
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
