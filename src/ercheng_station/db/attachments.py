"""Attachments by content: each stored once, encrypted, under the SHA-256 of what the person gave."""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ercheng_station.db.content import HEAD_BYTES, display_name, mime_of, size_text
from ercheng_station.db.place import free_room, make_folder, sweep_parts
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.late import Late
from ercheng_station.progress import Report, silent
from ercheng_station.records.fields import FileRef

if TYPE_CHECKING:
    from cryptography import exceptions
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers import aead
    from cryptography.hazmat.primitives.kdf import hkdf
else:
    _PRIMITIVES = "cryptography.hazmat.primitives"
    exceptions, hashes = Late("cryptography.exceptions"), Late(f"{_PRIMITIVES}.hashes")
    aead, hkdf = Late(f"{_PRIMITIVES}.ciphers.aead"), Late(f"{_PRIMITIVES}.kdf.hkdf")

LARGEST = 100 << 20
ROOM_TO_LEAVE = 16 << 20
"""What an attachment may not use up, so that the records can still be saved."""

_MAGIC = b"ECFILE1\n"
_CHUNK = 1 << 20
_TAG = 16
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Attachments:
    """The `files` folder of a data folder or of a backup.

    A file is the magic, then chunks of AES-256-GCM. Its key comes from the data key and the content's SHA-256, so
    that no key and nonce ever meet two contents, equal contents give equal files, and chunks cannot be exchanged.
    """

    def __init__(self, folder: Path, *keys: bytes) -> None:
        """Written is with the first of the keys, read with whichever fits: see `former.py`."""
        self.root = folder / "files"
        self.keys = keys

    def put(self, source: bytes | Path, name: str, report: Report = silent) -> FileRef:
        """Stores the content and says where; UserError for what cannot be taken, and then nothing is stored."""
        path = source if isinstance(source, Path) else Path(name)
        try:
            if isinstance(source, Path):
                _refuse_odd(source)
            with _opened(source) as content:
                sha256, size, head = _measure(content)
            if size == 0:
                raise UserError("file-empty", path=str(path))
            _refuse_large(size, path)
            if not self.whole(sha256):
                self._refuse_room(size)
                with _opened(source) as content:
                    self._store(content, sha256, path, lambda done: report(done, size))
        except FileNotFoundError as error:
            raise UserError("file-missing", path=str(path)) from error
        except OSError as error:
            raise UserError("file-unreadable", path=str(path), reason=str(error)) from error
        return FileRef(sha256, display_name(name), size, mime_of(head))

    def read(self, sha256: str, name: str = "") -> bytes:
        """The content exactly as it was put; UserError attachment-gone or attachment-damaged."""
        name = name or sha256[:8]
        try:
            content = self._opened_by_any(sha256)
        except FileNotFoundError as error:
            raise UserError("attachment-gone", name=name) from error
        except (OSError, exceptions.InvalidTag, ValueError) as error:
            raise UserError("attachment-damaged", name=name) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise UserError("attachment-damaged", name=name)
        return content

    def verify(self, sha256: str, name: str = "") -> UserError | None:
        """What is wrong with the stored file: missing, or not what was put."""
        try:
            self.read(sha256, name)
        except UserError as error:
            return error
        return None

    def whole(self, sha256: str) -> bool:
        return self.verify(sha256) is None

    def turn(self, sha256: str) -> bool:
        """Writes what lies under a former key anew with the present one; whether nothing is left to do.

        What is damaged stays as it is.
        """
        if self._fits(sha256, self.keys[0]) or not self.whole(sha256):
            return True
        try:
            self._store(BytesIO(self.read(sha256)), sha256, self.path(sha256), lambda _: None)
        except (UserError, OSError):
            return False
        return True

    def stored(self) -> Iterator[str]:
        """The SHA-256 of every file that is there, in order; a health check compares them with the records."""
        for path in sorted(self.root.glob("??/*")):
            if _SHA256.fullmatch(path.name) and path.parent.name == path.name[:2]:
                yield path.name

    def copy(self, sha256: str, to: "Attachments") -> None:
        """Into a folder under the same key: as it is, unless it may lie under a former one."""
        target = to.path(sha256)
        make_folder(target.parent)
        if len(self.keys) > 1:
            to._store(BytesIO(self.read(sha256)), sha256, self.path(sha256), lambda _: None)  # noqa: SLF001  one of its own kind
            return
        with self.path(sha256).open("rb") as stored, atomic_write(target) as out:
            shutil.copyfileobj(stored, out, _CHUNK)

    def remove(self, sha256: str) -> None:
        """For contents that no record, draft or history names any more."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Clears what killed writers left; only while no other writer can be at work."""
        for folder in self.root.glob("??"):
            sweep_parts(folder)

    def path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise ValueError(sha256)
        return self.root / sha256[:2] / sha256

    def _store(self, content: BinaryIO, sha256: str, source: Path, done: Callable[[int], None]) -> None:
        path = self.path(sha256)
        make_folder(path.parent)
        digest, total = hashlib.sha256(), 0
        with atomic_write(path) as out:
            out.write(_MAGIC)
            cipher = self._cipher(sha256, self.keys[0])
            for index, (chunk, last) in enumerate(_chunks(content, _CHUNK)):
                digest.update(chunk)
                out.write(cipher.encrypt(_nonce(index, last), chunk, None))
                total += len(chunk)
                done(total)
            if digest.hexdigest() != sha256:
                raise UserError("file-changed", path=str(source))

    def _refuse_room(self, size: int) -> None:
        free = free_room(self.root)
        if free < size + ROOM_TO_LEAVE:
            raise UserError("file-no-room", path=str(self.root), free=size_text(free), size=size_text(size))

    def _opened_by_any(self, sha256: str) -> bytes:
        *former, last = self.keys
        for key in former:
            if self._fits(sha256, key):
                return self._content(sha256, key)
        return self._content(sha256, last)

    def _content(self, sha256: str, key: bytes) -> bytes:
        with self.path(sha256).open("rb") as stored:
            return b"".join(_decrypt(stored, self._cipher(sha256, key)))

    def _fits(self, sha256: str, key: bytes) -> bool:
        """By the first piece."""
        try:
            with self.path(sha256).open("rb") as stored:
                next(_decrypt(stored, self._cipher(sha256, key)), None)
        except (OSError, exceptions.InvalidTag, ValueError):
            return False
        return True

    def _cipher(self, sha256: str, key: bytes) -> "aead.AESGCM":
        derive = hkdf.HKDF(
            algorithm=hashes.SHA256(), length=32, salt=bytes.fromhex(sha256), info=b"ercheng attachment 1"
        )
        return aead.AESGCM(derive.derive(key))


