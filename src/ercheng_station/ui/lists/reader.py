"""Reads a list beside the window: a thread with a connection of its own, asked by turns and cancelled at will."""

from collections.abc import Callable, Sequence
from queue import SimpleQueue

from PySide6.QtCore import QThread, Signal

from ercheng_station.db.browse import Browser
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.errors import Cancelled

Job = Callable[[Browser], None]
SCREEN, SCREEN_MS = 32, 10
"""How many rows answer a key press, and how long they are looked for before the window goes on."""


class Reader(QThread):
    """Every answer carries the turn it belongs to; one of an older turn than `turn` is to be dropped."""

    glimpsed = Signal(int, object, bool)
    """Turn, the lines that fill a screen, whether there is more."""
    opened = Signal(int, object)
    """Turn, the lines of the first page."""
    counted = Signal(int, int)
    ranked = Signal(int, int)
    paged = Signal(int, int, object)
    """Turn, page number, its lines."""
    placed = Signal(int, int, object)
    """Turn, record n, its row or None."""
    gathered = Signal(int, object)
    """Turn, page number → its lines."""
    failed = Signal(object)
    _ready = Signal()

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.turn = 0
        self._store = store
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._browser: Browser | None = None
        self._open: tuple[Query, Sequence[str]]
        self._wanted: tuple[Query, Sequence[str], bool] | None = None
        self._ready.connect(self._begin)

    def open(self, query: Query, columns: Sequence[str], *, glimpse: bool = False) -> None:
        """Ends whatever runs and reads the first page of another list, or at first only what fills a screen."""
        if self._browser is None:
            self._wanted = (query, columns, glimpse)
            return
        self.turn = turn = self._browser.cancel()
        self._open = (query, columns)
        if glimpse:
            self._jobs.put(
                lambda browser: self.glimpsed.emit(
                    turn, *browser.glimpse(turn, query, columns, SCREEN, SCREEN_MS)
                )
            )
        else:
            self.rest()

    def rest(self) -> None:
        """The whole first page of the list of now."""
        turn, (query, columns) = self.turn, self._open
        self._jobs.put(lambda browser: self.opened.emit(turn, browser.open(turn, query, columns)))

    def count(self) -> None:
        turn = self.turn
        self._jobs.put(lambda browser: self.counted.emit(turn, browser.count(turn)))

    def rank(self) -> None:
        turn = self.turn
        self._jobs.put(lambda browser: self.ranked.emit(turn, browser.rank(turn)))

    def page(self, index: int) -> None:
        turn = self.turn
        self._jobs.put(lambda browser: self.paged.emit(turn, index, browser.page(turn, index)))

    def place(self, n: int) -> None:
        turn = self.turn
        self._jobs.put(lambda browser: self.placed.emit(turn, n, browser.position(turn, n)))

    def gather(self, indexes: Sequence[int]) -> None:
        """Several pages in one answer."""
        turn = self.turn
        self._jobs.put(
            lambda browser: self.gathered.emit(turn, {index: browser.page(turn, index) for index in indexes})
        )

    def stop(self) -> None:
        """Ends the thread and its connection; waits for both."""
        if self._browser is not None:
            self._browser.cancel()
        self._jobs.put(None)
        self.wait()

    def run(self) -> None:
        browser = Browser(self._store)
        self._browser = browser
        self._ready.emit()
        while (job := self._jobs.get()) is not None:
            self._do(job, browser)
        self._browser = None
        browser.close()

    def _do(self, job: Job, browser: Browser) -> None:
        try:
            job(browser)
        except Cancelled:
            pass
        except Exception as error:  # noqa: BLE001  handed to the window, not swallowed
            self.failed.emit(error)

    def _begin(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            query, columns, glimpse = wanted
            self.open(query, columns, glimpse=glimpse)
