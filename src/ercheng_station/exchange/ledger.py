"""A register as a ledger: its columns, what stands above them and its rows, and the files made of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import ercheng_station
from ercheng_station.db.listing import Query
from ercheng_station.db.lock import named
from ercheng_station.db.rows import Row as Kept
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange import csv_text, workbook
from ercheng_station.exchange.sheet import Column, Properties, Row, Sheet, SheetHead
from ercheng_station.exchange.sheet_frame import TOTAL
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Record, listed, sortable
from ercheng_station.records.dates import beijing
from ercheng_station.records.fields import (
    Cell,
    Choice,
    Choices,
    Context,
    Field,
    Files,
    Flag,
    Money,
    Ref,
    Text,
)
from ercheng_station.records.identifiers import Identifier
from ercheng_station.records.office import NUMBER_SETTING
from ercheng_station.records.wording import Typefaces
from ercheng_station.services.reporters import Hush
from ercheng_station.services.typefaces import typefaces_of

FORMAT = "1"
PLACE, NUMBER, ID, REVISION = "序号", "编号", "系统标识", "系统版本"
"""Labels of the columns that are no fields; the last two are hidden and bring a row back to its record."""

_SHAPES: dict[str, Literal["whole", "money", "day", "moment"]] = {
    "whole": "whole",
    "money": "money",
    "day": "day",
    "moment": "moment",
}
_LONG_TEXT = 30
"""The least width of what has several lines: narrower ones make rows as high as a page."""
_KEYS = (Column(ID, "text", 38, hidden=True), Column(REVISION, "text", 38, hidden=True))


@dataclass(frozen=True)
class Ledger:
    """`fields` are the columns that people see; `kept` is read anew each time. `numbered`: the number stands first."""

    kind: type[Record]
    title: str
    lines: Sequence[str]
    fields: Sequence[Field]
    numbered: bool
    kept: Iterable[Kept]
    count: int
    masked: bool
    context: Context
    properties: Properties
    typefaces: Typefaces
    imprint: str = ""
    """Of one that holds private values in full: who let it leave and when."""

    def columns(self) -> list[Column]:
        number = [Column(NUMBER, "text", 18)] if self.numbered else []
        own = [column_of(described, self.context) for described in self.fields]
        return [Column(PLACE, "whole", 6), *number, *own, *_KEYS]

    def rows(self) -> Iterator[Row]:
        """As wide as `columns`."""
        takers = [(described.name, self._taker(described)) for described in self.fields]
        for place, kept in enumerate(self.kept, 1):
            values = kept.values
            head = (place, kept.number) if self.numbered else (place,)
            cells = [take(values[name]) for name, take in takers]
            yield [*head, *cells, str(kept.uid), str(kept.revision)]

    def texts(self) -> Iterator[list[str]]:
        """What a person reads in each row, without the hidden columns."""
        for place, kept in enumerate(self.kept, 1):
            head = [str(place), kept.number or ""] if self.numbered else [str(place)]
            yield [*head, *(self._shown(described, kept.values[described.name]) for described in self.fields)]

    def totals(self) -> list[str]:
        """合计 as a person reads it, as wide as a row of `texts`; [] if there are no amounts."""
        sums = {described.name: 0 for described in self.fields if _is_summed(described)}
        if not sums:
            return []
        for kept in self.kept:
            for name in sums:
                sums[name] += kept.values[name] or 0
        head = [TOTAL, ""] if self.numbered else [TOTAL]
        return [*head, *(described.text(sums.get(described.name)) for described in self.fields)]

    def _taker(self, described: Field) -> Callable[[Any], Cell]:
        context = self.context
        if self.masked and described.private:
            return lambda value: described.masked(value, context) or None
        if isinstance(described, Text):  # kept as it is written
            return lambda value: value
        return lambda value: described.cell(value, context)

    def _shown(self, described: Field, value: Any) -> str:
        return (described.masked if self.masked else described.text)(value, self.context)


@dataclass(frozen=True)
class _Kept:
    """The rows of a query as they may leave, asked for anew by each loop."""

    store: Store
    query: Query
    hush: Hush

    def __iter__(self) -> Iterator[Kept]:
        rows = self.store.rows(self.query)
        return map(self.hush.hidden, rows) if self.hush.listens else rows


def make_ledger(
    store: Store, query: Query, *, columns: Sequence[str] | None = None, masked: bool = True
) -> Ledger:
    """The rows a list of the query shows. `columns` are names of fields, `number` too; None = every field."""
    kind = query.kind
    if kind.confided_to:
        raise UserError("confided-stays", kind=kind.title)
    store.accounts.demand("export" if masked else "export-full")
    names = [*_number(store, kind), *kind.kept] if columns is None else columns
    fields = [kind.kept[name] for name in names if name != "number"]
    count = store.count(query)
    title = f"{kind.title}台账{'（练习）' if store.practice else ''}"
    lines = _head(store, query, count)
    imprint = ""
    if not masked and any(described.private for described in fields):
        lines.append("含完整个人信息，请妥善保管")
        imprint = f"导出人：{store.actor}　{beijing(store.now):%Y-%m-%d %H:%M}"
    properties = Properties(
        title,
        store.unit.name,
        datetime.now(UTC),
        subject=kind.title,
        custom=_custom(store, kind, count, masked),
    )
    return Ledger(
        kind,
        title,
        lines,
        fields,
        "number" in names,
        _Kept(store, query, Hush(store, kind)),
        count,
        masked,
        store.context,
        properties,
        typefaces_of(store),
        imprint,
    )


def _head(store: Store, query: Query, count: int) -> list[str]:
    return [
        f"单位：{store.unit.name}",
        f"期间：{period(query)}",
        f"填表人：{named(store.actor)}",
        f"制表日期：{store.today}",
        f"共 {count} 条",
    ]


def _custom(store: Store, kind: type[Record], count: int, masked: bool) -> dict[str, str]:
    """What an import knows a ledger of ours by."""
    return {
        "ercheng.format": FORMAT,
        "ercheng.program": ercheng_station.__version__,
        "ercheng.kind": kind.__tablename__,
        "ercheng.station": str(store.unit.uid),
        "ercheng.count": str(count),
        "ercheng.masked": "yes" if masked else "no",
        "ercheng.practice": "yes" if store.practice else "no",
    }


def in_order(query: Query) -> Query:
    """A query that asks for no order, in the order of a register: by its business day, else as entered."""
    if query.sort:
        return query
    by_day = query.kind.dated_by in sortable(query.kind)
    return replace(query, sort=query.kind.dated_by if by_day else "created_at")


def write_workbook(path: Path, ledger: Ledger, report: Report = silent) -> int:
    """How many rows were written; UserError if the disk refuses."""
    head = SheetHead(ledger.title, ledger.lines, ledger.imprint)
    sheet = Sheet(ledger.kind.title, head, ledger.columns(), ledger.rows(), ledger.count)
    return workbook.write_book(path, [sheet], ledger.properties, report)


def write_csv(path: Path, ledger: Ledger, report: Report = silent) -> int:
    """How many rows were written; UserError if the disk refuses."""
    return csv_text.write_csv(path, ledger.columns(), ledger.rows(), report, ledger.count)


def column_of(described: Field, context: Context) -> Column:
    """A field as a column; what a person may choose becomes a drop-down list."""
    return Column(
        described.label,
        _SHAPES.get(described.type, "text"),
        max(described.width, _LONG_TEXT) if getattr(described, "lines", 1) > 1 else described.width,
        unit=described.unit,
        total=_is_summed(described),
        options=_options(described, context),
        wrap=isinstance(described, Text | Ref | Choices | Files) and not isinstance(described, Identifier),
    )


def _is_summed(described: Field) -> bool:
    return isinstance(described, Money) and described.summed


def period(query: Query) -> str:
    """The business days the query asks for, in words."""
    described = query.kind.kept.get(query.kind.dated_by)
    asked = {one.test: one.value for one in query.where if described and one.field == described.name}
    if "is" in asked:
        return str(asked["is"])
    first, last = asked.get("from"), asked.get("to")
    if isinstance(first, date) and isinstance(last, date):
        return f"{first} 至 {last}"
    if first:
        return f"{first} 起"
    return f"截至 {last}" if last else "全部"


def list_columns(store: Store, kind: type[Record]) -> list[str]:
    """What a list of the kind shows."""
    return [*_number(store, kind), *listed(kind)]


def _number(store: Store, kind: type[Record]) -> list[str]:
    return ["number"] if kind.pattern or store.setting(NUMBER_SETTING + kind.__tablename__) else []


def _options(described: Field, context: Context) -> Sequence[str]:
    if isinstance(described, Choice):
        return [one.label for one in context.codes(described.codes).active(context.today)]
    return [described.text(True), described.text(False)] if isinstance(described, Flag) else ()