def _opened(source: bytes | Path) -> BinaryIO:
    return BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _refuse_odd(path: Path) -> None:
    """By what the system tells, so that a film is refused at once and a pipe never waited for."""
    if not path.is_file():
        raise UserError("file-unreadable" if path.exists() else "file-missing", path=str(path))
    _refuse_large(path.stat().st_size, path)


def _refuse_large(size: int, path: Path) -> None:
    if size > LARGEST:
        raise UserError("file-too-large", path=str(path), size=size_text(size), limit=size_text(LARGEST))


def _measure(content: BinaryIO) -> tuple[str, int, bytes]:
    """SHA-256, size and first bytes."""
    digest, total, head = hashlib.sha256(), 0, b""
    for chunk, _ in _chunks(content, _CHUNK):
        head = head or chunk[:HEAD_BYTES]
        digest.update(chunk)
        total += len(chunk)
    return digest.hexdigest(), total, head


def _chunks(content: BinaryIO, length: int) -> Iterator[tuple[bytes, bool]]:
    """Pieces of `length` and whether each is the last; none for an empty content."""
    chunk = content.read(length)
    while chunk:
        following = content.read(length)
        yield chunk, not following
        chunk = following


def _decrypt(stored: BinaryIO, cipher: "aead.AESGCM") -> Iterator[bytes]:
    """A chunk changed, exchanged, repeated or cut off raises InvalidTag; a foreign file ValueError."""
    if stored.read(len(_MAGIC)) != _MAGIC:
        raise ValueError("not an attachment")
    for index, (chunk, last) in enumerate(_chunks(stored, _CHUNK + _TAG)):
        yield cipher.decrypt(_nonce(index, last), chunk, None)


def _nonce(index: int, last: bool) -> bytes:
    return bytes(7) + index.to_bytes(4, "big") + bytes([last])
