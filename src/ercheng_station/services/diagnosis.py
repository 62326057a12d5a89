"""现状诊断: what is known of a firm, in sentences for its plan: its rights, open needs, rights near their end, last check."""

from collections.abc import Iterator

from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.store import Store
from ercheng_station.records.enterprise import IpSnapshot, Right
from ercheng_station.records.fields import Flag, Link, Money, Whole
from ercheng_station.records.need import CLOSED, Need
from ercheng_station.records.protection.risk_check import RiskCheck
from ercheng_station.services.right_days import days_of
from ercheng_station.services.risk_checklist import items_of, standing

NEAR_DAYS = 365
_MOST = 5


def diagnosis(store: Store, enterprise: Link) -> str:
    """One line a matter; what nothing is known of is not told."""
    return "\n".join([*_snapshot(store, enterprise), *_near(store, enterprise), *_needs(store, enterprise), *_check(store, enterprise)])  # fmt: skip


def _snapshot(store: Store, enterprise: Link) -> Iterator[str]:
    rows = list(store.rows(Query(IpSnapshot, where=by_value({"enterprise": enterprise}))))
    if rows:
        last = max(rows, key=lambda row: row.values["as_of"])
        told = [
            f"{field.label} {field.text(last.values[name], store.context)}{'' if isinstance(field, Money) else field.unit}"
            for name, field in IpSnapshot.kept.items()
            if isinstance(field, Whole | Money) and last.values[name]
        ]
        told += [
            field.label
            for name, field in IpSnapshot.kept.items()
            if isinstance(field, Flag) and last.values[name]
        ]
        yield f"知识产权情况（截至 {last.values['as_of']}）：{'，'.join(told) or '没有登记数量'}。"
    else:
        kinds = store.tally(Query(Right, where=by_value({"enterprise": enterprise})), "kind")
        if kinds:
            words = [
                f"{Right.kept['kind'].text(kind, store.context)} {count} 件" for kind, count in kinds.items()
            ]
            yield f"已登记的知识产权：{'，'.join(words)}。"


def _near(store: Store, enterprise: Link) -> Iterator[str]:
    calendar, found = store.context.calendar, []
    for row in store.rows(Query(Right, where=by_value({"enterprise": enterprise}))):
        found += [
            (one.on, f"{row.label} {one.what} {one.on}")
            for one in days_of(row.values, store.today, calendar)
            if (one.on - store.today).days <= NEAR_DAYS
        ]
    if found:
        yield f"一年内要办的：{'；'.join(words for _, words in sorted(found)[:_MOST])}。"


def _needs(store: Store, enterprise: Link) -> Iterator[str]:
    link = Condition("enterprise", "is", enterprise)
    rows = list(store.rows(Query(Need, where=(link, Condition("status", "not", CLOSED)))))
    if rows:
        words = [" ".join(row.values["content"].split())[:40] for row in rows[:_MOST]]
        yield f"未销号诉求 {len(rows)} 条：{'；'.join(words)}。"


def _check(store: Store, enterprise: Link) -> Iterator[str]:
    rows = list(store.rows(Query(RiskCheck, where=by_value({"enterprise": enterprise}))))
    if rows:
        last = max(rows, key=lambda row: row.values["checked_on"])
        items = [row.values for row in items_of(store, last.uid)]
        yield f"最近一次侵权风险排查（{last.values['checked_on']}）：{standing(items).words}。"
