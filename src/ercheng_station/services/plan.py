"""The work plan: the notice's tasks as an archive, this year's made from them, and how far each one is."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ercheng_station.codes import shipped
from ercheng_station.db.changes import Act, Change, new_uid
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.paths import resources
from ercheng_station.records.fields import Link
from ercheng_station.records.work import PlanTask, TaskMeasure, TaskProgress
from ercheng_station.records.work.plan import LASTING
from ercheng_station.services.creating import created
from ercheng_station.services.figures import Indicator, Period
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.past import told

NOTICE_YEAR = 2024
ARCHIVE = f"{NOTICE_YEAR}年改革任务（存档）"
_OWN_YEAR = re.compile(r"20\d\d年")
_KEPT = ("serial", "part", "name", "printed", "units", "handler")


def plan_name(year: int) -> str:
    return f"{year}年度工作任务"


@dataclass(frozen=True)
class Measured:
    """One figure of a task against its target; `rows` opens what it was counted from."""

    indicator: Indicator
    figure: float | int | None
    target: int
    rows: Query
    entered: bool = False

    @property
    def share(self) -> float:
        return min(1.0, (self.figure or 0) / self.target)


@dataclass(frozen=True)
class Progress:
    """How far a task is: as somebody wrote, in the task or in its last dated step, and as the records show."""

    task: Row
    typed: int | None
    measured: tuple[Measured, ...]
    steps: int
    """How many dated steps were noted."""

    @property
    def computed(self) -> int | None:
        """Per cent of the targets, each figure weighing the same; None where no figure belongs to the task."""
        if not self.measured:
            return None
        return round(100 * sum(one.share for one in self.measured) / len(self.measured))


def load_notice(store: Store) -> Act:
    """The notice's own tasks, kept to be looked up; UserError plan-exists if they are there."""
    _refuse_second(store, ARCHIVE)
    return store.act(f"载入{ARCHIVE}", list(notice_changes(store)))


def begin_year(store: Store, year: int) -> Act:
    """The year's tasks, from those of the newest plan before it or, without one, from the notice."""
    _refuse_second(store, plan_name(year))
    return store.act(f"生成{plan_name(year)}", list(year_changes(store, year)))


def year_changes(store: Store, year: int) -> Iterator[Change]:
    earlier = [row.values["year"] for row in store.rows(Query(PlanTask)) if row.values["year"] < year]
    return _from_plan(store, max(earlier), year) if earlier else _from_notice(store, year)


def plans(store: Store) -> list[str]:
    """The names of the plans there are, the newest year first, the archive last."""
    found = {(row.values["year"], row.values["plan"]) for row in store.rows(Query(PlanTask))}
    return [name for _, name in sorted(found, reverse=True)]


def progress_of(store: Store, plan: str, on: date) -> list[Progress]:
    """Every task of a plan in its order, as far as it was on a day."""
    tasks = list(store.rows(Query(PlanTask, where=by_value({"plan": plan}), sort="serial")))
    return [_progress(store, task, on) for task in tasks]


def notice_changes(store: Store) -> Iterator[Change]:
    for line in notice():
        values, measures = _of_line(line)
        values |= {"plan": ARCHIVE, "year": NOTICE_YEAR, "archived": True, "note": line["note"]}
        values["status"] = LASTING if not line["due_on"] else "doing"
        yield from _with_measures(store, values, measures)


@cache
def notice() -> tuple[dict[str, str], ...]:
    """The tasks as the notice has them, with what it says twice and differently."""
    path = resources() / "rules" / f"notice_{NOTICE_YEAR}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


# -- inside


def _refuse_second(store: Store, plan: str) -> None:
    if store.count(Query(PlanTask, where=by_value({"plan": plan}))):
        raise UserError("plan-exists", plan=plan)


def _progress(store: Store, task: Row, on: date) -> Progress:
    link = Link(task.uid, task.label, PlanTask.__tablename__)
    year = task.values["year"]
    period = Period(date(year, 1, 1), max(date(year, 1, 1), min(on, date(year, 12, 31))))
    measured = [
        _measured(store, row, period)
        for row in store.rows(Query(TaskMeasure, where=by_value({"task": link}), sort="created_at"))
        if row.values["indicator"] in BY_NAME
    ]
    steps = list(store.rows(Query(TaskProgress, where=by_value({"task": link}), sort="done_on")))
    noted = [row.values["percent"] for row in steps if row.values["percent"] is not None]
    typed = task.values["progress"] if task.values["progress"] is not None else next(reversed(noted), None)
    kept = tuple(one for one in measured if one.indicator.kind in store.kinds)
    return Progress(task, typed, kept, len(steps))


def _measured(store: Store, row: Row, period: Period) -> Measured:
    indicator = BY_NAME[row.values["indicator"]]
    figure = told(store, indicator, period)
    return Measured(indicator, figure.value, row.values["target"], indicator.rows(period), figure.entered)


def _of_line(line: dict[str, str]) -> tuple[dict[str, Any], list[tuple[str, int]]]:
    names = ("serial", "part", "name", "printed", "deadline", "begins_on", "due_on")
    values: dict[str, Any] = {name: line[name] for name in names}
    values["units"] = "、".join(line["units"].split(";"))
    pairs = [one.split(":") for one in line["measures"].split(";") if one]
    return values, [(name, int(target)) for name, target in pairs if name in shipped("indicator")]


def _from_notice(store: Store, year: int) -> Iterator[Change]:
    for line in notice():
        values, measures = _of_line(line)
        begins, due = (_day(line[name]) for name in ("begins_on", "due_on"))
        yield from _with_measures(store, values | _dated(year, NOTICE_YEAR, begins, due, line), measures)


def _from_plan(store: Store, source: int, year: int) -> Iterator[Change]:
    for row in store.rows(Query(PlanTask, where=by_value({"year": source}), sort="serial")):
        link = Link(row.uid, row.label, PlanTask.__tablename__)
        values = {name: PlanTask.kept[name].plain(row.values[name]) for name in _KEPT}
        values |= _dated(year, source, row.values["begins_on"], row.values["due_on"], row.values)
        measures = store.rows(Query(TaskMeasure, where=by_value({"task": link}), sort="created_at"))
        pairs = [(one.values["indicator"], one.values["target"]) for one in measures]
        yield from _with_measures(store, values, pairs)


def _dated(year: int, source: int, begins: date | None, due: date | None, line: Any) -> dict[str, Any]:
    """The same days of the new year; a deadline that names a year is written anew, and such words of the notice left to the archive."""
    moved = _moved(due, year - source)
    deadline, printed = line["deadline"] or "", line["printed"] or ""
    if moved and _OWN_YEAR.search(deadline):
        deadline = f"{moved.year}年{moved.month}月{moved.day}日前"
    return {
        "plan": plan_name(year),
        "year": year,
        "begins_on": date(year, 1, 1) if begins is None or due is None else _moved(begins, year - source),
        "due_on": moved,
        "deadline": deadline,
        "printed": "" if _OWN_YEAR.search(printed) else printed,
        "status": "waiting" if due else LASTING,
    }


def _moved(on: date | None, years: int) -> date | None:
    return on and on.replace(year=on.year + years, day=min(on.day, 28 if on.month == 2 else on.day))


def _with_measures(store: Store, raw: dict[str, Any], measures: list[tuple[str, int]]) -> Iterator[Change]:
    task = new_uid()
    yield created(store, PlanTask, raw, task)
    link = Link(task, str(raw["name"]), PlanTask.__tablename__)
    for name, target in measures:
        yield created(store, TaskMeasure, {"task": link, "indicator": name, "target": target})


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
