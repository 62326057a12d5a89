"""The preview: the very file that will be printed or saved, what it still lacks, and the buttons that give it out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from ercheng_station.db.changes import Act
from ercheng_station.db.passing import PassingFolder
from ercheng_station.db.store import Store
from ercheng_station.documents.papers import PaperForm
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write, safe_name
from ercheng_station.progress import Report
from ercheng_station.services.papers import How
from ercheng_station.ui.context import Desk
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.placing import keep_on_screen
from ercheng_station.ui.printing.bar import PreviewBar
from ercheng_station.ui.printing.jobs import Job, Laid
from ercheng_station.ui.printing.likings import PrintLikings
from ercheng_station.ui.printing.offset import OffsetSheet
from ercheng_station.ui.printing.pages import PageView
from ercheng_station.ui.printing.printer import new_printer, print_file
from ercheng_station.ui.printing.reader import OpenPages, PageReader, later
from ercheng_station.ui.printing.viewer import show_in_viewer
from ercheng_station.ui.shortcuts import bind
from ercheng_station.ui.tab_order import InOrder
from ercheng_station.ui.task import run_task

_SIZE = 900, 960
_REST_MS = 150
_SCROLLING = {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space}


class PreviewWindow(InOrder, QWidget):
    """`printers` names those there are. Nothing is frozen or counted as printed before it is printed or saved."""

    def __init__(
        self, parent: QWidget, desk: Desk, job: Job,
        printers: Callable[[], Sequence[str]] = QPrinterInfo.availablePrinterNames,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"打印预览 - {job.title}")
        self._desk, self._job, self._printers = desk, job, printers
        self._likings = PrintLikings.of(desk)
        self._folder = PassingFolder()
        self._turn = 0
        self._reader: PageReader | None = None
        self._printer: QPrinter | None = None
        self.laid: Laid | None = None
        self.how = How()
        self.bar, self.pages = PreviewBar(job), PageView()
        self._changed = QTimer(self)
        self._changed.setSingleShot(True)
        self._changed.setInterval(_REST_MS)
        self._changed.timeout.connect(self.lay)
        self._lay_out()
        self._join()
        self.lay()

    # -- what is shown

    def lay(self) -> None:
        """Lays the papers out anew, beside the window; what is shown stands until then."""
        self._turn += 1
        folder = Path(self._folder.name) / str(self._turn)
        folder.mkdir()
        job, how, store, turn = self._job, self.how, self._desk.store, self._turn

        def work(report: Report) -> tuple[Laid, OpenPages] | None:
            laid = job.lay(store, folder, how, report)
            return (laid, OpenPages(laid.path)) if turn == self._turn else None

        task = run_task(self, f"正在生成{job.title}", work, partial(self._show, turn), self._give_up)
        task.stopped.connect(self.close)

    def take(self, how: How) -> None:
        """A draft, a final copy, or a final copy with room for the pen."""
        if how != self.how:
            self.how = how
            self.lay()

    def _show(self, turn: int, made: tuple[Laid, OpenPages] | None) -> None:
        if made is None:
            return
        laid, reader = made[0], PageReader(made[1])
        if turn != self._turn:
            reader.close()
            return
        before, self._reader, self.laid = self._reader, reader, laid
        self.pages.show_reader(reader)
        self.bar.show_laid(laid, self.how)
        if before is not None:
            before.close()

    def _give_up(self, error: Exception) -> None:
        """Told in the program's own words; a window with nothing to show goes with them."""
        message = show_error(self, error)
        if self.laid is None:
            message.finished.connect(self.close)

    def _hear(self, kind: str, uid: UUID) -> None:
        if kind == self._job.form.kind.__tablename__ and uid in self._job.uids:
            self._changed.start()

    # -- giving out

    def print(self) -> None:
        laid = self.laid
        if laid is None or self._reader is None:
            return
        names = list(self._printers())
        if not names:
            self._tell_no_printer()
            return
        last = self._likings.last
        self._printer = new_printer(last if last in names else "", self._job.title, self._reader.sizes[0])
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setMinMax(1, laid.pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.accepted.connect(self.send)
        QDialog.open(dialog)  # QPrintDialog's own wants a receiver

    def send(self, printer: QPrinter | None = None) -> None:
        """What is about to be printed is settled and logged first."""
        laid, how, job, printer = self.laid, self.how, self._job, printer or self._printer
        if laid is None or printer is None:
            return
        self._likings.use(printer.printerName())
        offset = self._likings.offset(printer.printerName())
        copies = max(1, printer.copyCount())

        def work(report: Report) -> int:
            return print_file(laid.path, printer, laid.starts, offset, report)

        def go(act: Act) -> None:
            title = f"正在打印{job.title}"
            run_task(self, title, work, self._tell_printed, partial(self._tell_not_printed, act))

        self._desk.perform(lambda store: job.log(store, laid, how, copies), self, go, self._refuse)

    def save_as(self) -> None:
        self._ask_file("PDF", ".pdf", self.save)

    def save_word_as(self) -> None:
        self._ask_file("Word", ".docx", self.save_word)

    def save_word(self, path: Path) -> None:
        """For whoever must change the wording; nothing is settled by it."""
        laid, how, job, store = self.laid, self.how, self._job, self._desk.store
        if laid is None:
            return

        def work(_report: Report) -> None:
            job.write_word(store, laid, path, how)

        def tell(_: None) -> None:
            self.bar.tell(f"已保存：{path}（在 Word 里改的内容不会回到记录里）")

        run_task(self, f"正在生成{job.title}", work, tell)

    def _ask_file(self, what: str, ending: str, then: Callable[[Path], None]) -> None:
        if self.laid is None:
            return
        dialog = QFileDialog(self, f"另存为 {what}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setDefaultSuffix(ending[1:])
        dialog.selectFile(safe_name(self._job.title, str(self._desk.fields.today), suffix=ending))
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def save(self, path: Path) -> None:
        """A final copy is settled first; the file is then the very version."""
        laid = self.laid
        if laid is not None:
            self._settled(laid, partial(self._write, laid, path))

    def open_outside(self) -> None:
        """In the system's viewer, which has its own way to print."""
        laid = self.laid
        if laid is not None:
            self._settled(laid, lambda: show_in_viewer(self, self._desk, laid.path, self._job.title))

    def _settled(self, laid: Laid, then: Callable[[], None]) -> None:
        if laid.is_settled:
            then()
            return
        job, how = self._job, self.how
        self._desk.perform(lambda store: job.freeze(store, laid, how), self, lambda _: then(), self._refuse)

    def _write(self, laid: Laid, path: Path) -> None:
        def job(_store: Store) -> None:
            with atomic_write(path) as out:
                out.write(laid.path.read_bytes())

        self._desk.tell(job, lambda _: self.bar.tell(f"已保存：{path}"), self, self._tell)

    def _tell(self, error: Exception) -> None:
        show_error(self, error)

    def _refuse(self, error: Exception) -> None:
        show_error(self, error)
        if isinstance(error, UserError) and error.code == "paper-moved-on":
            self.lay()

    def _tell_printed(self, pages: int) -> None:
        self.bar.tell(f"已送到打印机：{pages} 页")

    def _tell_not_printed(self, act: Act, error: Exception) -> None:
        """The printer took nothing of it, or not all: whether it counts as printed the person decides."""
        message = show_error(self, error)
        if act.touched:
            undo = partial(self._desk.perform, lambda store: store.undo(act.uid), self)
            message.offer("撤销打印登记", undo)

    def _tell_no_printer(self) -> None:
        show_error(self, UserError("no-printer")).offer("保存 PDF", self.save_as)

    def choose_offset(self) -> None:
        names = list(self._printers())
        if names:
            OffsetSheet(self, self._likings, names).open()
        else:
            self._tell_no_printer()

    # -- the window

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        keep_on_screen(self)
        self.pages.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in _SCROLLING:
            self.pages.keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.pages.zoom_by(-1 if event.key() == Qt.Key.Key_Minus else 1)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._turn += 1
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        later(self._folder.cleanup)
        super().closeEvent(event)

    def _join(self) -> None:
        bar = self.bar
        bar.print_asked.connect(self.print)
        bar.save_asked.connect(self.save_as)
        bar.word_asked.connect(self.save_word_as)
        bar.viewer_asked.connect(self.open_outside)
        bar.offset_asked.connect(self.choose_offset)
        bar.how_chosen.connect(self.take)
        bar.zoom_asked.connect(self.pages.zoom_by)
        bar.fit_asked.connect(self.pages.fit_width)
        self.pages.turned.connect(bar.show_page)
        self.pages.zoomed.connect(lambda: bar.show_zoom(self.pages.zoom))
        self._desk.changed.connect(self._hear)
        self._desk.closing.connect(self.close)
        bind(self, "print", self.print)
        bind(self, "save", self.save_as)

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.pages, 1)
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width() - 16), min(_SIZE[1], room.height() - 48))


def print_records(parent: QWidget, desk: Desk, form: PaperForm, uids: Sequence[UUID]) -> PreviewWindow:
    """In the order given; several are one file."""
    return _opened(parent, desk, Job(form, tuple(uids)))


def print_empty(parent: QWidget, desk: Desk, form: PaperForm) -> PreviewWindow:
    return _opened(parent, desk, Job(form))


def _opened(parent: QWidget, desk: Desk, job: Job) -> PreviewWindow:
    made = PreviewWindow(parent, desk, job)
    made.show()
    return made
