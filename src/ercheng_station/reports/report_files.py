"""Both files of a report under the names that a superior expects (domain 7.3)."""

from collections.abc import Sequence
from pathlib import Path

from ercheng_station.exchange.report_book import write_book_of
from ercheng_station.records.wording import BUNDLED, Typefaces
from ercheng_station.reports.report_paper import write_paper
from ercheng_station.services.corrections import Correction
from ercheng_station.services.reporting import Report


def write_files(
    folder: Path, report: Report, found: Sequence[Correction] = (), typefaces: Typefaces = BUNDLED
) -> tuple[Path, Path]:
    """The workbook and the paper; UserError if the folder cannot be written to."""
    words = [f"{number}.{one.words}" for number, one in enumerate(found, start=1)]
    book, paper = (folder / report.file_name(suffix) for suffix in (".xlsx", ".pdf"))
    write_book_of(book, report, words)
    write_paper(paper, report, words, typefaces)
    return book, paper
