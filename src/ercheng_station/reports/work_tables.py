"""The tables of the work: a quarter's campaigns, a year's tasks, both coverages, a score sheet."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ercheng_station.exchange.sheet import Column
from ercheng_station.records.fields import Context
from ercheng_station.records.work import CampaignCount, PlanTask, ScoreItem
from ercheng_station.reports.summary import Summary
from ercheng_station.services.campaigns import COUNTED, CampaignLine
from ercheng_station.services.coverage import Covered
from ercheng_station.services.plan import Measured, Progress

_FEN = 100
_KINDS: dict[str, Literal["whole", "money"]] = {"whole": "whole", "money": "money"}
_AMOUNTS = frozenset({"value", "fined"})


def campaign_table(unit: str, year: int, quarter: int, lines: Sequence[CampaignLine], on: date) -> Summary:
    columns = [Column("行动名称", "text", 26, wrap=True), Column("文号", "text", 18, wrap=True)]
    for span in ("本季", "累计"):
        columns += [_counted(span, name) for name in COUNTED]
    rows = [
        [
            one.campaign.values["name"],
            one.campaign.values["document"] or "",
            *(_cell(name, one.quarter[name]) for name in COUNTED),
            *(_cell(name, one.year[name]) for name in COUNTED),
        ]
        for one in lines
    ]
    absent = [
        f"{one.campaign.values['name']}{'、'.join(map(str, one.silent))}月没有报数"
        for one in lines
        if one.silent
    ]
    notes = ["累计为本年1月至本季末。案值、罚没金额以元计。", *absent]
    head = [
        f"填报单位：{unit}（盖章）",
        f"期间：{year}年第{quarter}季度",
        "填报人：　　　　审核人：",
        f"填报日期：{on}",
    ]
    return Summary("专项行动（“双打”）季度统计表", unit, head, columns, rows, notes)


def plan_table(unit: str, plan: str, tasks: Sequence[Progress], context: Context, on: date) -> Summary:
    columns = [
        Column("任务号", "whole", 6),
        Column("任务类别", "text", 16, wrap=True),
        Column("任务", "text", 24, wrap=True),
        Column("责任单位", "text", 20, wrap=True),
        Column("文件写的时限", "text", 12, wrap=True),
        Column("完成时限", "day", 12),
        Column("状态", "text", 9),
        Column("填报进度", "text", 9),
        Column("指标进度", "text", 9),
        Column("依据数据", "text", 30, wrap=True),
        Column("说明", "text", 26, wrap=True),
    ]
    rows = [_task_row(one, context) for one in tasks]
    notes = [
        "指标进度：任务各项指标完成目标的百分比的平均数，超额的按百分之百计；“补录”是登记以前补填的数据。"
    ]
    return Summary(plan, unit, [f"单位：{unit}", f"共 {len(rows)} 项", f"截至：{on}"], columns, rows, notes)


def coverage_table(unit: str, found: Sequence[Covered], on: date) -> Summary:
    columns = [
        Column("覆盖", "text", 18),
        Column("单位名称", "text", 36, wrap=True),
        Column("是否建站", "text", 10),
        Column("站点", "text", 40, wrap=True),
    ]
    rows = [
        row
        for one in found
        for row in (
            *([one.title, name, "已建", station.title] for name, station in one.covered),
            *([one.title, name, "未建", ""] for name in one.missing),
        )
    ]
    notes = [f"{coverage_words(one)}。口径：{one.meaning}。" for one in found]
    return Summary("“两个全覆盖”情况表", unit, [f"单位：{unit}", f"截至：{on}"], columns, rows, notes)


def coverage_words(one: Covered) -> str:
    """工作站全覆盖 3/4（75%）"""
    if one.rate is None:
        return f"{one.title}：还没有登记应建站的单位"
    return f"{one.title} {len(one.covered)}/{one.listed}（{one.rate:g}%）"


def measured_words(one: Measured) -> str:
    """走访企业 24/60 家"""
    figure = "无数据" if one.figure is None else f"{one.figure:g}"
    return (
        f"{one.indicator.title} {figure}/{one.target} {one.indicator.unit}{'（补录）' if one.entered else ''}"
    )


def score_table(
    unit: str, station: str, year: int, items: Sequence[Mapping[str, Any]], context: Context, on: date
) -> Summary:
    names = (
        "serial", "part", "name", "points", "standard", "source", "figure", "meaning", "self_score", "office_score",
        "bureau_score", "why_less", "evidence_number", "evidence",
    )  # fmt: skip
    kept = ScoreItem.kept
    columns = [
        Column(
            kept[name].label,
            _KINDS.get(kept[name].type, "text"),
            max(kept[name].width, 8),
            kept[name].unit,
            wrap=kept[name].type == "text",
        )
        for name in names
    ]
    rows = [[kept[name].cell(one[name], context) for name in names] for one in items]
    notes = ["加分项计入总分，扣分项从总分中减去；自动项目的数据由登记的记录统计。"]
    head = [f"站点：{station}", f"评价年度：{year}年", f"制表日期：{on}"]
    return Summary(f"{year}年度知识产权工作站评价表", unit, head, columns, rows, notes)


def _counted(span: str, name: str) -> Column:
    described = CampaignCount.kept[name]
    width = 12 if name in _AMOUNTS else 8
    return Column(f"{span}{described.label}", _KINDS[described.type], width, total=True)


def _cell(name: str, value: int) -> int | Decimal:
    return Decimal(value) / _FEN if name in _AMOUNTS else value


def _task_row(one: Progress, context: Context) -> list[object]:
    task, kept = one.task.values, PlanTask.kept
    return [
        task["serial"],
        *(kept[name].text(task[name], context) for name in ("part", "name", "units", "deadline")),
        task["due_on"],
        kept["status"].text(task["status"], context),
        _percent(one.typed),
        _percent(one.computed),
        "；".join(measured_words(each) for each in one.measured),
        task["note"] or "",
    ]


def _percent(value: int | None) -> str:
    return "" if value is None else f"{value}%"
