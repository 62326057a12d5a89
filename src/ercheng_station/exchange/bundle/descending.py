"""What a superior keeps for all its stations and these only read: it comes down in the receipt, whole and every time.

名录, 专家库, 联席会议, 任务, 经费 and the like are its business; a station recommends. Of what a station recommended
comes down what became of it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from ercheng_station.db.post import Post
from ercheng_station.db.store import Store
from ercheng_station.exchange.bundle.packing import pointed_to
from ercheng_station.exchange.bundle.parcel import Manifest
from ercheng_station.exchange.bundle.travelling import OPEN, Kind, fields_that_travel, travelling, versions
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.records.catalogue import Catalogue

_ITS_OWN = (
    "code_entry", "enterprise_listing", "key_enterprise", "expert", "joint_conference", "plan_task", "fund",
    "cooperation_agreement", "pilot_school",
)  # fmt: skip
_ADMITTED = ("key_enterprise", "expert")
"""Recommended by a station, admitted by its superior."""


def coming_down(store: Store, told: Manifest) -> list[Version]:
    """For the sender of the bundle; nothing that points to what a third unit keeps."""
    receivers = [kind for kind in travelling(store.catalogue) if told.profile in kind.profiles]
    own, station = str(store.unit.uid), told.station
    chosen = _with_parts(store.catalogue, _ITS_OWN)
    admitted = _with_parts(store.catalogue, _ADMITTED)
    found = {one.id: one for one in _versions(store, receivers) if one.origin in (own, station)}
    begun = [
        one
        for one in found.values()
        if (one.kind in chosen and one.origin == own) or (one.kind in admitted and one.origin == station)
    ]
    return list(_with_targets(store, found, begun, station))


def _versions(store: Store, kinds: Iterable[Kind]) -> Iterator[Version]:
    every = list(kinds)
    with Post(store.connect_reader()) as post:
        for kind in every:
            for version, _ in versions(store, post, kind, fields_that_travel(kind, every, OPEN)):
                yield version


def _with_parts(catalogue: Catalogue, names: Iterable[str]) -> set[str]:
    kinds = [catalogue[name] for name in names]
    owned = chain.from_iterable(catalogue.owned_by(kind) for kind in kinds)
    return {*names, *(kind.__tablename__ for kind, _ in owned)}


def _with_targets(
    store: Store, found: dict[str, Version], begun: Iterable[Version], station: str
) -> Iterator[Version]:
    """Each once and before what points to it; the sender has its own already."""
    fits: dict[str, bool] = {}

    def along(one: Version) -> Iterator[Version]:
        if one.id in fits:
            return
        fits[one.id] = True
        targets = [found.get(uid) for uid in pointed_to(store, one)]
        for target in targets:
            if target and target.origin != station:
                yield from along(target)
        fits[one.id] = all(each and (each.origin == station or fits[each.id]) for each in targets)
        if fits[one.id]:
            yield one

    for one in begun:
        yield from along(one)
