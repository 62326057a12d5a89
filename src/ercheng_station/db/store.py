"""The one door to a station's data: open, read, act, undo. Nothing of SQL or sessions leaves this package."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self, cast
from uuid import UUID

from ercheng_station.db import search, undoing
from ercheng_station.db.accounts import Accounts
from ercheng_station.db.acts import Unit, Writer, refuse
from ercheng_station.db.address import is_on_server, on_server
from ercheng_station.db.answers import Answers
from ercheng_station.db.attachments import Attachments
from ercheng_station.db.audit import KEYS, enter
from ercheng_station.db.changes import Act, Change, Create, Destroy, right_of, utc_now
from ercheng_station.db.connection import Connection, Error, connect, explained
from ercheng_station.db.context import make_context, read_known, unit_of
from ercheng_station.db.door import Admitted, Login, Recovery, admit
from ercheng_station.db.drafts import Drafts
from ercheng_station.db.examining import Examiner
from ercheng_station.db.founding import lay_foundation, make_keys
from ercheng_station.db.history import DESTROY, stamp
from ercheng_station.db.indexing import Indexer
from ercheng_station.db.lock import FolderLock, login
from ercheng_station.db.newer import bring_up
from ercheng_station.db.numbering import Counts, write_down
from ercheng_station.db.passing import clear_leftovers
from ercheng_station.db.place import make_folder, refuse_unsafe
from ercheng_station.db.readers import Readers
from ercheng_station.db.restore import PLAN, finish_restore
from ercheng_station.db.rows import Shape
from ercheng_station.db.turning import turn_store
from ercheng_station.db.twins import twin
from ercheng_station.db.wanted import prepare
from ercheng_station.db.witness import Notice, keep, keys_behind, look
from ercheng_station.db.write_lock import WriteLock
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Faults, Record, Values, parse
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.clocks import DayOffEntry, DeadlineEntry
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.fields import Context
from ercheng_station.records.office import PASSWORD_SETTING, CodeEntry, Setting
from ercheng_station.records.station import Station

_log = logging.getLogger(__name__)
FILE, NEW = "station.db", "station.new.db"
REMEMBERED = {kind.__tablename__ for kind in (CodeEntry, Setting, Station, DayOffEntry, DeadlineEntry)}


class Store(Answers):
    """Safe to call from any thread but the window's: writes wait for each other, reads for nobody."""

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        admitted: Admitted,
        lock: FolderLock,
        now: Callable[[], datetime],
        file: str = FILE,
    ) -> None:
        self.folder = folder
        self._path = folder / file
        self.catalogue = catalogue
        self._now = now
        self._key, self._chain = admitted.key, admitted.chain
        self._actor = login()
        self._lock_file = lock
        self._write_lock = WriteLock(self._path)
        self.readers = Readers(self._path, self.connect_reader)
        self._shapes: dict[type[Record], Shape] = {}
        self._counts: Counts | None = {}
        self._writer = self._connect()
        self._indexer = Indexer(self._writer, catalogue, self.shape)
        self._meta = dict(self._writer.execute("SELECT key, value FROM meta"))
        self._remember()
        behind = keys_behind(self._meta.get(KEYS), admitted.keys.sequence)
        noticed = [*look(folder, self._writer, now()), *behind]
        self.accounts = Accounts(
            folder, admitted, self.audit, lambda: self.today, self._own_names, self._longest_days
        )
        self.accounts.begin()
        self.notices = self.note(noticed)

    @classmethod
    def create(
        cls,
        folder: Path,
        catalogue: Catalogue,
        station: Mapping[str, object],
        *,
        practice: bool = False,
        now: Callable[[], datetime] = utc_now,
    ) -> Self:
        """A new data folder with the unit's own record; raises UserError if the folder holds one already."""
        refuse_unsafe(folder)
        if (folder / FILE).exists():
            raise UserError("unit-exists", path=str(folder), unit=folder.name)
        values, faults = parse(Station, station)
        refuse(Station, faults)
        make_folder(folder)
        lock = FolderLock(folder)
        try:
            admitted = make_keys(folder)
            own = Create(Station, values)
            with explained(folder / NEW):
                lay_foundation(folder / NEW, admitted.key, own.uid, practice)
                founding = cls(folder, catalogue, admitted, lock, now, NEW)
            founding._known = replace(founding._known, unit=unit_of(own.uid, values))
            founding.act("设立站点", [own])
            founding._let_go()
            (folder / NEW).replace(folder / FILE)
            return cls(folder, catalogue, admitted, lock, now)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(
        cls,
        folder: Path,
        catalogue: Catalogue,
        *,
        entry: Login | Recovery | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Raises UserError for a folder that is missing, unsafe, held by another, damaged or newer.

        A protected one takes an `entry`: login-needed, login-refused, login-wait, recovery-refused.
        """
        if is_on_server(folder):
            return cast(Self, on_server("store").ServerStore.open(folder, catalogue, entry=entry, now=now))
        refuse_unsafe(folder)
        if not (folder / FILE).exists() and not (folder / PLAN).exists():
            raise UserError("store-missing", path=str(folder / FILE), name=FILE)
        lock = FolderLock(folder)
        try:
            finish_restore(folder)
            clear_leftovers(folder)
            admitted = admit(folder, entry)
            turn_store(folder, admitted.chain)
            Attachments(folder, admitted.key).sweep()
            with explained(folder / FILE):
                bring_up(folder, admitted.key)
                return cls(folder, catalogue, admitted, lock, now)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        write_down(self._writer, self._counts or {})
        keep(self.folder, self._writer, self._now())
        self._let_go()
        self._lock_file.release()

    def _let_go(self) -> None:
        if "drafts" in vars(self):
            self.drafts.close()
        self.readers.close()
        self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- who and when

    @property
    def actor(self) -> str:
        """Who works here now: the user who came in, or in an unprotected store whoever says so."""
        return self.accounts.user.name if self.accounts.user else self._actor

    @actor.setter
    def actor(self, person: str) -> None:
        if self.accounts.protected and person != self.actor:
            raise UserError("login-needed")
        self._actor = person

    @property
    def unit(self) -> Unit:
        """The unit this store belongs to, as its own record says now."""
        assert self._known.unit is not None
        return self._known.unit

    @property
    def key(self) -> bytes:
        """The data key, with which a backup opens the copy that it compares."""
        return self._key

    @property
    def practice(self) -> bool:
        return bool(self._meta["practice"][0])

    @property
    def now(self) -> datetime:
        return self._now()

    @property
    def today(self) -> date:
        return self.now.astimezone(BEIJING).date()

    @property
    def context(self) -> Context:
        """For parsing and showing: today, the code lists in force, and finding what a person names."""
        return make_context(self.today, self._known, self.catalogue, self.readers.reading)

    @property
    def kinds(self) -> list[type[Record]]:
        """The registers this unit keeps."""
        return self.catalogue.kept_by(self.unit.profile)

    def act(
        self, label: str, changes: Sequence[Change], *, uid: UUID | None = None, report: Report = silent
    ) -> Act:
        """All of the changes or none; the only write. Raises Refused or UserError. `uid`: see `has_acted`."""
        self._demand_for(changes)
        with self._write_lock, explained(self._path):
            act = self._new_writer().perform(label, changes, uid=uid, report=report)
            self._leave_nothing_of(act)
            return self._told(act)

    def destroy(self, label: str, records: Sequence[tuple[type[Record], UUID]]) -> Act:
        """The records with what they own and their papers, lawfully; it cannot be taken back."""
        self.accounts.demand("destroy")
        return self.act(label, [Destroy(kind, uid) for kind, uid in records])

    def audit(self, what: str, label: str, details: Mapping[str, Any]) -> None:
        """An entry of the history that changes no record; see `audits`."""
        with self._write_lock, explained(self._path):
            who = (self.actor, stamp(self._now()))
            enter(self._writer, self._history(self._writer), who, what, label, details)

    def note(self, noticed: Sequence[Notice]) -> tuple[str, ...]:
        """Enters into the history what was noticed of the data file and the clock; the words for people.

        A disk without room keeps nobody from reading: then only the log has it.
        """
        for one in noticed:
            try:
                self.audit(one.what, one.words, one.details)
            except (Error, UserError):
                _log.exception("cannot note: %s", one.words)
        if noticed:
            keep(self.folder, self._writer, self._now())
        return tuple(one.words for one in noticed)

    def reveal(self, label: str, why: str, *, leaves: bool = False) -> None:
        """Before numbers are shown in full, or leave; who, what and why stands among the audit entries afterwards."""
        self.accounts.demand("export-full" if leaves else "unmask")
        words = "导出完整内容" if leaves else "查看完整内容"
        self.audit("export-full" if leaves else "reveal", f"{words}：{label}（原因：{why}）", {"why": why})

    def rehearse(self, groups: Sequence[Sequence[Change]]) -> list[UserError | None]:
        """What each group would be refused for, one after the other as parts of one act; nothing is written."""
        with self._write_lock, explained(self._path):
            return self._new_writer().rehearse(groups)

    def has_acted(self, uid: UUID) -> bool:
        """Whether that act is in history: after a crash one who chose its uid can tell whether it was saved."""
        with self.readers.reading() as connection:
            return bool(connection.execute("SELECT 1 FROM act WHERE uid = ?", (uid.bytes,)).fetchone())

    def examiner(self, kind: type[Record]) -> Examiner:
        """`examine` for many of a kind."""
        return Examiner(kind, self.context, self._new_writer().check)

    def examine(
        self, kind: type[Record], raw: Mapping[str, object], uid: UUID | None = None
    ) -> tuple[Values, Faults]:
        """What was typed, read and checked as `act` would. With the record's uid a soft fault tells of another one like it."""
        values, faults = self.examiner(kind).examine(raw)
        if uid and not faults.hard:
            with self.readers.reading() as connection:
                found = twin(connection, self.shape(kind), values, uid)
            if found:
                faults.soft.setdefault(found[0], f"已有相同的{kind.one}“{found[1]}”，请核对是不是重复")
        return values, faults

    def undoable(self) -> tuple[UUID, str] | None:
        """The act that `undo` would take back, and its name."""
        with self.readers.reading() as connection:
            return undoing.last_act(connection)

    def undo(self, act: UUID | None = None) -> Act:
        """Takes back that act, or the last, by a new one; UserError undo-nothing, undo-moved-on or undo-used."""
        with self._write_lock, explained(self._path):
            with self.readers.reading() as connection:
                chosen, label, inverse = undoing.plan(self._past(connection), act)
                self._demand_undo(undoing.actor_of(connection, chosen), inverse)
            return self._told(self._new_writer().perform(f"撤销：{label}", inverse, undoes=chosen))

    def undo_but(self, act: UUID) -> tuple[Act | None, list[undoing.Kept]]:
        """Takes back what that act did to records nobody has touched since; the others are told. None: nothing was left."""
        with self._write_lock, explained(self._path):
            with self.readers.reading() as connection:
                label, inverse, kept = undoing.plan_but(self._past(connection), act)
                self._demand_undo(undoing.actor_of(connection, act), inverse)
            undone = self._new_writer().perform(f"撤销：{label}", inverse, undoes=act) if inverse else None
            return undone and self._told(undone), kept

    def setting(self, key: str) -> str | None:
        return self._known.settings.get(key)

    def index_waiting(self) -> bool:
        """Index one batch of what acts left to be indexed; whether there is more."""
        with self._write_lock, explained(self._path):
            return self._indexer.drain()

    def tend_index(self) -> bool:
        """`index_waiting`, or else a short step of tidying; whether there is more. For a worker's idle time."""
        with self._write_lock, explained(self._path):
            return self._indexer.drain() or self._indexer.tidy()

    def connect_reader(self) -> Connection:
        """A read-only connection of its own, for a list worker inside `db`."""
        connection = self._connect(readonly=True)
        prepare(connection)
        return connection

    def _connect(self, *, readonly: bool = False) -> Connection:
        return connect(self._path, self._key, readonly=readonly)

    def in_a_file(self) -> AbstractContextManager[Connection]:
        """A connection to a file that holds all of the store, for a backup: its own, or a copy of what lies elsewhere."""
        return closing(self.connect_reader())

    @cached_property
    def attachments(self) -> Attachments:
        return Attachments(self.folder, *self._chain)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self.folder / "drafts.db", self._key)

    # -- inside

    def _demand_for(self, changes: Sequence[Change]) -> None:
        if self.accounts.protected:
            for right in sorted(set(map(right_of, changes))):
                self.accounts.demand(right)

    def _demand_undo(self, actor: str, inverse: Sequence[Change]) -> None:
        if self.accounts.protected:
            self.accounts.demand("undo" if actor == self.actor else "undo-others")
            self._demand_for(inverse)

    def _leave_nothing_of(self, act: Act) -> None:
        """What an act destroyed stays in no index, no draft and no file."""
        if act.forgotten is None:
            return
        gone = [one for one in act.touched if one.op == DESTROY]
        while self._indexer.drain():
            pass
        for kind in {one.kind for one in gone}:
            search.rewrite(self._writer, kind)
        self.drafts.drop_about({one.uid for one in gone})
        for sha256 in act.forgotten:
            self.attachments.remove(sha256)

    def _longest_days(self) -> int:
        days = self.setting(PASSWORD_SETTING) or ""
        return int(days) if days.isdecimal() else 0

    def _own_names(self) -> tuple[str, ...]:
        return self.unit.name, self.unit.short_name

    def _told(self, act: Act) -> Act:
        """What is remembered of the records that the act touched is read anew."""
        if REMEMBERED & {one.kind for one in act.touched}:
            self._remember()
        return act

    def _remember(self) -> None:
        """By the writer, so that no reader can put back what an act has just changed."""
        self._known = read_known(self._writer, UUID(bytes=self._meta["unit"]))

    def _new_writer(self) -> Writer:
        return Writer(
            connection=self._writer,
            catalogue=self.catalogue,
            shapes=self.shape,
            history=self._history(self._writer),
            numbering=self._numbering(self._writer),
            unit=self.unit,
            context=self.context,
            actor=self.actor,
            now=self._now(),
        )

    def _past(self, connection: Connection) -> undoing.Past:
        return undoing.Past(connection, self._history(connection), self.catalogue, self.shape, self.context)
