"""Backing up a store that is open, by hand and by itself."""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ercheng_station.db.backup import Backup, BackupMade, Occasion, back_up, read_backups, verify_backup
from ercheng_station.db.ladder import HALF_HOUR, LEAST, rung_for, spare
from ercheng_station.db.losing import Loss, loss_since
from ercheng_station.db.place import make_folder
from ercheng_station.db.shelf import Elsewhere, faults_on, read_shelf, write_shelf
from ercheng_station.db.store import Store
from ercheng_station.db.upgrade import HEAD
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent

_log = logging.getLogger(__name__)
BY_HAND = "手工备份"
LATE_DAYS = 7
"""Days after which the copy in the second place is called old."""


@dataclass(frozen=True)
class Kept:
    """What there is to go back to. `faults`: file name → what is wrong with that backup."""

    newest: datetime | None
    elsewhere: Elsewhere | None
    faults: dict[str, str]


def backup_folder(folder: Path) -> Path:
    """Where backups of a data folder stand unless the person says otherwise."""
    return folder / "backups"


def back_up_store(
    store: Store, target: Path | None = None, reason: str = BY_HAND, report: Report = silent
) -> BackupMade:
    """A verified backup of what is saved by now; UserError says why there is none. For a worker.

    Another folder than the data folder's own is from now on its second place.
    """
    if reason == BY_HAND:  # the program's own are made whoever is there
        store.accounts.demand("backup")
    _, head = store.sealed()
    occasion = Occasion(reason, store.unit.name, HEAD, head, store.now, store.attachments)
    home = backup_folder(store.folder)
    place = target or home
    with store.in_a_file() as connection:
        made = back_up(connection, store.folder, store.key, place, occasion, report)
    write_shelf(place, read_backups(place))
    if place.resolve() != home.resolve():
        make_folder(home)
        second = Elsewhere(str(place), made.path.name, store.now.isoformat(timespec="seconds"))
        write_shelf(home, read_backups(home), elsewhere=second)
    return made


def keep_up(store: Store, report: Report = silent) -> BackupMade | None:
    """The next backup of the ladder, unless nothing was saved since the last one; what it no longer needs goes.

    Once a day the second place gets one too, if it is there.
    """
    store.accounts.close_copies()
    home = backup_folder(store.folder)
    backups = read_backups(home)
    if _is_new(store, backups):
        return None
    reason = rung_for(backups, store.today)
    made = back_up_store(store, home, reason, report)
    thin(home)
    second = read_shelf(home).elsewhere
    if reason != HALF_HOUR and second and Path(second.folder).is_dir():
        _to_second(store, Path(second.folder), reason, report)
    return made


def copy_before(store: Store, reason: str, report: Report = silent) -> BackupMade | None:
    """`reason`: one of those of `db.ladder`. `report` is only asked whether to stop.

    Something to go back to before much is changed at once, unless there is a backup of just this state.

    What follows can be undone as well, so that a backup without room is no reason not to do it.
    """
    home = backup_folder(store.folder)
    if _is_new(store, read_backups(home)):
        return None
    try:
        made = back_up_store(store, home, reason, lambda *_: report(0, 0))
    except UserError as error:
        _log.warning("no backup first: %s", error)
        return None
    thin(home)
    return made


def thin(folder: Path) -> list[str]:
    """Removes what the ladder does not need, once the newest are read through and found whole; their names."""
    backups = read_backups(folder)
    going = spare(backups)
    staying = [one for one in backups if not one.fault and one not in going]
    try:
        for one in staying[:LEAST]:
            verify_backup(one.path)
    except UserError as error:
        _log.warning("no backup is removed: %s", error)
        return []
    for one in going:
        one.path.unlink(missing_ok=True)
    if going:
        write_shelf(folder, read_backups(folder))
    return [one.path.name for one in going]


def look_after(store: Store) -> Kept:
    """What there is to go back to; backups that were lost or changed since the last look are noted in the history."""
    home = backup_folder(store.folder)
    faults, shelf, backups = faults_on(home), read_shelf(home), read_backups(home)
    news = [name for name in faults if name in shelf.sizes]
    if news:
        told = "、".join(f"{name} {faults[name]}" for name in news)
        store.audit(
            "backups-lost", f"发现备份出了问题：{told}", {"faults": {name: faults[name] for name in news}}
        )
        write_shelf(home, [one for one in backups if one.path.name not in faults])
    whole = [one.made_at for one in backups if one.path.name not in faults]
    newest = max(map(datetime.fromisoformat, whole), default=None)
    return Kept(newest, shelf.elsewhere, faults)


def loss_by(store: Store, backup: Backup) -> Loss:
    """What the restore of that backup would lose of what is here now."""
    with store.readers.reading() as connection:
        return loss_since(connection, backup.occasion.chain_head)


def _is_new(store: Store, backups: list[Backup]) -> bool:
    """Whether the newest whole backup holds all that is saved."""
    newest = next((one for one in backups if not one.fault), None)
    return newest is not None and newest.occasion.chain_head == store.sealed()[1]


def _to_second(store: Store, place: Path, reason: str, report: Report) -> None:
    """A drive that is full or pulled out meanwhile: its age tells."""
    try:
        back_up_store(store, place, reason, report)
        thin(place)
    except UserError as error:
        _log.warning("no backup in the second place: %s", error)
