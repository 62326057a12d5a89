"""《保护工作站月报表》: what a 保护工作站 tells its 市场监管所 each month, filled from its own records or left to a pen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ercheng_station.db.listing import Condition, Query, by_span, by_value
from ercheng_station.db.store import Store
from ercheng_station.records.enterprise import Right
from ercheng_station.records.protection import MemberService
from ercheng_station.records.station import Station
from ercheng_station.services.figures import Period, month_of
from ercheng_station.services.indicators import BY_NAME
from ercheng_station.services.right_days import ENDED

PROTECTION = "protection"
TITLE, FORM = "知识产权保护工作站月报表", "月报表"
"""Of the form, and of its sheet."""
FIRST_ROW = 6
"""The row of the first figure; its code stands hidden in column F, which a reader of the filled form goes by."""
_COUNTED = (
    ("risk_checks", "侵权风险自查", "次"),
    ("risk_points", "自查发现风险点", "个"),
    ("risks_improved", "完成改进", "个"),
    ("watches", "侵权监测", "次"),
    ("watches_found", "监测发现疑似侵权", "次"),
    ("slips", "报送线索、诉求", "件"),
    ("assist_applied", "维权求助", "件"),
    ("trainings", "参加或举办培训", "场"),
    ("trained", "参加培训人次", "人次"),
    ("publicity_events", "宣传活动", "场"),
)


@dataclass(frozen=True)
class Line:
    """One row: `code` is what a reader of the file knows it by; no value: to be filled in."""

    code: str
    title: str
    unit: str
    value: float | int | None = None


@dataclass(frozen=True)
class Reporter:
    """A 保护工作站 that reports: its name, host, and whom to ask."""

    name: str
    host: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True)
class MonthlyForm:
    """`reporters`: the stations an authority waits for; none on a station's own form."""

    month: date
    reporter: Reporter
    to: str
    lines: Sequence[Line]
    reporters: Sequence[Reporter] = ()

    @property
    def is_filled(self) -> bool:
        return any(line.value is not None for line in self.lines)


def form_for(store: Store, month: date, *, blank: bool = False, name: str = "") -> MonthlyForm:
    """A 保护工作站 gets its own, unless it wants a blank one; an authority the blank one for a station or for all."""
    if store.unit.profile == PROTECTION and not blank:
        return own_form(store, month)
    return blank_form(store, month, name or (store.unit.name if store.unit.profile == PROTECTION else ""))


def blank_form(store: Store, month: date, name: str = "") -> MonthlyForm:
    """To be printed or mailed to the stations of this place, with the list of those who have to report."""
    reporters = [] if store.unit.profile == PROTECTION else _reporters(store)
    known = next((one for one in reporters if one.name == name), Reporter(name))
    lines = [Line(line.code, line.title, line.unit) for line in _lines(store, None)]
    to = "" if store.unit.profile == PROTECTION else store.unit.name
    return MonthlyForm(month, known, to, lines, reporters)


def own_form(store: Store, month: date) -> MonthlyForm:
    """Of a 保护工作站 that works with this program: its own figures stand there already."""
    values = store.row(Station, store.unit.uid).values
    reporter = _reporter(values)
    return MonthlyForm(month, reporter, values["office"] or "", _lines(store, month_of(month)))


# -- inside


def _lines(store: Store, period: Period | None) -> list[Line]:
    found = [
        Line("rights_new", "新取得知识产权", "件", _granted(store, period)),
        Line("rights_held", "期末有效知识产权", "件", _held(store, period)),
    ]
    for name, title, unit in _COUNTED:
        counted = period and BY_NAME[name].kind in store.kinds
        found.append(
            Line(name, title, unit, BY_NAME[name].figure(store, period) if counted and period else None)
        )
    found.append(Line("member_services", "服务会员（园区）企业", "次", _served(store, period)))
    return found


def _granted(store: Store, period: Period | None) -> int | None:
    if period is None:
        return None
    return store.count(Query(Right, where=tuple(by_span("granted_on", period.first, period.last))))


def _held(store: Store, period: Period | None) -> int | None:
    if period is None:
        return None
    where = tuple(Condition("status", "not", state) for state in ("pending", *sorted(ENDED)))
    return store.count(Query(Right, where=where, as_of=period.last))


def _served(store: Store, period: Period | None) -> int | None:
    if period is None or MemberService not in store.kinds:
        return None
    return store.count(Query(MemberService, where=tuple(by_span("served_on", period.first, period.last))))


def _reporters(store: Store) -> list[Reporter]:
    rows = store.rows(Query(Station, where=by_value({"kind": PROTECTION})))
    return sorted((_reporter(row.values) for row in rows), key=lambda one: one.name)


def _reporter(values: dict[str, object]) -> Reporter:
    told = [values[name] for name in ("name", "host", "contact", "contact_phone")]
    return Reporter(*(str(one or "") for one in told))
