"""The commands of the work itself: plan, coverage, campaigns, score."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.db.listing import Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.evidence import write_evidence
from ercheng_station.home import expanded
from ercheng_station.records.base import Record
from ercheng_station.records.work import Campaign, CoverageUnit, PlanTask, ScoreSheet
from ercheng_station.services import scoring
from ercheng_station.services.campaigns import COUNTED, months_of, quarter_lines
from ercheng_station.services.coverage import Covered, both
from ercheng_station.services.plan import Progress, begin_year, load_notice, plan_name, plans, progress_of
from ercheng_station.services.review import read_review
from ercheng_station.services.review_report import review_report
from ercheng_station.services.typefaces import typefaces_of

if TYPE_CHECKING:
    from ercheng_station.reports.summary import Summary

_QUARTERS = 4


def plan(call: Call) -> Reply:
    """The tasks of a plan with their progress; with --archive or --begin they are made first."""
    from ercheng_station.reports.work_tables import plan_table  # noqa: PLC0415  loads reportlab: 0.3 s

    with call.open() as store:
        keeps(store, PlanTask)
        year = call.given.year or store.today.year
        if call.given.archive:
            load_notice(store)
        if call.given.begin:
            begin_year(store, year)
        known = plans(store)
        name = next((one for one in known if one.startswith(f"{year}年")), plan_name(year))
        tasks = progress_of(store, name, store.today)
        made = plan_table(store.unit.name, name, tasks, store.context, store.today)
        path = written(call, store, made)
    document = {"plan": name, "plans": known, "tasks": [_task(one) for one in tasks], "file": path}
    lines = lines_of(made) if tasks else [f"还没有“{name}”，可以加 --begin 生成。"]
    return Reply(document, [*lines, *_told(path)])


def coverage(call: Call) -> Reply:
    """Both ratios at the end of a year, or today."""
    from ercheng_station.reports.work_tables import coverage_table, coverage_words  # noqa: PLC0415

    with call.open() as store:
        keeps(store, CoverageUnit)
        year = call.given.year or store.today.year
        on = store.today if year == store.today.year else date(year, 12, 31)
        found = both(store, on)
        path = written(call, store, coverage_table(store.unit.name, found, on))
    document = {"on": on.isoformat(), "coverage": [_covered(one) for one in found], "file": path}
    lines = [
        line for one in found for line in (coverage_words(one), *(f"  缺：{name}" for name in one.missing))
    ]
    return Reply(document, [f"截至 {on}", *lines, *_told(path)])


def campaigns(call: Call) -> Reply:
    from ercheng_station.reports.work_tables import campaign_table  # noqa: PLC0415

    quarter = call.given.quarter
    if not 0 <= quarter <= _QUARTERS:
        raise UserError("command-misused", why=f"--quarter 要填 1 到 4，不能是“{quarter}”")
    with call.open() as store:
        keeps(store, Campaign)
        year = call.given.year or store.today.year
        quarter = quarter or (store.today.month + 2) // 3
        found = quarter_lines(store, year, quarter)
        made = campaign_table(store.unit.name, year, quarter, found, store.today)
        path = written(call, store, made)
    rows = [
        {
            "campaign": one.campaign.label,
            "quarter": one.quarter,
            "year": one.year,
            "silent": list(one.silent),
        }
        for one in found
    ]
    document = {
        "year": year, "quarter": quarter, "months": list(months_of(quarter)), "counted": list(COUNTED),
        "campaigns": rows, "file": path,
    }  # fmt: skip
    return Reply(document, [*(lines_of(made) if rows else ["没有专项行动"]), *_told(path)])


def score(call: Call) -> Reply:
    """The score sheet of a year; with --begin it is made, with --again its automatic items are read anew."""
    from ercheng_station.reports.work_tables import score_table  # noqa: PLC0415

    with call.open() as store:
        year = call.given.year or store.today.year
        if call.given.begin:
            scoring.begin_sheet(store, year)
        sheet = _sheet(store, year)
        if call.given.again:
            scoring.score_again(store, sheet.uid)
        items = scoring.items_of(store, sheet.uid)
        values = [row.values for row in items]
        station = sheet.values["at"].title
        made = score_table(store.unit.name, station, year, values, store.context, store.today)
        path = written(call, store, made)
        sums = {name: scoring.total(items, name) for name in scoring.SCORES}
        folder = call.given.evidence
        proofs = write_evidence(store, sheet.uid, expanded(folder).absolute(), call.report) if folder else []
        handed_in = _handed_in(call, store, year)
    document = {
        "id": str(sheet.uid),
        "year": year,
        "items": [_item(one) for one in values],
        **sums,
        "file": path,
        "evidence": proofs,
        "report": handed_in,
    }
    told = [f"自评合计：{sums['self_score']}", *_told(path), *_told(handed_in), *proofs]
    return Reply(document, [*lines_of(made), *told])


# -- inside


def keeps(store: Store, kind: type[Record]) -> None:
    if kind not in store.kinds:
        raise UserError("kind-not-here", kind=kind.title, unit=store.unit.name)


def _handed_in(call: Call, store: Store, year: int) -> str | None:
    """The report of the self-evaluation, if one is asked for."""
    if call.given.report is None:
        return None
    from ercheng_station.reports.review_files import write_review  # noqa: PLC0415  loads reportlab: 0.3 s

    path: Path = expanded(call.given.report).absolute()
    write_review(path, review_report(store, read_review(store, year)), typefaces_of(store))
    return str(path)


def _sheet(store: Store, year: int) -> Row:
    found = list(store.rows(Query(ScoreSheet, where=by_value({"year": year}))))
    if not found:
        raise UserError("command-misused", why=f"还没有 {year} 年度的评价表，请加 --begin 生成")
    own = [row for row in found if row.values["at"].uid == store.unit.uid]
    return (own or found)[0]


def written(call: Call, store: Store, made: "Summary") -> str | None:
    if call.given.file is None:
        return None
    from ercheng_station.reports.summary import write_summary  # noqa: PLC0415

    path: Path = expanded(call.given.file).absolute()
    write_summary(path, made, typefaces_of(store), call.report)
    return str(path)


def _told(path: str | None) -> list[str]:
    return [f"已做成 {path}"] if path else []


def lines_of(made: "Summary") -> list[str]:
    rows = [["" if cell is None else str(cell) for cell in row] for row in made.rows]
    return [*table([one.heading for one in made.columns], rows), *made.notes]


def _task(one: Progress) -> dict[str, Any]:
    task = one.task.values
    due = task["due_on"]
    return {
        "id": str(one.task.uid), "serial": task["serial"], "name": task["name"], "status": task["status"],
        "deadline": task["deadline"], "due_on": due.isoformat() if due else None, "note": task["note"],
        "typed": one.typed, "computed": one.computed,
        "measured": [
            {
                "indicator": each.indicator.name, "figure": each.figure, "target": each.target,
                "unit": each.indicator.unit, "meaning": each.indicator.meaning, "entered": each.entered,
            }
            for each in one.measured
        ],
    }  # fmt: skip


def _covered(one: Covered) -> dict[str, Any]:
    has: Sequence[dict[str, str]] = [{"unit": name, "station": link.title} for name, link in one.covered]
    return {
        "name": one.name, "title": one.title, "numerator": len(one.covered), "denominator": one.listed,
        "rate": one.rate, "meaning": one.meaning, "covered": has, "missing": list(one.missing),
    }  # fmt: skip


def _item(values: dict[str, Any]) -> dict[str, Any]:
    scores = {
        name: None if values[name] is None else values[name] / 100 for name in ("points", *scoring.SCORES)
    }
    told = ("serial", "part", "name", "standard", "source", "figure", "meaning", "evidence_number")
    return {**{name: values[name] for name in told}, **scores}
