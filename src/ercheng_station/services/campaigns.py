"""The quarterly table of 专项行动 and 双打: what each campaign came to in the quarter and in the year so far."""

from collections.abc import Sequence
from dataclasses import dataclass

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.work import Campaign, CampaignCount

COUNTED = ("people", "checked", "found", "filed", "value", "fined")
_MONTHS = 3


@dataclass(frozen=True)
class CampaignLine:
    """Sums by the fields of COUNTED, amounts in fen; `silent` are the months of the quarter that lack a report."""

    campaign: Row
    quarter: dict[str, int]
    year: dict[str, int]
    silent: tuple[int, ...]


def months_of(quarter: int) -> tuple[int, ...]:
    first = (quarter - 1) * _MONTHS + 1
    return tuple(range(first, first + _MONTHS))


def quarter_lines(store: Store, year: int, quarter: int) -> list[CampaignLine]:
    """The campaigns that ran in the quarter or reported something of the year, by their first day."""
    months = months_of(quarter)
    where = (Condition("year", "is", year), Condition("month", "to", months[-1]))
    counts: dict[object, list[Row]] = {}
    for row in store.rows(Query(CampaignCount, where=where)):
        counts.setdefault(row.values["campaign"].uid, []).append(row)
    found = []
    for campaign in store.rows(Query(Campaign, sort="begins_on")):
        rows, ran = counts.get(campaign.uid, []), _ran(campaign, year, months)
        if rows or ran:
            this = [row for row in rows if row.values["month"] in months]
            reported = {row.values["month"] for row in this}
            silent = tuple(month for month in ran if month not in reported)
            found.append(CampaignLine(campaign, _sums(this), _sums(rows), silent))
    return found


def _ran(campaign: Row, year: int, months: Sequence[int]) -> list[int]:
    """The months of these in which it ran."""
    begins, ends = campaign.values["begins_on"], campaign.values["ends_on"]
    first, last = (begins.year, begins.month), (ends.year, ends.month) if ends else (year, months[-1])
    return [month for month in months if first <= (year, month) <= last]


def _sums(rows: Sequence[Row]) -> dict[str, int]:
    return {name: sum(row.values[name] or 0 for row in rows) for name in COUNTED}
