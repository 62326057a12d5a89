"""The clocks: when something must be done, and one Chinese sentence that says why.

The first day is not counted (民事诉讼法 85, 民法典 201). A last day that is a day off moves on to the next working day
(民法典 203), in days, working days and months alike; days worked instead of days off count as working days. Hours run
through nights and holidays and do not move: the law moves only a last *day*, and a hand-over to the police must not wait.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from math import ceil

from ercheng_station import rulebook
from ercheng_station.records.dates import BEIJING
from ercheng_station.rulebook import DayOff, DeadlineRule, WorkDays

ONE = timedelta(days=1)
LONGEST_REST = 16
"""More days in a row than any notice has left without a working day."""
PUBLISHED = 11
"""The month in which the notice for the next year comes."""
OWN_PASSED = "已过提醒日"
"""How a reminder that the office sets itself stands once its day is over."""
_MISSED = {"own": OWN_PASSED, "check": "已到期（依据待核）"}
_PAST = {"others": "可询问进度", "parties": "期限已过"}


@dataclass(frozen=True)
class DueDay:
    """The last day; `at` is the moment where the clock runs in hours and its start is known to the minute.

    `guessed`: years whose days off nobody has entered; the days that the law names and weekends stand in.
    """

    on: date
    at: datetime | None
    why: str
    rule: DeadlineRule
    guessed: tuple[int, ...] = ()

    @property
    def internal(self) -> bool:
        """The office's own reminder: shown on screen only, on no paper and in no bundle."""
        return self.rule.internal

    @property
    def binding(self) -> bool:
        """Whether to miss it is a breach of the office's; not so with what others must keep."""
        return self.rule.bound == "us" and not self.internal

    def missed(self, now: datetime) -> bool:
        return now > self.at if self.at else now.astimezone(BEIJING).date() > self.on

    def standing(self, now: datetime) -> str:
        """还有 3 天, 今天到期, 已超期 2 天; of others' limits only that one may ask."""
        if self.missed(now):
            return _MISSED.get(self.rule.mark) or _PAST.get(self.rule.bound) or f"已超期{self._left(now)}"
        if self.at is None and self.on == now.astimezone(BEIJING).date():
            return "今天到期"
        return f"还有{self._left(now)}"

    def _left(self, now: datetime) -> str:
        """The distance in days, or in hours where less than two days part the moments."""
        if self.at and abs(self.at - now) < 2 * ONE:
            hours, minutes = divmod(int(abs(self.at - now).total_seconds()) // 60, 60)
            return f" {hours} 小时" if hours else f" {minutes} 分钟"
        return f" {abs((self.on - now.astimezone(BEIJING).date()).days)} 天"

    @property
    def text(self) -> str:
        """2026-02-24, or 2026-02-14 10:20 in Beijing."""
        return f"{self.at:%Y-%m-%d %H:%M}" if self.at else str(self.on)


class Calendar(WorkDays):
    """Which days are worked, and the deadline rules in force; the unit's own rows go before those that are shipped."""

    def __init__(self, days: Iterable[DayOff], rules: Iterable[DeadlineRule]) -> None:
        super().__init__(days)
        self._rules: dict[str, list[DeadlineRule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.name, []).append(rule)

    @classmethod
    @cache
    def shipped(cls) -> "Calendar":
        return cls(rulebook.days_off(), rulebook.deadline_rules())

    def rule(self, name: str, on: date) -> DeadlineRule | None:
        """The rule in force on that day, None if there was none; KeyError for a name that no table has.

        The latest version holds, but no reminder of the office stands in for a law.
        """
        holding = [one for one in reversed(self._rules[name]) if one.holds(on)]
        return next((one for one in holding if not one.internal), holding[0] if holding else None)

    def register(self, name: str) -> str:
        """The register where the clock runs; "" for one that the unit invented."""
        return next((one.register for one in self._rules[name] if one.register), "")

    def reach(self, name: str) -> tuple[timedelta, timedelta]:
        """No clock of that name ends sooner or later than so many days after its start."""
        spans = [_reach(rule) for rule in self._rules[name]]
        return min(spans)[0] * ONE, max(last for _, last in spans) * ONE

    @property
    def rules(self) -> Mapping[str, list[DeadlineRule]]:
        """Every version of every rule, by name."""
        return self._rules


def due_of(name: str, start: date | datetime, calendar: Calendar) -> DueDay | None:
    """When the clock that began at `start` ends; None if no rule of that name was in force then.

    A moment is aware, of any zone; days are those of Beijing. A clock of hours that began on a day without an hour
    ends some time on the day it gives.
    """
    moment = start.astimezone(BEIJING) if isinstance(start, datetime) else None
    day = moment.date() if moment else start
    assert type(day) is date
    rule = calendar.rule(name, day)
    if rule is None:
        return None
    if rule.unit == "hour":
        return _in_hours(rule, day, moment)
    if rule.unit == "workday":
        return _in_workdays(rule, day, calendar)
    return _moved_on(rule, day, last_of(rule, day), calendar)


def term_of(name: str, start: date, calendar: Calendar) -> date | None:
    """The last day of a term, which no day off moves; None if no rule of that name was in force then."""
    rule = calendar.rule(name, start)
    return last_of(rule, start) if rule else None


def last_of(rule: DeadlineRule, day: date) -> date:
    """Of a rule in days or months, before any day off moves it."""
    return add_months(day, rule.n) if rule.unit == "month" else day + rule.n * ONE


def next_year_missing(calendar: Calendar, today: date) -> str:
    """From November on: a sentence if next year's days off have not been entered, else ""."""
    following = today.year + 1
    if today.month < PUBLISHED or calendar.knows(following):
        return ""
    return f"{following} 年放假安排尚未导入，跨年的期限按法定节假日和周末推算；国务院办公厅通知发布后请在“期限与依据”里导入"


def add_months(day: date, months: int) -> date:
    """The day of the same number, or the month's last if it has none such (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _reach(rule: DeadlineRule) -> tuple[int, int]:
    """In days, the fewest and the most."""
    if rule.unit == "hour":
        return rule.n // 24, rule.n // 24 + 1
    if rule.unit == "workday":
        return rule.n, rule.n * 2 + LONGEST_REST
    return (
        (rule.n, rule.n + LONGEST_REST) if rule.unit == "day" else (rule.n * 28, rule.n * 31 + LONGEST_REST)
    )


def _in_hours(rule: DeadlineRule, day: date, moment: datetime | None) -> DueDay:
    if moment is None:
        on = day + ceil(rule.n / 24) * ONE
        return DueDay(on, None, f"{_opening(rule, str(day))}，到 {on}；起算时间没有记到几点，请尽早", rule)
    at = moment + timedelta(hours=rule.n)
    why = f"{_opening(rule, f'{moment:%Y-%m-%d %H:%M}')}，到 {at:%Y-%m-%d %H:%M}"
    return DueDay(at.date(), at, why, rule)


def _in_workdays(rule: DeadlineRule, day: date, calendar: Calendar) -> DueDay:
    last, left, passed = day, rule.n, []
    while left:
        last += ONE
        passed.append(last)
        left -= calendar.works(last)
    said = [f"{_opening(rule, str(day))}，到 {last}", *_skipped(passed, calendar)]
    return _told(DueDay(last, None, "；".join(said), rule), passed, calendar)


def _moved_on(rule: DeadlineRule, day: date, last: date, calendar: Calendar) -> DueDay:
    on = calendar.next_working(last)
    why = f"{_opening(rule, str(day))}，到 {on}"
    if on != last:
        why += f"；{last} 是{calendar.named(last)}，顺延到其后第一个工作日"
    elif calendar.worked_instead(last):
        why += f"；{last} 调休上班，不顺延"
    return _told(DueDay(on, None, why, rule), [last, on], calendar)


def _opening(rule: DeadlineRule, start: str) -> str:
    return f"自 {start} {rule.starts}起 {rule.span}内{rule.title}（{rule.source}）"


def _skipped(passed: list[date], calendar: Calendar) -> list[str]:
    """What of the calendar changed the count of working days."""
    off = dict.fromkeys(
        calendar.named(day) for day in passed if not calendar.works(day) and calendar.named(day) != "周末"
    )
    instead = [str(day) for day in passed if calendar.worked_instead(day)]
    said = [f"{'、'.join(off)}放假不计"] if off else []
    return [*said, f"{'、'.join(instead)} 调休上班，计入"] if instead else said


def _told(due: DueDay, seen: Iterable[date], calendar: Calendar) -> DueDay:
    """Says of which years the days off are not known."""
    years = tuple(sorted({day.year for day in seen if not calendar.knows(day.year)}))
    if not years:
        return due
    named = "、".join(f"{year} 年" for year in years)
    means = "法定节假日和周末" if all(map(calendar.by_law, years)) else "周末"
    return replace(due, why=f"{due.why}；{named}放假安排尚未导入，按{means}推算", guessed=years)
