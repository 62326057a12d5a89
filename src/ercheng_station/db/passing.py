"""Folders of open copies that are needed for a while: what a killed program has left of them, the next one clears away."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from ercheng_station.db.lock import NAME, FolderLock
from ercheng_station.db.place import sweep_parts
from ercheng_station.errors import UserError

_PREFIX = "ercheng-open-"


class PassingFolder(TemporaryDirectory[str]):
    """Held as a data folder is, so that nobody clears it away while its program runs. Whatever lies open, lies here."""

    def __init__(self) -> None:
        """UserError temp-no-room."""
        try:
            super().__init__(prefix=_PREFIX, ignore_cleanup_errors=True)
            self._held = FolderLock(Path(self.name))
        except (OSError, UserError) as fault:
            raise UserError("temp-no-room") from fault

    def cleanup(self) -> None:
        self._held.release()
        super().cleanup()


def clear_leftovers(folder: Path) -> None:
    """Of the data folder, which is held, drafts of files; of the computer open copies that no program holds any more.

    Those of other users cannot be held, and stay.
    """
    sweep_parts(folder)
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        if (left / NAME).exists():  # or it is being made just now
            _clear(left)


def _clear(left: Path) -> None:
    try:
        FolderLock(left).release()
    except UserError:
        return
    shutil.rmtree(left, ignore_errors=True)
