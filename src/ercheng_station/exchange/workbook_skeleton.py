"""Everything of a workbook but its rows, made by openpyxl: styles, widths, print setup, lists, properties."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import accumulate, takewhile, zip_longest
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from ercheng_station.exchange.sheet import Column, Properties, Sheet
from ercheng_station.exchange.sheet_frame import column_width, seen
from ercheng_station.exchange.sheet_xml import MOST_ROWS, checked

CONTENT_TYPES, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"
_APP, _CORE, _STYLES = "docProps/app.xml", "docProps/core.xml", "xl/styles.xml"
_OPTIONS = "_选项"
_FORMATS = {"text": "@", "whole": "0", "money": "#,##0.00", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
_ACROSS = {"text": "left", "whole": "right", "money": "right", "day": "center", "moment": "center"}
_SONG, _HEI, _SIZE, _GB = "宋体", "黑体", 10, 134
_EDGE = Side(style="thin", color="808080")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_SHADE = PatternFill("solid", fgColor="E8EDF4")
_PAGE = 260
"""In Latin characters: what a lying A4 sheet shows and can still be read."""
_NAMING = 2
"""So many columns stand on every sheet of a table that needs several side by side."""


@dataclass(frozen=True)
class Skeleton:
    """The parts of the zip; `pages` holds what stands before and after the rows of each sheet.

    In `pages` and in the workbook's part the last possible row stands for the last row with a record.
    """

    parts: Mapping[str, bytes]
    pages: Sequence[tuple[str, str]]
    styles: Mapping[str, int]

    def workbook(self, lasts: Sequence[int]) -> str:
        """The part with each sheet's filter range, which ends with the last row of that sheet."""

        def ending(found: re.Match[str]) -> str:
            return f"{found[1]}{lasts[int(found[2])]}<"

        pattern = rf'(localSheetId="(\d+)"[^>]*>[^<]*\$){MOST_ROWS}<'
        return re.sub(pattern, ending, self.parts[WORKBOOK].decode())


def with_options(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets and, if they have drop-down lists, a hidden one: a list written in place ends at 255 characters."""
    lists = _lists(sheets)
    if not lists:
        return list(sheets)
    columns = [Column(label, "text", 20) for label in lists.values()]
    return [*sheets, Sheet(_OPTIONS, None, columns, list(zip_longest(*lists)), state="hidden")]


def skeleton(sheets: Sequence[Sheet], properties: Properties) -> Skeleton:
    """Unwritable or ValueError if a name or property cannot be written."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(checked(sheet.name, "name", "sheet"))
        page.sheet_state = sheet.state
        _columns(page, sheet.columns)
        _drop_downs(page, sheet, list(_lists(sheets)))
        if sheet.head is not None:
            _form(page, sheet)
    styles = _styles(book)
    _describe(book, properties)
    parts = _saved(book, properties)
    names = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    pages = [_parted(parts.pop(name).decode(), sheet) for name, sheet in zip(names, sheets, strict=True)]
    return Skeleton(parts, pages, styles)


def _lists(sheets: Sequence[Sheet]) -> dict[tuple[str, ...], str]:
    """Each list of options once, with the label of the first column that has it."""
    lists: dict[tuple[str, ...], str] = {}
    for column in (column for sheet in sheets for column in sheet.columns if column.options):
        lists.setdefault(tuple(column.options), column.label)
    return lists


def _columns(page: Worksheet, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, 1):
        dimension = page.column_dimensions[get_column_letter(place)]
        dimension.width = column_width(column)
        dimension.hidden = column.hidden
        # Rows added by hand under ours keep their kind: a credit code stays text.
        dimension.number_format = _FORMATS[column.kind]


def _drop_downs(page: Worksheet, sheet: Sheet, lists: Sequence[tuple[str, ...]]) -> None:
    for place, column in enumerate(sheet.columns, 1):
        if not column.options:
            continue
        letter = get_column_letter(lists.index(tuple(column.options)) + 1)
        source = f"{quote_sheetname(_OPTIONS)}!${letter}$2:${letter}${len(column.options) + 1}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "不在可选范围内", "请从下拉列表中选择。"
        here = get_column_letter(place)
        rule.add(f"{here}{sheet.label_row + 1}:{here}{MOST_ROWS}")
        page.add_data_validation(rule)


def _form(page: Worksheet, sheet: Sheet) -> None:
    label_row, shown, pages = sheet.label_row, seen(sheet.columns), _pages_across(sheet)
    headed = shown[-1] if pages == 1 else _last_of_first_page(sheet)
    for row in (1, 2):
        page.merge_cells(start_row=row, end_row=row, start_column=shown[0], end_column=headed)
    page.freeze_panes = f"A{label_row + 1}"
    page.auto_filter.ref = f"A{label_row}:{get_column_letter(len(sheet.columns))}{MOST_ROWS}"
    page.sheet_view.showGridLines = False
    page.print_title_rows = f"{label_row}:{label_row}"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9  # A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = pages, 0
    if pages > 1:
        page.print_title_cols = f"A:{get_column_letter(shown[_NAMING - 1])}"
    page.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7, header=0.3, footer=0.35)
    page.print_options.horizontalCentered = True
    page.oddFooter.center.text = "第 &P 页 共 &N 页"  # type: ignore[union-attr]  # always made by openpyxl
    if sheet.head and sheet.head.imprint:
        for part in (page.oddHeader.right, page.oddFooter.left):  # type: ignore[union-attr]
            part.text = sheet.head.imprint.replace("&", "&&")


