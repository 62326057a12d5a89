"""Prints by the program's own way in a process of its own, since libcups looks for its service once.

python -m tests.ui.printing.through_cups DATA ASKED: a JSON list of {paper, copies, pages, duplex, size, offset,
between, during}; prints a JSON list of what each led to: the number of pages sent, or the code of the refusal.
"""

import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from ercheng_station.db.store import Store
from ercheng_station.documents.preview import Preview
from ercheng_station.documents.registry import PAPERS
from ercheng_station.errors import UserError
from ercheng_station.progress import silent
from ercheng_station.records import CATALOGUE
from ercheng_station.services.papers import How
from ercheng_station.ui.printing.jobs import Job
from ercheng_station.ui.printing.printer import new_printer, print_file

FORMS = {form.name: form for form in PAPERS}


def main(data: str, asked: str) -> None:
    app = QApplication(sys.argv[:1])
    with Store.open(Path(data), CATALOGUE) as store:
        told = [printed(store, one) for one in json.loads(asked)]
    sys.stdout.write(json.dumps({"printers": QPrinterInfo.availablePrinterNames(), "told": told}) + "\n")
    app.quit()


def printed(store, one):
    with tempfile.TemporaryDirectory() as folder:
        job = Job(FORMS[one["paper"]])
        laid = job.lay(store, Path(folder), How(), silent)
        with Preview(laid.path) as preview:
            size = preview.size(0)
        printer = new_printer("PDF", job.title, size)
        choose(printer, one)
        run(one.get("between"))
        during = iter([one.get("during")])

        def report(_done, _total):
            """The first time before the first page is drawn."""
            run(next(during, None))

        try:
            return print_file(laid.path, printer, laid.starts, tuple(one.get("offset", (0, 0))), report)
        except UserError as error:
            return error.code


def choose(printer, one):
    """As a person does in the print dialog."""
    printer.setCopyCount(one.get("copies", 1))
    if "pages" in one:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(QPageRanges.fromString(one["pages"]))
    if one.get("duplex"):
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    if "size" in one:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId[one["size"]]))


def run(words):
    if words:
        subprocess.run(shlex.split(words), check=True, capture_output=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
