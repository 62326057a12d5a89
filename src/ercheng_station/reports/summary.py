"""A summary as a file for others: a table of a few rows with title, notes and sums, as a workbook or a PDF."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

from ercheng_station.errors import UserError
from ercheng_station.exchange.sheet import Column, Properties, Row, Sheet, SheetHead
from ercheng_station.exchange.sheet_frame import TOTAL, column_width
from ercheng_station.exchange.workbook import write_book
from ercheng_station.progress import Report, silent
from ercheng_station.records.wording import BUNDLED, Typefaces

FORMS = (".xlsx", ".pdf")


@dataclass(frozen=True)
class Summary:
    """`lines` stand under the title, the day last; columns with a total are added up."""

    title: str
    unit: str
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Row]
    notes: Sequence[str] = field(default_factory=tuple)


def write_summary(
    path: Path, summary: Summary, typefaces: Typefaces = BUNDLED, report: Report = silent
) -> None:
    """In the form that the name ends with; UserError for any other ending or if the disk refuses."""
    ending = path.suffix.lower()
    if ending == ".xlsx":
        _workbook(path, summary, report)
    elif ending == ".pdf":
        _list(path, summary, typefaces, report)
    else:
        raise UserError("command-misused", why=f"文件名要以 {'、'.join(FORMS)} 结尾，不是“{path.name}”")


def _workbook(path: Path, summary: Summary, report: Report) -> None:
    write_book(path, [sheet_of(summary)], Properties(summary.title, summary.unit, datetime.now(UTC)), report)


def sheet_of(summary: Summary) -> Sheet:
    head = SheetHead(summary.title, [*summary.lines, *summary.notes])
    return Sheet(summary.title[:20], head, summary.columns, summary.rows, len(summary.rows))


def _list(path: Path, summary: Summary, typefaces: Typefaces, report: Report) -> None:
    from ercheng_station.documents.cells import Column as Shown  # noqa: PLC0415  they load reportlab
    from ercheng_station.documents.fonts import faces_for  # noqa: PLC0415
    from ercheng_station.documents.table import Table, write_table  # noqa: PLC0415

    *left, right = summary.lines
    table = Table(
        title=summary.title,
        columns=[Shown(one.heading, column_width(one), _align(one)) for one in summary.columns],
        left="　".join(left),
        right=right,
        totals=_totals(summary),
        notes=summary.notes,
        expected=len(summary.rows),
    )
    rows = ([_text(cell) for cell in row] for row in summary.rows)
    write_table(path, table, rows, faces_for(typefaces), report)


def _align(column: Column) -> Literal["left", "center", "right"]:
    return "left" if column.kind == "text" else "center" if column.kind == "day" else "right"


def _totals(summary: Summary) -> list[str]:
    if not any(column.total for column in summary.columns):
        return []
    sums = []
    for place, column in enumerate(summary.columns):
        cells = [row[place] for row in summary.rows]
        numbers = [cell for cell in cells if isinstance(cell, int | Decimal)]
        sums.append(_text(sum(numbers)) if column.total else "")
    return [TOTAL, *sums[1:]]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:,.2f}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
