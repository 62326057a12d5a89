"""Backs up by itself while the program is used, and tells at the foot of the window how old the backups are."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from ercheng_station.errors import Cancelled, UserError
from ercheng_station.records.dates import BEIJING
from ercheng_station.services.backups import LATE_DAYS, Kept, keep_up, look_after
from ercheng_station.services.drill import drill, is_due
from ercheng_station.ui.beside import Beside
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import tip
from ercheng_station.ui.statusline import StatusLine

_LOOK_AFTER = 1_500
_FIRST_AFTER = 3 * 60_000
_EVERY = 30 * 60_000
_log = logging.getLogger(__name__)


class BackingUp(QObject):
    """Words about backups that were lost or changed since the last look are said once, and the foot keeps them in sight."""

    _looked = Signal(object)
    _kept = Signal(object)

    def __init__(self, desk: Desk, status: StatusLine) -> None:
        super().__init__(status)
        self._desk, self._status = desk, status
        self._beside = Beside("backup")
        self._ends = False
        self._told: set[str] = set()
        self._failed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_up)
        self._looked.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._kept.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        desk.backed_up.connect(self.look)
        desk.closing.connect(self.close)

    def begin(self) -> None:
        QTimer.singleShot(_LOOK_AFTER, self, self.look)
        if not self._desk.store.practice:
            self._timer.start(_FIRST_AFTER)

    def look(self) -> None:
        self._do(self._looked, lambda: look_after(self._desk.store))

    def keep_up(self) -> None:
        """Once a month the newest backup is unpacked and compared as well."""
        self._do(self._kept, self._keep_up)

    def close(self) -> None:
        """What is being backed up is given up: the next start begins with it."""
        self._ends = True
        self._timer.stop()
        self._beside.wait()

    def _keep_up(self) -> object:
        store = self._desk.store
        made = keep_up(store, self._report)
        if is_due(store):
            drill(store, self._report)
        return made

    def _do(self, signal: SignalInstance, job: Callable[[], object]) -> None:
        def work() -> None:
            try:
                answer = job()
            except Cancelled:
                return
            except UserError as error:
                _log.warning("backups: %s", error)
                answer = error
            if not self._ends:
                signal.emit(answer)

        if not self._ends:
            self._beside.start(work)

    def _report(self, _done: int, _total: int) -> None:
        if self._ends:
            raise Cancelled

    def _go_on(self, made: object) -> None:
        self._failed = made.what if isinstance(made, UserError) else ""
        self._timer.start(_EVERY)
        self.look()

    def _show(self, kept: object) -> None:
        if not isinstance(kept, Kept):
            return
        now = self._desk.store.now.astimezone(BEIJING)
        newest = kept.newest.astimezone(BEIJING) if kept.newest else None
        trouble = "没能自动备份" if self._failed else ""
        if kept.faults:
            trouble = f"有 {len(kept.faults)} 份备份不能用"
        self._status.say_backup(newest, now, trouble, self._of_second(kept, now))
        self._status.backup.setToolTip(tip(self._failed))
        news = kept.faults.keys() - self._told
        self._told |= news
        if news:
            self._desk.said.emit(f"有 {len(news)} 份备份损坏或不见了，没有删除任何一份")

    def _of_second(self, kept: Kept, now: datetime) -> str:
        """Nobody need keep what was only practised twice."""
        if self._desk.store.practice or not kept.newest:
            return ""
        if not kept.elsewhere:
            return "还没有另存到 U 盘"
        age = now - datetime.fromisoformat(kept.elsewhere.made_at)
        return f"U 盘上是 {age.days} 天前的" if age >= timedelta(days=LATE_DAYS + 1) else ""
