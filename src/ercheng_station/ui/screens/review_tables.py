"""The tables that 任务与考评 writes out."""

from pathlib import Path

from ercheng_station.db.store import Store
from ercheng_station.progress import Report
from ercheng_station.reports import work_tables
from ercheng_station.reports.summary import Summary, write_summary
from ercheng_station.services import scoring
from ercheng_station.services.campaigns import quarter_lines
from ercheng_station.services.review import Review
from ercheng_station.services.review_report import review_report
from ercheng_station.services.typefaces import typefaces_of

TITLES = {
    "coverage": "“两个全覆盖”情况表",
    "plan": "工作任务进度表",
    "score": "年度评价表",
    "campaigns": "专项行动季度统计表",
    "report": "“两站”建设自评报告",
}


def write_table(store: Store, name: str, review: Review, quarter: int, path: Path, report: Report) -> int:
    """How many rows were written."""
    made = _made(store, name, review, quarter)
    write_summary(path, made, typefaces_of(store), report)
    return len(made.rows)


def write_report(store: Store, review: Review, path: Path) -> None:
    """The self-evaluation with its proofs, in the form that the name ends with."""
    from ercheng_station.reports.review_files import write_review  # noqa: PLC0415  loads reportlab and docx

    write_review(path, review_report(store, review), typefaces_of(store))


def _made(store: Store, name: str, review: Review, quarter: int) -> Summary:
    unit, today = store.unit.name, store.today
    if name == "coverage":
        return work_tables.coverage_table(unit, review.coverage, review.on)
    if name == "plan":
        return work_tables.plan_table(unit, review.plan, review.tasks, store.context, today)
    if name == "campaigns":
        lines = quarter_lines(store, review.year, quarter)
        return work_tables.campaign_table(unit, review.year, quarter, lines, today)
    assert review.sheet
    items = [row.values for row in scoring.items_of(store, review.sheet.uid)]
    station = review.sheet.values["at"].title
    return work_tables.score_table(unit, station, review.year, items, store.context, today)
