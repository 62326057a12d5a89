"""What is due and what is overdue, each with the rule that says so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.sameness import who_stands_for
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.deadlines import OWN_PASSED, Calendar, DueDay, due_of
from ercheng_station.records.enterprise import Right
from ercheng_station.records.fields import Moment
from ercheng_station.records.need import CLOSED, Need
from ercheng_station.records.outreach import Publicity
from ercheng_station.records.visit import Visit
from ercheng_station.services.assistance_rules import ASSISTANCE_RULES
from ercheng_station.services.case_rules import CASE_RULES
from ercheng_station.services.clues_rules import CLUES_RULES
from ercheng_station.services.holding import holds
from ercheng_station.services.outreach_calendar import Proposal, proposals
from ercheng_station.services.outreach_rules import OUTREACH_RULES
from ercheng_station.services.protection_rules import PROTECTION_RULES
from ercheng_station.services.resources_rules import RESOURCES_RULES
from ercheng_station.services.right_days import RightDay, days_of, due_rights
from ercheng_station.services.rule import LOOK_BACK, Rule
from ercheng_station.services.work_rules import WORK_RULES

_NONE = timedelta()


@dataclass(frozen=True)
class Due:
    """One matter: whose day it is and why. `days` is negative when its day is past.

    `clock`: what computed the day, and `standing`, in words, how it stands. A limit that binds others, or the office's
    own reminder, is never called overdue. `given`: there is no record yet, and a new one begins with this.
    """

    kind: type[Record]
    uid: UUID
    title: str
    what: str
    due_on: date
    days: int
    rule: str
    clock: DueDay | None = None
    standing: str = ""
    overdue: bool = False
    given: Mapping[str, object] | None = None
    elsewhere: bool = False  # another unit keeps the record, and sees to it

    @property
    def when(self) -> str:
        """2026-02-24, or with the time of day where a clock runs in hours."""
        return self.clock.text if self.clock else self.due_on.isoformat()


def _of_right(row: Row, one: RightDay, today: date) -> Due:
    title = f"{row.values['enterprise'].title} {row.label}"
    return Due(
        Right, row.uid, title, one.what, one.on, (one.on - today).days, one.why, overdue=one.on < today
    )


def _proposed(one: Proposal, today: date) -> Due:
    return Due(
        Publicity, one.uid, one.title, "宣传节点", one.last, (one.last - today).days, one.why, given=one.given
    )


def _not_visited_again(store: Store) -> Callable[[Row], bool]:
    """An agreed visit that has been paid is no longer due."""
    since = store.today - timedelta(days=LOOK_BACK)
    query = Query(Visit, where=(Condition("visited_on", "from", since),), sort="visited_on")
    first = who_stands_for(store.readers)

    def firm(row: Row) -> UUID:
        uid: UUID = row.values["enterprise"].uid
        return first.get(uid, uid)

    last = {firm(row): row.values["visited_on"] for row in store.rows(query)}
    return lambda row: last.get(firm(row), date.min) <= row.values["visited_on"]


RULES = (
    Rule(
        Need, "promised_on", "企业诉求办结", "承诺办结日期，本单位登记", (Condition("status", "not", CLOSED),),
        lambda row: f"{row.values['enterprise'].title}：{row.values['content'][:40]}",
    ),
    Rule(
        Visit, "next_on", "再次走访", "上次走访时约定的下次走访日期", (), lambda row: row.values["enterprise"].title, back=60, still=_not_visited_again,
    ),
    *CASE_RULES,
    *CLUES_RULES,
    *ASSISTANCE_RULES,
    *PROTECTION_RULES,
    *OUTREACH_RULES,
    *RESOURCES_RULES,
    *WORK_RULES,
)  # fmt: skip


def due(store: Store, days: int = 7) -> list[Due]:
    """Overdue first, then by day, those of other units' records last; only registers that this unit keeps."""
    kept, calendar = store.kinds, store.context.calendar
    found = [one for rule in RULES if rule.kind in kept for one in _read(store, rule, days, calendar)]
    found += [_of_right(row, one, store.today) for row, one in due_rights(store, days)]
    found += [_proposed(one, store.today) for one in proposals(store, days)]
    return sorted(found, key=lambda one: (one.elsewhere, not one.overdue, one.due_on, one.when, one.title))


