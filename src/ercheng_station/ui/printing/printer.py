"""Sends pages of a PDF to a printer as pictures of its own fineness, one page in memory at a time."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from ercheng_station.documents.preview import Preview
from ercheng_station.errors import Cancelled, UserError
from ercheng_station.progress import Report, silent
from ercheng_station.ui.printing.queue import takes_jobs
from ercheng_station.ui.printing.reader import image_of

FINEST_GREY, FINEST_COLOUR = 600, 300
"""Dots an inch; a page in colour takes four times the memory of a grey one."""
_INCH, _MM = 72, 25.4


def new_printer(name: str, title: str, size: tuple[float, float]) -> QPrinter:
    """Set to the paper of the file, both to its very edges. `size` in points; "" = the usual printer."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF())
    low, high = sorted(size)
    printer.setPageSize(QPageSize(QSizeF(low, high), QPageSize.Unit.Point))
    return printer


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """From 0, in the order in which they are to come out."""
    ranges = printer.pageRanges()
    some = printer.printRange() == QPrinter.PrintRange.PageRange and not ranges.isEmpty()
    pages = [page for page in range(count) if not some or ranges.contains(page + 1)]
    return pages[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else pages


def print_file(
    path: Path,
    printer: QPrinter,
    starts: Sequence[int] = (),
    offset: tuple[float, float] = (0.0, 0.0),
    report: Report = silent,
) -> int:
    """How many pages were sent. `offset` in mm to the right and down, for sheets that carry a form already.

    On both sides of the sheet, each paper begins on a new one: `starts` has their first pages, from 1. Raises
    UserError print-failed where the printer takes no more, printer-gone where it takes no job (any more);
    Cancelled by `report` takes the print job back.
    """
    name = printer.printerName()
    _refuse_gone(printer, name)
    with Preview(path) as preview:
        pages = chosen_pages(printer, preview.pages)
        rounds = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
        press = _Press(printer, preview, offset)
        try:
            for number, page in enumerate(pages * rounds):
                report(number, len(pages) * rounds)
                if page + 1 in starts or page == pages[0]:
                    press.begin_sheet()
                press.print_page(page)
        except Cancelled:
            printer.abort()
            raise
        finally:
            press.end()
        _refuse_gone(printer, name)  # the job is handed over when the last page is done
        report(len(pages) * rounds, len(pages) * rounds)
    return len(pages) * rounds


def _refuse_gone(printer: QPrinter, name: str) -> None:
    if not printer.outputFileName() and not takes_jobs(name):
        raise UserError("printer-gone", printer=name or "（默认）")


class _Press:
    def __init__(self, printer: QPrinter, preview: Preview, offset: tuple[float, float]) -> None:
        self._printer, self._preview, self._offset = printer, preview, offset
        self._painter = QPainter()
        self._sides = 0

    def begin_sheet(self) -> None:
        if self._printer.duplex() != QPrinter.DuplexMode.DuplexNone and self._sides % 2:
            self._printer.newPage()
            self._sides += 1

    def print_page(self, page: int) -> None:
        width, height = self._preview.size(page)
        orientation = QPageLayout.Orientation
        self._printer.setPageOrientation(orientation.Landscape if width > height else orientation.Portrait)
        done = self._printer.newPage() if self._painter.isActive() else self._painter.begin(self._printer)
        if not done:
            raise UserError("print-failed", printer=self._printer.printerName(), page=page + 1)
        self._sides += 1
        self._draw(page, width, height)

    def end(self) -> None:
        if self._painter.isActive():
            self._painter.end()

    def _draw(self, page: int, width: float, height: float) -> None:
        """As large as it is, in the middle; smaller where the sheet is too small for it."""
        printer = self._printer
        fineness = printer.resolution()
        grey = printer.colorMode() == QPrinter.ColorMode.GrayScale
        picture = self._preview.picture(
            page, min(fineness, FINEST_GREY if grey else FINEST_COLOUR), grey=grey
        )
        sheet = printer.pageLayout().fullRectPixels(fineness)
        wide, high = width * fineness / _INCH, height * fineness / _INCH
        scale = min(1.0, sheet.width() / wide, sheet.height() / high)
        if scale > _WHOLE:
            scale = 1.0  # paper sizes are rounded to whole points
        wide, high = wide * scale, high * scale
        right, down = (mm * fineness / _MM for mm in self._offset)
        place = QRectF((sheet.width() - wide) / 2 + right, (sheet.height() - high) / 2 + down, wide, high)
        self._painter.drawImage(place, image_of(picture))


_WHOLE = 0.995
