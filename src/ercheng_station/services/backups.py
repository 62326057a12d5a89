"""Backing up a store that is open, and putting a backup in its place."""

from contextlib import closing
from pathlib import Path

from ercheng_station.db.backup import BackupMade, Occasion, back_up
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.place import make_folder, refuse_unsafe
from ercheng_station.db.restore import Restored, restore
from ercheng_station.db.store import Store
from ercheng_station.db.upgrade import HEAD
from ercheng_station.db.vault import read_keys
from ercheng_station.progress import Report, silent


def backup_folder(folder: Path) -> Path:
    """Where backups of a data folder stand unless the person says otherwise."""
    return folder / "backups"


def back_up_store(
    store: Store, target: Path | None = None, reason: str = "手工备份", report: Report = silent
) -> BackupMade:
    """A verified backup of what is saved by now; UserError says why there is none. For a worker."""
    _, head = store.sealed()
    occasion = Occasion(reason, store.unit.name, HEAD, head)
    key = read_keys(store.folder).key
    with closing(store.connect_reader()) as connection:
        return back_up(connection, store.folder, key, target or backup_folder(store.folder), occasion, report)


def restore_folder(
    path: Path, folder: Path, *, other_unit: bool = False, report: Report = silent
) -> Restored:
    """The backup in the place of the folder's data, which is kept aside; nobody may have it open."""
    refuse_unsafe(folder)
    make_folder(folder)
    with FolderLock(folder):
        return restore(path, folder, other_unit=other_unit, report=report)