def dues_of(store: Store, kind: type[Record], row: Row) -> list[Due]:
    """What of one record falls due, however far away, the nearest first."""
    calendar = store.context.calendar
    found = [
        one
        for rule in _open_for(kind, row)
        if row.values[rule.field] and rule.still(store)(row) and (one := _due(store, rule, row, calendar))
    ]
    if kind is Right:
        days = days_of(row.values, store.today, calendar)
        found += [_of_right(row, one, store.today) for one in days]
    return sorted(found, key=lambda one: one.due_on)


def falls_due(kind: type[Record]) -> bool:
    return kind is Right or any(rule.kind is kind for rule in RULES)


def undated(kind: type[Record], row: Row) -> str:
    """The label of the wanted day without which nobody is reminded of an open record; "" if there is none."""
    for rule in _open_for(kind, row):
        if kind.kept[rule.field].wanted and row.values[rule.field] is None:
            return kind.kept[rule.field].label
    return ""


def _open_for(kind: type[Record], row: Row) -> list[Rule]:
    return [
        rule
        for rule in RULES
        if rule.kind is kind and all(holds(one, row.values[one.field]) for one in rule.running)
    ]


def _read(store: Store, rule: Rule, days: int, calendar: Calendar) -> Iterator[Due]:
    first = store.today - timedelta(days=rule.back)
    last = store.today + timedelta(days=days + rule.ahead)
    soonest, latest = calendar.reach(rule.clock) if rule.clock else (_NONE, _NONE)
    where = (
        *rule.running,
        Condition(rule.field, "from", _bound(rule, first - latest)),
        Condition(rule.field, "to", _bound(rule, last - soonest, end=True)),
    )
    still = rule.still(store)
    for row in store.rows(Query(rule.kind, where=where, sort=_sortable(rule))):
        one = _due(store, rule, row, calendar) if still(row) else None
        if one and first <= one.due_on <= last:
            kind, uid = _opened(store, rule, row)
            yield replace(one, kind=kind, uid=uid, elsewhere=row.head["origin"] != store.unit.uid)


def _due(store: Store, rule: Rule, row: Row, calendar: Calendar) -> Due | None:
    """None if no such clock was known to the law when it would have begun."""
    start = row.values[rule.field]
    clock = due_of(rule.clock, start, calendar) if rule.clock else None
    if clock:
        late = clock.binding and clock.missed(store.now)
        on, why, standing = clock.on, clock.why, clock.standing(store.now)
    elif rule.clock:
        return None
    else:
        on, why = start, rule.why
        past = on < store.today
        late, standing = past and not rule.own, OWN_PASSED if past and rule.own else ""
    days = (on - store.today).days
    return Due(rule.kind, row.uid, rule.title(row), rule.what, on, days, why, clock, standing, late)


def _bound(rule: Rule, on: date, *, end: bool = False) -> date | datetime:
    """A day as a bound of the rule's field, which may keep moments."""
    if not isinstance(rule.kind.kept[rule.field], Moment):
        return on
    return datetime.combine(on, time.max if end else time.min, BEIJING)


def _opened(store: Store, rule: Rule, row: Row) -> tuple[type[Record], UUID]:
    """The record itself, or the one above it that nobody owns."""
    kind, uid = rule.kind, row.uid
    while rule.of_owner and kind.owner:
        link = row.values[kind.owner]
        kind, uid = store.catalogue[link.kind], link.uid
        row = store.row(kind, uid)
    return kind, uid


def _sortable(rule: Rule) -> str:
    return rule.field if rule.kind.kept[rule.field].listed else ""
