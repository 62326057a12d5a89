"""年度台账: every register of a year as a workbook in one folder, with an index."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from ercheng_station.db.listing import Query, by_span
from ercheng_station.db.place import make_folder
from ercheng_station.db.store import Store
from ercheng_station.exchange.ledger import in_order, make_ledger, write_workbook
from ercheng_station.exchange.sheet import Column, Properties, Sheet, SheetHead
from ercheng_station.exchange.workbook import write_book
from ercheng_station.files import safe_name
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Record
from ercheng_station.services.closed_years import is_closed

INDEX = "年度台账目录.xlsx"
_COLUMNS = (
    Column("登记簿", "text", 20),
    Column("记录数", "whole", 10, total=True),
    Column("范围", "text", 16),
    Column("文件", "text", 36),
)
_NOTE = "身份证号等隐去中间几位；附件和文书在备份里，不在这个文件夹。"
_OWN_WORK = "data"
"""The group of what the program keeps for itself."""


class Book(NamedTuple):
    """A register of the year: its file, how many records, and whether those of the year or all that stand."""

    title: str
    file: str
    rows: int
    of_year: bool


def write_books(store: Store, year: int, folder: Path, report: Report = silent) -> list[Book]:
    """What has no day stands in it as it is now. Files of before are replaced; UserError right-missing or of the disk."""
    store.accounts.demand("export")
    make_folder(folder)
    made = []
    queries = [one for one in _queries(store, year) if store.count(one)]
    for done, query in enumerate(queries):
        report(done, len(queries) + 1)
        made.append(_written(store, query, year, folder))
    properties = Properties(f"{year}年度台账目录", store.unit.name, datetime.now(UTC))
    write_book(folder / INDEX, [_index(store, year, made)], properties)
    report(len(queries) + 1, len(queries) + 1)
    return made


# -- inside


def _queries(store: Store, year: int) -> Iterator[Query]:
    span = (date(year, 1, 1), date(year, 12, 31))
    for kind in store.kinds:
        if kind.group and kind.group != _OWN_WORK and not kind.confided_to:
            where = tuple(by_span(kind.dated_by, *span)) if kind.dated_by else ()
            yield in_order(replace(Query(kind), where=where))


def _written(store: Store, query: Query, year: int, folder: Path) -> Book:
    kind: type[Record] = query.kind
    name = safe_name(kind.title, str(year), suffix=".xlsx")
    rows = write_workbook(folder / name, make_ledger(store, query))
    return Book(kind.title, name, rows, bool(kind.dated_by))


def _index(store: Store, year: int, made: Sequence[Book]) -> Sheet:
    rows = [[one.title, one.rows, f"{year}年" if one.of_year else "现有全部", one.file] for one in made]
    over = date(year, 12, 31) < store.today
    state = "已经结转" if is_closed(store, year) else "还没有结转" if over else "这一年还没有过完"
    lines = [f"单位：{store.unit.name}", f"年度：{year}年（{state}）", f"制表日期：{store.today}", _NOTE]
    return Sheet("年度台账目录", SheetHead(f"{year}年度台账目录", lines), _COLUMNS, rows, len(rows))
