"""What is known about one enterprise: before a visit, and over the years."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from ercheng_station.db.listing import Condition, Query, by_value
from ercheng_station.db.rows import Row
from ercheng_station.db.sameness import same_as
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.enterprise import Enterprise, EnterpriseListing, Right
from ercheng_station.records.fields import Link
from ercheng_station.records.need import CLOSED, Need
from ercheng_station.records.visit import Visit
from ercheng_station.services.timeline import Event, timeline

SOON = 180  # rights that lapse within so many days are worth a word on a visit
OFTEN = 90  # a further visit within so many days is better a call (国办发〔2024〕54号: 不增加企业负担)

_PLACE = re.compile(r"^(湖北省?|鄂州市?|鄂城区?|葛店|[一-龥]{2}(镇|街道))+")


@dataclass(frozen=True)
class Known:
    """`often` is a soft warning, "" if there is none."""

    enterprise: Row
    visits: tuple[Row, ...]
    needs: tuple[Row, ...]
    lapsing: tuple[Row, ...]
    this_year: int
    often: str


@dataclass(frozen=True)
class Portrait:
    """All of one enterprise: `lists` are those it stands on today, `open` the needs not yet closed.

    `same`: what the other entries are called that were found to be this enterprise; all counts hold theirs too.
    """

    enterprise: Row
    lists: tuple[str, ...]
    visits: int
    open: int
    rights: int
    lapsing: int
    events: tuple[Event, ...]
    same: tuple[str, ...] = ()


def know(store: Store, link: Link, last: int = 3, changed: UUID | None = None) -> Known:
    """What the visitor should have in mind: the last visits, open needs, rights about to lapse.

    `changed` is a visit that was paid and is being changed: it is left out, and advice whether to pay it as well.
    """
    today = store.today
    mine = by_value({"enterprise": link})
    paid = Query(Visit, where=mine, sort="visited_on", descending=True)
    visits = tuple(row for row in store.rows(paid, last + 1) if row.uid != changed)[:last]
    needs = tuple(store.rows(Query(Need, where=(*mine, Condition("status", "not", CLOSED)))))
    lapsing = tuple(store.rows(Query(Right, where=(*mine, *lapsing_soon(today)), sort="expires_on")))
    year = Condition("visited_on", "from", today.replace(month=1, day=1))
    count = store.count(Query(Visit, where=(*mine, year)))
    often = "" if changed else _often(visits, today)
    return Known(store.row(Enterprise, link.uid), visits, needs, lapsing, count, often)


def lapsing_soon(today: date) -> tuple[Condition, ...]:
    """Of rights that lapse within the next half year."""
    return (
        Condition("expires_on", "from", today),
        Condition("expires_on", "to", today + timedelta(days=SOON)),
    )


def visited_lately(store: Store, visits: int = 100) -> dict[UUID, int]:
    """The enterprises of the last visits, the latest 0."""
    rows = store.rows(Query(Visit, sort="visited_on", descending=True), visits)
    return {uid: rank for rank, uid in enumerate(dict.fromkeys(row.values["enterprise"].uid for row in rows))}


def core_name(name: str) -> str:
    """Without the place that most names of a district begin with."""
    return _PLACE.sub("", name) or name


def portray(store: Store, uid: UUID) -> Portrait:
    row = store.row(Enterprise, uid)
    link = Link(uid, row.label, Enterprise.__tablename__)
    mine = by_value({"enterprise": link})

    def count(kind: type[Record], *also: Condition) -> int:
        return store.count(Query(kind, where=(*mine, *also)))

    return Portrait(
        enterprise=row,
        lists=_lists(store, link),
        visits=count(Visit),
        open=count(Need, Condition("status", "not", CLOSED)),
        rights=count(Right),
        lapsing=count(Right, *lapsing_soon(store.today)),
        events=tuple(timeline(store, link)),
        same=tuple(store.label(Enterprise, one) for one in same_as(store.readers, uid)),
    )


def _lists(store: Store, link: Link) -> tuple[str, ...]:
    today, told = store.today, EnterpriseListing.kept["list"].text
    rows = store.rows(Query(EnterpriseListing, where=by_value({"enterprise": link}), sort="since"))
    standing = [
        row.values
        for row in rows
        if row.values["since"] <= today and (row.values["until"] is None or row.values["until"] > today)
    ]
    return tuple(dict.fromkeys(told(values["list"], store.context) for values in standing))


def _often(visits: tuple[Row, ...], today: date) -> str:
    recent = [row.values["visited_on"] for row in visits if (today - row.values["visited_on"]).days < OFTEN]
    if not recent:
        return ""
    days = (today - recent[0]).days
    return f"{f'{days} 天前' if days > 0 else '今天'}走访过，可先用电话或微信联系，减少企业负担"
