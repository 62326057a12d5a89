"""Every clock that one record has started: still running, met, met too late, or missed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.deadlines import Calendar, DueDay, due_of
from ercheng_station.services.due import RULES
from ercheng_station.services.holding import holds
from ercheng_station.services.rule import Rule

State = Literal["running", "met", "late", "missed"]


@dataclass(frozen=True)
class Clock:
    """`standing`: 还有 3 天, 2026-02-13 办理, 可询问进度 …; `days` are those that are left."""

    what: str
    due: DueDay
    state: State
    standing: str
    days: int


def runs_clocks(kind: type[Record]) -> bool:
    return any(rule.kind is kind and rule.clock for rule in RULES)


def clocks_of(store: Store, kind: type[Record], row: Row) -> list[Clock]:
    """Those that still run first, each group by its day. A clock given up unmet, as its record went another way, is none."""
    calendar = store.context.calendar
    found = [
        clock
        for rule in RULES
        if rule.kind is kind and rule.clock and (clock := _clock(store, rule, row, calendar))
    ]
    return sorted(found, key=lambda one: (one.state in {"met", "late"}, one.due.on))


def _clock(store: Store, rule: Rule, row: Row, calendar: Calendar) -> Clock | None:
    start = row.values[rule.field]
    due = due_of(rule.clock, start, calendar) if start else None
    if due is None:
        return None
    days = (due.on - store.today).days
    done = row.values[rule.met] if rule.met else None
    if not _chosen(rule, row):
        return None
    if done:
        late = due.binding and _after(done, due)
        return Clock(rule.what, due, "late" if late else "met", _told(done, late), days)
    runs = all(holds(one, row.values[one.field]) for one in rule.running)
    if not runs or not rule.still(store)(row):
        return None
    missed = due.binding and due.missed(store.now)
    return Clock(rule.what, due, "missed" if missed else "running", due.standing(store.now), days)


def _chosen(rule: Rule, row: Row) -> bool:
    """Whether the clock is this record's. A state that has moved on since does not unmake it; any other field does."""
    state = rule.kind.chain.field if rule.kind.chain else ""
    return all(holds(one, row.values[one.field]) for one in rule.open if one.field != state)


def _after(done: date | datetime, due: DueDay) -> bool:
    """Where one of the two is known to the day only, the days are compared."""
    if isinstance(done, datetime):
        return due.missed(done)
    return done > due.on


def _told(done: date | datetime, late: bool) -> str:
    day = done.astimezone(BEIJING).date() if isinstance(done, datetime) else done
    return f"{day} 办理，超期" if late else f"{day} 办理"
