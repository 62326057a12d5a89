"""保管期限: until when a finished record is kept, which are over, and their lawful destruction by two persons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from ercheng_station import rulebook
from ercheng_station.db.destroying import destroyed
from ercheng_station.db.door import Login
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records.catalogue import Kind
from ercheng_station.records.deadlines import last_of
from ercheng_station.rulebook import DeadlineRule

FOR_EVER = "永久"


@dataclass(frozen=True)
class Keeping:
    """`clock` runs from the day in `start` where `field` has that `code`; "" is for ever."""

    register: str
    start: str
    field: str
    code: str
    clock: str


@dataclass(frozen=True)
class Kept:
    """`until` is the last day, None for ever."""

    kind: Kind
    row: Row
    start: date
    until: date | None
    rule: DeadlineRule | None

    def is_over(self, on: date) -> bool:
        return self.until is not None and self.until < on

    @property
    def source(self) -> str:
        return self.rule.source if self.rule else FOR_EVER


@dataclass(frozen=True)
class Destroyed:
    """What a certificate says; nothing of it names a person that the records were about.

    `head`: how many entries the history had afterwards, and the MAC of the last.
    """

    act: UUID
    why: str
    actor: str
    checker: str
    on: date
    kept: Sequence[Kept]
    count: int
    files: int
    head: tuple[int, str]


@cache
def keepings() -> tuple[Keeping, ...]:
    words = "register start field code clock"
    return rulebook.read("retention", lambda row: Keeping(*(row[name] for name in words.split())))


def kept_until(store: Store, kind: Kind, row: Row) -> Kept | None:
    """None where no term runs: not finished, or of a register that the table does not name."""
    for keeping in keepings():
        if keeping.register == kind.__tablename__ and _is_of(keeping, row):
            return _kept(store, kind, row, keeping)
    return None


def expired(store: Store, on: date) -> list[Kept]:
    """Of every register, whose term was over before that day, also in the trash; the oldest first."""
    gone = destroyed(store)
    found = [
        kept
        for kind in store.kinds
        for row in _finished(store, kind, on)
        if row.uid not in gone and (kept := kept_until(store, kind, row)) and kept.is_over(on)
    ]
    return sorted(found, key=lambda one: (one.until or on, one.kind.__tablename__, one.row.n))


def destroy(
    store: Store, records: Sequence[tuple[Kind, UUID]], why: str, second: Login | None = None
) -> Destroyed:
    """What is over goes. UserError kept-still for what is not, and what `second_check` says of the other person."""
    store.accounts.demand("destroy")
    gone = destroyed(store)
    kept = [_refused_unless_over(store, kind, uid, gone) for kind, uid in records]
    label = f"销毁保管期满的{'、'.join(f'{title} {count} 条' for title, count in counted(kept))}"
    checker = store.accounts.second_check("destroy", label, why, second)
    files = sum(1 for _ in store.attachments.stored())
    act = store.destroy(f"{label}（原因：{why}）", records)
    files -= sum(1 for _ in store.attachments.stored())
    return Destroyed(
        act.uid, why, act.actor, checker, store.today, kept, len(act.touched), files, store.sealed()
    )


def counted(kept: Sequence[Kept]) -> list[tuple[str, int]]:
    """Register and number of records, in the order in which they come first."""
    titles = [one.kind.title for one in kept]
    return [(title, titles.count(title)) for title in dict.fromkeys(titles)]


def number_of(one: Kept) -> str:
    """By which it can be found again, and which tells of nobody."""
    return one.row.number or f"标识 {str(one.row.uid)[-12:]}"


def _finished(store: Store, kind: Kind, on: date) -> Iterator[Row]:
    """Those that began so long ago that the shortest term could be over."""
    calendar = store.context.calendar
    begun: dict[str, date] = {}
    for one in keepings():
        if one.register == kind.__tablename__ and one.clock:
            latest = on - calendar.reach(one.clock)[0]
            begun[one.start] = max(begun.get(one.start, latest), latest)
    for start, latest in begun.items():
        where = (Condition(start, "to", latest),)
        for removed in (False, True):
            yield from store.rows(Query(kind, where=where, removed=removed))


def _is_of(keeping: Keeping, row: Row) -> bool:
    return not keeping.field or row.values[keeping.field] == keeping.code


def _kept(store: Store, kind: Kind, row: Row, keeping: Keeping) -> Kept | None:
    start: date | None = row.values[keeping.start]
    if start is None:
        return None
    rule = store.context.calendar.rule(keeping.clock, start) if keeping.clock else None
    return Kept(kind, row, start, last_of(rule, start) if rule else None, rule)


def _refused_unless_over(store: Store, kind: Kind, uid: UUID, gone: frozenset[UUID]) -> Kept:
    row = store.row(kind, uid)
    kept = None if uid in gone else kept_until(store, kind, row)
    if kept is None:
        raise UserError("kept-unfinished", record=row.label)
    if not kept.is_over(store.today):
        until = f"到 {kept.until}" if kept.until else FOR_EVER
        raise UserError("kept-still", record=row.label, until=until, source=kept.source)
    return kept
