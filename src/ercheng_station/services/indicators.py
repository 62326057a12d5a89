"""The figures a station reports: each defined once, with the rows it is counted from."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from ercheng_station.db.listing import Condition, Query, by_span
from ercheng_station.db.sameness import who_stands_for
from ercheng_station.db.store import Store
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing
from ercheng_station.records.need import CLOSED, Need
from ercheng_station.records.visit import Visit
from ercheng_station.services.assistance_figures import ASSISTANCE_FIGURES
from ercheng_station.services.case_figures import CASE_FIGURES
from ercheng_station.services.clues_figures import CLUES_FIGURES
from ercheng_station.services.figures import Indicator, Period, Rows, month_of, still_open, within, year_to
from ercheng_station.services.outreach_figures import OUTREACH_FIGURES
from ercheng_station.services.protection_figures import PROTECTION_FIGURES
from ercheng_station.services.resources_figures import RESOURCES_FIGURES
from ercheng_station.services.work_figures import WORK_FIGURES

__all__ = [
    "BY_NAME",
    "INDICATORS",
    "Coverage",
    "Indicator",
    "Period",
    "Rows",
    "by_month",
    "coverage",
    "month_of",
    "year_to",
]


def _registered(*also: Condition) -> Rows:
    return lambda period: Query(Enterprise, where=also, as_of=period.last)


def _reported(rows: Rows) -> Rows:
    """What a superior sent down he counts himself."""
    return lambda period: replace(rows(period), reported=True)


_EVERY = (
    Indicator(
        "visits", "走访次数", "次", "走访日期在本期内的企业走访记录数，含实地、电话、微信群等各种方式", within(Visit, "visited_on")
    ),
    Indicator(
        "visited", "走访企业", "家", "本期走访过的企业数，同一企业多次走访计一家", within(Visit, "visited_on"), "enterprise"
    ),
    Indicator(
        "field_visits", "实地走访", "次", "走访方式为“实地”的走访次数", within(Visit, "visited_on", Condition("way", "is", "field"))
    ),
    Indicator(
        "systems_guided", "指导建立制度", "项", "本期各次走访登记的指导建立制度项数合计", within(Visit, "visited_on"), summed="systems"
    ),
    Indicator("needs", "受理诉求", "条", "受理日期在本期内的企业诉求数", within(Need, "received_on")),
    Indicator(
        "needs_closed", "销号诉求", "条", "销号日期在本期内的企业诉求数", within(Need, "closed_on", Condition("status", "is", CLOSED))
    ),
    Indicator(
        "needs_rate", "诉求销号率", "%", "本期受理的诉求中已销号的比例",
        within(Need, "received_on", Condition("status", "is", CLOSED)), "", within(Need, "received_on"),
    ),
    Indicator("needs_open", "在办诉求", "条", "期末尚未销号的企业诉求数", still_open(Need, "received_on", "closed_on")),
    Indicator("enterprises", "登记企业", "家", "期末在册的企业数：到期末已经登记、还没有删除的，认作同一家的计一家", _registered(), "enterprise"),
    Indicator("key_industry", "重点产业企业", "家", "期末在册的企业中，现在勾选“重点产业”的企业数，认作同一家的计一家", _registered(Condition("is_key_industry", "is", True)), "enterprise"),
    *PROTECTION_FIGURES,
    *CASE_FIGURES,
    *CLUES_FIGURES,
    *ASSISTANCE_FIGURES,
    *OUTREACH_FIGURES,
    *RESOURCES_FIGURES,
    *WORK_FIGURES,
)  # fmt: skip
INDICATORS = tuple(replace(one, rows=_reported(one.rows), of=one.of and _reported(one.of)) for one in _EVERY)
BY_NAME = {one.name: one for one in INDICATORS}


@dataclass(frozen=True)
class Coverage:
    """One of the ratios a head of station is asked for: how many of the listed enterprises were visited this year."""

    visited: int
    listed: int
    missing: tuple[str, ...]

    @property
    def rate(self) -> float | None:
        return round(100 * self.visited / self.listed, 1) if self.listed else None


def coverage(store: Store, on: date, name: str = "to_visit") -> Coverage:
    """The yearly list on a day, against the visits from 1 January to that day."""
    where = (
        Condition("list", "is", name),
        Condition("since", "to", on),
        Condition("until", "beyond", on),
    )
    listed = _firms(store, Query(EnterpriseListing, where=where))
    span = by_span("visited_on", on.replace(month=1, day=1), on)
    visited = _firms(store, Query(Visit, where=tuple(span)))
    missing = sorted(listed[uid] for uid in listed.keys() - visited.keys())
    return Coverage(len(listed.keys() & visited.keys()), len(listed), tuple(missing))


def _firms(store: Store, query: Query) -> dict[UUID, str]:
    """Whom the rows name, once each: those that are one enterprise by the one that stands for them."""
    first = who_stands_for(store.readers)
    links = (row.values["enterprise"] for row in store.rows(query))
    return {first.get(link.uid, link.uid): link.title for link in links}


def by_month(store: Store, rows: Rows, day: str, year: int) -> list[int]:
    """Twelve counts, January first."""
    query = rows(Period(date(year, 1, 1), date(year, 12, 31)))
    found = store.tally(query, day, months=True)
    return [found.get(f"{year}-{month:02}", 0) for month in range(1, 13)]
