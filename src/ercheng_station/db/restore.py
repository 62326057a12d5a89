"""Puts a backup in the place of the present data, which is kept aside; a restore cut short is finished at start."""

import itertools
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ercheng_station.db.address import is_on_server
from ercheng_station.db.attachments import ROOM_TO_LEAVE, Attachments
from ercheng_station.db.backup import DATABASE, Backup, key_of_database, keys_in, verify_backup
from ercheng_station.db.connection import Error, open_keyed
from ercheng_station.db.content import size_text
from ercheng_station.db.door import Entry, key_of_backup
from ercheng_station.db.former import former_of
from ercheng_station.db.mending import copy_past_indexes
from ercheng_station.db.place import free_room, make_folder, sync_folder
from ercheng_station.db.sealed import extract_member
from ercheng_station.db.soundness import contents_of, faults_in
from ercheng_station.db.turning import turn_store
from ercheng_station.db.vault import NAMES, Keys, read_keys
from ercheng_station.db.witness import MENDED, note_restore
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.progress import Report, silent

_INCOMING = ".恢复中"
ASIDE = "被替换-"
PLAN = "restore.json"
_LOG = (f"{DATABASE}-wal", f"{DATABASE}-shm")
_DRAFTS = ("drafts.db-wal", "drafts.db-shm", "drafts.db")


@dataclass(frozen=True)
class Restored:
    """`aside` holds what was there before; `missing` = attachments that neither folder nor backup has whole."""

    backup: Backup
    aside: Path
    missing: tuple[str, ...]


def restore(
    path: Path,
    folder: Path,
    *,
    held: bytes | None = None,
    entry: Entry | None = None,
    other_unit: bool = False,
    report: Report = silent,
) -> Restored:
    """`prepare` and `finish_restore`; for whoever holds the folder's lock and no connection."""
    done = prepare(path, folder, held=held, entry=entry, other_unit=other_unit, report=report)
    finish_restore(folder)
    return done


def prepare(
    path: Path,
    folder: Path,
    *,
    held: bytes | None = None,
    entry: Entry | None = None,
    other_unit: bool = False,
    report: Report = silent,
) -> Restored:
    """The whole backup or the present state: unpacked and compared; the next opening puts it in place.

    For whoever holds the folder's lock; the present data may be open. `held` is the key of the present data, `entry`
    opens a protected backup that has another. The keys of the folder stay where they open the backup: no password
    comes back, also none that is changed before the next opening, and no protection goes. UserError backup-bad,
    backup-locked without the key, or backup-other-unit for the backup of another database without `other_unit`.
    """
    if _plan_of(folder / PLAN) is not None:  # one that nobody can read gives way to the new one
        finish_restore(folder)
    backup, keys = verify_backup(path, report), keys_in(path)
    present = _present(folder)
    if present is not None and present.database != keys.database and not other_unit:
        raise UserError("backup-other-unit", path=str(path), unit=backup.occasion.unit)
    chain = _chain_of(path, keys, _held_chain(present, held, keys), entry)
    key = chain[0]
    stay = present is not None and present.database == keys.database and key in {held, _open_key(present)}
    _refuse_place(path, folder)
    with _incoming(folder) as incoming:
        _unpack(path, backup, chain, incoming)
        for name in () if stay else NAMES:
            with atomic_write(incoming / name) as out:
                out.write(keys.to_bytes())
        files, mirror = Attachments(folder, *chain), Attachments(path.parent, *chain)
        missing = _bring_files(mirror, files, backup.files, report)
    aside = _plan(folder, drafts=present is not None and not stay, source=path.name)
    return Restored(backup, aside, missing)


def prepare_mended(folder: Path, key: bytes, report: Report = silent) -> Path:
    """As `prepare`, with a copy of the present data past its damaged indexes; where what is there now goes.

    UserError beyond-mending.
    """
    _refuse_no_room(folder, (folder / DATABASE).stat().st_size)
    with _incoming(folder) as incoming:
        copy_past_indexes(folder / DATABASE, key, incoming / DATABASE, report)
    return _plan(folder, drafts=False, source=MENDED)


def finish_restore(folder: Path) -> bool:
    """Exchanges the files if a plan lies ready, as often as it takes; every start calls it before opening."""
    plan_path, incoming = folder / PLAN, folder / _INCOMING
    if not plan_path.exists():
        shutil.rmtree(incoming, ignore_errors=True)  # of a restore that had not come to its plan
        return False
    plan = _plan_of(plan_path)
    if plan is None:
        raise UserError("store-damaged", path=str(plan_path), name=PLAN)
    with _told(folder):
        _carry_out(plan, folder, incoming)
    return True


