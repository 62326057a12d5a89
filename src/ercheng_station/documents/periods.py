"""Periods of the law as papers print them, from the dated tables of deadlines."""

from datetime import date

from ercheng_station.records.wording import Copy


def period(name: str, on: date | None, copy: Copy) -> str:
    """15个工作日, as it was on that day; an empty form has the latest. KeyError for a name that no table has."""
    rule = copy.context.calendar.rule(name, on or date.max)
    assert rule, (name, on)
    return rule.span.replace(" ", "")
