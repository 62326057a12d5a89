"""Takes a bundle in: who sent it, what of it is new here, and one act that adopts it.

Order does not matter and a second time changes nothing: a version that was heard of is left alone, one that follows
the record's present version takes its place, and one that does not is joined with it (`version.join`). Of a bundle that was taken in whole nothing is looked at again.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from ercheng_station.codes import Code, CodeList, shipped, titles
from ercheng_station.db.changes import Act, Adopt, Change, Note, new_uid
from ercheng_station.db.content import display_name
from ercheng_station.db.post import KEY, REMOVED, SENDER, TAKEN, Lineage, Post
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.errors import Fault, UserError
from ercheng_station.exchange.bundle.companion import to_await
from ercheng_station.exchange.bundle.differing import Difference, differences
from ercheng_station.exchange.bundle.order import Order, order_of
from ercheng_station.exchange.bundle.packing import files_of, pointed_to
from ercheng_station.exchange.bundle.parcel import Manifest, Parcel, canonical, public_of
from ercheng_station.exchange.bundle.travelling import (
    Kind,
    fields_that_travel,
    travelling,
    version_of,
)
from ercheng_station.exchange.bundle.version import NUMBER, Joined, Version, join, joined_revision
from ercheng_station.exchange.bundle.writing import value_of
from ercheng_station.progress import Report, silent, uncollected
from ercheng_station.records.base import Values, refs_of
from ercheng_station.records.fields import Context, Files
from ercheng_station.records.office import CodeEntry

_LONGEST = 60
"""Of a text that may come again; it is read once."""


@dataclass(frozen=True)
class Returned:
    """A record that was not taken, and why."""

    kind: str
    id: str
    why: str


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


def plan_of(store: Store, parcel: Parcel, *, trust_new: bool) -> Plan:
    """UserError bundle-unknown-sender, bundle-other-key, bundle-own-unit or bundle-of-computers."""
    with store.readers.reading() as connection, uncollected():
        post, plan = Post(connection), Plan()
        _refuse_other_way(store, parcel.manifest)
        plan.changes += _trusted(parcel.manifest, _key_of(store, post, parcel.manifest), trust_new=trust_new)
        page = post.page(TAKEN, parcel.manifest.id)
        plan.is_known = page is not None
        apart = page or parcel.manifest.carries.whole
        plan.order = order_of(parcel.manifest, page, () if apart else post.numbers(parcel.manifest.station))
        plan.notes += plan.order.words
        plan.whole = _whole(parcel, post)
        if page and page.get("whole") == plan.whole:
            plan.unchanged = len(parcel.versions)
        else:
            _Taking(store, post, parcel, plan).run()
    if parcel.others:
        plan.notes.append(
            f"有 {sum(parcel.others.values())} 条是本程序还没有的登记簿，没有读入，请更新程序后再汇总"
        )
    if parcel.manifest.practice and not store.practice:
        plan.notes.append("这是练习站的包")
    return plan


def take(store: Store, parcel: Parcel, plan: Plan, report: Report = silent) -> Act | None:
    """One act; none if everything of the parcel is here."""
    told = parcel.manifest
    if plan.is_known and not plan.changes:
        return None
    with store.readers.reading() as connection:
        before = Post(connection).page(TAKEN, told.id)
    act = new_uid()
    page = {
        "act": before.get("act") if before else str(act),
        "whole": None if plan.returned or parcel.others else plan.whole,
        **told.heading,
        "at": store.now.isoformat(),
        "zero": told.zero,
        "figures": told.figures,
        "apart": told.apart,
        "cases": list(parcel.cases),
    }
    label = f"汇总 {told.name} {told.period} 第{told.sequence}号"
    changes = [*plan.changes, Note(TAKEN, told.id, canonical(page))]
    with uncollected():
        return store.act(label, changes, uid=act, report=report)


def _whole(parcel: Parcel, post: Post) -> str:
    """What a bundle with nothing left over is known by again, as long as no merge is undone."""
    digest = hashlib.sha256(parcel.manifest.to_text().encode()).hexdigest()
    return f"{digest} {len(post.undone)}"


def _refuse_other_way(store: Store, told: Manifest) -> None:
    """What goes up does not tell everything, and what goes between two computers is for nobody else."""
    own = told.station == str(store.unit.uid)
    if own and not told.carries.whole:
        raise UserError("bundle-own-unit", period=told.period)
    if told.carries.whole and not own:
        raise UserError("bundle-of-computers", station=told.name)


def _key_of(store: Store, post: Post, told: Manifest) -> str | None:
    """The public key that the sender must have; another computer of this unit may have a copy of this one's."""
    pinned = post.page(SENDER, told.station)
    if pinned:
        return str(pinned["key"])
    own = post.book(KEY).values() if told.station == str(store.unit.uid) else ()
    return next((told.key for one in own if public_of(one["private"]) == told.key), None)


