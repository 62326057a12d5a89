"""The same store on a PostgreSQL server, for a district that has outgrown one computer: several clerks act at once.

Each has a data folder of his own for drafts, keys and the address. An act waits for the one before it and sees all
that it did, so that revisions, numbers and the chain of history hold as in a file.
"""

import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Self
from uuid import UUID

from ercheng_station.db import undoing
from ercheng_station.db.acts import Writer, refuse
from ercheng_station.db.address import Address, read_address, write_address
from ercheng_station.db.attachments import Attachments
from ercheng_station.db.changes import Act, Create, utc_now
from ercheng_station.db.connection import Connection, Error
from ercheng_station.db.context import unit_of
from ercheng_station.db.door import Admitted, Login, Recovery, admit
from ercheng_station.db.founding import make_keys
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.passing import clear_leftovers
from ercheng_station.db.place import make_folder, refuse_unsafe
from ercheng_station.db.server.carrying import in_a_file, sweep
from ercheng_station.db.server.connection import connect, place_of
from ercheng_station.db.server.upgrade import upgrade
from ercheng_station.db.store import REMEMBERED, Store
from ercheng_station.db.upgrade import HEAD
from ercheng_station.errors import UserError
from ercheng_station.records.base import parse
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.fields import Context
from ercheng_station.records.station import Station

_AT_ONCE = 100
"""Records of one act that are indexed right behind it: names are found by their sound through the index alone."""
_TAKEN_BACK = 200
"""The last acts of this window that can be taken back without naming them."""
_MOVED = "SELECT (SELECT coalesce(max(seq), 0) FROM history), (SELECT version_num FROM alembic_version)"
_META = "INSERT INTO meta VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class ServerStore(Store):
    """As a `Store`. What others have done is seen by every question and before every act."""

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        admitted: Admitted,
        lock: FolderLock,
        now: Callable[[], datetime],
        address: Address,
    ) -> None:
        self.address = address
        self._mine: list[UUID] = []
        self._seen = 0
        super().__init__(folder, catalogue, admitted, lock, now)
        self._counts = None  # others give out numbers too
        self._seen = self._look()
        self._remember()

    @classmethod
    def found(
        cls,
        folder: Path,
        catalogue: Catalogue,
        station: Mapping[str, object],
        address: Address,
        *,
        now: Callable[[], datetime] = utc_now,
    ) -> Self:
        """A new data folder, and the unit's own record on the server; UserError unit-exists if there is one already."""
        refuse_unsafe(folder)
        values, faults = parse(Station, station)
        refuse(Station, faults)
        make_folder(folder)
        lock = FolderLock(folder)
        try:
            admitted, own = make_keys(folder), Create(Station, values)
            upgrade(address.url)
            lay_foundation(address.url, own.uid)
            store = cls(folder, catalogue, admitted, lock, now, address)
            store._known = replace(store._known, unit=unit_of(own.uid, values))
            store.act("设立站点", [own])
            write_address(folder, address)
        except BaseException:
            lock.release()
            raise
        return store

    @classmethod
    def open(
        cls,
        folder: Path,
        catalogue: Catalogue,
        *,
        entry: Login | Recovery | None = None,
        now: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Of a data folder with an address; UserError as of `Store.open`, or server-unreachable, server-refused."""
        refuse_unsafe(folder)
        address = read_address(folder)
        lock = FolderLock(folder)
        try:
            clear_leftovers(folder)
            sweep(folder)
            admitted = admit(folder, entry)
            upgrade(address.url)
            return cls(folder, catalogue, admitted, lock, now, address)
        except BaseException:
            lock.release()
            raise

    @property
    def context(self) -> Context:
        with self._write_lock.if_free() as free:  # or an act is under way here, which has looked itself
            if free:
                self._catch_up()
        return super().context

    def in_a_file(self) -> AbstractContextManager[Connection]:
        return in_a_file(self.address.url, self._key, self.folder)

    @cached_property
    def attachments(self) -> Attachments:
        return Attachments(self.address.attachments or self.folder, *self._chain)

    def undoable(self) -> tuple[UUID, str] | None:
        """The last act that was done here and can be undone: nobody takes back unseen what another clerk did."""
        with self.readers.reading() as connection:
            return undoing.last_act(connection, self._mine[-_TAKEN_BACK:])

    def undo(self, act: UUID | None = None) -> Act:
        last = None if act else self.undoable()
        if not act and not last:
            raise UserError("undo-nothing")
        return super().undo(act or (last[0] if last else None))

    def tend_index(self) -> bool:
        """The server merges its indexes itself."""
        return self.index_waiting()

    # -- inside

    def _connect(self, *, readonly: bool = False) -> Connection:  # noqa: ARG002  a reader has temporary tables too
        return connect(self.address.url)

    def _told(self, act: Act) -> Act:
        if act.touched:
            self._mine.append(act.uid)
        told = super()._told(act)
        kinds = {one.kind for one in act.touched}
        if len(act.touched) <= _AT_ONCE:  # what is saved is saved, and waits if this cannot be done
            with suppress(UserError, Error):
                for name in kinds & {kind.__tablename__ for kind in self.catalogue}:
                    self._indexer.index(self.catalogue[name])
        return told

    def _new_writer(self) -> Writer:
        self._catch_up()
        return super()._new_writer()

    def _catch_up(self) -> None:
        """What is remembered is read anew once somebody has touched it."""
        if self._writer.in_transaction:
            return
        before, self._seen = self._seen, self._look()
        if self._seen > before:
            query = "SELECT DISTINCT kind FROM history WHERE seq > ?"
            if REMEMBERED & {kind for (kind,) in self._writer.execute(query, (before,))}:
                self._remember()

    def _look(self) -> int:
        """The last entry of the history; refuses tables that a later program has changed meanwhile."""
        seq, revision = self._writer.execute(_MOVED).fetchone()
        if revision != HEAD:
            raise UserError("store-newer", path=place_of(self.address.url), name=place_of(self.address.url))
        return int(seq)


def lay_foundation(url: str, unit: UUID) -> None:
    """What every store has before its first act; refuses tables in which somebody has acted."""
    connection = connect(url)
    try:
        if connection.execute("SELECT 1 FROM act LIMIT 1").fetchone():
            raise UserError("unit-exists", path=place_of(url), unit=place_of(url))
        meta = {"unit": unit.bytes, "chain_key": secrets.token_bytes(32), "practice": bytes([False])}
        connection.executemany(_META, meta.items())
    finally:
        connection.close()
