"""What somebody changed by hand in a bundle's visible sheets: proposed cell by cell, never taken as it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ercheng_station.errors import Fault
from ercheng_station.exchange.bundle.parcel import Parcel
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.exchange.bundle.writing import value_of
from ercheng_station.exchange.ledger import ID
from ercheng_station.exchange.reading.book import Book, Sheet
from ercheng_station.records.base import Record
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.fields import Context

_LABEL_ROW = 3


@dataclass(frozen=True)
class Proposed:
    """`row` as the file counts them, 0 for a row that was taken out; `field` is "" where it is about the whole row.

    `name`: the field, where a cell was changed.
    """

    sheet: str
    row: int
    id: str
    field: str
    was: str
    now: str
    name: str = ""


def edits(parcel: Parcel, book: Book, catalogue: Catalogue, context: Context) -> list[Proposed]:
    """In the order of the sheets."""
    sheets = {sheet.title: sheet for sheet in book.sheets}
    found: list[Proposed] = []
    for kind in catalogue:
        mine = {one.id: one for one in parcel.versions if one.kind == kind.__tablename__}
        if mine and kind.title in sheets:
            found += _in_sheet(sheets[kind.title], kind, mine, context)
        elif mine:
            found.append(Proposed(kind.title, 0, "", "", f"{len(mine)} 条", "工作表被删去"))
    return found


def _in_sheet(
    sheet: Sheet, kind: type[Record], mine: Mapping[str, Version], context: Context
) -> Iterator[Proposed]:
    labels = [str(cell or "").strip() for cell in sheet.rows[_LABEL_ROW - 1]] if sheet.rows[2:] else []
    places = {name: labels.index(one.caption) for name, one in kind.kept.items() if one.caption in labels}
    if ID not in labels:
        yield Proposed(kind.title, _LABEL_ROW, "", "", ID, "这一列被删去")
        return
    seen: set[str] = set()
    for number, cells in enumerate(sheet.rows[_LABEL_ROW:], _LABEL_ROW + 1):
        if not any(cells):
            continue
        uid = str(cells[labels.index(ID)] or "") if len(cells) > labels.index(ID) else ""
        if uid not in mine or uid in seen:
            if any(cells[place] for place in places.values() if place < len(cells)):
                told = "、".join(
                    str(cells[one]) for one in sorted(places.values()) if one < len(cells) and cells[one]
                )
                yield Proposed(
                    kind.title, number, uid, "", "", f"{'重复' if uid in seen else '新增'}的行：{told[:60]}"
                )
            continue
        seen.add(uid)
        yield from _in_row(kind, mine[uid], places, number, cells, context)
    for uid in mine.keys() - seen:
        yield Proposed(kind.title, 0, uid, "", "", "这一行被删去")


def _in_row(
    kind: type[Record],
    version: Version,
    places: Mapping[str, int],
    number: int,
    cells: Sequence[Any],
    context: Context,
) -> Iterator[Proposed]:
    for name, place in places.items():
        if name not in version.content:
            continue
        cell = cells[place] if place < len(cells) else None
        described = kind.kept[name]
        value = value_of(kind, version, name, context)
        was = described.text(value, context)
        if not _same(described, value, was, cell, context):
            shown = str(cell if cell is not None else "")
            yield Proposed(kind.title, number, version.id, described.label, was, shown, name)


def _same(described: Any, value: Any, was: str, cell: Any, context: Context) -> bool:
    """A program that saves the file again may write a value in another form, and breaks a line of 16,000 letters."""
    if "".join(str(cell if cell is not None else "").split()) == "".join(was.split()):
        return True
    if described.type == "ref":
        return False
    try:
        return bool(described.parse(cell, context) == value)
    except Fault:
        return False
