"""Carries out one act: rows, numbers, history and search entries of all its changes in one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID, uuid4

from ercheng_station.db import adopting, arriving, gates, indexing, owned, post, tables
from ercheng_station.db.changes import (
    Act,
    Adopt,
    Alter,
    Arrive,
    Change,
    Create,
    Destroy,
    Note,
    Remove,
    Restore,
    Touched,
    new_uid,
)
from ercheng_station.db.confidence import Confidence
from ercheng_station.db.connection import Connection, writing
from ercheng_station.db.destroying import Destroyer, wiped
from ercheng_station.db.history import History, stamp
from ercheng_station.db.numbering import Numbering
from ercheng_station.db.pending import Pending
from ercheng_station.db.rows import Row, Shape
from ercheng_station.db.wholes import Reading
from ercheng_station.errors import Refused, UserError
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import WANTED, Faults, Record, Values, asked_for, followed, needed, refs_of
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.fields import Context, Link


@dataclass(frozen=True)
class Unit:
    """The unit this store belongs to; `profile` is office, protection, bureau or joint, `host` whose rooms it is in."""

    uid: UUID
    name: str
    short_name: str
    profile: str
    host: str | None


@dataclass
class Writer:
    """One per act: knows who acts, for which unit, when and under which code lists."""

    connection: Connection
    catalogue: Catalogue
    shapes: Callable[[type[Record]], Shape]
    history: History
    numbering: Numbering
    unit: Unit
    context: Context
    actor: str
    now: datetime
    _undoing: bool = field(default=False, init=False)
    _act: UUID | None = field(default=None, init=False)
    _left: list[Link] = field(default_factory=list, init=False)  # owners that parts were taken from

    def __post_init__(self) -> None:
        self._pending = Pending(self.connection, self.catalogue.parents_first)
        self.at = stamp(self.now)
        self._destroyer = Destroyer(self.connection, self.catalogue, self.shapes, self.at)

    def perform(
        self,
        label: str,
        changes: Sequence[Change],
        *,
        uid: UUID | None = None,
        undoes: UUID | None = None,
        report: Report = silent,
    ) -> Act:
        """All of the changes or none. Raises Refused, or UserError naming the record that stands in the way."""
        uid = uid or new_uid()
        self._undoing = undoes is not None
        self._act = uid
        touched: list[Touched] = []
        own: list[Touched] = []
        with arriving.beside(self.connection, changes), writing(self.connection):
            enter = self.history.begin(uid, label, self.actor, self.at, undoes, self._pending.add)
            touched += arriving.written(self.connection, changes, enter, self._pending.reserve)
            adopting.look_up(changes, self._pending.look_up)
            for done, change in enumerate(changes, start=1):
                for one in self._apply(change):
                    enter(one)
                    touched.append(one)
                    own += [] if isinstance(change, Adopt) else [one]
                report(done, len(changes))
            for one in self._counted_anew(touched):
                enter(one)
                touched.append(one)
            self._stand_at_gates(own)
            touched += self._destroyer.carry_out(uid, enter, self._pending.settle)
            if undoes:
                adopting.forget(self.connection, undoes, touched)
            elif any(isinstance(one, Adopt | Arrive) for one in changes):
                adopting.mark(self.connection, uid)
            self.numbering.write()
        self.numbering.keep()
        return Act(uid, label, self.actor, self.now, tuple(touched), self._destroyer.forgotten)

    def rehearse(self, groups: Sequence[Sequence[Change]]) -> list[UserError | None]:
        """What stands against each group, done behind those before it that could be; nothing stays."""
        told = []
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            for changes in groups:
                self.connection.execute("SAVEPOINT rehearsed")
                told.append(self._what_stands_against(changes))
                if told[-1]:
                    self._pending.forget()
                    self.numbering.forget()
                    self.connection.execute("ROLLBACK TO rehearsed")
                self.connection.execute("RELEASE rehearsed")
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
        return told

    def _what_stands_against(self, changes: Sequence[Change]) -> UserError | None:
        self._left.clear()
        try:
            self._stand_at_gates([one for change in changes for one in self._apply(change)])
        except UserError as error:
            return error
        return None

    def check(self, kind: type[Record], values: Values, **head: Any) -> tuple[Record, Faults]:
        """The record these values would make, and everything that is wrong with it."""
        faults = Faults()
        for name, described in asked_for(kind).items():
            if values.get(name) is None:
                if described.required:
                    faults.hard[name] = "必填"
                else:
                    faults.soft[name] = WANTED
        record = self.shapes(kind).imagined(values, **head)
        if not faults.hard:
            record.check(faults)
            gates.add_faults(faults, record, self.catalogue, self.context, self.unit.short_name)
        return record, faults

    def _apply(self, change: Change) -> list[Touched]:
        return self._ways[type(change)](self, change)

    def _create(self, change: Create) -> list[Touched]:
        kind = change.kind
        self._refuse_foreign(kind)
        values = {name: change.values.get(name) for name in kind.kept}
        values |= followed(kind, values, self.context)
        origin = change.origin or self.unit.uid
        number = self._number(change, values, origin)
        record, faults = self.check(kind, values, uid=change.uid, number=number)
        refuse(kind, faults)
        self._refuse_in_trash(kind, values)
        revision = uuid4()
        columns = {
            "uid": change.uid.bytes,
            "origin": origin.bytes,
            "number": number,
            "created_at": self.at,
            **self._columns(kind, record, values, revision, None),
        }
        self._pending.insert(kind.__tablename__, columns)
        told = self.shapes(kind).plain(values)
        details = {name: [None, value] for name, value in told.items() if value is not None}
        return [Touched(kind.__tablename__, change.uid, "create", revision, None, details)]

    def _alter(self, change: Alter) -> list[Touched]:
        self._pending.settle()
        before = self._current(change)
        after = {**before.values, **change.values}
        after |= followed(change.kind, after, self.context)
        names = dict.fromkeys([*change.values, *after])  # what was asked for comes first in the history
        changed = {name: after[name] for name in names if after[name] != before.values[name]}
        if not changed:
            return []
        if not self._undoing:  # what was so before may be so again; the gates still stand
            gates.refuse_move(change.kind, before.values, changed, self.context)
            self._refuse_untold(change.kind, before, changed)
        if change.kind.owner in changed:
            self._left.append(before.values[change.kind.owner])
        gates.refuse_other_issuer(change.kind, before, changed)
        self._refuse_in_trash(change.kind, changed)
        record, faults = self.check(change.kind, after, uid=before.uid, number=before.number)
        refuse(change.kind, faults)
        return [self._rewrite(change.kind, before, record, changed)]

    def _remove(self, change: Remove) -> list[Touched]:
        self._pending.settle()
        before = self._current(change)
        if before.uid == self.unit.uid:
            raise UserError("unit-stays", unit=before.label)
        touched = [
            one
            for kind, uid in owned.going_along(self.connection, self.catalogue, change.kind, before)
            for one in self._apply(Remove(kind, uid, change.why))
        ]
        return [*touched, self._mark(change.kind, before, "remove", change.why)]

    def _restore(self, change: Restore) -> list[Touched]:
        self._pending.settle()
        before = self._found(change)
        if not before.removed_at:
            return []
        gates.refuse_before_others(self.connection, self.catalogue, change.kind, before)
        along = owned.gone_along(self.connection, self.catalogue, change.kind, before)
        touched = [self._mark(change.kind, before, "restore", None)]
        for kind, uid in along:
            touched += self._apply(Restore(kind, uid))
        return touched

    def _note(self, change: Note) -> list[Touched]:
        post.write(self.connection, change)
        return []

    def _destroy(self, change: Destroy) -> list[Touched]:
        self._destroyer.take_on(change.kind, change.uid)
        return []

    def _adopt(self, change: Adopt) -> list[Touched]:
        kind, shape = change.kind, self.shapes(change.kind)
        before = self._before(change)
        blank: Values = dict.fromkeys(kind.kept)
        was = before.values if before else blank
        after = {**(blank if change.afresh else was), **change.values}
        if change.destroyed:
            self._destroyer.take_on(kind, change.uid, before)
            after |= wiped(kind, after)
        refuse(kind, Faults({name: "必填" for name in needed(kind) if after[name] is None}))
        changed = {name: one for name, one in after.items() if one != was[name]}
        record = shape.imagined(after, uid=change.uid, number=change.head["number"])
        stored = {**(changed if before else after), **change.head, "revision": change.revision}
        columns = {**shape.titled(record), **shape.stored(self._pending.place, stored)}
        if before:
            shape.update(self.connection, before.n, columns)
            indexing.queue_changed(self.connection, self.catalogue, kind, before, columns["label"])
            if bool(before.removed_at) != bool(change.head["removed_at"]):
                self._pending.settle()
        else:
            self._pending.insert(shape.table, {"uid": change.uid.bytes, **columns})
        if self._act and not self._undoing:
            adopting.remember(self.connection, self._act, change, before, self._pending.add)
        old = shape.plain({name: was[name] for name in changed}) if before else blank
        new = shape.plain(changed)
        details = {name: [old[name], value] for name, value in new.items() if old[name] != value}
        return list(adopting.told(change, before, details))

    _ways: ClassVar[Mapping[type, Callable[..., list[Touched]]]] = MappingProxyType(
        {
            Create: _create,
            Alter: _alter,
            Remove: _remove,
            Restore: _restore,
            Destroy: _destroy,
            Note: _note,
            Adopt: _adopt,
            arriving.Arriving: lambda *_: [],  # written before all else
        }
    )

    def _before(self, change: Adopt) -> Row | None:
        """What is here of the record; refuses if it is not at the base any more."""
        shape = self.shapes(change.kind)
        before = None
        if self._pending.place(shape.table, change.uid.bytes):
            self._pending.write(change.uid.bytes)
            before = shape.known(self.connection, change.uid)
        if (before and before.revision) != change.base:
            raise UserError("record-moved-on", label=before.label if before else change.kind.title)
        return before

    def _refuse_in_trash(self, kind: type[Record], values: Values) -> None:
        for name, described in refs_of(kind).items():
            link = values.get(name)
            place = self._pending.place(described.kind, link.uid.bytes) if link else None
            if place and not place.living:
                gates.refuse_in_trash(self.connection, kind, values)

    def _refuse_untold(self, kind: type[Record], before: Row, changed: Values) -> None:
        told = Confidence(self.connection, self.catalogue, self.shapes, self.actor)
        told.refuse(kind, before.values)
        told.refuse_new_confidant(kind, before, changed)

    def _stand_at_gates(self, touched: Sequence[Touched]) -> None:
        """What an act touched or took a part from, it leaves with all its parts as their gates demand."""
        self._pending.flush()
        reading = Reading(self.connection, self.catalogue, self.shapes)
        stood = [(one.kind, one.uid) for one in touched] + [(one.kind, one.uid) for one in self._left]
        kinds = [(self.catalogue[name], uid) for name, uid in stood]
        kinds += gates.watchers(self.connection, self.catalogue, kinds)
        for root in {reading.root(kind, uid)[0] for kind, uid in kinds if self.catalogue.gated(kind)}:
            kind = self.catalogue[root.kind]
            whole = reading.whole(kind, root.uid)
            if not whole.record.removed_at:
                refuse(kind, Faults(kind.gate(whole)))
                gates.refuse_number_twice(self.connection, kind, whole.record)

    def _number(self, change: Create, values: Values, origin: UUID) -> str | None:
        """The one brought along, or the next. What another unit keeps is numbered by that unit."""
        if (
            change.number or change.kind.issuer or change.kind.reissued
        ):  # which are looked up where they are written
            self._pending.flush()
        if not change.number:
            return (
                self.numbering.next(change.kind, values, origin, self._pending)
                if origin == self.unit.uid
                else None
            )
        if self.numbering.used(change.kind, change.number, origin):
            raise UserError("number-taken", number=change.number)
        return change.number

    def _current(self, change: Alter | Remove) -> Row:
        before = self._found(change)
        if before.removed_at:
            raise UserError("record-gone", kind=change.kind.one)
        return before

    def _found(self, change: Alter | Remove | Restore) -> Row:
        """The record as it is, removed or not; refuses if it is not at the base any more."""
        self._refuse_foreign(change.kind)
        before = self.shapes(change.kind).one(self.connection, change.uid)
        if change.base and before.revision != change.base:
            raise UserError("record-moved-on", label=before.label)
        gates.refuse_destroyed(self.connection, before)
        if before.origin != self.unit.uid and not self._undoing:
            gates.refuse_superiors(self.connection, before)
        return before

    def _counted_anew(self, touched: Sequence[Touched]) -> Iterator[Touched]:
        """Days that follow from the tables of deadlines, where an act has changed these or brought records back."""
        kinds = tables.concerned(self.catalogue, touched)
        if not kinds:
            return
        self._pending.settle()
        found = tables.outdated(self.connection, kinds, self.shapes, self.context, self.unit.uid)
        for kind, before, changed in found:
            values = {**before.values, **changed}
            record = self.shapes(kind).imagined(values, uid=before.uid, number=before.number)
            yield self._rewrite(kind, before, record, changed)

    def _rewrite(self, kind: type[Record], before: Row, record: Record, changed: Values) -> Touched:
        revision = uuid4()
        shape = self.shapes(kind)
        columns = self._columns(kind, record, changed, revision, before.revision)
        shape.update(self.connection, before.n, columns)
        indexing.queue_changed(self.connection, self.catalogue, kind, before, columns["label"])
        old, new = shape.plain({name: before.values[name] for name in changed}), shape.plain(changed)
        details = {name: [old[name], new[name]] for name in changed}
        return Touched(kind.__tablename__, before.uid, "alter", revision, before.revision, details)

    def _mark(self, kind: type[Record], before: Row, op: str, why: str | None) -> Touched:
        revision = uuid4()
        columns = {
            "removed_at": self.at if op == "remove" else None,
            "removed_why": why,
            "revision": revision.bytes,
            "parent": before.revision.bytes,
            "changed_at": self.at,
        }
        self.shapes(kind).update(self.connection, before.n, columns)
        details = {"removed": [before.removed_why, why]}
        return Touched(kind.__tablename__, before.uid, op, revision, before.revision, details)

    def _columns(
        self, kind: type[Record], record: Record, values: Values, revision: UUID, parent: UUID | None
    ) -> dict[str, Any]:
        shape = self.shapes(kind)
        return {
            **shape.titled(record),
            "revision": revision.bytes,
            "parent": parent.bytes if parent else None,
            "changed_at": self.at,
            **shape.stored(self._pending.place, values),
        }

    def _refuse_foreign(self, kind: type[Record]) -> None:
        if self.unit.profile not in kind.profiles:
            raise UserError("kind-not-here", kind=kind.title, unit=self.unit.name)


def refuse(kind: type[Record], faults: Faults) -> None:
    if faults.hard:
        raise Refused(faults.hard, {name: kind.kept[name].label for name in faults.hard if name in kind.kept})
