"""Watches the folder that the scanner writes into, and takes one file after the other to the paper it shows."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ercheng_station.ui.beside import Beside
from ercheng_station.ui.context import Desk
from ercheng_station.ui.preferences import SCANNER, keep_for_pc, of_pc

if TYPE_CHECKING:  # loads the decoder and the papers, which nobody needs at the start
    from ercheng_station.db.store import Store
    from ercheng_station.records.paper import Paper
    from ercheng_station.services.scans import Stamp, Taken

_EVERY = 3_000
_log = logging.getLogger(__name__)


class Look(NamedTuple):
    """What one look found: all files there, and what became of the one that was taken up."""

    folder: Path
    files: "Mapping[str, Stamp]"
    taken: "Taken | None" = None
    is_gone: bool = False


class Scanning(QObject):
    """One for a desk. Files stay where they are; what was taken is remembered, what shows no paper is only counted."""

    changed = Signal()
    not_known = Signal(str)
    """没有登记的扫描件 2 份: told once a file has come that shows no paper."""
    _looked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.folder: Path | None = None
        self.is_gone = False
        self._taken: dict[str, Stamp] = {}
        self._unknown: dict[str, Stamp] = {}
        self._before: Mapping[str, Stamp] = {}
        self._first: frozenset[str] | None = None
        self._beside = Beside("scanner")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._looked.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        desk.closing.connect(self._close)
        desk.ask(lambda store: of_pc(store, SCANNER), self._begin, self)

    @classmethod
    def of(cls, desk: Desk) -> "Scanning":
        found = desk.findChild(cls)
        return found if isinstance(found, cls) else cls(desk)

    @property
    def unknown(self) -> list[str]:
        """Names of files that show no paper."""
        return sorted(self._unknown)

    def watch(self, folder: Path | None) -> None:
        """None = no folder any more."""
        self._taken = {}
        self._set(folder)
        self._keep()

    def assign(self, name: str, paper: "Paper") -> None:
        """A file that shows no paper is the one of that paper, as somebody says."""
        folder = self.folder
        if folder is not None and name in self._unknown:
            files = {**self._before, name: self._unknown[name]}
            self._desk.tell(
                lambda store: _assign(store, folder / name, paper),
                lambda taken: self._tell(taken, files),
                self,
            )

    # -- inside

    def _set(self, folder: Path | None) -> None:
        self.folder, self.is_gone = folder, False
        self._unknown, self._before, self._first = {}, {}, None
        if folder is None:
            self._timer.stop()
        else:
            self._timer.start(_EVERY)
        self.changed.emit()

    def _begin(self, kept: Any) -> None:
        """What is not understood counts as never chosen."""
        chosen = isinstance(kept, dict) and bool(kept.get("folder"))
        if self.folder is not None or not chosen or not self._desk.may("write"):
            return
        taken = dict(kept.get("taken") or {})
        self._taken = {name: tuple(stamp) for name, stamp in taken.items() if isinstance(stamp, list)}
        self._set(Path(str(kept["folder"])))

    def _keep(self) -> None:
        value = {
            "folder": str(self.folder or ""),
            "taken": {name: list(one) for name, one in self._taken.items()},
        }
        self._desk.tell(lambda store: keep_for_pc(store, SCANNER, value), lambda _: None, self)

    def _look(self) -> None:
        folder, before = self.folder, self._before
        if folder is not None:
            store, settled = self._desk.store, {**self._unknown, **self._taken}
            self._beside.start(lambda: self._looked.emit(_look(store, folder, before, settled)))

    def _settle(self, look: Look) -> None:
        if look.folder != self.folder:  # another one was chosen meanwhile
            return
        if look.is_gone != self.is_gone:
            self.is_gone = look.is_gone
            self.changed.emit()
        self._before = look.files
        if self._first is None and not look.is_gone:
            self._first = frozenset(look.files)
        if look.taken is not None:
            self._tell(look.taken, look.files)
        elif set(self._unknown) - set(look.files) and not look.is_gone:
            self._unknown = {name: one for name, one in self._unknown.items() if name in look.files}
            self.changed.emit()
        self._timer.start(_EVERY)

    def _tell(self, taken: "Taken", files: "Mapping[str, Stamp]") -> None:
        name, paper = taken.path.name, taken.paper
        if paper is None:
            self._unknown[name] = files[name]
            if name not in (self._first or ()):
                self.not_known.emit(f"没有登记的扫描件 {len(self._unknown)} 份")
        else:
            self._unknown.pop(name, None)
            self._taken = {one: stamp for one, stamp in self._taken.items() if one in files}
            self._taken[name] = files[name]
            self._keep()
        if paper is not None and taken.act is not None:
            self._desk.hear_of(taken.act)
            self._desk.saved.emit(f"已收到扫描件：{paper.heading} {paper.about_title}")
        self.changed.emit()

    def _close(self) -> None:
        self.folder = None
        self._timer.stop()
        self._beside.clear()
        self._beside.wait()


def _look(
    store: "Store", folder: Path, before: "Mapping[str, Stamp]", settled: "Mapping[str, Stamp]"
) -> Look:
    from ercheng_station.services.scans import Taken, complete_in, stamps_in  # noqa: PLC0415

    try:
        now = stamps_in(folder)
    except OSError:
        return Look(folder, before, is_gone=True)
    fresh = {name: stamp for name, stamp in now.items() if settled.get(name) != stamp}
    path = next(complete_in(folder, fresh, before), None)
    if path is None:
        return Look(folder, now)
    try:
        return Look(folder, now, _take(store, path))
    except Exception:  # noqa: BLE001  a file of somebody else's must not end the watch
        _log.exception("cannot take a scan")
        return Look(folder, now, Taken(path, why="读不出来"))


def _assign(store: "Store", path: Path, paper: "Paper") -> "Taken":
    from ercheng_station.documents.registry import PAPERS  # noqa: PLC0415
    from ercheng_station.services.scans import Taken, take_scan  # noqa: PLC0415

    form = next(form for form in PAPERS if form.name == paper.name)
    return Taken(path, paper, take_scan(store, paper, form, store.attachments.put(path, path.name)))


def _take(store: "Store", path: Path) -> "Taken":
    from ercheng_station.documents.marks import marks_in  # noqa: PLC0415
    from ercheng_station.documents.registry import PAPERS  # noqa: PLC0415
    from ercheng_station.services.scans import take_file  # noqa: PLC0415

    return take_file(store, {form.name: form for form in PAPERS}, path, marks_in)
