"""Periods of the law as papers print them, from the dated table of deadlines."""

from datetime import date

from ercheng_station.services.deadlines import Calendar


def period(name: str, on: date | None) -> str:
    """15个工作日, as it was on that day; an empty form has the latest. KeyError for a name that the table lacks."""
    rule = Calendar.shipped().rule(name, on or date.max)
    assert rule, (name, on)
    return rule.span.replace(" ", "")
