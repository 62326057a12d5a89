"""A workbook under an opening password, in the standard encryption that WPS and Excel know (MS-OFFCRYPTO, agile)."""

import io
from collections.abc import Callable
from pathlib import Path

from ercheng_station.db.passing import PassingFolder
from ercheng_station.files import atomic_write


def write_locked(path: Path, password: str, write: Callable[[Path], object]) -> None:
    """`write` makes the workbook without a password in a folder of the person's own, which is gone afterwards."""
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415  only a locked file needs it

    locked = io.BytesIO()
    with PassingFolder() as folder:
        opened = Path(folder) / "book.xlsx"
        write(opened)
        with opened.open("rb") as file:
            OOXMLFile(file).encrypt(password, locked)
    with atomic_write(path) as out:
        out.write(locked.getvalue())
