"""Reads a page again after others have changed what it shows: once a burst of acts is over, and only while in sight."""

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QTimer

from ercheng_station.ui.context import Desk
from ercheng_station.ui.events import kind_of
from ercheng_station.ui.pages import Page

REST_MS = 40


class Rereading(QObject):
    """Belongs to the page. `kinds` are those it shows; `backups`: it also tells of the last backup."""

    def __init__(self, page: Page, desk: Desk, kinds: Collection[str], *, backups: bool = False) -> None:
        super().__init__(page)
        self._page, self._kinds = page, frozenset(kinds)
        self._stale = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._read)
        desk.changed.connect(self._hear)
        if backups:
            desk.backed_up.connect(self._grow_stale)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if kind_of(event) == QEvent.Type.Show and self._stale:
            self._rest.start()
        return False

    def _hear(self, kind: str, _uid: object) -> None:
        if kind in self._kinds:
            self._grow_stale()

    def _grow_stale(self) -> None:
        self._stale = True
        self._rest.start()

    def _read(self) -> None:
        if self._page.isVisible():
            self._stale = False
            self._page.refresh()
