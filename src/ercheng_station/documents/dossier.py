"""A case's file as one PDF: cover, index with true page numbers, its sheets in the official order, bookmarks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ercheng_station.documents.canvas import written
from ercheng_station.documents.fonts import Faces, faces_for, point
from ercheng_station.documents.imported import Place, with_pages
from ercheng_station.documents.mediation import file_index
from ercheng_station.documents.page import Laid, all_laid_out, drawn
from ercheng_station.documents.papers import PaperForm
from ercheng_station.documents.sheets import Import, Sheets, frozen_sheets, scanned_sheets
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent
from ercheng_station.records.fields import FileRef
from ercheng_station.records.wording import Copy
from ercheng_station.services.dossier import Entry, Plan

COVER, INDEX = "mediation_cover", "mediation_index"
_LACKING, _OPEN = "缺", "待补"


@dataclass(frozen=True)
class Line:
    """`page` is the number on its first sheet, 0 where sheets bear none; `at` the page of the PDF from 1, 0 = none."""

    title: str
    page: int
    pages: int
    at: int
    must: bool
    present: bool
    note: str = ""


@dataclass(frozen=True)
class Dossier:
    """`missing` tells what a draft lacks, damaged files too."""

    path: Path
    pages: int
    sha256: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """How its parts are had: the papers by their names, and the content of a kept file."""

    forms: Mapping[str, PaperForm]
    content: Callable[[FileRef], bytes]


@dataclass(frozen=True)
class _Part:
    """An entry with its sheets; `laid` is None where there are none."""

    entry: Entry
    imports: Sequence[Import] = ()
    damaged: Sequence[str] = ()
    laid: Laid | None = None

    @property
    def pages(self) -> int:
        return len(self.laid.pages) if self.laid else 0


def build_dossier(
    plan: Plan,
    path: Path,
    copy: Copy,
    reading: Reading,
    report: Report = silent,
    numbers_only: bool = False,
) -> Dossier:
    """Raises UserError dossier-incomplete for a final copy of what is unfinished, and for a file that cannot be shown;
    a draft says so in its place. MissingGlyph names the characters.

    `numbers_only`: a page with nothing but its number for every signed sheet, to be printed onto the originals.
    """
    if not copy.draft:
        plan.refuse_unfinished(copy)
    faces = faces_for(copy.typefaces)
    parts = _numbered(_gathered(plan, copy, reading, faces, report))
    parts = [_with_index(part, parts, copy, faces) for part in parts]
    shown = [_number_alone(part) for part in parts] if numbers_only else parts
    content, at = _drawn(shown, copy.hidden(f"人民调解卷宗 {plan.whole.record.label}"), faces)
    content = with_pages(content, _places(shown, at), shining_through=bool(copy.watermark))
    damaged = [told for part in parts for told in part.damaged]
    return Dossier(
        path,
        sum(part.pages for part in shown),
        written(path, content),
        tuple(_line(part, first) for part, first in zip(parts, at, strict=True)),
        tuple(copy.hidden(told) for told in (*plan.missing, *damaged)),
    )


def _drawn(parts: Sequence[_Part], name: str, faces: Faces) -> tuple[bytes, list[int]]:
    """The file, and for every part the page of it that it begins on, 0 for one without sheets."""
    laid = [part.laid for part in parts if part.laid]
    if not laid:
        raise UserError("dossier-no-signed")
    content, starts = drawn(laid, faces, name)
    begun = iter(starts)
    return content, [next(begun) if part.laid else 0 for part in parts]


def _places(parts: Sequence[_Part], at: Sequence[int]) -> list[Place]:
    return [
        Place(first - 1 + one.page, one.source, one.source_page, one.frame)
        for part, first in zip(parts, at, strict=True)
        for one in part.imports
    ]


def _number_alone(part: _Part) -> _Part:
    """White pages where signed sheets are, nothing elsewhere."""
    if not part.entry.files or part.laid is None:
        return _Part(part.entry)
    page = replace(part.laid.page, watermark="")
    return _Part(part.entry, laid=Laid(page, [()] * part.pages))


def _gathered(plan: Plan, copy: Copy, reading: Reading, faces: Faces, report: Report) -> list[_Part]:
    """All but the index, whose place is kept."""
    found = []
    for number, entry in enumerate(plan.entries):
        report(number, len(plan.entries))
        told = replace(entry, title=copy.hidden(entry.title), note=copy.hidden(entry.note))
        found.append((told, _sheets(entry, copy, reading)))
    laid = iter(all_laid_out([sheets.paper for _, sheets in found if sheets], faces))
    return [
        _Part(entry, sheets.imports, sheets.damaged, next(laid)) if sheets else _Part(entry)
        for entry, sheets in found
    ]


def _sheets(entry: Entry, copy: Copy, reading: Reading) -> Sheets | None:
    if entry.files:
        return scanned_sheets(entry.title, entry.files, copy, reading.content, forgive=copy.draft)
    if entry.frozen:
        return frozen_sheets(entry.title, reading.content(entry.frozen), entry.frozen.name, copy.watermark)
    if not entry.paper or entry.paper == INDEX:
        return None
    form = reading.forms[entry.paper]
    own = replace(copy, by_hand=entry.withheld)  # what the scan shows may be open in the records
    return Sheets(form.laid_out(entry.whole, own))


def _numbered(parts: Sequence[_Part]) -> list[_Part]:
    """Each paper called as in the index, its first sheet numbered."""
    page, done = 1, []
    for part in parts:
        folio = page if part.entry.numbered else 0
        page += part.pages if part.entry.numbered else 0
        laid = part.laid
        if laid is not None:
            laid = replace(laid, page=replace(laid.page, title=part.entry.title, folio=folio))
        done.append(replace(part, laid=laid))
    return done


def _with_index(part: _Part, parts: Sequence[_Part], copy: Copy, faces: Faces) -> _Part:
    """The part; for the index its pages, known last and without numbers of their own."""
    if part.entry.paper != INDEX:
        return part
    listed = [_listed(one, faces) for one in parts if _is_listed(one.entry)]
    return replace(part, laid=all_laid_out([file_index.listed(listed, copy)], faces)[0])


def _is_listed(entry: Entry) -> bool:
    """Not what is not there and need not be."""
    return entry.paper not in {COVER, INDEX} and (entry.present or bool(entry.missing))


def _listed(part: _Part, faces: Faces) -> file_index.Entry:
    lacks = (_OPEN if part.laid else _LACKING) if part.entry.missing else ""
    note = part.entry.note  # it may tell names of files, which nobody typed for print
    for char in faces.missing(note):
        note = note.replace(char, f"〔{point(char)}〕")
    return file_index.Entry(part.entry.title, _folio(part), note or lacks)


def _folio(part: _Part) -> int:
    return part.laid.page.folio if part.laid else 0


def _line(part: _Part, at: int) -> Line:
    entry = part.entry
    note = "；".join(filter(None, (entry.note, entry.moved_on)))
    return Line(entry.title, _folio(part), part.pages, at, entry.must, entry.present, note)
