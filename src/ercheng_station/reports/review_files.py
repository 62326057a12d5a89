"""The files of a self-evaluation: paper, Word file for editing, workbook with a sheet for each table."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.page import build
from ercheng_station.documents.word import write_word
from ercheng_station.errors import UserError
from ercheng_station.exchange.sheet import Column, Properties
from ercheng_station.exchange.workbook import write_book
from ercheng_station.records.wording import BUNDLED, Typefaces
from ercheng_station.reports.review_paper import lacking, paper_of
from ercheng_station.reports.summary import Summary, sheet_of
from ercheng_station.reports.work_tables import coverage_table, plan_table, score_table
from ercheng_station.services.review_report import ReviewReport

FORMS = (".pdf", ".docx", ".xlsx")
_FEN = 100


def write_review(path: Path, told: ReviewReport, typefaces: Typefaces = BUNDLED) -> None:
    """In the form that the name ends with; UserError for any other ending or if the disk refuses."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        paper = paper_of(told)
        build(path, paper.blocks, paper.page, faces_for(typefaces))
    elif ending == ".docx":
        write_word(path, paper_of(told))
    elif ending == ".xlsx":
        sheets = [sheet_of(one) for one in _tables(told)]
        write_book(path, sheets, Properties(told.title, told.unit, datetime.now(UTC)))
    else:
        raise UserError("command-misused", why=f"文件名要以 {'、'.join(FORMS)} 结尾，不是“{path.name}”")


def _tables(told: ReviewReport) -> list[Summary]:
    review, unit, on = told.review, told.unit, told.review.today
    items = [one.item.values for part in told.parts for one in part.items]
    return [
        _overview(told),
        *([coverage_table(unit, review.coverage, review.on)] if review.coverage else []),
        *([plan_table(unit, review.plan, review.tasks, told.context, on)] if review.tasks else []),
        score_table(unit, told.station, review.year, items, told.context, on),
        _proofs(told),
    ]


def _overview(told: ReviewReport) -> Summary:
    columns = [
        Column("一级指标", "text", 24),
        Column("分值", "money", 10, "分", total=True),
        Column("自评分", "money", 10, "分", total=True),
        Column("项目数", "whole", 8, total=True),
        Column("佐证编号", "text", 60, wrap=True),
    ]
    rows = [
        [
            one.name,
            Decimal(one.points) / _FEN,
            None if one.scored is None else Decimal(one.scored) / _FEN,
            len(one.items),
            "、".join(one.numbers),
        ]
        for one in told.parts
    ]
    return Summary(told.title, told.unit, _lines(told), columns, rows, lacking(told))


def _proofs(told: ReviewReport) -> Summary:
    columns = [
        Column("佐证编号", "text", 12),
        Column("一级指标", "text", 20, wrap=True),
        Column("二级指标", "text", 24, wrap=True),
        Column("佐证说明", "text", 34, wrap=True),
        Column("材料", "text", 44, wrap=True),
        Column("登记记录", "whole", 10, "条"),
    ]
    rows = [
        [one.number, one.part, one.name, one.told, "、".join(one.files), one.records]
        for one in told.proofs
        if one.is_there
    ]
    return Summary("佐证材料目录", told.unit, _lines(told), columns, rows)


def _lines(told: ReviewReport) -> list[str]:
    return [f"单位：{told.unit}", f"站点：{told.station}", f"截至：{told.review.on}"]
