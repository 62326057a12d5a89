"""A report for machines: every figure with its name, unit, definition and the numbers that people see."""

from typing import Any

from ercheng_station.services.corrections import Correction
from ercheng_station.services.report_issue import Issue
from ercheng_station.services.reporting import Line


def report_plain(issue: Issue) -> dict[str, Any]:
    report = issue.report
    span, (entries, head) = report.span, report.sealed
    return {
        "title": report.title,
        "unit": report.unit,
        "period": {
            "form": span.form,
            "key": span.key,
            "first": span.period.first.isoformat(),
            "last": span.period.last.isoformat(),
        },
        "zero": report.is_zero,
        "over": report.is_over,
        "words": issue.words,
        "figures": [_figure(line) for line in report.lines],
        "corrections": [_correction(one) for one in issue.corrections],
        "history": {"entries": entries, "head": head},
    }


def _figure(line: Line) -> dict[str, Any]:
    one = line.indicator
    return {
        "name": one.name,
        "block": line.block.name,
        "title": one.title,
        "unit": one.unit,
        "definition": one.meaning,
        "value": line.now.value,
        "same_period_last_year": line.now.before.value,
        "change": line.now.change,
        "cumulative": line.year.value,
        "cumulative_last_year": line.year.before.value,
        "cumulative_change": line.year.change,
        "entered": line.now.entered or line.year.entered,
        "rows": line.rows,
    }


def _correction(one: Correction) -> dict[str, Any]:
    return {
        "name": one.indicator.name,
        "title": one.indicator.title,
        "sent": {"value": one.before[0], "cumulative": one.before[1]},
        "now": {"value": one.now[0], "cumulative": one.now[1]},
        "records": [
            {"kind": cause.kind, "id": str(cause.uid), "label": cause.label, "act": cause.act, "on": cause.on}
            for cause in one.causes
        ],
        "words": one.words,
    }
