"""Answers the search box from a thread of its own, so that a key press never waits for a search."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ercheng_station.db.everywhere import Everywhere, Section
from ercheng_station.errors import Cancelled
from ercheng_station.ui.context import Desk, Place
from ercheng_station.ui.found_list import Found
from ercheng_station.ui.searchbox import SearchBox
from ercheng_station.ui.shell_titles import entries_of, symbol

_FIRST = "enterprise"
"""Everything about a firm is one step from it."""


class Finder(QObject):
    failed = Signal(object)
    _answered = Signal(str, object)

    def __init__(self, desk: Desk, box: SearchBox) -> None:
        super().__init__(box)
        self._desk, self._box = desk, box
        self._entries = {entry.name: entry for entry in entries_of(desk.kinds, desk.unit)}
        order = [_FIRST, *self._entries]
        self._kinds = sorted(
            (kind for kind in desk.kinds if kind.__tablename__ in self._entries),
            key=lambda kind: order.index(kind.__tablename__),
        )
        self._everywhere: Everywhere | None = None
        self._turn = 0
        self._thread = ThreadPoolExecutor(1, "finder")
        self._answered.connect(self._show, Qt.ConnectionType.QueuedConnection)
        box.asked.connect(self.ask)
        box.opened.connect(self._open)

    def ask(self, typed: str) -> None:
        """What was asked before is given up."""
        self._turn += 1
        if self._everywhere is not None:
            self._everywhere.cancel()
        self._thread.submit(self._run, self._turn, typed)

    def close(self) -> None:
        self._turn += 1
        if self._everywhere is not None:
            self._everywhere.cancel()
        self._thread.shutdown(wait=True, cancel_futures=True)
        if self._everywhere is not None:
            self._everywhere.close()

    def _run(self, turn: int, typed: str) -> None:
        if turn != self._turn:
            return
        try:
            if self._everywhere is None:
                self._everywhere = Everywhere(self._desk.store, self._kinds)
            everywhere = self._everywhere
            for sections in everywhere.find(everywhere.turn, typed):
                if turn != self._turn:
                    return
                self._answered.emit(typed, sections)
        except Cancelled:
            return
        except Exception as error:  # noqa: BLE001  handed to the window, not swallowed
            self.failed.emit(error)

    @Slot(str, object)
    def _show(self, typed: str, sections: Sequence[Section]) -> None:
        self._box.show_found(typed, list(self._lines(typed, sections)))

    def _lines(self, typed: str, sections: Sequence[Section]) -> Iterator[Found]:
        named = [self._entries[section.kind] for section in sections if section.named]
        if named:
            yield Found("登记簿")
        for entry in named:
            yield Found(entry.title, "打开", symbol=symbol(entry), key=Place(entry.name))
        for section in sections:
            if not section.hits:
                continue
            yield Found(section.title)
            picture = symbol(self._entries[section.kind])
            for hit in section.hits:
                yield Found(hit.title, hit.note, hit.why, picture, Place(hit.kind, hit.uid))
            if section.more:
                whole = Place(section.kind, given={"text": typed})
                yield Found(f"在“{section.title}”中查看全部", symbol="search", key=whole)

    @Slot(object)
    def _open(self, found: Found) -> None:
        place = found.key
        self._desk.go(place.name, place.uid, given=place.given)
