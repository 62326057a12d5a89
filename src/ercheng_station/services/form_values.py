"""What a superior's form may ask of a report: each figure in four columns, and who reports, for when, on which day."""

from collections.abc import Mapping
from datetime import date

from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.reporting import Line, Report

NOW, BEFORE, YEAR, YEAR_BEFORE = "now", "before", "year", "year_before"
COLUMNS = {NOW: "本期", BEFORE: "去年同期", YEAR: "累计", YEAR_BEFORE: "累计去年同期"}
UNIT, PERIOD, TODAY = "unit", "period", "today"
WORDS = {UNIT: "单位名称", PERIOD: "报表期间", TODAY: "填报日期"}
"""What is no figure."""


def key_of(figure: str, column: str) -> str:
    return f"{figure}.{column}"


def title_of(key: str) -> str:
    """走访次数（次） 累计; "" for what is not known any more."""
    if key in WORDS:
        return WORDS[key]
    figure, _, column = key.partition(".")
    one = BY_NAME.get(figure)
    return f"{one.title}（{one.unit}） {COLUMNS[column]}" if one and column in COLUMNS else ""


def is_share(key: str) -> bool:
    one = BY_NAME.get(key.partition(".")[0])
    return bool(one and one.is_share)


def own_words(unit: str, on: date, *, practice: bool) -> dict[str, float | int | str]:
    return {UNIT: f"{unit}（练习）" if practice else unit, TODAY: f"{on.year}年{on.month}月{on.day}日"}


def form_values(report: Report) -> dict[str, float | int | str]:
    """By key. A figure that has nothing to tell, as a share of nothing, is left out."""
    words = {**own_words(report.unit, report.on, practice=report.practice), PERIOD: report.span.title}
    numbers = {
        key_of(line.indicator.name, column): value
        for line in report.lines
        for column, value in _columns(line).items()
        if value is not None
    }
    return {**words, **numbers}


def _columns(line: Line) -> Mapping[str, float | int | None]:
    return {
        NOW: line.now.value,
        BEFORE: line.now.before.value,
        YEAR: line.year.value,
        YEAR_BEFORE: line.year.before.value,
    }
