"""How far the visits of a year reach, town by town and trade by trade, with the names of who is not yet visited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from ercheng_station.db.listing import Condition, Query, by_span
from ercheng_station.db.rows import Row
from ercheng_station.db.sameness import who_stands_for
from ercheng_station.db.store import Store
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing
from ercheng_station.records.visit import Visit

EVERYBODY = ""
PARTS: Mapping[str, str] = {"area": "乡镇街道", "industry": "行业门类", "key_industry": "重点产业"}
_UNTOLD = "未填"


@dataclass(frozen=True)
class Reach:
    """One town or trade, `code` None where the file does not tell: how many firms, which of them were not visited."""

    part: str
    code: str | None
    label: str
    listed: int
    missing: tuple[str, ...]

    @property
    def visited(self) -> int:
        return self.listed - len(self.missing)

    @property
    def rate(self) -> float | None:
        return round(100 * self.visited / self.listed, 1) if self.listed else None


def reach(store: Store, on: date, of: str = EVERYBODY) -> list[Reach]:
    """From 1 January to the day; `of` names the list that was in force then, else every firm on file is counted.

    A firm counts once in every part: as many in all towns as in all trades; 重点产业 only those that are in one.
    """
    firms = _firms(store, on, of)
    span = by_span("visited_on", on.replace(month=1, day=1), on)
    first = who_stands_for(store.readers)
    visited = _named(store, first, Query(Visit, where=tuple(span)))
    firms = [row for row in firms if first.get(row.uid, row.uid) == row.uid]
    return [one for part in PARTS for one in _by_part(store, part, firms, visited)]


# -- inside


def _firms(store: Store, on: date, of: str) -> list[Row]:
    if not of:
        return list(store.rows(Query(Enterprise, as_of=on)))
    where = (Condition("list", "is", of), Condition("since", "to", on), Condition("until", "beyond", on))
    listed = _named(store, who_stands_for(store.readers), Query(EnterpriseListing, where=where))
    return [row for row in store.rows(Query(Enterprise)) if row.uid in listed]


def _named(store: Store, first: Mapping[UUID, UUID], query: Query) -> set[UUID]:
    """Those that are one enterprise by the one that stands for them."""
    uids = (row.values["enterprise"].uid for row in store.rows(query))
    return {first.get(uid, uid) for uid in uids}


def _by_part(store: Store, part: str, firms: Iterable[Row], visited: set[UUID]) -> list[Reach]:
    groups: dict[Any, list[Row]] = {}
    for row in firms:
        groups.setdefault(row.values[part], []).append(row)
    if part == "key_industry":
        groups.pop(None, None)
    described = Enterprise.kept[part]
    order = store.context.codes(getattr(described, "codes", "")).order
    found = [
        Reach(
            part,
            code,
            described.text(code, store.context) or _UNTOLD,
            len(rows),
            tuple(sorted(row.label for row in rows if row.uid not in visited)),
        )
        for code, rows in groups.items()
    ]
    return sorted(found, key=lambda one: (one.code is None, order(one.code) if one.code else 0))
