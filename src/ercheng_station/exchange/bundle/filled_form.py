"""A 《保护工作站月报表》 that came back filled in: its figures count as what that station told of the month."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Act, Note
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.post import TAKEN
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.parcel import canonical
from ercheng_station.exchange.reading.book import Book, Sheet
from ercheng_station.records.station import Station
from ercheng_station.services.heard import pages
from ercheng_station.services.monthly_form import FIRST_ROW, FORM, PROTECTION, TITLE

_VALUE, _CODE = 3, 5
_MONTHS = 12
_STATION = re.compile(r"报送站[：:]\s*(.+)")
_MONTH = re.compile(r"报送月份[：:]\s*(20\d\d)\s*年\s*(\d{1,2})\s*月")
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,2})?")


@dataclass(frozen=True)
class Filled:
    """`values`: what was filled in, by the code of the line; a line left empty is not there."""

    station: UUID
    name: str
    period: str
    values: Mapping[str, float | int]

    @property
    def id(self) -> str:
        """The same form filled in the same is the same letter."""
        told = canonical([str(self.station), self.period, dict(self.values)])
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def is_zero(self) -> bool:
        return not any(self.values.values())


def is_form(book: Book) -> bool:
    return any(_is_it(sheet) for sheet in book.sheets)


def filled_in(store: Store, book: Book) -> Filled:
    """UserError filled-form-unknown, -month, -number or -empty."""
    sheet = next(sheet for sheet in book.sheets if _is_it(sheet))
    name = _told(sheet, 1, _STATION)
    row = next(iter(_stations(store, name)), None)
    if row is None:
        raise UserError("filled-form-unknown", station=name or "没有写")
    month = _MONTH.search(_cell(sheet, 2, 0))
    if month is None or not 1 <= int(month[2]) <= _MONTHS:
        raise UserError("filled-form-month", station=name)
    values = dict(_values(sheet))
    if not values:
        raise UserError("filled-form-empty", station=name)
    return Filled(row.uid, row.values["name"], f"{month[1]}-{int(month[2]):02}", values)


def refuse_second_way(store: Store, form: Filled) -> str:
    """The day the same form was taken in, "" if it was not; UserError filled-form-reported if the month came as a bundle."""
    came = [one for one in pages(store) if (one.station, one.period) == (form.station, form.period)]
    if any(not one.why and not one.is_form for one in came):
        raise UserError("filled-form-reported", station=form.name, period=form.period)
    return next((one.at[:10] for one in came if one.id == form.id), "")


def take_form(store: Store, form: Filled) -> Act:
    """Later ones of the same month take the place of earlier ones."""
    sequence = 1 + max((one.sequence for one in pages(store) if one.station == form.station), default=0)
    page: dict[str, Any] = {
        "id": form.id,
        "station": str(form.station),
        "name": form.name,
        "period": form.period,
        "sequence": sequence,
        "at": store.now.isoformat(),
        "zero": form.is_zero,
        "figures": form.values,
        "apart": form.values,
        "is_form": True,
    }
    return store.act(f"收到月报表 {form.name} {form.period}", [Note(TAKEN, form.id, canonical(page))])


# -- inside


def _is_it(sheet: Sheet) -> bool:
    return sheet.title == FORM and _cell(sheet, 0, 0).strip() == TITLE


def _stations(store: Store, name: str) -> Iterator[Any]:
    """By its name, its short name or its host's."""
    for field in ("name", "short_name", "host"):
        yield from store.rows(Query(Station, where=tuple(by_value({"kind": PROTECTION, field: name}))))


def _values(sheet: Sheet) -> Iterator[tuple[str, float | int]]:
    for number, cells in enumerate(sheet.rows[FIRST_ROW - 1 :], FIRST_ROW):
        code = str(cells[_CODE] or "").strip() if len(cells) > _CODE else ""
        raw = cells[_VALUE] if code else None
        if not code or raw is None or str(raw).strip() == "":
            continue
        text = str(raw).strip()
        if not _NUMBER.fullmatch(text):
            raise UserError(
                "filled-form-number", row=str(number), title=_cell(sheet, number - 1, 1), value=text[:40]
            )
        yield code, float(text) if "." in text else int(text)


def _told(sheet: Sheet, row: int, pattern: re.Pattern[str]) -> str:
    found = pattern.search(_cell(sheet, row, 0))
    return found[1].strip() if found else ""


def _cell(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row] if row < len(sheet.rows) else []
    return str(cells[column] or "") if column < len(cells) else ""
