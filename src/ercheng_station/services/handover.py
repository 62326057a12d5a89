"""交接: everything one person has in hand, listed for the paper that three people sign, and given to another in one act."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Act, Alter, Change
from ercheng_station.db.ladder import BEFORE_BULK
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need
from ercheng_station.records.paper import Paper
from ercheng_station.records.station import Station, StationPerson
from ercheng_station.services.backups import copy_before
from ercheng_station.services.open_matters import BETWEEN_NAMES, Standing, held_by, holders

_BY_HIMSELF = "由承办人本人或者本站负责人移交"
Key = tuple[type[Record], UUID]


@dataclass(frozen=True)
class Item:
    """`still`: why the record goes on naming who hands over, "" where it will name the other."""

    standing: Standing
    still: str = ""

    @property
    def key(self) -> Key:
        return self.standing.kind, self.standing.row.uid


@dataclass(frozen=True)
class Handover:
    """`drafts` are titles of registers with words that only the giver can go on with; `papers` wait for a signed copy."""

    giver: str
    receiver: str
    on: date
    items: Sequence[Item]
    drafts: Sequence[str]
    papers: Sequence[str]

    @property
    def going(self) -> list[Item]:
        return [one for one in self.items if not one.still]

    def without(self, left_out: Collection[Key]) -> "Handover":
        return replace(self, items=[one for one in self.items if one.key not in left_out])


def read_handover(store: Store, giver: str, receiver: str = "", signed: Collection[str] = ()) -> Handover:
    """`signed`: names of the papers that people sign. With a receiver, what the store would refuse is told beforehand."""
    held = held_by(store, giver)
    items = [Item(one, one.matter.still or _kept_back(store, one, giver)) for one in held]
    if receiver:
        items = _rehearsed(store, items, giver, receiver)
    drafts = [
        store.catalogue[one.kind].title for one in store.drafts.all() if one.person == giver and one.body
    ]
    papers = _unsigned(store, {str(one.row.uid) for one in held}, signed)
    return Handover(giver, receiver, store.today, items, drafts, papers)


def hand_over(store: Store, told: Handover, leaves_on: date | None = None) -> Act:
    """Everything that goes names the receiver from now on, in one act that undo takes back.

    `leaves_on`: the giver's last day at the station. UserError handover-same, handover-none, what the changes are
    refused for.
    """
    receiver = _name(store, told.receiver)
    if receiver == told.giver:
        raise UserError("handover-same", name=receiver)
    changes = _based(_changes(told.going, told.giver, receiver), told.going)
    changes += _leaving(store, told.giver, leaves_on) if leaves_on else []
    if not changes:
        raise UserError("handover-none", name=told.giver)
    copy_before(store, BEFORE_BULK)
    return store.act(f"交接：{told.giver}移交{receiver} {len(told.going)} 项", changes)


def people(store: Store) -> list[str]:
    """Those who work here now, who may receive; on file or as users."""
    own = Link(store.unit.uid, store.unit.name, Station.__tablename__)
    where = (Condition("at", "is", own), Condition("until", "empty"))
    on_file = [row.values["name"] for row in store.rows(Query(StationPerson, where=where, sort="name"))]
    users = [one.name for one in store.accounts.users if not one.disabled] if store.accounts.protected else []
    return list(dict.fromkeys([*on_file, *users]))


def givers(store: Store) -> Mapping[str, int]:
    """Who has how much in hand, the most first; those at the station who have nothing stand last."""
    found = holders(store)
    named = sorted(found, key=lambda name: (-found[name], name))
    return {name: found.get(name, 0) for name in dict.fromkeys([*named, *people(store)])}


# -- inside


def _kept_back(store: Store, one: Standing, giver: str) -> str:
    """Where something may be confided to who has it, for every such record alike: that there is something is confided too."""
    if store.actor in {giver, store.row(Station, store.unit.uid).values["head"]}:
        return ""
    confiding = {refs_of(kind)[kind.owner].kind for kind in store.catalogue if kind.confided_to}
    return _BY_HIMSELF if one.kind.__tablename__ in confiding else ""


def _name(store: Store, typed: str) -> str:
    return str(Need.kept["handler"].parse(typed, store.context) or "")


def _rehearsed(store: Store, items: Sequence[Item], giver: str, receiver: str) -> list[Item]:
    """One after the other, so that each is told for itself."""
    going = [one for one in items if not one.still]
    refused = store.rehearse([_changes([one], giver, receiver) for one in going])
    why = {
        (one.key, one.standing.matter.person): error.what
        for one, error in zip(going, refused, strict=True)
        if error
    }
    return [
        replace(one, still=one.still or why.get((one.key, one.standing.matter.person), "")) for one in items
    ]


def _changes(going: Sequence[Item], giver: str, receiver: str) -> list[Alter]:
    """One for each record, whatever of it goes."""
    values: dict[Key, dict[str, Any]] = {}
    for one in going:
        named = [receiver if person == giver else person for person in one.standing.persons]
        values.setdefault(one.key, {})[one.standing.matter.person] = BETWEEN_NAMES.join(dict.fromkeys(named))
    return [Alter(kind, uid, told) for (kind, uid), told in values.items()]


def _based(changes: Sequence[Alter], going: Sequence[Item]) -> list[Change]:
    """Refused where somebody has changed the record meanwhile."""
    read = {one.key: one.standing.row.revision for one in going}
    return [replace(one, base=read[one.kind, one.uid]) for one in changes]


def _leaving(store: Store, giver: str, on: date) -> list[Change]:
    own = Link(store.unit.uid, store.unit.name, Station.__tablename__)
    where = (Condition("at", "is", own), Condition("name", "is", giver), Condition("until", "empty"))
    rows = store.rows(Query(StationPerson, where=where))
    return [Alter(StationPerson, row.uid, {"until": on}, base=row.revision) for row in rows]


def _unsigned(store: Store, about: Collection[str], signed: Collection[str]) -> list[str]:
    """The newest version of each paper about these records that no signed copy has come back of."""
    newest: dict[tuple[str, str], Any] = {}
    for row in store.rows(Query(Paper, sort="version")):
        if row.values["about"] in about and row.values["name"] in signed:
            newest[row.values["name"], row.values["about"]] = row
    return [row.label for row in newest.values() if not row.values["signed_scan"]]
