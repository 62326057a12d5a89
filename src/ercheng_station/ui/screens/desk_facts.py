"""What 工作台 shows, read beside the window in one go."""

from dataclasses import dataclass
from datetime import date

from ercheng_station.db.listing import Query, by_span
from ercheng_station.db.store import Store
from ercheng_station.records.deadlines import next_year_missing
from ercheng_station.reports import charts
from ercheng_station.reports.charts import Bars, Ranked, Series
from ercheng_station.services import indicators
from ercheng_station.services.closed_years import year_left_open
from ercheng_station.services.due import Due, due
from ercheng_station.services.indicators import BY_NAME, Coverage, Indicator, Period
from ercheng_station.services.past import told
from ercheng_station.ui.screens.desk_matters import Matters, Ranking, matters_of
from ercheng_station.ui.upkeep import last_backup

DAYS = 7
RANKS = 6


@dataclass(frozen=True)
class Tile:
    """This month's figure and that of the same month last year."""

    indicator: Indicator
    now: float | int | None
    before: float | int | None
    period: Period
    entered: bool = False
    """Whether last year's was entered afterwards instead of counted."""


@dataclass(frozen=True)
class Facts:
    today: date
    tiles: tuple[Tile, ...]
    due: tuple[Due, ...]
    coverage: Coverage
    visits: Bars
    topics: Ranked
    backup: date | None
    missing: str = ""  # next year's days off
    left_open: int | None = None  # the last year, while it has no 年度结转


def read_facts(store: Store) -> Facts:
    charts.get_ready()
    today, matters = store.today, matters_of(store.unit.profile)
    month = indicators.month_of(today)
    tiles = tuple(
        _tile(store, BY_NAME[name], month) for name in matters.tiles if BY_NAME[name].kind in store.kinds
    )
    backup = last_backup(store)
    return Facts(
        today=today,
        tiles=tiles,
        due=tuple(due(store, DAYS)),
        coverage=indicators.coverage(store, today),
        visits=_monthly(store, matters, today),
        topics=_ranked(store, matters.ranking, today),
        backup=backup.date() if backup else None,
        missing=next_year_missing(store.context.calendar, today),
        left_open=year_left_open(store),
    )


def _tile(store: Store, indicator: Indicator, month: Period) -> Tile:
    before = told(store, indicator, month.a_year_before())
    return Tile(indicator, indicator.figure(store, month), before.value, month, before.entered)


def _monthly(store: Store, matters: Matters, today: date) -> Bars:
    rows, day = BY_NAME[matters.monthly].rows, matters.monthly_day
    this = indicators.by_month(store, rows, day, today.year)
    last = indicators.by_month(store, rows, day, today.year - 1)
    shown: list[float | None] = [
        count if month <= today.month else None for month, count in enumerate(this, 1)
    ]
    labels = [f"{month}月" for month in range(1, 13)]
    return Bars(labels, (Series("今年", shown), Series("去年", list(last))), "次")


def _ranked(store: Store, ranking: Ranking, today: date) -> Ranked:
    """What the records are about, the most frequent first."""
    year = indicators.year_to(today)
    span = by_span(ranking.day, year.first, year.last) if ranking.day else ()
    found = store.tally(Query(ranking.kind, where=tuple(span)), ranking.by)
    words = ranking.kind.kept[ranking.by]
    rows = [(words.text(code, store.context), count) for code, count in found.items()]
    return Ranked(tuple(sorted(rows, key=lambda row: -row[1])[:RANKS]), ranking.unit)