def _carry_out(plan: Mapping[str, Any], folder: Path, incoming: Path) -> None:
    """Once more after a cut: what has its place already is passed over."""
    aside = folder / plan["aside"]
    make_folder(aside)
    _exchange(folder, incoming, aside, drafts=plan["drafts"])
    for changed in (aside, incoming, folder):
        sync_folder(changed)
    note_restore(folder, str(plan.get("backup", "")))
    (folder / PLAN).unlink()
    shutil.rmtree(incoming)
    sync_folder(folder)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """A fault of the disk on the way; what was begun is finished by the next opening."""
    try:
        yield
    except (OSError, Error) as error:
        raise UserError("store-half-restored", path=str(folder), why=str(error)) from error


def _exchange(folder: Path, incoming: Path, aside: Path, *, drafts: bool) -> None:
    if (incoming / DATABASE).exists():  # once it is in place, a log beside it is its own
        for name in (*_LOG, *(_DRAFTS if drafts else ())):
            _move(folder / name, aside / name)
    for name in NAMES:  # those that stay are copied, once: what goes aside needs them too
        if (folder / name).exists() and not ((incoming / name).exists() or (aside / name).exists()):
            with atomic_write(aside / name) as out:
                out.write((folder / name).read_bytes())
    for name in (*NAMES, DATABASE):
        if (incoming / name).exists():
            _move(folder / name, aside / name)
            _move(incoming / name, folder / name)


def _plan(folder: Path, *, drafts: bool, source: str) -> Path:
    """From here on the next opening goes on; the folder in which what is there now is kept."""
    aside = _free_name(folder)
    with atomic_write(folder / PLAN) as out:
        out.write(json.dumps({"aside": aside.name, "drafts": drafts, "backup": source}).encode())
    return aside


def _plan_of(path: Path) -> dict[str, Any] | None:
    """{"aside": name of a folder, "drafts": whether they go there too}; None if it cannot be read."""
    try:
        plan = json.loads(path.read_bytes())
        sound = Path(plan["aside"]).name == plan["aside"] and isinstance(plan["drafts"], bool)
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return dict(plan) if sound else None


def _held_chain(present: Keys | None, held: bytes | None, keys: Keys) -> tuple[bytes, ...]:
    """The keys at hand of the database that the backup is of."""
    if present is None or present.database != keys.database:
        return ()
    key = held or _open_key(present)
    return (key, *former_of(present, key)) if key else ()


def _chain_of(path: Path, keys: Keys, held: tuple[bytes, ...], entry: Entry | None) -> tuple[bytes, ...]:
    """The key that the data will be under, and those that it may lie under in the backup."""
    if key_of_database(path, held):
        return held
    if keys.protected and entry is None:
        raise UserError("backup-locked")
    key = key_of_backup(keys, entry) if keys.protected and entry else keys.key
    return key, *former_of(keys, key)


def _open_key(keys: Keys) -> bytes | None:
    return None if keys.protected else keys.key


@contextmanager
def _incoming(folder: Path) -> Iterator[Path]:
    """An empty place for what is brought in; it is gone again unless all of it came."""
    incoming = folder / _INCOMING
    with _told(folder):
        (folder / PLAN).unlink(missing_ok=True)  # a plan must never find half of another one's files
        shutil.rmtree(incoming, ignore_errors=True)
        make_folder(incoming)
        try:
            yield incoming
        except BaseException:
            shutil.rmtree(incoming, ignore_errors=True)
            raise


def _unpack(path: Path, backup: Backup, chain: tuple[bytes, ...], incoming: Path) -> None:
    """The database is opened and compared with the manifest before anything present is touched."""
    extract_member(path, DATABASE, incoming / DATABASE)
    turn_store(incoming, chain)
    with closing(open_keyed(incoming / DATABASE, chain[0], mode="ro")) as copy:
        if faults_in(copy) or contents_of(copy) != backup.tables:
            raise UserError("backup-bad", path=str(path))


def _bring_files(
    mirror: Attachments, files: Attachments, wanted: tuple[str, ...], report: Report
) -> tuple[str, ...]:
    """Adds the attachments the folder lacks; what it has besides stays."""
    missing = []
    for done, sha256 in enumerate(wanted):
        report(done, len(wanted))
        if files.whole(sha256):
            continue
        if mirror.whole(sha256):
            mirror.copy(sha256, files)
        else:
            missing.append(sha256)
    return tuple(missing)


def _refuse_place(path: Path, folder: Path) -> None:
    if is_on_server(folder):
        raise UserError("server-no-restore", path=str(folder))
    _refuse_no_room(folder, path.stat().st_size)


def _refuse_no_room(folder: Path, size: int) -> None:
    needed, free = size + ROOM_TO_LEAVE, free_room(folder)
    if free < needed:
        raise UserError("file-no-room", path=str(folder), free=size_text(free), size=size_text(needed))


def _present(folder: Path) -> Keys | None:
    try:
        return read_keys(folder)
    except UserError:
        return None


def _free_name(folder: Path) -> Path:
    names = (folder / f"{ASIDE}{number}" for number in itertools.count(1))
    return next(name for name in names if not name.exists())


def _move(source: Path, target: Path) -> None:
    if source.exists():
        source.replace(target)
