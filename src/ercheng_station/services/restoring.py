"""Putting a backup in the place of a data folder, for one who may."""

from pathlib import Path

from ercheng_station.db.door import Entry, admit
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.place import make_folder, refuse_unsafe
from ercheng_station.db.restore import Restored, finish_restore, prepare, prepare_mended, restore
from ercheng_station.db.rights import allowed
from ercheng_station.db.store import Store
from ercheng_station.db.vault import read_keys
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent
from ercheng_station.records import CATALOGUE

MEND_ASKED = "在副本上重建索引？"
MEND_WORDS = (
    "把登记的内容逐条读进一个新的数据文件，索引重新做，核对无误才换上；原来的文件另放一处。"
    "登记的内容本身读不出来的，什么也不动，请改用备份恢复。"
)
"""What `mend_folder` does, before a person says yes."""


def restore_folder(
    path: Path,
    folder: Path,
    *,
    entry: Entry | None = None,
    backup_entry: Entry | None = None,
    other_unit: bool = False,
    report: Report = silent,
) -> Restored:
    """The backup in the place of the folder's data, which is kept aside; nobody may have it open.

    `entry` opens a folder that is protected, to one who may restore; `backup_entry` a backup that is, of another
    station or where the folder's own keys are lost. UserError as at opening, or backup-locked without one.
    """
    refuse_unsafe(folder)
    make_folder(folder)
    _refuse_without_right(folder, entry)
    with FolderLock(folder):
        held = admit(folder, entry).key if _has_keys(folder) else None
        return restore(path, folder, held=held, entry=backup_entry, other_unit=other_unit, report=report)


def mend_folder(folder: Path, entry: Entry | None = None, report: Report = silent) -> Path:
    """Data whose indexes are damaged, made anew from its tables on a copy; where the damaged file is kept. Nobody may have it open.

    UserError beyond-mending: then nothing was touched.
    """
    refuse_unsafe(folder)
    _refuse_without_right(folder, entry)
    with FolderLock(folder):
        finish_restore(folder)
        aside = prepare_mended(folder, admit(folder, entry).key, report)
        finish_restore(folder)
    return aside


def prepare_mend(store: Store, report: Report = silent) -> Path:
    """As `prepare_restore`, of the open data itself."""
    store.accounts.demand("restore")
    return prepare_mended(store.folder, store.key, report)


def prepare_restore(store: Store, path: Path, report: Report = silent) -> Restored:
    """The next opening of the folder puts the backup in the place of what is open now. UserError as `restore_folder`."""
    store.accounts.demand("restore")
    return prepare(path, store.folder, held=store.key, report=report)


def _refuse_without_right(folder: Path, entry: Entry | None) -> None:
    """Told by the list of users beside the key, for the data itself may be what is damaged; kept where it is not."""
    with FolderLock(folder):
        user = admit(folder, entry).user if _has_keys(folder) else None
    if user is None or allowed(user.roles, "restore"):
        return
    with Store.open(folder, CATALOGUE, entry=entry) as store:
        store.accounts.demand("restore")


def _has_keys(folder: Path) -> bool:
    try:
        read_keys(folder)
    except UserError as error:
        if error.code in {"key-missing", "key-damaged"}:
            return False
        raise
    return True
