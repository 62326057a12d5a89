"""期限与依据: what a clerk can look up, as it holds on a day: clocks, laws and their articles, thresholds, days off."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from ercheng_station import rulebook
from ercheng_station.codes import shipped
from ercheng_station.db.store import Store
from ercheng_station.records.clues import Transfer
from ercheng_station.records.deadlines import Calendar
from ercheng_station.rulebook import INTERNAL, UNCONFIRMED, Mark

CLOCK, LAW, POINT, CRIME, DAYS = "期限", "法律法规", "条文", "移送标准", "节假日"
MARKS: dict[Mark, str] = {"law": "", "check": UNCONFIRMED, "own": INTERNAL}
FOR_REFERENCE = "仅供参考，是否移送由人判断"


@dataclass(frozen=True)
class Entry:
    """`mark`: 依据待核, 内部提醒, or "" for what the law says."""

    part: str
    title: str
    words: str
    source: str
    note: str = ""
    mark: str = ""

    @property
    def whole(self) -> str:
        parts = (self.title, self.words, self.source, self.mark, self.note)
        return "　".join(part for part in parts if part)


def valid_on(store: Store, on: date) -> list[Entry]:
    """Everything that holds on that day, part by part, for the registers that the unit keeps."""
    calendar = store.context.calendar
    kept = {kind.__tablename__ for kind in store.kinds}
    crimes = _crimes(on) if Transfer in store.kinds else ()
    return [*_clocks(calendar, on, kept), *_laws(on), *_points(on), *crimes, *_days(calendar, on.year)]


def _clocks(calendar: Calendar, on: date, kept: Container[str]) -> Iterator[Entry]:
    for name in calendar.rules:
        rule = calendar.rule(name, on)
        if rule and (not calendar.register(name) or calendar.register(name) in kept):
            words = f"{rule.starts}起 {rule.span}内"
            note = "　".join(part for part in (rule.note, f"代号 {name}") if part)
            yield Entry(CLOCK, rule.title, words, rule.place, note, MARKS[rule.mark])


def _laws(on: date) -> Iterator[Entry]:
    for one in rulebook.laws():
        if one.holds(on):
            since = f"{one.since} 起施行" if one.since else ""
            until = f"到 {one.until} 为止" if one.until else ""
            words = "，".join(part for part in (since, until) if part)
            yield Entry(LAW, f"《{one.title}》", words, one.number, one.note, MARKS[one.mark])


def _points(on: date) -> Iterator[Entry]:
    for one in rulebook.law_points():
        if one.holds(on):
            source = rulebook.article(f"{one.law}.{one.name}", on)
            yield Entry(POINT, one.title, "", source, one.note, MARKS[one.mark])


def _crimes(on: date) -> Iterator[Entry]:
    for one in rulebook.thresholds():
        if one.holds(on):
            heavier = f"情节特别严重为 {one.heavier}" if one.heavier else ""
            note = "　".join(part for part in (one.again, heavier, one.note, FOR_REFERENCE) if part)
            yield Entry(
                CRIME,
                shipped("crime").label(one.crime),
                one.line,
                f"刑法第{one.article}条，{one.basis}",
                note,
            )


def _days(calendar: Calendar, year: int) -> Iterator[Entry]:
    for one in calendar.stretches(year):
        span = f"{one.first}" if one.last == one.first else f"{one.first} 至 {one.last}"
        yield Entry(DAYS, one.name, f"{span} {'上班' if one.kind == 'work' else '放假'}", one.basis)
