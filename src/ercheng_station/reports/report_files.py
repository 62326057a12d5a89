"""The files of a report: workbook and paper under the names that a superior expects (domain 7.3), the Word file for editing."""

from pathlib import Path

from ercheng_station.documents.word import write_word
from ercheng_station.errors import UserError
from ercheng_station.exchange.report_book import write_book_of
from ercheng_station.records.wording import BUNDLED, Typefaces
from ercheng_station.reports.report_paper import paper_of, write_paper
from ercheng_station.services.report_issue import Issue

FORMS = (".xlsx", ".pdf", ".docx")


def write_files(folder: Path, issue: Issue, typefaces: Typefaces = BUNDLED) -> tuple[Path, Path]:
    """The workbook and the paper; UserError if the folder cannot be written to."""
    book, paper = (folder / issue.report.file_name(suffix) for suffix in (".xlsx", ".pdf"))
    write_file(book, issue, typefaces)
    write_file(paper, issue, typefaces)
    return book, paper


def write_file(path: Path, issue: Issue, typefaces: Typefaces = BUNDLED) -> None:
    """In the form that the name ends with; UserError for any other ending or if the disk refuses."""
    ending = path.suffix.lower()
    if ending == ".xlsx":
        write_book_of(path, issue)
    elif ending == ".pdf":
        write_paper(path, issue, typefaces)
    elif ending == ".docx":
        write_word(path, paper_of(issue, drawn=False))
    else:
        raise UserError("command-misused", why=f"文件名要以 {'、'.join(FORMS)} 结尾，不是“{path.name}”")
