"""The one door to a station's data: open, read, act, undo. Nothing of SQL or sessions leaves this package."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, Self, TypeVar, cast
from uuid import UUID

from ercheng_station.db import listing, undoing
from ercheng_station.db.acts import Unit, Writer, refuse
from ercheng_station.db.attachments import Attachments
from ercheng_station.db.backup import copy_before_upgrade
from ercheng_station.db.changes import Act, Change, Create, utc_now
from ercheng_station.db.confidence import Confidence, without_details
from ercheng_station.db.confidence import silent as silent_of
from ercheng_station.db.connection import Connection, connect, explained
from ercheng_station.db.context import make_context, read_known, unit_of
from ercheng_station.db.drafts import Drafts
from ercheng_station.db.examining import Examiner
from ercheng_station.db.founding import founding_key, lay_foundation
from ercheng_station.db.history import Entry, History
from ercheng_station.db.indexing import Indexer
from ercheng_station.db.listing import Query
from ercheng_station.db.lock import FolderLock, login
from ercheng_station.db.numbering import Gap, Numbering
from ercheng_station.db.place import make_folder, refuse_unsafe, sweep_parts
from ercheng_station.db.readers import Readers
from ercheng_station.db.restore import PLAN, finish_restore
from ercheng_station.db.rows import Row, Shape
from ercheng_station.db.twins import twin
from ercheng_station.db.upgrade import upgrade
from ercheng_station.db.vault import read_keys
from ercheng_station.db.wanted import prepare
from ercheng_station.db.wholes import Reading
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Faults, Record, Values, parse
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.clocks import DayOffEntry, DeadlineEntry
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.fields import Context, Link
from ercheng_station.records.office import NUMBER_SETTING, CodeEntry, Setting
from ercheng_station.records.station import Station
from ercheng_station.records.whole import Whole

R = TypeVar("R", bound=Record)
FILE, NEW = "station.db", "station.new.db"
_REMEMBERED = {kind.__tablename__ for kind in (CodeEntry, Setting, Station, DayOffEntry, DeadlineEntry)}


class Store:
    """Safe to call from any thread but the window's: writes wait for each other, reads for nobody."""

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        key: bytes,
        lock: FolderLock,
        now: Callable[[], datetime],
        file: str = FILE,
    ) -> None:
        self.folder = folder
        self._path = folder / file
        self.catalogue = catalogue
        self.actor = login()
        self._now = now
        self._key = key
        self._lock_file = lock
        self._write_lock = RLock()
        self.readers = Readers(self._path, self.connect_reader)
        self._shapes: dict[type[Record], Shape] = {}
        self._writer = connect(self._path, key)
        self._indexer = Indexer(self._writer, catalogue, self.shape)
        self._meta = dict(self._writer.execute("SELECT key, value FROM meta"))
        self._remember()

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
            key = founding_key(folder)
            own = Create(Station, values)
            with explained(folder / NEW):
                lay_foundation(folder / NEW, key, own.uid, practice)
                founding = cls(folder, catalogue, key, lock, now, NEW)
            founding._known = replace(founding._known, unit=unit_of(own.uid, values))
            founding.act("设立站点", [own])
            founding._let_go()
            (folder / NEW).replace(folder / FILE)
            return cls(folder, catalogue, key, lock, now)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, folder: Path, catalogue: Catalogue, *, now: Callable[[], datetime] = utc_now) -> Self:
        """Raises UserError for a folder that is missing, unsafe, held by another, damaged or newer."""
        refuse_unsafe(folder)
        if not (folder / FILE).exists() and not (folder / PLAN).exists():
            raise UserError("store-missing", path=str(folder / FILE), name=FILE)
        lock = FolderLock(folder)
        try:
            finish_restore(folder)
            sweep_parts(folder)
            key = read_keys(folder).key
            Attachments(folder, key).sweep()
            with explained(folder / FILE):
                upgrade(folder / FILE, key, lambda: copy_before_upgrade(folder, key))
                return cls(folder, catalogue, key, lock, now)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
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
    def unit(self) -> Unit:
        """The unit this store belongs to, as its own record says now."""
        assert self._known.unit is not None
        return self._known.unit

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
        with self._write_lock, explained(self._path):
            return self._told(self._new_writer().perform(label, changes, uid=uid, report=report))

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
            return self._told(self._new_writer().perform(f"撤销：{label}", inverse, undoes=chosen))

    def undo_but(self, act: UUID) -> tuple[Act | None, list[undoing.Kept]]:
        """Takes back what that act did to records nobody has touched since; the others are told. None: nothing was left."""
        with self._write_lock, explained(self._path):
            with self.readers.reading() as connection:
                label, inverse, kept = undoing.plan_but(self._past(connection), act)
            undone = self._new_writer().perform(f"撤销：{label}", inverse, undoes=act) if inverse else None
            return undone and self._told(undone), kept

    # -- read

    def row(self, kind: type[Record], uid: UUID) -> Row:
        """Raises UserError confided for a record that is confided to others than the actor."""
        with self.readers.reading() as connection:
            found = self.shape(kind).one(connection, uid)
            Confidence(connection, self.catalogue, self.shape, self.actor).refuse(kind, found.values)
            return found

    def label(self, kind: type[Record], uid: UUID) -> str:
        """What a record is called; that of a confided record tells nothing."""
        with self.readers.reading() as connection:
            return str(self.shape(kind).one(connection, uid).label)

    def confided(self, kind: type[Record], owner: Link) -> list[Row]:
        """The living own records of a kind that is in no list, for the actor to see; none if he is not told of them."""
        with self.readers.reading() as connection:
            return Confidence(connection, self.catalogue, self.shape, self.actor).rows(kind, owner)

    def get(self, kind: type[R], uid: UUID) -> R:
        """The record with the records it points to; see `whole` for those it owns."""
        row = self.row(kind, uid)
        with self.readers.reading() as connection:
            return cast(R, Reading(connection, self.catalogue, self.shape).record(kind, row))

    def whole(self, kind: type[Record], uid: UUID) -> Whole:
        """The record, or the owner that it is a part of, with everything owned that is confided to nobody."""
        if kind.confided_to:
            raise UserError("confided", kind=kind.title)
        with self.readers.reading() as connection:
            return silent_of(Reading(connection, self.catalogue, self.shape).whole(kind, uid), self.catalogue)

    def living(self, kind: type[Record], uid: UUID) -> Whole:
        """The whole of a record in use. Raises UserError record-in-trash."""
        whole = self.whole(kind, uid)
        if whole.about.removed_at or whole.record.removed_at:
            raise UserError("record-in-trash", label=whole.about.label)
        return whole

    def rows(self, query: Query, limit: int | None = None) -> Iterator[Row]:
        """In the order of the query; the same rows a list of that query shows."""
        shape = self.shape(query.kind)
        tail = f" LIMIT {limit:d}" if limit is not None else ""
        with self.readers.reading() as connection:
            found = listing.parts(connection, shape, query)
            sql = f"{shape.columns} FROM {found.source} WHERE {found.condition} ORDER BY {found.order}{tail}"
            with closing(connection.execute(sql, found.bound)) as cursor:
                while batch := cursor.fetchmany(256):
                    yield from map(shape.row, batch)

    def find(self, query: Query, limit: int | None = None) -> list[Record]:
        rows = list(self.rows(query, limit))
        with self.readers.reading() as connection:
            reading = Reading(connection, self.catalogue, self.shape)
            return [reading.record(query.kind, row) for row in rows]

    def count(self, query: Query) -> int:
        return int(self._ask(query, "count(*)")[0][0])

    def total(self, query: Query, field: str) -> int:
        """The sum of a field of whole numbers over the rows of the query."""
        return int(self._ask(query, f"coalesce(sum({listing.column(query.kind, field)}), 0)")[0][0])

    def tally(self, query: Query, by: str, *, months: bool = False) -> dict[Any, int]:
        """How many rows of the query have each value of a field; with `months`, each `yyyy-mm` of a day."""
        column = listing.column(query.kind, by)
        key = f"substr({column}, 1, 7)" if months else column
        return dict(self._ask(query, f"{key}, count(*)", "GROUP BY 1 ORDER BY 1"))

    def distinct(self, query: Query, field: str) -> int:
        """How many different values a field has among the rows of the query."""
        return int(self._ask(query, f"count(DISTINCT {listing.column(query.kind, field)})")[0][0])

    def entries(self, uid: UUID) -> list[Entry]:
        """The history of one record, oldest first."""
        with self.readers.reading() as connection:
            return without_details(self._history(connection).of(uid), self.catalogue)

    def sealed(self) -> tuple[int, str]:
        """The head of the history: how many entries, and the MAC of the last one."""
        with self.readers.reading() as connection:
            return self._history(connection).head()

    def broken(self) -> list[tuple[int, str]]:
        """(sequence, what is wrong) of every entry of the history that does not verify."""
        with self.readers.reading() as connection:
            return list(self._history(connection).broken())

    def gaps(self, kind: type[Record]) -> list[Gap]:
        with self.readers.reading() as connection:
            return self._numbering(connection).gaps(kind, self.unit.uid)

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
        connection = connect(self._path, self._key, readonly=True)
        prepare(connection)
        return connection

    def shape(self, kind: type[Record]) -> Shape:
        if kind not in self._shapes:
            self._shapes[kind] = Shape(kind)
        return self._shapes[kind]

    @cached_property
    def attachments(self) -> Attachments:
        return Attachments(self.folder, self._key)

    @cached_property
    def drafts(self) -> Drafts:
        return Drafts(self.folder / "drafts.db", self._key)

    # -- inside

    def _told(self, act: Act) -> Act:
        """What is remembered of the records that the act touched is read anew."""
        if _REMEMBERED & {one.kind for one in act.touched}:
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

    def _numbering(self, connection: Connection) -> Numbering:
        return Numbering(
            connection,
            self.unit.short_name,
            lambda kind: self.setting(NUMBER_SETTING + kind.__tablename__) or kind.pattern,
        )

    def _past(self, connection: Connection) -> undoing.Past:
        return undoing.Past(connection, self._history(connection), self.catalogue, self.shape, self.context)

    def _ask(self, query: Query, wanted: str, tail: str = "") -> list[Any]:
        with self.readers.reading() as connection:
            found = listing.parts(connection, self.shape(query.kind), query)
            statement = f"SELECT {wanted} FROM {found.source} WHERE {found.condition} {tail}"
            return connection.execute(statement, found.bound).fetchall()

    def _history(self, connection: Connection) -> History:
        return History(connection, self._meta["chain_key"])