def _trusted(told: Manifest, known: str | None, *, trust_new: bool) -> Iterator[Change]:
    if known and known != told.key:
        raise UserError("bundle-other-key", station=told.name)
    if not known and not trust_new:
        raise UserError("bundle-unknown-sender", station=told.name)
    if not known:
        yield Note(SENDER, told.station, canonical({"key": told.key, "name": told.name}))


class _Taking:
    """Goes through the records, those first that others point to."""

    def __init__(self, store: Store, post: Post, parcel: Parcel, plan: Plan) -> None:
        self._store, self._post, self._plan = store, post, plan
        self._sender = parcel.manifest.station
        self._others = ({*post.book(SENDER)} | {str(store.unit.uid)}) - {self._sender}
        self._versions = {one.id: one for one in parcel.versions}
        freight = parcel.manifest.carries
        kinds = travelling(store.catalogue, freight)
        self._kinds = {kind.__tablename__: kind for kind in kinds}
        self._fields = {kind: fields_that_travel(kind, kinds, freight) for kind in kinds}
        self._extra = {kind: self._fields[kind].keys() - fields_that_travel(kind, kinds) for kind in kinds}
        plan.changes += to_await(
            store, post, files_of(parcel.versions, self._fields), parcel.manifest.files_key
        )
        self._rows: dict[UUID, Row] = {}
        self._lineages: Mapping[UUID, Lineage] = {}
        self._context = _context(store, parcel.versions)
        self._read: dict[tuple[Kind, str, str], Any] = {}
        self._done: dict[str, bool] = {}  # id of what came along → whether it is here then
        self._stored: dict[str, bool] = {}

    def run(self) -> None:
        uids: dict[str, list[UUID]] = defaultdict(list)
        for version in self._versions.values():
            uids[version.kind].append(UUID(version.id))
        for name in uids.keys() & self._kinds.keys():
            self._rows |= self._post.those(self._store.shape(self._kinds[name]), uids[name])
        self._lineages = self._post.lineages_of(list(self._rows))
        for version in self._versions.values():
            self._visit(version)

    def _visit(self, version: Version) -> None:
        """What it points to comes before it; records that point to each other in a circle are returned."""
        waiting = {version.id: version}
        while waiting:
            uid, one = next(reversed(waiting.items()))
            targets = pointed_to(self._store, one) if one.kind in self._kinds else ()
            first = [
                target
                for target in targets
                if target in self._versions and target not in self._done and target not in waiting
            ]
            if first and uid not in self._done:
                waiting |= {target: self._versions[target] for target in first}
                continue
            if uid not in self._done:
                self._done[uid] = self._take(one)
            del waiting[uid]

    def _take(self, version: Version) -> bool:
        """Whether the record is here then."""
        kind = self._kinds.get(version.kind)
        if kind is None:
            self._plan.returned.append(Returned(version.kind, version.id, "这本登记簿不随包上报"))
            return False
        uid = UUID(version.id)
        row = None if uid in self._rows and self._lineages[uid].is_empty else self._rows.get(uid)
        try:
            self._refuse_stranger(version, row)
            self._add(kind, version, row)
        except Fault as fault:
            self._plan.returned.append(Returned(version.kind, version.id, fault.why))
            return row is not None
        return True

    def _refuse_stranger(self, version: Version, row: Row | None) -> None:
        """A station speaks for itself and for those that are heard through it alone."""
        origin = str(row.origin) if row else version.origin
        if origin != version.origin or origin in self._others:
            raise Fault("这条记录是另一个站的，只有那个站能改")
        if version.kind == CodeEntry.__tablename__:
            name, code = version.content.get("list"), version.content.get("code")
            if name in titles() and code in shipped(str(name)):
                raise Fault("不能改动统一的选项")

    def _add(self, kind: Kind, version: Version, row: Row | None) -> None:
        lineage = self._lineages[row.uid] if row else Lineage()
        if row is None:
            joined = join([version])
        elif version.revision == str(row.revision):
            self._complete(kind, version, row)
            return
        elif UUID(version.revision) in lineage.known:
            self._plan.unchanged += 1
            return
        else:
            joined = join([*self._present(kind, row, lineage), version])
        change = self._adopting(kind, joined, row, lineage)
        self._plan.changes.append(change)
        self._plan.created += row is None
        self._plan.updated += row is not None
        self._plan.differences += differences(kind, joined, row.label if row else "", self._context)

    def _complete(self, kind: Kind, version: Version, row: Row) -> None:
        """What did not come along with this very version before is unknown here, and is known now."""
        told = {name: self._value(kind, version, name) for name in self._extra[kind] & version.content.keys()}
        new = {name: value for name, value in told.items() if value and value != row.values[name]}
        if new:
            self._plan.changes.append(Adopt(kind, row.uid, new, row.revision, _head(version), row.revision))
        self._plan.updated += bool(new)
        self._plan.unchanged += not new

    def _present(self, kind: Kind, row: Row, lineage: Lineage) -> list[Version]:
        """The versions that the record joins now, or itself."""
        heads = [Version.from_text(text) for text in lineage.heads.values()]
        if heads and joined_revision([one.revision for one in heads]) == str(row.revision):
            return heads
        return [version_of(kind, row, lineage, self._fields[kind], lineage.steps)]

    def _adopting(self, kind: Kind, joined: Joined, row: Row | None, lineage: Lineage) -> Adopt:
        made = joined.version
        fields = self._fields[kind]
        values: Values = {name: self._value(kind, made, name) for name in fields if name in made.content}
        if row is None:
            lacking = [one for name, one in kind.kept.items() if one.required and values.get(name) is None]
            if lacking:
                raise Fault(f"“{lacking[0].label}”必填")
        several = len(joined.heads) > 1
        heard = {UUID(one) for one in made.earlier} - lineage.known
        uid = UUID(made.id)
        here = self._rows.get(uid)
        return Adopt(
            kind,
            uid,
            values,
            UUID(made.revision),
            _head(made),
            here.revision if here else None,
            tuple(heard),
            {UUID(one.revision): one.to_text() for one in joined.heads} if several else {},
            afresh=here is not None and row is None,
        )

    def _value(self, kind: Kind, version: Version, name: str) -> Any:
        raw = version.content[name]
        if raw is None:
            return None
        key = (kind, name, raw) if isinstance(raw, str) and len(raw) <= _LONGEST else None
        is_ref = name in refs_of(kind)
        if key is None or is_ref:
            value = self._parsed(kind, version, name)
        else:
            if key not in self._read:
                self._read[key] = self._parsed(kind, version, name)
            value = self._read[key]
        if is_ref and not self._is_here(kind, name, version):
            raise Fault(f"“{kind.kept[name].label}”指向的记录不在包里，这里也没有")
        if isinstance(kind.kept[name], Files):
            return tuple(replace(one, name=display_name(one.name)) for one in value)
        return value

    def _parsed(self, kind: Kind, version: Version, name: str) -> Any:
        described = kind.kept[name]
        try:
            return value_of(kind, version, name, self._context)
        except Fault as fault:
            raise Fault(f"“{described.label}”{fault.why}") from fault
        except (ValueError, TypeError, AttributeError) as error:
            raise Fault(f"“{described.label}”看不懂") from error

    def _is_here(self, kind: Kind, name: str, version: Version) -> bool:
        uid = str(version.content[name])
        if self._done.get(uid):
            return True
        if uid not in self._stored:
            target = self._store.catalogue[refs_of(kind)[name].kind]
            row = self._post.known(self._store.shape(target), UUID(uid))
            gone = row and row.removed_at and self._post.lineage(row.uid).is_empty
            self._stored[uid] = row is not None and not gone
        return self._stored[uid]


