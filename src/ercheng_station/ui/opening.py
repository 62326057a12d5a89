"""Loads the rest of the program behind the first paint and opens the store, all in a thread."""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ercheng_station.ui.opened import Opened, Protection, practice_folder

if TYPE_CHECKING:
    from ercheng_station.db.door import Login, Recovery

DATABASE, ADDRESS = "station.db", "server.json"
_PATIENCE = 3.0

Outcome = Opened | Exception | None
"""None: nobody keeps data here yet. A UserError is what the person can mend."""


class Opening(QObject):
    """`ended` comes once for each call of `start`, `open`, `open_at`, `create` and `practise`."""

    loaded = Signal()
    """The shell can be built."""
    first_page = Signal(object)
    """What `ui.still` took of the list that was in sight when the window was closed, or None."""
    ended = Signal(object)
    """An Outcome."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.running = False
        self.is_making = False
        self._entry: Login | Recovery | None = None
        self._thread: threading.Thread | None = None
        self._outcome: Outcome = None
        self._was_painted = threading.Event()

    @property
    def has_practice(self) -> bool:
        return practice_folder(self.folder).exists()

    def start(self) -> None:
        self._run(self._load_and_open)

    def enter(self, entry: "Login | Recovery") -> None:
        self._entry = entry
        self._run(lambda: self._open(entry))

    def restore(self, backup: Path) -> None:
        """The backup in the place of what could not be opened, which is kept aside; with what the person came in by."""
        self._run(lambda: self._restore(backup), is_making=True)

    def mend(self) -> None:
        """Of what could not be opened a copy with its indexes made anew, put in its place if it holds everything."""
        self._run(self._mend, is_making=True)

    def load_ahead(self) -> None:
        """What opening will need, while a name and a password are typed."""
        threading.Thread(target=_load, name="loading", daemon=True).start()

    def open(self) -> None:
        self._run(self._open)

    def open_at(self, folder: Path) -> None:
        self.folder = folder
        self._run(self._open)

    def create(self, station: Mapping[str, object], protection: Protection | None = None) -> None:
        self._run(lambda: self._create(station, protection), is_making=True)

    def practise(self) -> None:
        """The practice station in a folder of its own, made and filled the first time."""
        self._run(self._practise, is_making=True)

    def go_on(self) -> None:
        """The first page is painted: loading the rest no longer keeps it waiting."""
        self._was_painted.set()

    def wait(self) -> Outcome:
        """What the last call has led to."""
        if self._thread:
            self._thread.join()
        return self._outcome

    # -- in the thread

    def _run(self, job: "Callable[[], Opened | None]", *, is_making: bool = False) -> None:
        def run() -> None:
            try:
                self._outcome = job()
            except Exception as error:  # noqa: BLE001  handed to the window, not swallowed
                self._outcome = error
            self.running = False
            self.ended.emit(self._outcome)

        if self.running:
            return
        self.running, self.is_making = True, is_making
        self._thread = threading.Thread(target=run, name="opening", daemon=True)
        self._thread.start()

    def _load_and_open(self) -> Opened | None:
        from ercheng_station.db import first_page  # noqa: PLC0415
        from ercheng_station.errors import UserError  # noqa: PLC0415
        from ercheng_station.ui import shell_start  # noqa: F401, PLC0415  the window's thread finds it loaded

        self.loaded.emit()
        if _asks_who(self.folder):
            raise UserError("login-needed")
        taken = first_page.read(self.folder)
        self.first_page.emit(taken)
        if taken:
            self._was_painted.wait(_PATIENCE)
        return self._open()

    def _open(self, entry: "Login | Recovery | None" = None) -> Opened | None:
        from ercheng_station.ui.store_start import open_store  # noqa: PLC0415

        return open_store(self.folder, entry)

    def _restore(self, backup: Path) -> Opened | None:
        from ercheng_station.services.restoring import restore_folder  # noqa: PLC0415

        restore_folder(backup, self.folder, entry=self._entry)
        return self._open(self._entry)

    def _mend(self) -> Opened | None:
        from ercheng_station.services.restoring import mend_folder  # noqa: PLC0415

        mend_folder(self.folder, self._entry)
        return self._open(self._entry)

    def _create(self, station: Mapping[str, object], protection: Protection | None) -> Opened:
        from ercheng_station.ui.store_start import create_store  # noqa: PLC0415

        return create_store(self.folder, station, protection)

    def _practise(self) -> Opened:
        from ercheng_station.ui.store_start import open_practice  # noqa: PLC0415

        return open_practice(practice_folder(self.folder))


def _asks_who(folder: Path) -> bool:
    """Whatever else is wrong with the folder, opening it will tell."""
    from ercheng_station.db.door import is_protected  # noqa: PLC0415
    from ercheng_station.errors import UserError  # noqa: PLC0415

    with suppress(UserError):
        return any((folder / name).exists() for name in (DATABASE, ADDRESS)) and is_protected(folder)
    return False


def _load() -> None:
    from ercheng_station.ui import store_start  # noqa: F401, PLC0415
