"""A zip whose comment is the SHA-256 of everything before it, so that no changed bit goes unseen."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from ercheng_station.files import atomic_path, atomic_write

_SEAL = 64
_PIECE = 1 << 20


class Broken(Exception):
    """The file is not one of these, or not whole."""


def write_sealed(path: Path, members: Mapping[str, bytes | Path]) -> str:
    """Writes the members uncompressed, in their order; the SHA-256 of the whole file comes back."""
    with atomic_path(path) as draft:
        with zipfile.ZipFile(draft, "x", zipfile.ZIP_STORED) as archive:
            for name, content in members.items():
                if isinstance(content, Path):
                    archive.write(content, name)
                else:
                    archive.writestr(name, content)
            archive.comment = b"0" * _SEAL
        with draft.open("r+b") as file:
            digest = _digest(file, draft.stat().st_size - _SEAL)
            seal = digest.hexdigest().encode()
            file.seek(-_SEAL, 2)
            file.write(seal)
    digest.update(seal)
    return digest.hexdigest()


def refuse_broken(path: Path, tick: Callable[[], None] = lambda: None) -> None:
    """Reads the whole file; Broken unless every byte is as it was written."""
    with path.open("rb") as file:
        length = path.stat().st_size - _SEAL
        if length < 0 or _digest(file, length, tick).hexdigest().encode() != file.read(_SEAL):
            raise Broken(path.name)


def read_member(path: Path, name: str, most: int = -1) -> bytes:
    """One small member, or the beginning of one; Broken if it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as member:
            return member.read(most)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, EOFError) as error:
        raise Broken(path.name) from error


def extract_member(path: Path, name: str, target: Path) -> None:
    """A member of a file that `refuse_broken` has read, written to `target`."""
    with zipfile.ZipFile(path) as archive, archive.open(name) as content, atomic_write(target) as out:
        shutil.copyfileobj(content, out, _PIECE)


def _digest(file: BinaryIO, length: int, tick: Callable[[], None] = lambda: None) -> "hashlib._Hash":
    """Of the first `length` bytes; the file then stands behind them."""
    digest = hashlib.sha256()
    while length > 0 and (piece := file.read(min(length, _PIECE))):
        digest.update(piece)
        length -= len(piece)
        tick()
    return digest
