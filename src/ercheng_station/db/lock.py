"""One program at a time in one data folder, held by the operating system so that a crash frees it."""

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType
from typing import Self

from ercheng_station.db.place import FULL
from ercheng_station.errors import UserError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = "lock"
_BEIJING = timezone(
    timedelta(hours=8)
)  # also in records.dates, whose library the first page must not wait for
_BEYOND = 1 << 30  # Windows lets nobody read a locked byte: lock one that the content never reaches


class FolderLock:
    """Held from construction until `release` or the end of the process, whichever way the folder is reached."""

    def __init__(self, folder: Path) -> None:
        """Raises UserError store-locked naming who holds the folder."""
        self.path = folder / NAME
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            code = "file-no-room" if error.errno in FULL else "folder-not-writable"
            raise UserError(code, path=str(folder)) from error
        try:
            _lock(self._file)
        except OSError as error:
            who = _holder(self._file)
            os.close(self._file)
            raise UserError("store-locked", path=str(folder), who=who) from error
        with suppress(OSError):  # on a full disk the folder is held without a name
            _sign(self._file)

    def release(self) -> None:
        """Frees the folder; the file stays, because removing it would let two others in at once."""
        if self._file >= 0:
            with suppress(OSError):
                os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _lock(file: int) -> None:
    if sys.platform == "win32":
        os.lseek(file, _BEYOND, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _sign(file: int) -> None:
    content = json.dumps(
        {
            "who": login(),
            "host": platform.node(),
            "pid": os.getpid(),
            "since": f"{datetime.now(_BEIJING):%Y-%m-%d %H:%M}",
        },
        ensure_ascii=False,
    )
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, content.encode())


def _holder(file: int) -> str:
    """What the holder wrote; it may be just writing it, or be of another version."""
    try:
        os.lseek(file, 0, os.SEEK_SET)
        written = json.loads(os.read(file, 4096))
        if (written["who"], written["host"]) == (login(), platform.node()):
            return f"这台电脑上的另一个窗口（{written['since']} 起）"
        return f" {written['who']} 在 {written['host']} 上（{written['since']} 起）"
    except (OSError, ValueError, LookupError, TypeError):
        return "另一个窗口"


def named(actor: str) -> str:
    """The person who said that they work here; "" for the account of the computer, which is nobody's name."""
    return "" if actor == login() else actor


def login() -> str:
    """Who uses this computer, as the system names them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知用户"
