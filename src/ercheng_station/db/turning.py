"""Puts data that lies under a former key under the present one: on a copy, compared, then in one exchange.

`keys` are always the present key and then the former ones (`former.py`). Whatever is cut short, one of them opens what
lies there, and turning it once more goes on.
"""

import logging
import os
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from ercheng_station.db.attachments import Attachments
from ercheng_station.db.connection import Connection, connect, open_keyed
from ercheng_station.db.log_file import SALT, is_page_of
from ercheng_station.db.place import make_folder, sync_folder
from ercheng_station.db.soundness import contents_of, faults_in
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent

_log = logging.getLogger(__name__)
WORK = ".换钥中"
DATABASES = ("station.db", "drafts.db")
_EVERY = 20


def key_of(page: bytes, keys: Sequence[bytes]) -> bytes | None:
    """The key under which the first page of a database lies; None if it is none of these."""
    return next((key for key in keys if is_page_of(key, page[:SALT], 1, page)), None)


def turn_store(folder: Path, keys: Sequence[bytes]) -> None:
    """Its databases, before they are opened; one that was got ready (`get_ready`) is only compared and put in place."""
    for name in DATABASES if len(keys) > 1 else ():
        turn_database(folder / name, keys)
    shutil.rmtree(
        folder / WORK, ignore_errors=True
    )  # also of a change that was cut short before its key held


def turn_database(path: Path, keys: Sequence[bytes]) -> bool:
    """Whether it lay under a former key. Nobody has it open. A file that none of the keys fits is left as it is."""
    found = _opens(path, keys)
    if found is None or found == keys[0]:
        return False
    draft = path.parent / WORK / path.name
    with closing(connect(path, found)) as source:
        if not _holds(draft, keys[0], contents_of(source)):
            get_ready(path, found, keys[0])
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    draft.replace(path)
    for rest in ("-wal", "-shm"):  # emptied above
        path.with_name(path.name + rest).unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def get_ready(path: Path, old: bytes, new: bytes, report: Report = silent) -> None:
    """A copy of the database under the new key, compared with it; `report` may raise to stop."""
    work = path.parent / WORK
    shutil.rmtree(work, ignore_errors=True)
    make_folder(work)
    draft = work / path.name
    is_ready = False
    try:
        with closing(connect(path, old, readonly=True)) as source:
            _copy(source, draft, old, new, report)
            is_ready = _holds(draft, new, contents_of(source, lambda: report(3, 4)))
    finally:
        if not is_ready:
            shutil.rmtree(work, ignore_errors=True)
    if not is_ready:
        raise UserError("backup-failed", path=str(path), why="copy differs")


def turn_files(files: Attachments, report: Report = silent) -> bool:
    """Attachments one by one, each of which can be read all the while; whether none is left to be turned."""
    stored, left = list(files.stored()), 0
    for done, sha256 in enumerate(stored):
        if done % _EVERY == 0:
            report(done, len(stored))
        left += not files.turn(sha256)
    return not left


def _copy(source: Connection, draft: Path, old: bytes, new: bytes, report: Report) -> None:
    report(0, 4)
    with closing(open_keyed(draft, old, mode="rwc")) as copy:
        source.backup(copy, pages=-1)
        report(1, 4)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        copy.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"").fetchall()
    report(2, 4)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())


def _holds(draft: Path, key: bytes, wanted: object) -> bool:
    """Whether it is whole under that key and holds just this."""
    if _opens(draft, [key]) is None:
        return False
    with closing(open_keyed(draft, key, mode="ro")) as copy:
        return not faults_in(copy) and contents_of(copy) == wanted


def _opens(path: Path, keys: Sequence[bytes]) -> bytes | None:
    """That one of the keys; asked through SQLite, for no other may open what it locks."""
    for key in keys if path.exists() else ():
        try:
            open_keyed(path, key, mode="ro").close()
        except UserError as error:
            if error.code != "key-wrong":
                return None
        else:
            return key
    return None
