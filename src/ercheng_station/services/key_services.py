"""How often a firm on the protection list was served in a year, counted from the records of what was done for it."""

from dataclasses import dataclass
from datetime import date

from ercheng_station.db.listing import Condition, Query, by_span
from ercheng_station.db.store import Store
from ercheng_station.records.assistance import Consultation
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need
from ercheng_station.records.protection import RiskCheck, Watch
from ercheng_station.records.visit import Visit

_SERVED: tuple[tuple[type[Record], str, str], ...] = (
    (Visit, "走访", "visited_on"),
    (Need, "办诉求", "received_on"),
    (RiskCheck, "排查", "checked_on"),
    (Watch, "监测", "watched_on"),
    (Consultation, "咨询", Consultation.dated_by),
)


@dataclass(frozen=True)
class Served:
    """`parts`: what was done and how often; only what was done at all."""

    year: int
    parts: tuple[tuple[str, int], ...]

    @property
    def times(self) -> int:
        return sum(count for _, count in self.parts)

    @property
    def words(self) -> str:
        if not self.parts:
            return f"{self.year} 年还没有服务记录。"
        told = "，".join(f"{words} {count}" for words, count in self.parts)
        return f"{self.year} 年服务 {self.times} 次：{told}。"


def served(store: Store, enterprise: Link, on: date) -> Served:
    """From 1 January to the day."""
    counts = []
    for kind, words, day in _SERVED:
        if kind in store.kinds and "enterprise" in kind.kept:
            where = (Condition("enterprise", "is", enterprise), *by_span(day, on.replace(month=1, day=1), on))
            counts.append((words, store.count(Query(kind, where=where))))
    return Served(on.year, tuple((words, count) for words, count in counts if count))
