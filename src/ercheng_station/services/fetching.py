"""One record brought back from a backup as it was then; everything else stays as it is now."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ercheng_station.db.attachments import Attachments
from ercheng_station.db.backup import DATABASE, keys_in, verify_backup
from ercheng_station.db.changes import Act, Alter, Change, Create, Restore
from ercheng_station.db.door import Admitted
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.place import make_folder
from ercheng_station.db.rows import Row
from ercheng_station.db.sealed import extract_member
from ercheng_station.db.store import Store
from ercheng_station.db.turning import turn_store
from ercheng_station.db.upgrade import upgrade
from ercheng_station.db.vault import Keys, open_slot, read_keys
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, typed
from ercheng_station.records.fields import Files
from ercheng_station.services.backups import backup_folder

_PLACE = ".取回"
SAME, CHANGED, IN_TRASH, GONE, DESTROYED = "一样", "改过", "在回收站", "现在没有", "已销毁"
COMING = frozenset({CHANGED, IN_TRASH, GONE})
"""States in which there is something to bring back."""


@contextmanager
def opened_backup(store: Store, path: Path) -> Iterator[Store]:
    """The backup's data beside the others, to be read; it goes with the block. UserError as for a restore."""
    backup, keys = verify_backup(path), read_keys(store.folder)
    if backup.database != keys.database:
        raise UserError("backup-other-unit", path=str(path), unit=backup.occasion.unit)
    place = backup_folder(store.folder) / _PLACE
    shutil.rmtree(place, ignore_errors=True)
    make_folder(place)
    try:
        extract_member(path, DATABASE, place / DATABASE)
        turn_store(place, store.attachments.keys)
        upgrade(place / DATABASE, store.key, lambda: None)
        admitted = Admitted(store.key, Keys(keys_in(path).database, (open_slot(store.key),)))
        with Store(place, store.catalogue, admitted, FolderLock(place), lambda: store.now) as past:
            yield past
    finally:
        shutil.rmtree(place, ignore_errors=True)


@dataclass(frozen=True)
class Compared:
    """A record as it was and is: `state` says where it is now, `cells` are (label, now, then) of what differs, masked."""

    then: Row
    state: str
    cells: tuple[tuple[str, str, str], ...] = ()

    @property
    def differs(self) -> bool:
        return self.state in COMING


def fetch(store: Store, path: Path, kind: type[Record], uid: UUID) -> Act | None:
    """What differs becomes as it was; out of the trash, or new, where it is not in use now. None: nothing differs."""
    if kind.confided_to:
        raise UserError("confided-stays", kind=kind.title)
    with opened_backup(store, path) as past:
        then = past.row(kind, uid)
    return bring_back(store, path, kind, then)


def compare(store: Store, kind: type[Record], then: Row) -> Compared:
    """With what is here now; nothing is written."""
    if store.is_destroyed(then.uid):
        return Compared(then, DESTROYED)
    now = _now(store, kind, then.uid)
    if now is None:
        return Compared(then, GONE)
    context = store.context
    cells = tuple(
        (
            described.label,
            described.masked(now.values[name], context),
            described.masked(then.values[name], context),
        )
        for name, described in typed(kind).items()
        if now.values[name] != then.values[name]
    )
    state = IN_TRASH if now.removed_at else CHANGED if cells else SAME
    return Compared(then, state, cells)


def bring_back(store: Store, path: Path, kind: type[Record], then: Row) -> Act | None:
    """As `fetch`, of a record that was read from the backup."""
    if store.is_destroyed(then.uid):
        raise UserError("fetch-destroyed", kind=kind.one)
    changes = list(_changes(kind, then, _now(store, kind, then.uid)))
    if not changes:
        return None
    _bring_files(store, path, kind, then)
    return store.act(f"从备份取回{kind.one} {then.label}", changes)


def _now(store: Store, kind: type[Record], uid: UUID) -> Row | None:
    try:
        return store.row(kind, uid)
    except UserError as error:
        if error.code != "record-gone":
            raise
        return None


def _changes(kind: type[Record], then: Row, now: Row | None) -> Iterator[Change]:
    values = {name: then.values[name] for name in typed(kind)}
    if now is None:
        yield Create(kind, values, uid=then.uid, number=then.number)
        return
    if now.removed_at:
        yield Restore(kind, then.uid)
    differing = {name: value for name, value in values.items() if now.values[name] != value}
    if differing:
        yield Alter(kind, then.uid, differing)


def _bring_files(store: Store, path: Path, kind: type[Record], then: Row) -> None:
    mirror = Attachments(path.parent, *store.attachments.keys)
    for name, described in kind.kept.items():
        for file in then.values[name] or () if isinstance(described, Files) else ():
            if not store.attachments.whole(file.sha256) and mirror.whole(file.sha256):
                mirror.copy(file.sha256, store.attachments)
