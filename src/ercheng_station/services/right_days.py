"""When a right must be renewed, paid for or ends: computed from its own dates, each day with its sentence and source.

Terms run from the day of filing (专利法第四十二条); a mark lasts ten years from its registration (商标法第三十九条). A fee
for a patent is due before each anniversary of its filing day (专利法实施细则), with six months' grace for mark and fee.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ercheng_station import rulebook
from ercheng_station.db.listing import Condition, Query, by_span
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.deadlines import LONGEST_REST, Calendar, add_months, due_of
from ercheng_station.records.enterprise import PATENTS, Right, expiry_of

GRACE, FEE_GRACE = "right.grace", "right.fee_grace"
RENEWAL_MONTHS = 12
FEE_SHOWN, TERM_SHOWN = 30, 90
LAPSED_SHOWN = 60
"""So many days after the last chance a mark that was not renewed is still told of."""
ENDED = frozenset({"lapsed", "expired", "invalidated", "transferred", "withdrawn"})
_FEES = "专利法实施细则，条号依据待核"


@dataclass(frozen=True)
class RightDay:
    """`shown`: the first day on which anybody is reminded, before what a due list looks ahead."""

    what: str
    on: date
    why: str
    shown: date


Days = Callable[[Mapping[str, Any], date, Calendar], Iterator[RightDay]]


def days_of(values: Mapping[str, Any], today: date, calendar: Calendar) -> list[RightDay]:
    """What is next for the right, the nearest first; nothing for one that has ended."""
    if values["status"] in ENDED:
        return []
    ways: dict[str, Days] = {"trademark": _of_mark, **dict.fromkeys(PATENTS, _of_patent)}
    found = ways.get(values["kind"], _of_other)(values, today, calendar)
    return sorted(found, key=lambda one: one.on)


def due_rights(store: Store, days: int) -> Iterator[tuple[Row, RightDay]]:
    """What of all rights is due within so many days, or shown already."""
    calendar, last = store.context.calendar, store.today + timedelta(days=days)
    alive = tuple(Condition("status", "not", state) for state in sorted(ENDED))
    seen: set[int] = set()
    for where in _near(store.today, last, calendar):
        for row in store.rows(Query(Right, where=(*alive, *where))):
            if row.n not in seen:
                seen.add(row.n)
                yield from (
                    (row, one) for one in days_of(row.values, store.today, calendar) if one.shown <= last
                )


# -- inside


def _near(today: date, last: date, calendar: Calendar) -> Iterator[Sequence[Condition]]:
    """Which rights a day of can be due; every other one has none that is shown."""
    day, rest = timedelta(days=1), timedelta(days=LONGEST_REST)
    soonest, latest = calendar.reach(FEE_GRACE)
    back = max(latest, calendar.reach(GRACE)[1]) + LAPSED_SHOWN * day
    yield by_span("expires_on", today - back, add_months(last, RENEWAL_MONTHS))
    yield by_span("fee_due_on", today - back, last + FEE_SHOWN * day)
    unpaid = Condition("fee_due_on", "empty"), Condition("expires_on", "beyond", today - back - 366 * day)
    for begins, ends in (
        (today - rest, last + FEE_SHOWN * day),
        (today - latest - rest, last + TERM_SHOWN * day - soonest),
    ):
        if ends - begins < 364 * day:  # one day more: 29 February comes round on the 28th
            yield (*unpaid, Condition("applied_on", "yearly", (begins, ends + day)))
        else:
            yield (*unpaid, Condition("applied_on", "filled"))


def _of_mark(values: Mapping[str, Any], today: date, calendar: Calendar) -> Iterator[RightDay]:
    ends = expiry_of(values)
    if ends is None:
        return
    source = rulebook.article("trademark.renewal", min(ends, today))
    opens = add_months(ends, -RENEWAL_MONTHS)
    if today <= ends:
        why = f"注册商标 {ends} 期满，应当在期满前十二个月内（{opens} 起）办理续展（{source}）"
        yield RightDay("商标续展", ends, why, opens)
        return
    grace = due_of(GRACE, ends, calendar)
    last = grace.on if grace else ends
    if today <= last + timedelta(days=LAPSED_SHOWN):
        after = "宽展期也已届满，请查明是否已经注销" if today > last else "期满未续展，还可以在宽展期内办理"
        yield RightDay("商标宽展", last, f"注册商标 {ends} {after}（{source}）", ends)


def _of_patent(values: Mapping[str, Any], today: date, calendar: Calendar) -> Iterator[RightDay]:
    ends = expiry_of(values)
    if ends and today <= ends:
        why = f"专利权 {ends} 期满；期满后仍在产品上标注专利标识的属于假冒专利（{rulebook.article('patent_rules.passing_off', ends)}）"
        yield RightDay("专利权期满", ends, why, ends - timedelta(days=TERM_SHOWN))
    fee = values["fee_due_on"]
    yield from _typed_fee(fee, today, calendar) if fee else _counted_fee(values, ends, today, calendar)


def _typed_fee(fee: date, today: date, calendar: Calendar) -> Iterator[RightDay]:
    if today <= fee:
        yield RightDay("专利缴费", fee, "登记的下次缴费日期", fee - timedelta(days=FEE_SHOWN))
        return
    last = _fee_grace(fee, calendar)
    if today <= last + timedelta(days=LAPSED_SHOWN):
        why = f"登记的缴费日期 {fee} 已过，到 {last} 为止可以补缴并缴滞纳金；已经缴纳的请改下次缴费日期（{_FEES}）"
        yield RightDay("专利补缴", last, why, fee)


def _counted_fee(
    values: Mapping[str, Any], ends: date | None, today: date, calendar: Calendar
) -> Iterator[RightDay]:
    """No day was typed: nobody knows what has been paid, so each anniversary is told of, and the end of its grace."""
    filed = values["applied_on"]
    if filed is None or values["status"] == "pending":
        return
    granted = values["granted_on"] or filed
    for year in range(max(1, today.year - filed.year - 1), today.year - filed.year + 3):
        on = calendar.next_working(add_months(filed, 12 * year))
        if on <= granted or (ends and on >= ends):
            continue
        if today <= on:
            why = f"申请日 {filed} 起第 {year + 1} 年的年费，应当在上一年度期满前缴纳（{_FEES}）；缴费后可登记下次缴费日期"
            yield RightDay("专利年费", on, why, on - timedelta(days=FEE_SHOWN))
            return
        last = _fee_grace(on, calendar)
        if today <= last:
            why = f"第 {year + 1} 年的年费 {on} 已到期，没有登记是否缴纳；到 {last} 为止可以补缴并缴滞纳金（{_FEES}）"
            yield RightDay("专利补缴", last, why, last - timedelta(days=FEE_SHOWN))


def _fee_grace(due: date, calendar: Calendar) -> date:
    grace = due_of(FEE_GRACE, due, calendar)
    return grace.on if grace else due


def _of_other(values: Mapping[str, Any], today: date, calendar: Calendar) -> Iterator[RightDay]:
    ends = values["expires_on"]
    if ends and today <= ends:
        yield RightDay("权利期满", ends, "登记的有效期至", ends - timedelta(days=TERM_SHOWN))
    if values["fee_due_on"]:
        yield from _typed_fee(values["fee_due_on"], today, calendar)
