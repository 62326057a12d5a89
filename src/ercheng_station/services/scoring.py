"""The yearly evaluation: the sheet made from that year's standard, its automatic items read from the records."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Act, Alter, Change, new_uid
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.paths import resources
from ercheng_station.records.fields import Link
from ercheng_station.records.station import Station
from ercheng_station.records.work import ScoreItem, ScoreSheet
from ercheng_station.services.creating import created
from ercheng_station.services.figures import Period
from ercheng_station.services.score_measures import Measure, measure_of

AUTO = "auto"
_FEN = 100
_GRADES = ((90, "excellent"), (80, "good"), (60, "pass"), (0, "fail"))
SCORES = ("self_score", "office_score", "bureau_score")


@dataclass(frozen=True)
class Scored:
    """An item, and the rows behind its figure: None where it is a field of the station, or scored by hand."""

    item: Row
    automatic: bool
    rows: Query | None


def standards() -> list[int]:
    """The years whose standard is shipped, the newest first."""
    names = (path.stem.removeprefix("score_sheet_") for path in (resources() / "rules").glob("score_sheet_*"))
    return sorted(map(int, names), reverse=True)


def begin_sheet(store: Store, year: int, station: Link | None = None) -> Act:
    """The sheet of a year with all its items: as the last year's of this station was edited, else as shipped.

    UserError sheet-exists if there is one. The automatic items are read at once.
    """
    at = station or Link(store.unit.uid, store.unit.name, Station.__tablename__)
    if store.count(Query(ScoreSheet, where=by_value({"at": at, "year": year}))):
        raise UserError("sheet-exists", year=year)
    return store.act(f"生成{year}年度评价", list(sheet_changes(store, year, at)))


def sheet_changes(store: Store, year: int, at: Link) -> Iterator[Change]:
    version, lines = _standard(store, at, year)
    sheet = new_uid()
    yield created(store, ScoreSheet, {"at": at, "year": year, "version": version}, sheet)
    link = Link(sheet, f"{year}年度评价", ScoreSheet.__tablename__)
    for line in lines:
        raw = {**line, "sheet": link, **_read(store, line, at, year)}
        yield created(store, ScoreItem, raw)


def score_again(store: Store, uid: UUID) -> Act:
    """Read the automatic items anew; a self score that was typed over the former proposal stays."""
    sheet = store.row(ScoreSheet, uid)
    changes: list[Change] = []
    for item in items_of(store, uid):
        read = _read(store, item.values, sheet.values["at"], sheet.values["year"])
        values = {name: ScoreItem.kept[name].parse(value) for name, value in read.items()}
        if item.values["self_score"] not in {None, _proposed(item)}:
            values.pop("self_score", None)
        changed = {name: value for name, value in values.items() if value != item.values[name]}
        if changed:
            changes.append(Alter(ScoreItem, item.uid, changed))
    return store.act(f"重新取数{sheet.label}", changes)


def items_of(store: Store, uid: UUID) -> list[Row]:
    link = Link(uid, "", ScoreSheet.__tablename__)
    return list(store.rows(Query(ScoreItem, where=by_value({"sheet": link}), sort="serial")))


def drill_down(store: Store, uid: UUID) -> list[Scored]:
    """Every item of a sheet, the automatic ones with the rows that their figure was counted from."""
    sheet = store.row(ScoreSheet, uid)
    period = _year(store, sheet.values["year"])
    found = []
    for item in items_of(store, uid):
        measure = _measure(item.values)
        rows = measure.behind(store, sheet.values["at"], period) if measure else None
        found.append(Scored(item, measure is not None, rows))
    return found


def total(items: list[Row], score: str) -> float | None:
    """The sum in points, deductions taken away; None while nothing is scored."""
    given = [row.values for row in items if row.values[score] is not None]
    if not given:
        return None
    fen: int = sum(-one[score] if one["is_deduction"] else one[score] for one in given)
    return fen / _FEN


def grade_for(points: float) -> str:
    """优秀 from 90, 良好 from 80, 合格 from 60: a proposal, for no standard of this district is published."""
    return next(grade for least, grade in _GRADES if points >= least or least == 0)


# -- inside


def _standard(store: Store, at: Link, year: int) -> tuple[str, list[dict[str, Any]]]:
    before = [
        row for row in store.rows(Query(ScoreSheet, where=by_value({"at": at}))) if row.values["year"] < year
    ]
    if before:
        last = max(before, key=lambda row: row.values["year"])
        lines = [_again(row) for row in items_of(store, last.uid)]
        return f"沿用{last.values['year']}年度标准", lines
    shipped = next((one for one in standards() if one <= year), standards()[-1])
    return f"{shipped}年默认标准", list(_shipped(shipped))


def _again(row: Row) -> dict[str, Any]:
    names = ("serial", "part", "name", "points", "standard", "source", "measure", "target", "is_deduction")
    return {name: ScoreItem.kept[name].plain(row.values[name]) for name in names}


def _shipped(year: int) -> Iterator[dict[str, Any]]:
    with (resources() / "rules" / f"score_sheet_{year}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            line: dict[str, Any] = dict(row)
            line["is_deduction"] = "是" if line.pop("deduction") else ""
            yield line


def _read(store: Store, line: Any, at: Link, year: int) -> dict[str, Any]:
    """What an automatic item says, as raw values; nothing for a manual one."""
    measure = _measure(line)
    if measure is None:
        return {}
    figure = measure.figure(store, at, _year(store, year))
    return {"figure": measure.text(figure), "meaning": measure.meaning, "self_score": _score(line, figure)}


def _score(line: Any, figure: float | int | None) -> str:
    """Points in proportion to the target, in steps of a tenth; nothing where there is nothing to count."""
    if figure is None or not line["target"]:
        return ""
    points = float(
        ScoreItem.kept["points"].parse(line["points"]) if isinstance(line["points"], str) else line["points"]
    )
    return f"{round(points / _FEN * min(1.0, figure / int(line['target'])), 1):.2f}"


def _proposed(item: Row) -> int | None:
    """The score that the figure on the item gives."""
    number = (item.values["figure"] or "").split(" ")[0]
    try:
        figure = float(number)
    except ValueError:
        return None
    proposed = _score(item.values, figure)
    return ScoreItem.kept["self_score"].parse(proposed) if proposed else None


def _measure(line: Any) -> Measure | None:
    return measure_of(line["measure"]) if line["source"] == AUTO and line["measure"] else None


def _year(store: Store, year: int) -> Period:
    first = date(year, 1, 1)
    return Period(first, max(first, min(store.today, date(year, 12, 31))))
