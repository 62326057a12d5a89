"""Where the data folder is, and which places are refused because a database does not survive there."""

import errno
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ercheng_station.errors import UserError

ROOM_TO_WARN = 200 << 20
LONGEST = 460
"""Bytes of a data folder's path: SQLite takes 511, and the files that lie deepest in the folder need some 40."""
FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""Numbers of faults that mean no room: on the disk, in the quota, in the file."""

# fmt: off
_NETWORK = frozenset((
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4",
    "ocfs2", "smb", "smb2", "smb3", "smbfs",
))
_NETWORK_FUSE = frozenset((
    "ceph", "curlftpfs", "davfs", "davfs2", "gcsfuse", "glusterfs", "goofys", "gvfsd-fuse", "juicefs", "kio-fuse",
    "mfs", "rclone", "s3fs", "smbnetfs", "sshfs",
))
# fmt: on
# product → how the folder it keeps in step is named, by default or by habit
_SYNC = {
    "OneDrive": "onedrive",
    "坚果云": "坚果云|我的坚果云|nutstore(?: ?files)?",
    "百度网盘": "百度网盘|百度网盘同步空间|百度云同步盘|baidusyncdisk|baidunetdiskworkspace|baiduyun",
    "Dropbox": "dropbox",
    "iCloud": "icloud|icloud ?drive|iclouddrive|mobile documents",
    "WPS云盘": "wps ?云盘|wps ?云文档|wpsdrive|wps ?cloud ?files",
    "微云": "微云|腾讯微云|微云同步盘|微云同步助手|weiyun|weiyundisk",
    "Google Drive": "google ?drive|googledrive|谷歌云端硬盘",
    "阿里云盘": "阿里云盘|aliyundrive|adrive|alipan",
    "Nextcloud": "nextcloud|owncloud|seafile|seadrive",
}
_SYNC_NAMES = {name: re.compile(rf"(?:{words})(?![^\W\d_])", re.IGNORECASE) for name, words in _SYNC.items()}
_SYNC_MARKS = {".dropbox": "Dropbox", ".stfolder": "Syncthing", ".nutstore": "坚果云"}
_REMOTE_DRIVE = 4
_NAME = "ErchengStation"
_PART = re.compile(r"\.[0-9a-f]{16}\.part")


@dataclass(frozen=True)
class Mount:
    """One line of the system's table of file systems."""

    point: Path
    kind: str
    source: str = ""


def refuse_unsafe(folder: Path, mounts: Iterable[Mount] | None = None) -> None:
    """Raises UserError for a network share, a folder that a cloud disk keeps in step, one not writable, or a path
    that SQLite cannot take.
    """
    real = folder.resolve()
    length = len(os.fsencode(real))
    if length > LONGEST:
        raise UserError("folder-too-long", path=str(folder), length=length, most=LONGEST)
    share = (
        _share(folder) or _share(real) or _network_mount(real, system_mounts() if mounts is None else mounts)
    )
    if share:
        raise UserError("folder-network", path=str(folder), why=share)
    product = sync_product(folder) or sync_product(real)
    if product:
        raise UserError("folder-sync", path=str(folder), product=product)
    try:
        with tempfile.TemporaryFile(dir=_existing(real)):
            pass
    except OSError as error:
        if error.errno not in FULL:  # a full disk can still be read
            raise UserError("folder-not-writable", path=str(folder)) from error


def sync_product(folder: Path) -> str:
    """The cloud disk that keeps this folder in step, by the names above it and the marks it leaves; else ""."""
    for part in folder.parts:
        for product, name in _SYNC_NAMES.items():
            if name.match(part):
                return product
    for above in (folder, *folder.parents):
        for mark, product in _SYNC_MARKS.items():
            if (above / mark).exists():
                return product
    return ""


def free_room(folder: Path) -> int:
    """Bytes that may still be written where the folder is or will be."""
    return shutil.disk_usage(_existing(folder)).free


def make_folder(folder: Path) -> None:
    """The folder and those above it, each on disk before anything is put into it."""
    missing = [above for above in (folder, *folder.parents) if not above.exists()]
    try:
        for path in reversed(missing):
            path.mkdir(exist_ok=True)
            sync_folder(path.parent)
    except OSError as error:
        code = "file-no-room" if error.errno in FULL else "folder-not-writable"
        raise UserError(code, path=str(folder)) from error


def sync_folder(folder: Path) -> None:
    """The names in a folder on disk; Windows cannot and need not, NTFS keeps a journal of names."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sweep_parts(folder: Path) -> None:
    """Clears what a killed `atomic_write` left; only while no other writer can be at work in the folder."""
    for path in folder.glob(".*.part"):
        if _PART.fullmatch(path.name):
            path.unlink()


def system_mounts() -> list[Mount]:
    """The table of this machine, in the order of mounting; empty where the system has none."""
    table = Path("/proc/self/mounts")
    return read_mounts(table.read_text(encoding="utf-8", errors="surrogateescape")) if table.exists() else []


def read_mounts(table: str) -> list[Mount]:
    """Reads the format of /proc/mounts, where blanks in names are octal escapes."""
    rows = [[_unescape(word) for word in line.split(" ")] for line in table.splitlines()]
    return [Mount(Path(row[1]), row[2], row[0]) for row in rows if len(row) >= 3]


def _network_mount(real: Path, mounts: Iterable[Mount]) -> str:
    """Names the network file system that holds the path; of mounts on one point the last one counts."""
    held = [mount for mount in mounts if real.is_relative_to(mount.point)]
    if not held:
        return ""
    deepest = max(len(mount.point.parts) for mount in held)
    mount = [mount for mount in held if len(mount.point.parts) == deepest][-1]
    family, _, driver = mount.kind.partition(".")
    if mount.kind == "9p" and mount.point == Path("/"):  # the own disk of some virtual machines
        return ""
    remote = driver in _NETWORK_FUSE if family == "fuse" else mount.kind in _NETWORK
    return f"{mount.kind}，{mount.source}" if remote else ""


def _share(folder: Path) -> str:
    r"""Names a share written as \\server\folder, or a Windows drive letter that stands for one."""
    text = str(folder).replace("/", "\\")
    if text.startswith("\\\\") and not re.match(r"\\\\[?.]\\(?!UNC\\)", text, re.IGNORECASE):
        return text
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  (exists everywhere, its windll only there)

        root = folder.drive + "\\"
        return root if ctypes.windll.kernel32.GetDriveTypeW(root) == _REMOTE_DRIVE else ""
    return ""


def _existing(folder: Path) -> Path:
    return next(above for above in (folder, *folder.parents) if above.exists())


def _unescape(word: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), word)
