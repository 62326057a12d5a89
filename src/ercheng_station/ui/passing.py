"""Folders of copies that are shown and then go: what a killed program has left of them, the next one clears away."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from ercheng_station.db.lock import FolderLock
from ercheng_station.errors import UserError

_PREFIX = "ercheng-open-"


class PassingFolder(TemporaryDirectory[str]):
    """Held as a data folder is, so that nobody clears it away while its program runs."""

    def __init__(self) -> None:
        super().__init__(prefix=_PREFIX, ignore_cleanup_errors=True)
        self._held = FolderLock(Path(self.name))

    def cleanup(self) -> None:
        self._held.release()
        super().cleanup()


def sweep() -> None:
    """Whatever nobody holds any more; those of other users of the computer cannot be held, and stay."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        try:
            FolderLock(left).release()
        except UserError:
            continue
        shutil.rmtree(left, ignore_errors=True)
