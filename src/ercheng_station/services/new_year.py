"""年度结转: what a new year takes over from the last and needs of its own, and what stands ready of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ercheng_station.db.changes import Act, Alter, Change, Create
from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records.enterprise import EnterpriseListing
from ercheng_station.records.office import CLOSED_SETTING, NUMBER_SETTING, Setting
from ercheng_station.records.work import PlanTask, ScoreSheet, SentReport
from ercheng_station.services.closed_years import is_closed
from ercheng_station.services.creating import created
from ercheng_station.services.due import Due, due
from ercheng_station.services.open_matters import Standing, carried_over
from ercheng_station.services.plan import plan_name, plans
from ercheng_station.services.scoring import items_of

TO_VISIT = "to_visit"
TERMS = frozenset(("调委会换届", "专家聘期", "名录到期复核", "合作协议到期"))
"""What falls due because a term ends."""
_FROM_NOVEMBER = 11


@dataclass(frozen=True)
class Numbers:
    """Titles of the registers that number from 1 again, and of those that go on counting."""

    anew: Sequence[str]
    on: Sequence[str]


@dataclass(frozen=True)
class NewYear:
    """`listed`: how many stand on the last yearly list of firms to visit, `drafted`: on that of the year itself.

    `unscored`: items of the last year's evaluation without a score, None without a sheet. `sent`: its report.
    """

    year: int
    today: date
    carried: Sequence[Standing]
    numbers: Numbers
    holidays: bool
    terms: Sequence[Due]
    plan: bool
    listed: int
    drafted: int
    sheet: bool
    unscored: int | None
    sent: Row | None
    closed: bool

    @property
    def is_over(self) -> bool:
        """Whether the last year has ended."""
        return self.today.year >= self.year


def year_to_begin(today: date) -> int:
    """From November on the next one."""
    return today.year + (today.month >= _FROM_NOVEMBER)


def read_new_year(store: Store, year: int) -> NewYear:
    kinds = store.kinds
    visits = EnterpriseListing in kinds
    sheet = _sheet(store, year - 1)
    items = items_of(store, sheet.uid) if sheet else []
    return NewYear(
        year,
        store.today,
        carried_over(store, year),
        _numbers(store),
        store.context.calendar.knows(year),
        _terms(store, year),
        PlanTask in kinds and plan_name(year) in plans(store),
        len(_last_list(store, year)) if visits else 0,
        store.count(_list_of(year)) if visits else 0,
        _sheet(store, year) is not None,
        sum(row.values["self_score"] is None for row in items) if sheet else None,
        next(
            store.rows(Query(SentReport, where=by_value({"form": "year", "period": str(year - 1)})), 1), None
        ),
        is_closed(store, year - 1),
    )


def draft_visit_list(store: Store, year: int) -> Act:
    """Whoever was on the last yearly list leaves it on 31 December and stands on the new one; to be edited then.

    UserError list-drafted where the year has one, list-none where there is nothing to begin from.
    """
    if store.count(_list_of(year)):
        raise UserError("list-drafted", year=year)
    last = _last_list(store, year)
    if not last:
        raise UserError("list-none", year=year)
    return store.act(f"生成{year}年度走访名单 {len(last)} 家", list(_drafted(year, last)))


def close_year(store: Store, year: int) -> Act:
    """From now on whoever changes what belongs to that year is told so. UserError year-not-over, year-closed."""
    if store.today.year <= year:
        raise UserError("year-not-over", year=year)
    if is_closed(store, year):
        raise UserError("year-closed", year=year)
    kept = next(store.rows(Query(Setting, where=by_value({"key": CLOSED_SETTING})), 1), None)
    if kept:
        change: Change = Alter(Setting, kept.uid, {"value": str(year)})
    else:
        raw = {"key": CLOSED_SETTING, "value": str(year), "note": "这一年和以前各年已经结转"}
        change = created(store, Setting, raw)
    return store.act(f"{year}年度结转", [change])


# -- inside


def _numbers(store: Store) -> Numbers:
    patterns = {
        kind.title: store.setting(NUMBER_SETTING + kind.__tablename__) or kind.pattern for kind in store.kinds
    }
    numbered = {title: pattern for title, pattern in patterns.items() if pattern}
    anew = [title for title, pattern in numbered.items() if "{year" in pattern]
    return Numbers(anew, [title for title in numbered if title not in anew])


def _terms(store: Store, year: int) -> list[Due]:
    days = (date(year, 12, 31) - store.today).days
    return [one for one in due(store, days) if one.what in TERMS and not one.elsewhere] if days > 0 else []


def _sheet(store: Store, year: int) -> Row | None:
    sheets = store.rows(Query(ScoreSheet, where=by_value({"year": year})))
    return next((row for row in sheets if row.values["at"].uid == store.unit.uid), None)


def _list_of(year: int) -> Query:
    first = date(year, 1, 1)
    where = (Condition("list", "is", TO_VISIT), Condition("since", "from", first))
    return Query(EnterpriseListing, where=(*where, Condition("since", "to", date(year, 12, 31))))


def _last_list(store: Store, year: int) -> list[Row]:
    """Who stood on the list when the last year ended, and still is on file."""
    last = date(year - 1, 12, 31)
    where = (
        Condition("list", "is", TO_VISIT), Condition("since", "to", last), Condition("until", "beyond", date(year - 1, 12, 30)),
    )  # fmt: skip
    return list(store.rows(Query(EnterpriseListing, where=where, sort="created_at")))


def _drafted(year: int, last: Sequence[Row]) -> Iterator[Change]:
    for row in last:
        if row.values["until"] is None:
            yield Alter(EnterpriseListing, row.uid, {"until": date(year - 1, 12, 31)}, base=row.revision)
        values = {
            **dict.fromkeys(EnterpriseListing.kept),
            "enterprise": row.values["enterprise"],
            "list": TO_VISIT,
            "standard": row.values["standard"],
            "since": date(year, 1, 1),
            "reason": f"沿用{year - 1}年度名单",
        }
        yield Create(EnterpriseListing, values)
