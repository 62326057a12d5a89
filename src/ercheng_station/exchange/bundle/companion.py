"""The attachments of a bundle, in a zip beside it. What is in there is told by its SHA-256 alone, never by a name.

Of a bundle with a password each is sealed with a key that stands in the bundle. A zip that is lacking or damaged keeps
no record out: what did not come is remembered as awaited and comes in with any later zip that holds it.
"""

import hashlib
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ercheng_station.db.attachments import LARGEST
from ercheng_station.db.changes import Note
from ercheng_station.db.post import AWAITED, Post
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.bundle.copies import content_of
from ercheng_station.exchange.bundle.packing import Packed
from ercheng_station.exchange.bundle.parcel import Manifest, canonical
from ercheng_station.files import atomic_write
from ercheng_station.late import Late
from ercheng_station.progress import Report, silent

if TYPE_CHECKING:
    from cryptography import exceptions
    from cryptography.hazmat.primitives.ciphers import aead
else:
    exceptions, aead = (
        Late("cryptography.exceptions"),
        Late("cryptography.hazmat.primitives.ciphers.aead"),
    )

SUFFIX = ".zip"
_NONCE, _TAG = 12, 16
_MOST = 20_000
"""Entries of a zip that are looked at."""
_RATIO = 100
_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
)  # fmt: skip


def companion_of(bundle: Path) -> Path:
    return bundle.with_suffix(SUFFIX)


def write_companion(
    path: Path, store: Store, packed: Packed, files: Mapping[str, int], report: Report = silent
) -> int:
    """How many of the files are not whole here and so not in it; UserError if the disk refuses."""
    lacking, key = 0, packed.manifest.files_key
    with atomic_write(path) as out, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as book:
        for done, sha256 in enumerate(files, 1):
            try:
                content = content_of(store, sha256, packed.sources)
            except UserError:
                lacking += 1
                continue
            with book.open(sha256, "w") as part:  # opened by name a part is dated 1980: no clock in the file
                part.write(_sealed(content, key) if key else content)
            report(done, len(files))
    return lacking


def awaited(store: Store) -> dict[str, Mapping[str, Any]]:
    """SHA-256 → `size` and `key` of the attachments that records name and that have not come."""
    with Post(store.connect_reader()) as post:
        pages = post.book(AWAITED)
    return {sha256: page for sha256, page in pages.items() if not store.attachments.path(sha256).exists()}


def to_await(store: Store, post: Post, files: Mapping[str, int], key: str) -> Iterator[Note]:
    """Of the files that a bundle names those that are not here."""
    known = post.book(AWAITED)
    for sha256, size in files.items():
        page = {"size": size, "key": key}
        if known.get(sha256) != page and not store.attachments.path(sha256).exists():
            yield Note(AWAITED, sha256, canonical(page))


def beside(bundle: Path, told: Manifest) -> list[Path]:
    """The zips that may belong to it: of its name, or of the name it had before somebody renamed it."""
    first, stem = companion_of(bundle), Path(told.file_name).stem
    others = [one for one in sorted(bundle.parent.glob(f"*{SUFFIX}")) if one.name.startswith(stem)]
    return [one for one in dict.fromkeys([first, *others]) if one.is_file()]


def take_files(store: Store, zips: Iterable[Path], report: Report = silent) -> tuple[int, list[str]]:
    """How many that were awaited came, and what a person should know of the zips; raises nothing for what is in them."""
    came, notes = 0, []
    for path in zips:
        wanted = awaited(store)
        if not wanted:
            break
        whole = len(wanted)
        try:
            for sha256, content in _wanted_in(path, wanted):
                store.attachments.put(content, sha256)
                came += 1
                report(came, whole)
        except UserError as error:
            notes.append(f"附件没有存下：{error.what}")
        except _BROKEN:
            notes.append(f"附件包“{path.name}”坏了，里面能读出的附件已经收下")
    return came, notes


# -- inside


def _wanted_in(path: Path, wanted: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """Each that is wanted once, however often and under whatever name it lies there."""
    keys = {str(page["key"]) for page in wanted.values()}
    left = {sha256: int(page["size"]) for sha256, page in wanted.items()}
    room = 2 * (sum(left.values()) + LARGEST)
    with zipfile.ZipFile(path) as book:
        damaged = False
        for entry in book.infolist()[:_MOST]:
            if not _may_be(entry, left.values()) or entry.file_size > room:
                continue
            room -= entry.file_size
            try:
                content = book.read(entry)
            except _BROKEN:
                damaged = True
                continue
            for one in _opened(content, keys):
                sha256 = hashlib.sha256(one).hexdigest()
                if sha256 in left:
                    del left[sha256]
                    yield sha256, one
    if damaged:
        raise zipfile.BadZipFile(path.name)


def _may_be(entry: zipfile.ZipInfo, sizes: Iterable[int]) -> bool:
    """By what the directory says of it, before a byte is unpacked."""
    if entry.is_dir() or entry.flag_bits & 1 or entry.file_size > LARGEST + _NONCE + _TAG:
        return False
    swollen = entry.file_size > _RATIO * max(entry.compress_size, 1)
    return not swollen and {entry.file_size, entry.file_size - _NONCE - _TAG} & set(sizes) != set()


def _sealed(content: bytes, key: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + aead.AESGCM(bytes.fromhex(key)).encrypt(nonce, content, None)


def _opened(content: bytes, keys: Iterable[str]) -> Iterator[bytes]:
    """What it may be: as it lies there, and under each key."""
    for key in keys:
        if not key:
            yield content
            continue
        try:
            yield aead.AESGCM(bytes.fromhex(key)).decrypt(content[:_NONCE], content[_NONCE:], None)
        except (exceptions.InvalidTag, ValueError):
            continue
