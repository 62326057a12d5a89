"""What is due and what is overdue, each with the rule that says so."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.enterprise import Right
from ercheng_station.records.need import CLOSED, Need
from ercheng_station.records.visit import Visit
from ercheng_station.services.assistance_rules import ASSISTANCE_RULES
from ercheng_station.services.case_rules import CASE_RULES
from ercheng_station.services.deadlines import Calendar
from ercheng_station.services.holding import holds
from ercheng_station.services.protection_rules import PROTECTION_RULES
from ercheng_station.services.right_days import RightDay, days_of, due_rights
from ercheng_station.services.rule import LOOK_BACK, Rule
from ercheng_station.services.work_rules import WORK_RULES


@dataclass(frozen=True)
class Due:
    """One matter: whose day it is and why. `days` is negative when overdue."""

    kind: type[Record]
    uid: UUID
    title: str
    what: str
    due_on: date
    days: int
    rule: str

    @property
    def overdue(self) -> bool:
        return self.days < 0


def _of_right(row: Row, one: RightDay, today: date) -> Due:
    title = f"{row.values['enterprise'].title} {row.label}"
    return Due(Right, row.uid, title, one.what, one.on, (one.on - today).days, one.why)


def _not_visited_again(store: Store) -> Callable[[Row], bool]:
    """An agreed visit that has been paid is no longer due."""
    since = store.today - timedelta(days=LOOK_BACK)
    query = Query(Visit, where=(Condition("visited_on", "from", since),), sort="visited_on")
    last = {row.values["enterprise"].uid: row.values["visited_on"] for row in store.rows(query)}
    return lambda row: last.get(row.values["enterprise"].uid, date.min) <= row.values["visited_on"]


RULES = (
    Rule(
        Need, "promised_on", "企业诉求办结", "承诺办结日期，本单位登记", (Condition("status", "not", CLOSED),),
        lambda row: f"{row.values['enterprise'].title}：{row.values['content'][:40]}",
    ),
    Rule(
        Visit, "next_on", "再次走访", "上次走访时约定的下次走访日期", (), lambda row: row.values["enterprise"].title, back=60, still=_not_visited_again,
    ),
    *CASE_RULES,
    *ASSISTANCE_RULES,
    *PROTECTION_RULES,
    *WORK_RULES,
)  # fmt: skip


def due(store: Store, days: int = 7) -> list[Due]:
    """Overdue first, then by day; only registers that this unit keeps."""
    kept = store.kinds
    found = [one for rule in RULES if rule.kind in kept for one in _read(store, rule, days)]
    found += [_of_right(row, one, store.today) for row, one in due_rights(store, days)]
    return sorted(found, key=lambda one: (one.due_on, one.title))


def dues_of(store: Store, kind: type[Record], row: Row) -> list[Due]:
    """What of one record falls due, however far away, the nearest first."""
    found = [
        Due(kind, row.uid, rule.title(row), rule.what, on, (on - store.today).days, rule.why)
        for rule in _open_for(kind, row)
        if row.values[rule.field] and rule.still(store)(row)
        for on in [row.values[rule.field] + timedelta(days=rule.after)]
    ]
    if kind is Right:
        days = days_of(row.values, store.today, Calendar.of(store))
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
        if rule.kind is kind and all(holds(one, row.values[one.field]) for one in rule.open)
    ]


def _read(store: Store, rule: Rule, days: int) -> Iterator[Due]:
    today = store.today
    where = (
        *rule.open,
        Condition(rule.field, "from", today - timedelta(days=rule.back + rule.after)),
        Condition(rule.field, "to", today + timedelta(days=days + rule.ahead - rule.after)),
    )
    still = rule.still(store)
    for row in store.rows(Query(rule.kind, where=where, sort=_sortable(rule))):
        if still(row):
            on: date = row.values[rule.field] + timedelta(days=rule.after)
            kind, uid = _opened(store, rule, row)
            yield Due(kind, uid, rule.title(row), rule.what, on, (on - today).days, rule.why)


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
