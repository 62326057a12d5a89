"""The line under every page: whether everything is saved, and how old the last backup is."""

from datetime import datetime

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.labels import Label
from ercheng_station.ui.measures import status_height
from ercheng_station.ui.topbar import Eliding

LATE_DAYS = 7


class StatusLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.saved = Eliding("caption")
        self.backup = Label("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(24)
        row.addWidget(self.saved, 1)
        row.addWidget(self.backup)
        self._refit()

    def say(self, words: str) -> None:
        self.saved.say(words)

    def say_saved(self, label: str, at: datetime) -> None:
        self.say(f"已保存 {at:%H:%M}  {label}")

    def say_backup(self, made_at: datetime | None, now: datetime) -> None:
        """Late backups stand out by word and colour."""
        if made_at is None:
            self.backup.setText("还没有备份")
            self.backup.retone("warn")
            return
        days = (now.date() - made_at.date()).days
        when = {0: f"今天 {made_at:%H:%M}", 1: f"昨天 {made_at:%H:%M}"}.get(days, f"{days} 天前")
        self.backup.setText(f"上次备份：{when}")
        self.backup.retone("warn" if days > LATE_DAYS else "caption")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._refit()

    def _refit(self) -> None:
        self.setFixedHeight(status_height(style.current().sizes))
