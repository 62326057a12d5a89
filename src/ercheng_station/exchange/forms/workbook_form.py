"""照表填报: a superior's workbook, read for its places to fill, and its copy in which only those have new values."""

import hashlib
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from ercheng_station.errors import UserError
from ercheng_station.exchange.forms.leaning import leaning
from ercheng_station.exchange.forms.packed import copy_with
from ercheng_station.exchange.forms.sheet_cells import (
    At,
    SheetCells,
    Value,
    patched,
    scan,
    spliced,
    without_results,
)
from ercheng_station.exchange.reading import forms
from ercheng_station.exchange.reading.book import LIMITS, Book, Sheet
from ercheng_station.exchange.reading.reader import read_book
from ercheng_station.exchange.reading.workbook_list import part_names
from ercheng_station.progress import Report, silent

Place = tuple[str, At]
"""Sheet title and cell."""
_WORKBOOK = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_PER_CENT = ("9", "10")
"""The built-in formats 0% and 0.00%."""
_DIGITS = re.compile(r"\d+")
_RECKONING = re.compile(rb"<(?:\w+:)?calcPr\b[^>]*?(/?)>")
_ON_LOAD = re.compile(rb"\sfullCalcOnLoad\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_BEFORE_RECKONING = re.compile(
    rb"</(\w+:)?(?:sheets|functionGroups|externalReferences|definedNames)>|<(\w+:)?definedNames\s*/>"
)


@dataclass(frozen=True)
class FormSheet:
    """`shown`: what the cells say; `cells`: where they stand in the part."""

    part: str
    shown: Sheet
    cells: SheetCells


@dataclass(frozen=True)
class Form:
    path: Path
    sha256: str
    sheets: Mapping[str, FormSheet]
    percents: frozenset[int] = frozenset()
    """Cell styles that show a fraction as per cent."""

    def shows_per_cent(self, place: Place) -> bool:
        cell = self.sheets[place[0]].cells.cells.get(place[1])
        return cell is not None and cell.style in self.percents

    @property
    def shape(self) -> str:
        """A digest of the words and where they stand: the same for next month's copy, whose numbers and dates differ."""
        told = [
            f"{title}\t{row}\t{column}\t{_DIGITS.sub('#', text.strip())}"
            for title, sheet in self.sheets.items()
            for row, cells in enumerate(sheet.shown.rows)
            for column, text in enumerate(cells)
            if isinstance(text, str) and text.strip()
        ]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


def read_form(path: Path, report: Report = silent) -> Form:
    """UserError form-not-xlsx, file-missing, and those of `read_book`. Sheets that are hidden are left alone."""
    if not path.is_file():
        raise UserError("file-missing", path=str(path))
    if forms.form_of(path, LIMITS) != forms.XLSX:
        raise UserError("form-not-xlsx", name=path.name)
    book = read_book(path, report=report)
    parts = part_names(path)
    try:
        with zipfile.ZipFile(path) as packed:
            sheets = {
                sheet.title: FormSheet(parts[sheet.title], sheet, scan(packed.read(parts[sheet.title])))
                for sheet in _in_sight(book)
            }
            styles = packed.read(_STYLES) if _STYLES in packed.namelist() else b"<styleSheet/>"
            percents = _percents(styles)
    except (KeyError, ValueError, zipfile.BadZipFile, ParseError, DefusedXmlException) as error:
        raise UserError("import-broken", name=path.name) from error
    return Form(path, book.sha256, sheets, percents)


def write_form(form: Form, target: Path, values: Mapping[Place, Value]) -> None:
    """Formulas stay; what leans on a new value is reckoned anew by whoever opens the file. UserError file-changed."""
    if hashlib.sha256(form.path.read_bytes()).hexdigest() != form.sha256:
        raise UserError("file-changed", path=str(form.path))
    with zipfile.ZipFile(form.path) as packed:
        parts = part_names(form.path)
        sheets = {title: _scanned(form, title, packed.read(part)) for title, part in parts.items() if part}
        formulas = {
            (title, at): cell.formula
            for title, sheet in sheets.items()
            for at, cell in sheet.cells.items()
            if cell.has_formula
        }
        stale = leaning(formulas, values)
        changed = {
            parts[title]: new
            for title, sheet in sheets.items()
            if (new := _filled(title, sheet, values, stale)) != sheet.source
        }
        if formulas:
            changed[_WORKBOOK] = reckoned_on_load(packed.read(_WORKBOOK))
    copy_with(form.path, target, changed)


def reckoned_on_load(workbook: bytes) -> bytes:
    """The workbook's own part, asking for all formulas to be reckoned when it is opened."""
    found = _RECKONING.search(workbook)
    if found:
        tag = _ON_LOAD.sub(b"", found[0])
        end = len(tag) - len(found[1]) - 1
        tag = tag[:end].rstrip() + b' fullCalcOnLoad="1"' + tag[end:]
        return workbook[: found.start()] + tag + workbook[found.end() :]
    *_, last = _BEFORE_RECKONING.finditer(workbook)
    prefix = last[1] or last[2] or b""
    return workbook[: last.end()] + b'<%bcalcPr fullCalcOnLoad="1"/>' % prefix + workbook[last.end() :]


def _percents(styles: bytes) -> frozenset[int]:
    root = ElementTree.fromstring(styles)
    known = set(_PER_CENT)
    for one in root.findall("{*}numFmts/{*}numFmt"):
        known |= {one.get("numFmtId")} if "%" in (one.get("formatCode") or "") else set()
    shown = [one.get("numFmtId") in known for all_of in root.findall("{*}cellXfs") for one in all_of]
    return frozenset(at for at, is_per_cent in enumerate(shown) if is_per_cent)


def _in_sight(book: Book) -> Iterable[Sheet]:
    return (sheet for sheet in book.sheets if not sheet.concealed)


def _scanned(form: Form, title: str, source: bytes) -> SheetCells:
    known = form.sheets.get(title)
    if known:
        return known.cells
    try:
        return scan(source)
    except ValueError:  # a sheet of charts or macros holds no cells
        return SheetCells(source)


def _filled(title: str, sheet: SheetCells, values: Mapping[Place, Value], stale: set[Place]) -> bytes:
    """The results go first: they lie in other cells than the values."""
    here = {at: value for (of, at), value in values.items() if of == title}
    edits = without_results(sheet, [at for of, at in stale if of == title])
    if not edits:
        return patched(sheet, here) if here else sheet.source
    bare = spliced(sheet.source, edits)
    return patched(scan(bare), here) if here else bare
