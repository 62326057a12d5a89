"""What a superior keeps for all its stations and these only read: it comes down in the receipt, whole and every time.

名录, 专家库, 联席会议, 任务, 经费 and the like are its business; a station recommends. Of what a station recommended
comes down what became of it.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from uuid import UUID

from ercheng_station.db.post import Post
from ercheng_station.db.store import Store
from ercheng_station.exchange.bundle.parcel import Manifest
from ercheng_station.exchange.bundle.travelling import (
    Kind,
    fields_that_travel,
    travelling,
    version_of,
    versions,
)
from ercheng_station.exchange.bundle.version import Version
from ercheng_station.records.base import refs_of
from ercheng_station.records.catalogue import Catalogue

_ITS_OWN = (
    "code_entry", "enterprise_listing", "key_enterprise", "expert", "joint_conference", "plan_task", "fund",
    "cooperation_agreement", "pilot_school",
)  # fmt: skip
_ADMITTED = ("key_enterprise", "expert")
"""Recommended by a station, admitted by its superior."""


def coming_down(store: Store, told: Manifest) -> list[Version]:
    """For the sender of the bundle; nothing that points to what a third unit keeps."""
    with Post(store.connect_reader()) as post:
        return list(_Descent(store, post, told).versions())


class _Descent:
    """Reads only what goes, and what this points to: all else may be many stations' records."""

    def __init__(self, store: Store, post: Post, told: Manifest) -> None:
        self._store, self._post = store, post
        self._own, self._station = str(store.unit.uid), told.station
        kinds = [kind for kind in travelling(store.catalogue) if told.profile in kind.profiles]
        self._fields = {kind: fields_that_travel(kind, kinds) for kind in kinds}
        self._fits: dict[str, bool] = {}

    def versions(self) -> Iterator[Version]:
        """Each once and before what points to it."""
        chosen = _with_parts(self._store.catalogue, _ITS_OWN)
        admitted = _with_parts(self._store.catalogue, _ADMITTED)
        for kind, fields in self._fields.items():
            if kind in chosen:
                for version, _ in versions(self._store, self._post, kind, fields):
                    if version.origin == self._own or (version.origin == self._station and kind in admitted):
                        yield from self._along(version)

    def _along(self, version: Version) -> Iterator[Version]:
        """With what it points to, which the sender has already if it is his."""
        if version.id in self._fits:
            return
        self._fits[version.id] = True
        targets = [self._target(version, name) for name in refs_of(self._store.catalogue[version.kind])]
        pointed = [one for one in targets if one]
        for target in pointed:
            if target.origin == self._own:
                yield from self._along(target)
        self._fits[version.id] = all(
            one.origin == self._station or self._fits.get(one.id, False) for one in pointed
        )
        if self._fits[version.id]:
            yield version

    def _target(self, version: Version, name: str) -> Version | None:
        uid = version.content.get(name)
        kind = self._store.catalogue[refs_of(self._store.catalogue[version.kind])[name].kind]
        row = self._post.known(self._store.shape(kind), UUID(uid)) if uid else None
        return version_of(kind, row, self._post.lineage(row.uid), self._fields[kind], ()) if row else None


def _with_parts(catalogue: Catalogue, names: Iterable[str]) -> set[Kind]:
    kinds = {catalogue[name] for name in names}
    owned = chain.from_iterable(catalogue.owned_by(kind) for kind in kinds)
    return kinds | {kind for kind, _ in owned}
