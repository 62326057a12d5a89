"""What the window sees to while nobody waits: the search index, the age of the backup, the change of the day."""

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from ercheng_station.db.backup import read_backups
from ercheng_station.db.store import Store
from ercheng_station.records.dates import BEIJING
from ercheng_station.ui.context import Desk
from ercheng_station.ui.statusline import StatusLine

_INDEX_EVERY = 2_000
_INDEX_NEXT = 20
_BACKUP_AFTER = 1_500
_DAY_EVERY = 30_000
_log = logging.getLogger(__name__)


class Upkeep(QObject):
    """`day_changed`: what is due is counted from today, so pages have to ask again."""

    day_changed = Signal()

    def __init__(self, desk: Desk, status: StatusLine) -> None:
        super().__init__(status)
        self._desk, self._status = desk, status
        self._today = desk.store.today
        self._indexing = self._timer(_INDEX_EVERY, self._index)
        self._days = self._timer(_DAY_EVERY, self._see_day)
        self._days.setSingleShot(False)
        desk.backed_up.connect(self.look_for_backup)

    def begin(self) -> None:
        self._indexing.start()
        self._days.start()
        QTimer.singleShot(_BACKUP_AFTER, self, self.look_for_backup)

    def close(self) -> None:
        self._indexing.stop()
        self._days.stop()

    def look_for_backup(self) -> None:
        self._desk.ask(last_backup, self._show_backup, self, failed=lambda error: None)

    def _index(self) -> None:
        self._desk.tell(lambda store: store.tend_index(), self._index_on, self, self._index_later)

    def _index_on(self, more: bool) -> None:
        self._indexing.start(_INDEX_NEXT if more else _INDEX_EVERY)

    def _index_later(self, error: object) -> None:
        """Nobody asked for it, and what waits is found all the same: no word to the person before the screen."""
        _log.warning("cannot index now: %s", error)
        self._indexing.start(_INDEX_EVERY)

    def _see_day(self) -> None:
        if self._desk.store.today != self._today:
            self._today = self._desk.store.today
            self._desk.fields = self._desk.store.context
            self.day_changed.emit()

    def _show_backup(self, made_at: datetime | None) -> None:
        self._status.say_backup(made_at, self._desk.store.now.astimezone(BEIJING))

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
