"""Everything dated that concerns one enterprise: what names it, and what came out of that."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing, IpSnapshot, Right
from ercheng_station.records.fields import Choice, Context, Link, Text
from ercheng_station.records.need import Need, NeedStep
from ercheng_station.records.visit import Visit

_LONGEST = 60


@dataclass(frozen=True)
class Event:
    """One line of the timeline, and the record it opens: `owner` where it is only a part of that."""

    on: date
    kind: type[Record]
    uid: UUID
    what: str
    words: str
    owner: Link | None = None


@dataclass(frozen=True)
class _Found:
    kind: type[Record]
    row: Row


def timeline(store: Store, link: Link) -> list[Event]:
    """The newest first; each record once, though several ways lead to it."""
    direct = {one.row.uid: one for one in _pointing(store, Enterprise, [link.uid])}
    further = {
        one.row.uid: one
        for kind in {near.kind for near in direct.values()}
        for one in _pointing(store, kind, [near.row.uid for near in direct.values() if near.kind is kind])
        if not _names_enterprise(one.kind)
    }
    events = (_event(store, one) for one in {**further, **direct}.values())
    return sorted(
        (one for one in events if one),
        key=lambda event: (event.on, event.kind.__tablename__, str(event.uid)),
        reverse=True,
    )


def _pointing(store: Store, target: type[Record], uids: Sequence[UUID]) -> Iterator[_Found]:
    """Living records that name one of them; in place of a part that has no day of its own, the record it is a part of."""
    known, kept = set(uids), store.kinds
    for kind, ref in store.catalogue.referrers(target):
        if kind not in kept or kind.confided_to:
            continue
        wholes: set[UUID] = set()
        for row in store.rows(Query(kind, where=(Condition(ref, "among", uids),))):
            if _day(kind) or not kind.owner or row.values[kind.owner].uid in known:
                yield _Found(kind, row)
            else:
                wholes.add(row.values[kind.owner].uid)
        if wholes:
            whole = store.catalogue[refs_of(kind)[kind.owner].kind]
            yield from (_Found(whole, store.row(whole, uid)) for uid in wholes)


def _names_enterprise(kind: type[Record]) -> bool:
    """What must name its enterprise is found by that alone."""
    return any(ref.kind == Enterprise.__tablename__ and ref.required for ref in refs_of(kind).values())


def _event(store: Store, found: _Found) -> Event | None:
    kind, row = found.kind, found.row
    on = row.values[_day(kind)] if _day(kind) else None
    if on is None:
        return None
    words = _WORDS.get(kind, _words_of(kind))(row, store.context)
    owner = row.values[kind.owner] if kind.owner else None
    if owner is None or owner.kind == Enterprise.__tablename__:
        return Event(on, kind, row.uid, kind.title, words)
    return Event(on, kind, row.uid, kind.title, f"{owner.title} {words}", owner)


def _day(kind: type[Record]) -> str:
    return _DAYS.get(kind, kind.dated_by)


def _words_of(kind: type[Record]) -> Callable[[Row, Context], str]:
    """Its title, the first long text it lists, and where it stands."""

    def words(row: Row, context: Context) -> str:
        told = next(
            (
                " ".join(row.values[name].split())[:_LONGEST]
                for name, field in kind.kept.items()
                if isinstance(field, Text) and field.lines > 1 and not field.private and row.values[name]
            ),
            "",
        )
        about = told if told and told not in row.label else ""
        return f"{row.label} {about}{_state(kind, row, context)}".strip()

    return words


def _state(kind: type[Record], row: Row, context: Context) -> str:
    field = kind.kept[kind.chain.field] if kind.chain else None
    return f"（{field.text(row.values[field.name], context)}）" if isinstance(field, Choice) else ""


def _of_visit(row: Row, context: Context) -> str:
    way = Visit.kept["way"].text(row.values["way"], context)
    return f"{row.label} {way}，{row.values['visitors']}：{row.values['findings'] or row.values['purpose'] or ''}"


def _of_need(row: Row, context: Context) -> str:
    state = Need.kept["status"].text(row.values["status"], context)
    return f"{row.label} {row.values['content']}（{state}）"


def _of_step(row: Row, context: Context) -> str:
    return f"{NeedStep.kept['step'].text(row.values['step'], context)}：{row.values['content']}"


def _of_right(row: Row, context: Context) -> str:
    kind = Right.kept["kind"].text(row.values["kind"], context)
    return f"{kind} {row.label} 授权（注册）"


def _of_snapshot(row: Row, _: Context) -> str:
    counts = ("inventions", "utilities", "designs", "trademarks")
    told = [f"{IpSnapshot.kept[name].label} {row.values[name]} 件" for name in counts if row.values[name]]
    return "、".join(told) or "没有登记数量"


def _of_listing(row: Row, context: Context) -> str:
    listed = EnterpriseListing.kept["list"].text(row.values["list"], context)
    return f"列入{listed} {row.values['document'] or ''}".strip()


_DAYS: dict[type[Record], str] = {Right: "granted_on", IpSnapshot: "as_of", EnterpriseListing: "since"}
"""Of kinds whose business day is another one, or that have none."""
_WORDS: dict[type[Record], Callable[[Row, Context], str]] = {
    Visit: _of_visit,
    Need: _of_need,
    NeedStep: _of_step,
    Right: _of_right,
    IpSnapshot: _of_snapshot,
    EnterpriseListing: _of_listing,
}
