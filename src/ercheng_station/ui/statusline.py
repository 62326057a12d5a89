"""The line under every page: whether everything is saved, and how old the last backup is."""

from datetime import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ercheng_station.ui import style
from ercheng_station.ui.labels import Eliding, caption, restyle
from ercheng_station.ui.measures import status_height

LATE_DAYS = 7


class StatusLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.saved = Eliding("caption")
        self.protection = StatusButton()
        self.protection.say("未加口令保护", is_late=False)
        self.protection.hide()
        self.backup = StatusButton()
        self.backup.hide()  # until there is something to say
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(24)
        row.addWidget(self.saved, 1)
        row.addWidget(self.protection)
        row.addWidget(self.backup)
        self._refit()

    def say(self, words: str) -> None:
        self.saved.say(words)

    def say_saved(self, label: str, at: datetime) -> None:
        self.say(f"已保存 {at:%H:%M}  {label}")

    def say_backup(
        self, made_at: datetime | None, now: datetime, trouble: str = "", second: str = ""
    ) -> None:
        """Late backups, `trouble` and what is to be said of the `second` place stand out by word and colour."""
        if trouble or made_at is None:
            self._tell_backup(trouble or "还没有备份", is_late=True)
            return
        days = (now.date() - made_at.date()).days
        when = {0: f"今天 {made_at:%H:%M}", 1: f"昨天 {made_at:%H:%M}"}.get(days, f"{days} 天前")
        words = f"上次备份：{when}，{second}" if second else f"上次备份：{when}"
        self._tell_backup(words, is_late=days > LATE_DAYS or bool(second))

    def _tell_backup(self, words: str, *, is_late: bool) -> None:
        self.backup.say(words, is_late=is_late)
        self.backup.show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._refit()

    def _refit(self) -> None:
        self.setFixedHeight(status_height(style.current().sizes))


class StatusButton(QToolButton):
    """Small words that lead to what they tell of."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the navigation leads there too
        self.setProperty("tone", "caption")

    def say(self, words: str, *, is_late: bool) -> None:
        self.setText(caption(words))
        self.setAccessibleName(words)
        self.setProperty("tone", "warn" if is_late else "caption")
        restyle(self)