def _widths(sheet: Sheet) -> list[float]:
    return [0.0 if column.hidden else column_width(column) for column in sheet.columns]


def _pages_across(sheet: Sheet) -> int:
    """Side by side; on fewer nobody could read it."""
    return max(ceil(sum(_widths(sheet)) / _PAGE), 1)


def _last_of_first_page(sheet: Sheet) -> int:
    return max(len(list(takewhile(lambda end: end <= _PAGE, accumulate(_widths(sheet))))), 1)


def _styles(book: Workbook) -> dict[str, int]:
    """The number of each style: it gets one when a cell has it, and the cells of the skeleton are not kept."""
    page = book.worksheets[0]
    plain, bold = Font(name=_SONG, size=_SIZE), Font(name=_SONG, size=_SIZE, bold=True)
    made: dict[str, Cell | MergedCell] = {}

    def make(name: str, font: Font, kind: str, across: str = "", wrap: bool = False) -> Cell | MergedCell:
        cell = page.cell(9, len(made) + 1)
        cell.font, cell.number_format, cell.border = font, _FORMATS[kind], _BOX
        cell.alignment = Alignment(
            across or _ACROSS[kind],
            "center",
            wrap_text=wrap,
            shrink_to_fit=kind != "text",
            indent=int(_ACROSS[kind] == "right"),
        )
        made[name] = cell
        return cell

    for kind in _FORMATS:
        make(kind, plain, kind)
        make(f"total {kind}", bold, kind).fill = _SHADE
    make("total text", bold, "text", "center").fill = _SHADE
    make("label", bold, "text", "center", wrap=True).fill = _SHADE
    make("text wrapped", plain, "text", wrap=True)
    make("text quoted", plain, "text").quotePrefix = True
    make("text wrapped quoted", plain, "text", wrap=True).quotePrefix = True
    make("title", Font(name=_HEI, size=18), "text", "center", wrap=True).border = Border()
    make("under title", plain, "text", wrap=True).border = Border()
    return {name: cell.style_id for name, cell in made.items()}


def _describe(book: Workbook, properties: Properties) -> None:
    own = book.properties
    own.title = checked(properties.title, "title", "properties")
    own.creator = own.lastModifiedBy = checked(properties.author, "author", "properties")
    own.subject = checked(properties.subject, "subject", "properties")
    own.keywords = checked(properties.keywords, "keywords", "properties")
    own.created = properties.created.astimezone(UTC).replace(tzinfo=None)
    custom = book.custom_doc_props  # type: ignore[attr-defined]  # the stubs do not know it
    for name, value in properties.custom.items():
        custom.append(StringProperty(name=name, value=checked(value, name, "properties")))
    book.calculation.fullCalcOnLoad = False


def _saved(book: Workbook, properties: Properties) -> dict[str, bytes]:
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    # Widths count the digits of the first font: let it be the one of the table.
    ground = f'<fonts\\1<font><name val="{_SONG}"/><charset val="{_GB}"/><family val="3"/><sz val="{_SIZE}"/></font>'
    content[_STYLES] = re.sub(
        r"<fonts([^>]*>)<font>.*?</font>", ground, content[_STYLES].decode(), count=1
    ).encode()
    # openpyxl says when it ran and what it is; the document says what the program says.
    created = f"{properties.created.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
    content[_CORE] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + created, content[_CORE])
    content[_APP] = re.sub(rb"<Application>.*</AppVersion>", b"", content[_APP])
    return content


def _parted(xml: str, sheet: Sheet) -> tuple[str, str]:
    before, after = re.split(r"<sheetData ?/>|<sheetData>.*</sheetData>", xml, flags=re.DOTALL)
    before = re.sub(
        r"<dimension [^>]*/>", "", before
    )  # how many rows come is not known yet; it may be left out
    texts = [get_column_letter(n) for n, column in enumerate(sheet.columns, 1) if column.kind == "text"]
    ranges = " ".join(f"{letter}{sheet.label_row + 1}:{letter}{MOST_ROWS}" for letter in texts)
    ignored = f'<ignoredErrors><ignoredError sqref="{ranges}" numberStoredAsText="1"/></ignoredErrors>'
    after = after.replace("</worksheet>", f"{ignored if texts else ''}</worksheet>")
    return f"{before}<sheetData>", f"</sheetData>{after}"
