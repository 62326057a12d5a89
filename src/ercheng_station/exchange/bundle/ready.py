"""What can be known of a bundle's versions before the store is asked for any of them: each read as a stranger's and,
if it may be new at the receiver, made ready as the row that it would be there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from ercheng_station.db.arriving import Arriving
from ercheng_station.db.changes import Adopt
from ercheng_station.db.post import REMOVED
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.exchange.bundle.packing import files_of
from ercheng_station.exchange.bundle.travelling import Freight, Kind, fields_that_travel, travelling
from ercheng_station.exchange.bundle.version import DESTROYED, NUMBER, Version
from ercheng_station.exchange.bundle.version_values import VersionValues, with_coming
from ercheng_station.progress import uncollected
from ercheng_station.records.base import Values, needed, refs_of
from ercheng_station.records.fields import Link
from ercheng_station.records.office import CodeEntry


class Ready:
    """`label`: of the act that takes them in. `uids`: by table. `pointing`: id → the ids made ready that point to it.

    `away`: what these point to and is not among the versions, by table. `told_by`: origin → ids made ready. `staged`:
    all of those that nothing speaks against so far.
    """

    def __init__(self, store: Store, versions: Sequence[Version], freight: Freight, label: str) -> None:
        kinds = travelling(store.catalogue, freight)
        self.versions = {one.id: one for one in versions}
        self.ids = {one.id: UUID(one.id) for one in self.versions.values()}
        self.kinds = {kind.__tablename__: kind for kind in kinds}
        self.fields = {kind: fields_that_travel(kind, kinds, freight) for kind in kinds}
        self.extra = {kind: self.fields[kind].keys() - fields_that_travel(kind, kinds) for kind in kinds}
        self.context = with_coming(store.context, versions)
        self.files = files_of(versions, self.fields)
        self.uids: dict[str, list[UUID]] = defaultdict(list)
        for one in self.versions.values():
            if one.kind in self.kinds:
                self.uids[one.kind].append(self.ids[one.id])
        self.pointing: dict[str, set[str]] = defaultdict(set)
        self.away: dict[str, set[str]] = defaultdict(set)
        self.told_by: dict[str, set[str]] = defaultdict(set)
        self.staged: set[str] = set()
        self.arriving = Arriving(label, store.shape, store.catalogue.parents_first, self.uids)
        self._values = VersionValues(self.fields, self.context, lambda *_: True)
        with uncollected():
            self._make()

    def leave(self, known: Set[str], living: Set[str]) -> Mapping[str, list[bytes]]:
        """Takes the `known` out of the staged, and what points to a record that will not be there: by table, their uids."""
        before = frozenset(self.staged)
        self.staged -= known
        missing = list(self.pointing.keys() - self.staged - living)
        while missing:
            gone = self.staged & self.pointing.get(missing.pop(), set())
            self.staged -= gone
            missing += gone
        left: dict[str, list[bytes]] = defaultdict(list)
        for one in before - self.staged:
            left[self.versions[one].kind].append(self.ids[one].bytes)
        return left

    def _make(self) -> None:
        for version in self.versions.values():
            kind = self.kinds.get(version.kind)
            if kind and self._may_arrive(kind, version):
                try:
                    made = newcomer(kind, version, self.ids[version.id], self._values.all(kind, version))
                except Fault:  # told of when it is taken
                    continue
                self._add(version, made)
        self.arriving.flush()
        del self._values

    def _may_arrive(self, kind: Kind, version: Version) -> bool:
        """What came removed or destroyed, and entries of code lists, are taken one by one."""
        is_plain = version.content[REMOVED] is None and DESTROYED not in version.content
        return is_plain and kind is not CodeEntry and str(self.ids[version.id]) == version.id

    def _add(self, version: Version, made: Adopt) -> None:
        targets = [link for name in refs_of(made.kind) if (link := made.values.get(name))]
        if not all(self._may_point(version, link) for link in targets):
            return
        for link in targets:
            target = str(link.uid)
            self.pointing[target].add(version.id)
            if target not in self.ids:
                self.away[link.kind].add(target)
        self.told_by[version.origin].add(version.id)
        self.staged.add(version.id)
        self.arriving.add(made)

    def _may_point(self, version: Version, link: Link) -> bool:
        """Of its own kind only to what is here, for versions that point to each other in a circle are returned."""
        target = self.versions.get(str(link.uid))
        return target is None or (target.kind == link.kind != version.kind)


def newcomer(kind: Kind, version: Version, uid: UUID, values: Values) -> Adopt:
    """As it is adopted where nothing is known of the record; Fault names what it lacks."""
    refuse_lacking(kind, values)
    heard = tuple({UUID(one) for one in version.earlier})
    return Adopt(kind, uid, values, UUID(version.revision), head_of(version), heard=heard)


def refuse_lacking(kind: Kind, values: Values) -> None:
    for name in needed(kind):
        if values.get(name) is None:
            raise Fault(f"“{kind.kept[name].label}”必填")


def head_of(version: Version) -> dict[str, Any]:
    why = version.content[REMOVED]
    gone = version.removed_at if why is not None else None
    try:
        return {
            "origin": _unit(version.origin),
            "number": version.content[NUMBER],
            "parent": UUID(version.parent) if version.parent else None,
            "created_at": datetime.fromisoformat(version.created_at),
            "changed_at": datetime.fromisoformat(version.changed_at),
            "removed_at": datetime.fromisoformat(gone) if gone else None,
            "removed_why": why,
        }
    except (ValueError, TypeError) as error:
        raise Fault("记录的日期看不懂") from error


@lru_cache(maxsize=64)
def _unit(origin: str) -> UUID:
    return UUID(origin)