def _head(version: Version) -> dict[str, Any]:
    why = version.content[REMOVED]
    gone = version.removed_at if why is not None else None
    try:
        return {
            "origin": UUID(version.origin),
            "number": version.content[NUMBER],
            "parent": UUID(version.parent) if version.parent else None,
            "created_at": datetime.fromisoformat(version.created_at),
            "changed_at": datetime.fromisoformat(version.changed_at),
            "removed_at": datetime.fromisoformat(gone) if gone else None,
            "removed_why": why,
        }
    except (ValueError, TypeError) as error:
        raise Fault("记录的日期看不懂") from error


def _context(store: Store, versions: Sequence[Version]) -> Context:
    """The store's own, with the entries of the code lists that come along."""
    own = store.context
    coming: dict[str, dict[str, Code]] = {}
    for one in versions:
        if one.kind == CodeEntry.__tablename__:
            code = str(one.content.get("code"))
            coming.setdefault(str(one.content.get("list")), {})[code] = Code(
                code, str(one.content.get("name"))
            )

    def listed(name: str) -> CodeList:
        known = own.codes(name)
        more = [one for code, one in coming.get(name, {}).items() if code not in known]
        return CodeList(name, known.title, (*known.codes, *more)) if more else known

    return Context(own.today, listed, own.resolve)
