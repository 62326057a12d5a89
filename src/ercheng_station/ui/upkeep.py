"""What the window sees to while nobody waits: the search index, the backups, the change of the day."""

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ercheng_station.db.backup import read_backups
from ercheng_station.db.store import Store
from ercheng_station.db.witness import Clock
from ercheng_station.records.dates import BEIJING
from ercheng_station.ui.backing_up import BackingUp
from ercheng_station.ui.context import Desk
from ercheng_station.ui.statusline import StatusLine

_INDEX_EVERY = 2_000
_INDEX_NEXT = 20
_DAY_EVERY = 30_000
_log = logging.getLogger(__name__)


class Upkeep(QObject):
    """`day_changed`: what is due is counted from today, so pages have to ask again."""

    day_changed = Signal()

    def __init__(self, desk: Desk, status: StatusLine) -> None:
        super().__init__(status)
        self._desk = desk
        self.backing_up = BackingUp(desk, status)
        self._status = status
        self._today = desk.store.today
        self._clock = Clock(desk.store.now)
        self._indexing = self._timer(_INDEX_EVERY, self._index)
        self._days = self._timer(_DAY_EVERY, self._see_day)
        self._days.setSingleShot(False)

    def begin(self) -> None:
        self._indexing.start()
        self._days.start()
        self.backing_up.begin()
        self._say(self._desk.store.notices)
        self._desk.store.notices = ()

    def close(self) -> None:
        self._indexing.stop()
        self._days.stop()
        self.backing_up.close()

    def look_for_backup(self) -> None:
        self.backing_up.look()

    def _index(self) -> None:
        self._desk.tell(lambda store: store.tend_index(), self._index_on, self, self._index_later)

    def _index_on(self, more: bool) -> None:
        self._indexing.start(_INDEX_NEXT if more else _INDEX_EVERY)

    def _index_later(self, error: object) -> None:
        """Nobody asked for it, and what waits is found all the same: no word to the person before the screen."""
        _log.warning("cannot index now: %s", error)
        self._indexing.start(_INDEX_EVERY)

    def _see_day(self) -> None:
        turned = self._clock.turned(self._desk.store.now)
        if turned:
            self._desk.tell(lambda store: store.note([turned]), self._say, self)
        if self._desk.store.today != self._today:
            self._today = self._desk.store.today
            self._desk.fields = self._desk.store.context
            self.day_changed.emit()

    def _say(self, words: tuple[str, ...]) -> None:
        """As long as nothing is saved it stays at the foot as well."""
        for one in words:
            self._status.say(one)
            self._desk.said.emit(one)

    def _timer(self, every: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(every)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer


def last_backup(store: Store) -> datetime | None:
    """When the newest backup that can be used was made."""
    good = [backup.made_at for backup in read_backups(store.folder / "backups") if not backup.fault]
    return max(map(datetime.fromisoformat, good)).astimezone(BEIJING) if good else None
