"""报送情况: which unit has reported which month, when, whether late, nothing to report, sent back, or not at all."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.records.dates import beijing
from ercheng_station.records.station import Station
from ercheng_station.services.heard import Page, pages
from ercheng_station.services.report_span import Span

DUE_SETTING = "report.due_days"
"""Days after a period's end within which its report is due; the office sets it itself."""
DUE_DAYS = 5
_DAYS = re.compile(r"[0-9]{1,3}")
_TO_A_BUREAU = frozenset(("office", "joint"))
_TO_AN_OFFICE = frozenset(("protection",))


class State(StrEnum):
    RECEIVED = "已报"
    ZERO = "零报告"
    LATE = "迟报"
    RETURNED = "已退回"
    MISSING = "未报"
    AWAITED = "待报"
    NOT_YET = "—"


@dataclass(frozen=True)
class Cell:
    """`on`: the day the first bundle of the period was taken in, or the last one sent back."""

    state: State
    on: date | None = None
    why: str = ""

    @property
    def words(self) -> str:
        return f"{self.state.value} {self.on:%m-%d}" if self.on else self.state.value


@dataclass(frozen=True)
class Line:
    """A unit that reports here and its periods, in the order asked for."""

    uid: UUID
    name: str
    short_name: str
    cells: Sequence[Cell]


def submissions(store: Store, spans: Sequence[Span]) -> list[Line]:
    """A unit that is known twice, as it registered itself and as it was entered here, has one line."""
    heard: dict[tuple[str, str], list[Page]] = {}
    found = [one for one in pages(store) if one.station != store.unit.uid]
    for one in found:
        heard.setdefault((one.name, one.period), []).append(one)
    after = due_days(store)
    return [
        Line(
            uid,
            name,
            short or name,
            [
                _cell(heard.get((name, span.key), ()), span, since, span.period.last + after, store.today)
                for span in spans
            ],
        )
        for name, (uid, short, since) in sorted(_units(store, spans, found).items(), key=lambda one: one[0])
    ]


def missing(lines: Iterable[Line], place: int) -> list[str]:
    """The short names of those that have not reported the period at that place, or must do so again."""
    wanted = (State.MISSING, State.AWAITED, State.RETURNED)
    return [line.short_name for line in lines if line.cells[place].state in wanted]


def reminder(store: Store, span: Span, names: Sequence[str]) -> str:
    """催报名单, to paste into a chat."""
    if not names:
        return f"{span.title}{span.name}已全部收齐。"
    due = span.period.last + due_days(store)
    until = f"请于{due.month}月{due.day}日前报送" if store.today <= due else "已过报送时间，请尽快报送"
    return f"【催报】{span.title}{span.name}还有{len(names)}个单位未报：{'、'.join(names)}。{until}，没有业务的报零报告。"


def due_days(store: Store) -> timedelta:
    """As set by the office, else the usual five days."""
    typed = (store.setting(DUE_SETTING) or "").strip()
    return timedelta(int(typed) if _DAYS.fullmatch(typed) else DUE_DAYS)


# -- inside


def _units(
    store: Store, spans: Sequence[Span], found: Iterable[Page]
) -> Mapping[str, tuple[UUID, str | None, date | None]]:
    """Those that ought to report here, and whoever did: name → (uid, short name, since when).

    Of one whose plaque has no day, nothing is missing before its first report.
    """
    first, kinds = spans[0].period.first, _reporting(store.unit.profile)
    where = (Condition("closed_on", "beyond", first),)
    units: dict[str, tuple[UUID, str | None, date | None]] = {}
    for one in sorted(found, key=lambda page: page.first, reverse=True):
        units[one.name] = (one.station, one.name, one.first)
    for row in store.rows(Query(Station, where=where)):
        values = row.values
        if row.uid != store.unit.uid and (values["kind"] in kinds or values["name"] in units):
            first_heard = units.get(values["name"], (None, None, None))[2]
            since = values["plaque_on"] or first_heard
            units[values["name"]] = (row.uid, values["short_name"], since)
    return units


def _reporting(profile: str) -> frozenset[str]:
    return _TO_A_BUREAU if profile == "bureau" else _TO_AN_OFFICE


def _cell(came: Sequence[Page], span: Span, since: date | None, due: date, today: date) -> Cell:
    taken = [one for one in came if not one.why]
    if came and came[-1].why and (not taken or taken[-1].sequence < came[-1].sequence):
        return Cell(State.RETURNED, _day(came[-1]), came[-1].why)
    if taken:
        first, last = _day(taken[0]), taken[-1]
        in_time = State.ZERO if last.zero else State.RECEIVED
        return Cell(State.LATE if first > due else in_time, first)
    if since and since > span.period.last:
        return Cell(State.NOT_YET)
    return Cell(State.AWAITED if today <= due else State.MISSING)


def _day(page: Page) -> date:
    return beijing(datetime.fromisoformat(page.at)).date()
