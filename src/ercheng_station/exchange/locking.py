"""A workbook under an opening password, in the standard encryption that WPS and Excel know (MS-OFFCRYPTO, agile)."""

import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write


def write_locked(path: Path, password: str, write: Callable[[Path], object]) -> None:
    """`write` makes the workbook without a password in a folder of the person's own, which is gone afterwards."""
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415  only a locked file needs it

    locked = io.BytesIO()
    with _folder(path) as folder:
        opened = Path(folder) / "book.xlsx"
        write(opened)
        with opened.open("rb") as file:
            OOXMLFile(file).encrypt(password, locked)
    with atomic_write(path) as out:
        out.write(locked.getvalue())


def _folder(path: Path) -> "TemporaryDirectory[str]":
    try:
        return TemporaryDirectory(prefix="ercheng-")
    except OSError as fault:
        raise UserError("temp-no-room", path=str(path)) from fault
