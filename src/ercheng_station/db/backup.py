"""Backups: a verified copy of the database, its keys and a manifest in one sealed file, attachments beside it."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import ercheng_station
from ercheng_station.db.attachments import ROOM_TO_LEAVE, Attachments
from ercheng_station.db.connection import PAGE, Connection, Error, connect, explain, open_keyed
from ercheng_station.db.content import size_text
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.place import FULL, free_room, make_folder, sync_folder
from ercheng_station.db.sealed import Broken, extract_member, read_member, refuse_broken, write_sealed
from ercheng_station.db.soundness import Contents, contents_of, faults_in, orphans_in
from ercheng_station.db.turning import key_of, turn_database
from ercheng_station.db.vault import NAMES, Keys, parse_keys, read_keys
from ercheng_station.errors import UserError
from ercheng_station.files import safe_name
from ercheng_station.progress import Report, silent
from ercheng_station.records.dates import BEIJING

SUFFIX = ".ecbak"
DATABASE = "station.db"
KEYS = NAMES[0]

_FORMAT = 1
_MANIFEST = "manifest.json"
_WORK = ".备份中"
_STEPS = 5
_TOLD = ("reason", "unit", "schema", "chain_head")
_SEQUENCE = re.compile(r"(?:^|_)备份_(\d{6,})_")


@dataclass(frozen=True)
class Occasion:
    """What the caller knows about a backup and the manifest keeps."""

    reason: str
    unit: str = ""
    schema: str = ""
    chain_head: str = ""
    at: datetime | None = None
    """By the clock of the store; otherwise by that of the computer."""
    attachments: Attachments | None = None
    """Where they lie, if not in the data folder."""


@dataclass(frozen=True)
class BackupMade:
    """A backup that was read back and compared; `damaged` = attachments that were not whole to begin with."""

    path: Path
    sha256: str
    counts: Mapping[str, int]
    damaged: tuple[str, ...]


@dataclass(frozen=True)
class Backup:
    """A backup as its manifest tells; `fault` = why it cannot be used, in Chinese."""

    path: Path
    sequence: int
    fault: str = ""
    made_at: str = ""
    program: str = ""
    database: UUID | None = None
    occasion: Occasion = field(default_factory=lambda: Occasion(""))
    tables: Mapping[str, Contents] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def back_up(
    connection: Connection,
    folder: Path,
    key: bytes,
    target: Path,
    occasion: Occasion,
    report: Report = silent,
) -> BackupMade:
    """Copies what the connection sees now, compares the copy with it, and only then gives it its name.

    For a worker: the connection is in use meanwhile, others may go on writing. UserError backup-failed, or what
    the disk says; Cancelled leaves nothing behind.
    """
    with _work_in(target) as work, _told(target):
        _refuse_room(connection, target)
        draft = work / DATABASE
        tables, orphans = _copy(connection, draft, key, report)
        source = occasion.attachments or Attachments(folder, key)
        files, damaged = _mirror(source, Attachments(target, key), report)
        keys, sequence, made_at = read_keys(folder), _next_sequence(target), occasion.at or datetime.now(UTC)
        manifest = {
            "format": _FORMAT,
            "sequence": sequence,
            "made_at": made_at.isoformat(timespec="seconds"),
            "program": ercheng_station.__version__,
            "database": str(keys.database),
            "occasion": {name: getattr(occasion, name) for name in _TOLD},
            "tables": tables,
            "orphans": orphans,
            "files": files,
        }
        members = {_MANIFEST: json.dumps(manifest, ensure_ascii=False).encode(), KEYS: keys.to_bytes()}
        sealed, path = work / "sealed", target / _name(occasion.unit, sequence, made_at)
        sha256 = write_sealed(sealed, {**members, DATABASE: draft})
        report(4, _STEPS)
        verify_backup(sealed, report)
        sealed.rename(path)
        sync_folder(target)
    report(_STEPS, _STEPS)
    return BackupMade(path, sha256, {name: table.rows for name, table in tables.items()}, damaged)


def copy_before_upgrade(folder: Path, key: bytes) -> BackupMade:
    """A verified backup in the data folder itself."""
    with closing(connect(folder / DATABASE, key, readonly=True)) as connection:
        occasion = Occasion("升级前", chain_head=head_of(connection))
        return back_up(connection, folder, key, folder / "backups", occasion)


def read_backups(folder: Path) -> list[Backup]:
    """Newest first, by their sequence and not by a clock; a broken one stands there with its fault."""
    found = [_read(path) for path in folder.glob(f"*{SUFFIX}")] if folder.is_dir() else []
    return sorted(found, key=lambda backup: (backup.sequence, backup.path.name), reverse=True)


def verify_backup(path: Path, report: Report = silent) -> Backup:
    """Reads every byte of the file; UserError backup-bad unless it is as it was when it was made."""
    try:
        refuse_broken(path, lambda: report(0, 0))
    except (Broken, OSError) as error:
        raise _useless(path) from error
    backup = _read(path)
    if backup.fault:
        raise _useless(path)
    return backup


def _useless(path: Path) -> UserError:
    """A stick that is not in is no damaged backup."""
    return UserError("backup-bad" if path.exists() else "file-missing", path=str(path))


def keys_in(path: Path) -> Keys:
    """The keys kept inside a backup; UserError backup-bad where they cannot be read."""
    try:
        keys = parse_keys(read_member(path, KEYS))
    except (Broken, OSError) as error:
        raise _useless(path) from error
    if keys is None:
        raise _useless(path)
    return keys


def key_of_database(path: Path, keys: Sequence[bytes]) -> bytes | None:
    """That one of the keys under which the database of a backup lies; UserError backup-bad."""
    try:
        return key_of(read_member(path, DATABASE, PAGE), keys)
    except (Broken, OSError) as error:
        raise _useless(path) from error


def replace_keys(path: Path, keys: Keys, chain: Sequence[bytes] = ()) -> None:
    """The same backup with other keys beside its database; it is read through before, and whole at every moment.

    A database that lies under a former key of the `chain` is put under the first.
    """
    verify_backup(path)
    with _work_in(path.parent) as work:
        extract_member(path, DATABASE, work / DATABASE)
        if len(chain) > 1:
            turn_database(work / DATABASE, chain)
        members = {_MANIFEST: read_member(path, _MANIFEST), KEYS: keys.to_bytes()}
        write_sealed(work / "sealed", {**members, DATABASE: work / DATABASE})
        verify_backup(work / "sealed")
        (work / "sealed").replace(path)
        sync_folder(path.parent)


@contextmanager
def _work_in(target: Path) -> Iterator[Path]:
    """A folder for what is not finished, one backup at a time; what a killed one left is cleared first."""
    work = target / _WORK
    make_folder(target)
    make_folder(work)
    try:
        lock = FolderLock(work)
    except UserError as error:
        raise UserError("backup-failed", path=str(target), why="another backup is being made") from error
    try:
        with _told(target):
            for path in work.iterdir():
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                elif path != lock.path:
                    path.unlink()
            Attachments(target, b"").sweep()
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)  # while it is held, so that nobody else's goes with it
        lock.release()


def _copy(
    connection: Connection, draft: Path, key: bytes, report: Report
) -> tuple[dict[str, Contents], dict[str, int]]:
    """The database at one moment, in a file without a log beside it; its contents and rows without parents."""
    connection.execute("BEGIN")  # one view of the data for the copy and for the comparison
    try:
        tables = _contents_of_source(connection, report)
        with closing(open_keyed(draft, key, mode="rwc")) as copy:
            connection.backup(copy, pages=-1)
            report(1, _STEPS)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    with closing(open_keyed(draft, key, mode="ro")) as copy:
        faults = faults_in(copy)
        same = contents_of(copy, lambda: report(2, _STEPS)) == tables
        orphans = orphans_in(copy)
    if faults or not same:
        raise UserError("backup-failed", path=str(draft), why="；".join(faults) or "copy differs")
    return tables, orphans


def _contents_of_source(connection: Connection, report: Report) -> dict[str, Contents]:
    try:
        return contents_of(connection, lambda: report(0, _STEPS))
    except Error as error:
        source = Path(connection.execute("PRAGMA database_list").fetchone()[2])
        raise explain(error, source) or error from error


def _mirror(source: Attachments, target: Attachments, report: Report) -> tuple[list[str], tuple[str, ...]]:
    """Copies what the target lacks, as it is; the names that are whole, and those damaged at the source."""
    whole, damaged = [], []
    for sha256 in source.stored():
        report(3, _STEPS)
        there = target.path(sha256)
        if not there.exists() or there.stat().st_size != source.path(sha256).stat().st_size:
            if not source.whole(sha256):
                damaged.append(sha256)
                continue
            source.copy(sha256, target)
        whole.append(sha256)
    return whole, tuple(damaged)


def head_of(connection: Connection) -> str:
    """What the history calls its head; "" in a file that has none."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'history'").fetchone():
        return ""
    found = connection.execute("SELECT mac FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    return bytes(found[0]).hex() if found else ""


def _refuse_room(connection: Connection, target: Path) -> None:
    """Twice the database: the copy, and the sealed file with the copy in it."""
    size = int(connection.execute("PRAGMA page_count").fetchone()[0]) * PAGE
    free = free_room(target)
    if free < 2 * size + ROOM_TO_LEAVE:
        raise UserError("file-no-room", path=str(target), free=size_text(free), size=size_text(2 * size))


def _next_sequence(target: Path) -> int:
    return max((_sequence(path) for path in target.glob(f"*{SUFFIX}")), default=0) + 1


def _sequence(path: Path) -> int:
    found = _SEQUENCE.search(path.name)
    return int(found[1]) if found else 0


def _name(unit: str, sequence: int, made_at: datetime) -> str:
    day = made_at.astimezone(BEIJING)
    return safe_name(unit, "备份", f"{sequence:06d}", f"{day:%Y-%m-%d}", suffix=SUFFIX)


def _read(path: Path) -> Backup:
    try:
        written = json.loads(read_member(path, _MANIFEST))
        if written["format"] > _FORMAT:
            return Backup(path, _sequence(path), "是用更新版本的程序做的，请先升级程序")
        return _backup(path, written)
    except (Broken, OSError, ValueError, LookupError, TypeError):
        return Backup(path, _sequence(path), "不完整或已损坏")


def _backup(path: Path, written: Mapping[str, Any]) -> Backup:
    return Backup(
        path,
        written["sequence"],
        made_at=written["made_at"],
        program=written["program"],
        database=UUID(written["database"]),
        occasion=Occasion(**written["occasion"]),
        tables={name: Contents(*table) for name, table in written["tables"].items()},
        files=tuple(written["files"]),
    )


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """What goes wrong with the unfinished files is told of the target."""
    draft = target / _WORK / DATABASE
    try:
        yield
    except UserError as error:
        if str(draft.parent) in str(error.facts.get("path")):
            raise _refusal(error, target) from error
        raise
    except Error as error:
        raise _refusal(explain(error, draft), target) from error
    except OSError as error:
        code = "file-no-room" if error.errno in FULL else "backup-failed"
        raise UserError(code, path=str(target), why=str(error)) from error


def _refusal(told: UserError | None, target: Path) -> UserError:
    code = "file-no-room" if told is not None and told.code == "file-no-room" else "backup-failed"
    return UserError(code, path=str(target), why=str(told))
