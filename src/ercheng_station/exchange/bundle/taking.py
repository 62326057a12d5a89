"""Goes through the versions that a file brought: which are new here, which join with what is here, which are not taken."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from uuid import UUID

from ercheng_station.codes import shipped, titles
from ercheng_station.db.changes import Adopt, Change
from ercheng_station.db.destroying import wiped
from ercheng_station.db.post import Lineage, Post
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault
from ercheng_station.exchange.bundle.differing import Difference, differences
from ercheng_station.exchange.bundle.order import Order
from ercheng_station.exchange.bundle.packing import pointed_to
from ercheng_station.exchange.bundle.ready import Ready, head_of, refuse_lacking
from ercheng_station.exchange.bundle.travelling import Kind, version_of
from ercheng_station.exchange.bundle.version import DESTROYED, NUMBER, Joined, Version, join, joined_revision
from ercheng_station.exchange.bundle.version_values import VersionValues
from ercheng_station.records.base import Values
from ercheng_station.records.office import CodeEntry

_UNHEARD = Lineage()
"""Of a record that is not here."""


@dataclass(frozen=True)
class Returned:
    """A record that was not taken, and why."""

    kind: str
    id: str
    why: str
    title: str = ""


@dataclass
class Plan:
    """What taking the parcel in would do. `whole` stands for a bundle of which nothing is left over then.

    `is_known`: it was taken in before.
    """

    changes: list[Change] = field(default_factory=list)
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    differences: list[Difference] = field(default_factory=list)
    returned: list[Returned] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    order: Order = field(default_factory=Order)
    whole: str = ""
    is_known: bool = False


@dataclass(frozen=True)
class Voice:
    """Whose records the sender may tell of, by the unit that keeps them; `is_superior`: also of the common code lists."""

    may_tell_of: Callable[[str], bool]
    is_superior: bool = False

    def refuse(self, version: Version, row: Row | None) -> None:
        """A station speaks for itself and for those that are heard through it alone."""
        origin = str(row.origin) if row else version.origin
        if origin != version.origin or not self.may_tell_of(origin):
            raise Fault("这条记录是另一个站的，只有那个站能改")
        if version.kind == CodeEntry.__tablename__ and not self.is_superior:
            name, code = version.content.get("list"), version.content.get("code")
            if name in titles() and code in shipped(str(name)):
                raise Fault("不能改动统一的选项")


class Taking:
    """Goes through the records, those first that others point to."""

    def __init__(self, store: Store, post: Post, ready: Ready, voice: Voice) -> None:
        self._store, self._post, self._ready, self._voice, self._plan = store, post, ready, voice, Plan()
        self._versions, self._kinds = ready.versions, ready.kinds
        self._rows: dict[UUID, Row] = {}
        self._lineages: Mapping[UUID, Lineage] = {}
        self._values = VersionValues(ready.fields, ready.context, self._is_here)
        self._done: dict[str, bool] = {}  # id of what came along → whether it is here then
        self._stored: dict[str, bool] = {}

    def run(self, plan: Plan) -> None:
        self._plan = plan
        here = {table: self._those(table, uids) for table, uids in self._ready.uids.items()}
        self._rows = {uid: row for those in here.values() for uid, row in those.items()}
        self._lineages = self._post.lineages_of(list(self._rows))
        arriving = self._arriving(here)
        self._done = dict.fromkeys(arriving, True)
        for version in self._versions.values():
            if version.id not in arriving:
                self._visit(version)

    def _those(self, table: str, uids: Iterable[UUID]) -> dict[UUID, Row]:
        return self._post.those(self._store.shape(self._kinds[table]), list(uids))

    def _arriving(self, here: dict[str, dict[UUID, Row]]) -> Set[str]:
        """The ids of what is all new here and points to nothing that has to be looked at; it arrives together."""
        ready = self._ready
        for table, ids in ready.away.items():
            here[table] = here.get(table, {}) | self._those(table, map(UUID, ids))
        living = {
            table: {uid: row.n for uid, row in those.items() if not row.removed_at}
            for table, those in here.items()
        }
        silent = (those for origin, those in ready.told_by.items() if not self._voice.may_tell_of(origin))
        known = {str(uid) for uid in self._rows}.union(*silent)
        left = ready.leave(known, {str(uid) for those in living.values() for uid in those})
        numbers = {table: {uid.bytes: n for uid, n in those.items()} for table, those in living.items()}
        ready.arriving.settle(self._post.last(), numbers, left)
        if ready.staged:
            self._plan.changes.append(ready.arriving)
        self._plan.created += len(ready.staged)
        return ready.staged

    def _visit(self, version: Version) -> None:
        """What it points to comes before it; records that point to each other in a circle are returned."""
        begun: set[str] = set()
        waiting = [version.id]
        while waiting:
            uid = waiting[-1]
            if uid in self._done:
                waiting.pop()
                continue
            one = self._versions[uid]
            targets = pointed_to(self._store, one) if one.kind in self._kinds and uid not in begun else ()
            begun.add(uid)
            first = [each for each in targets if self._is_coming(each) and each not in begun]
            if first:
                waiting += first
            else:
                self._done[uid] = self._take(one)

    def _is_coming(self, uid: str) -> bool:
        return uid in self._versions and uid not in self._done

    def _take(self, version: Version) -> bool:
        """Whether the record is here then."""
        kind = self._kinds.get(version.kind)
        if kind is None:
            self._plan.returned.append(Returned(version.kind, version.id, "这本登记簿不随包上报"))
            return False
        uid = self._ready.ids[version.id]
        row = None if uid in self._rows and self._lineages[uid].is_empty else self._rows.get(uid)
        try:
            if self._is_as_here(kind, version, row):
                self._plan.unchanged += 1
                return True
            self._voice.refuse(version, row)
            self._add(kind, version, row)
        except Fault as fault:
            self._plan.returned.append(Returned(version.kind, version.id, fault.why, _called(kind, version)))
            return row is not None
        return True

    def _is_as_here(self, kind: Kind, version: Version, row: Row | None) -> bool:
        if row and DESTROYED in version.content:
            return bool(self._lineages[row.uid].destroyed)
        return bool(row and not self._ready.extra[kind] and version.revision == str(row.revision))

    def _add(self, kind: Kind, version: Version, row: Row | None) -> None:
        """What was destroyed there is destroyed here, whatever was done to it meanwhile."""
        lineage = self._lineages[row.uid] if row else _UNHEARD
        if row is None or DESTROYED in version.content:
            joined = Joined(version, (version,))
        elif version.revision == str(row.revision):
            self._complete(kind, version, row)
            return
        elif UUID(version.revision) in lineage.known:
            self._plan.unchanged += 1
            return
        elif lineage.destroyed:
            raise Fault("这里已经按保管期限销毁，不再收进来")
        else:
            joined = join([*self._present(kind, row, lineage), version])
        change = self._adopting(kind, joined, row, lineage)
        self._plan.changes.append(change)
        self._plan.created += row is None
        self._plan.updated += row is not None
        self._plan.differences += differences(kind, joined, row.label if row else "", self._ready.context)

    def _complete(self, kind: Kind, version: Version, row: Row) -> None:
        """What did not come along with this very version before is unknown here, and is known now."""
        told = {
            name: self._values.one(kind, version, name)
            for name in self._ready.extra[kind] & version.content.keys()
        }
        new = {name: value for name, value in told.items() if value and value != row.values[name]}
        if new:
            self._plan.changes.append(Adopt(kind, row.uid, new, row.revision, head_of(version), row.revision))
        self._plan.updated += bool(new)
        self._plan.unchanged += not new

    def _present(self, kind: Kind, row: Row, lineage: Lineage) -> list[Version]:
        """The versions that the record joins now, or itself."""
        heads = [Version.from_text(text) for text in lineage.heads.values()]
        if heads and joined_revision([one.revision for one in heads]) == str(row.revision):
            return heads
        return [version_of(kind, row, lineage, self._ready.fields[kind], lineage.steps)]

    def _adopting(self, kind: Kind, joined: Joined, row: Row | None, lineage: Lineage) -> Adopt:
        made = joined.version
        destroyed = DESTROYED in made.content
        values = self._left_of(kind, made) if destroyed else self._values.all(kind, made)
        if row is None:
            refuse_lacking(kind, values)
        several = len(joined.heads) > 1
        heard = {UUID(one) for one in made.earlier} - lineage.known if made.earlier else ()
        uid = self._ready.ids[made.id]
        here = self._rows.get(uid)
        return Adopt(
            kind,
            uid,
            values,
            UUID(made.revision),
            head_of(made),
            here.revision if here else None,
            tuple(heard),
            {UUID(one.revision): one.to_text() for one in joined.heads} if several else {},
            afresh=here is not None and row is None,
            destroyed=destroyed,
        )

    def _left_of(self, kind: Kind, version: Version) -> Values:
        """Whatever stands in the place of a text, it is none."""
        gone = {
            name: value
            for name, value in wiped(kind, dict(version.content)).items()
            if name in self._ready.fields[kind]
        }
        told = {name: value for name, value in version.content.items() if name not in gone}
        return self._values.all(kind, replace(version, content=told)) | gone

    def _is_here(self, kind: str, uid: str) -> bool:
        if self._done.get(uid):
            return True
        if uid not in self._stored:
            row = self._post.known(self._store.shape(self._store.catalogue[kind]), UUID(uid))
            gone = row and row.removed_at and self._post.lineage(row.uid).is_empty
            self._stored[uid] = row is not None and not gone
        return self._stored[uid]


def _called(kind: Kind, version: Version) -> str:
    named = [version.content.get(name) for name in kind.names[:1]]
    return str(next((one for one in (*named, version.content.get(NUMBER)) if one), kind.one))
