"""Writing a file whole or not at all, and names that every file system takes."""

import errno
import io
import os
import re
import shutil
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, BinaryIO

from ercheng_station.errors import UserError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

LONGEST_NAME = 100
_MOST_BYTES = 240
"""A hanzi takes 3 bytes and Linux file systems hold 255 in a name; the rest is for copies, 「(1)」."""

_BY_ERRNO = {
    errno.ENOSPC: "file-no-room",
    errno.EDQUOT: "file-no-room",
    errno.EFBIG: "file-no-room",
    errno.EROFS: "file-read-only",
    errno.EACCES: "file-read-only",
    errno.EPERM: "file-read-only",
    errno.EBUSY: "file-in-use",
    errno.ENOENT: "folder-gone",
    errno.ENOTDIR: "folder-gone",
    errno.ENODEV: "folder-gone",
    errno.ENXIO: "folder-gone",
    errno.ENAMETOOLONG: "file-bad-name",
    errno.EINVAL: "file-bad-name",
    errno.EILSEQ: "file-bad-name",
    errno.EISDIR: "file-bad-name",
}
_BY_WINERROR = {
    19: "file-read-only",  # write-protected medium
    21: "folder-gone",  # device not ready
    32: "file-in-use",  # sharing violation
    33: "file-in-use",  # lock violation
    39: "file-no-room",
    53: "folder-gone",  # network path
    55: "folder-gone",
    112: "file-no-room",
    433: "folder-gone",  # device gone
    1167: "folder-gone",
}
_WIN_DENIED = 5
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}
"""Some file systems do not know how for folders, and a folder that may not be read cannot be opened."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """A new file to write; it takes the place of `path`, on disk, only when the block ends well.

    Otherwise what stood at `path` is untouched and nothing new is left beside it. A fault of the disk is a
    UserError, also when it comes while the block writes; other exceptions of the block pass as they are.
    """
    with atomic_path(path) as draft:
        with _told(path):
            raw = _Draft(draft, path)
        with io.BufferedWriter(raw, 1 << 16) as out:
            yield out
            out.flush()
            with _told(path):
                os.fsync(out.fileno())


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """As `atomic_write`, for writers that want a name: a free name beside `path`, to be made and closed."""
    target = Path(os.path.realpath(path))  # a link goes on pointing to the file
    _refuse_kept(target)
    draft = target.with_name(f".{token_hex(8)}.part")
    try:
        yield draft
        _settle(draft, target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
    _sync_folder(target)


class _Draft(io.FileIO):
    """The new file; it knows under which name its faults are told."""

    def __init__(self, draft: Path, path: Path) -> None:
        super().__init__(draft, "xb")
        self._path = path

    def write(self, piece: "ReadableBuffer", /) -> int:
        with _told(self._path):
            return super().write(piece)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise _refusal(fault, path) from fault


def _refusal(fault: OSError, path: Path) -> UserError:
    winerror = getattr(fault, "winerror", None) or 0
    code = _BY_WINERROR.get(winerror) or _BY_ERRNO.get(fault.errno or 0, "file-not-written")
    return UserError(code, path=str(path), reason=fault.strerror or str(fault))


def _refuse_kept(target: Path) -> None:
    """Linux would replace a file that is marked read-only or open elsewhere, and the other program undo it."""
    with _told(target):
        if not target.exists():
            return
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not target.stat().st_mode & stat.S_IWUSR:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    # Excel and WPS, LibreOffice, WPS for Linux: each leaves such a file as long as the document is open.
    for mark in (f"~${target.name}", f".~lock.{target.name}#", f".~{target.name}"):
        if target.with_name(mark).exists():
            raise UserError("file-in-use", path=str(target), reason=mark)


def _settle(draft: Path, target: Path) -> None:
    with _told(target):
        with draft.open("r+b") as file:
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
    try:
        draft.replace(target)
    except OSError as fault:
        if getattr(fault, "winerror", None) == _WIN_DENIED:  # the draft was written, so it is the target
            raise UserError("file-in-use", path=str(target), reason=fault.strerror or "") from fault
        raise _refusal(fault, target) from fault


def _sync_folder(target: Path) -> None:
    """The new name on disk. Windows cannot and need not: NTFS keeps a journal of names."""
    flag = getattr(os, "O_DIRECTORY", None)
    if flag is None:
        return
    try:
        handle = os.open(target.parent, os.O_RDONLY | flag)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as fault:
        if fault.errno not in _CANNOT_SYNC:
            reason = fault.strerror or str(fault)
            raise UserError("file-doubtful", path=str(target), reason=reason) from fault


def safe_name(*parts: str, suffix: str = "") -> str:
    """A file name of the parts joined by `_` (domain.md 7.3), legal on every system and without tricks.

    Too long a name loses the end of its longest part, so that period and date stay. `suffix` has its dot.
    """
    words = [word for word in (_plain(part) for part in parts) if word]
    while words and not _fits("_".join(words) + suffix):
        longest = max(range(len(words)), key=lambda place: len(words[place]))
        words[longest] = words[longest][:-1]
    stem = "_".join(word for word in words if word).strip(" .") or "未命名"
    return f"_{stem}{suffix}" if _RESERVED.match(stem) else f"{stem}{suffix}"


def _fits(name: str) -> bool:
    return len(name) < LONGEST_NAME and len(name.encode()) < _MOST_BYTES


def _plain(part: str) -> str:
    """Without controls, direction marks, other invisible signs, halves of pairs and noncharacters."""
    kept = "".join(" " if char.isspace() else char for char in part)
    kept = "".join(char for char in kept if unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    kept = "".join(char for char in kept if not _is_noncharacter(ord(char)))
    return " ".join(_FORBIDDEN.sub("-", kept).split()).strip(" .")


def _is_noncharacter(point: int) -> bool:
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF
