"""操作记录: who did what and when, who came in, what was refused, and what was shown in full."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ercheng_station.db.logbook import CHANGES, MOST, Did, did
from ercheng_station.records.dates import BEIJING
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.dropdown import DropDown
from ercheng_station.ui.labels import Label
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.pages import Page
from ercheng_station.ui.texts import TextLine

_REST_MS = 250
_SHOWN = (
    ("全部", ()),
    ("登记和改动", (CHANGES,)),
    ("登录", ("login", "login-failed", "recovery")),
    ("拒绝", ("refused",)),
    ("看完整号码、导出", ("reveal", "export-full", "export", "unmask")),
    ("本人确认", ("self-confirmed", "checked")),
    ("用户和口令", ("user-added", "roles", "disabled", "password", "password-reset", "waits-cleared")),
    ("保护和恢复码", ("protect", "unprotect", "recovered", "recovery-renewed", "recovery")),
)
_LOOKS = {
    "login-failed": ChipLook("口令输错", "warn"),
    "refused": ChipLook("拒绝", "bad"),
    "reveal": ChipLook("看号码", "warn"),
    "export-full": ChipLook("完整导出", "warn"),
    "self-confirmed": ChipLook("本人确认", "warn"),
}
_HEADS = (Head("时间", 150), Head("操作人", 110), Head("操作"), Head("提示", 110, chip=True))


class AuditScreen(Page):
    title = "操作记录"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        self._desk = desk
        super().__init__()
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self.search = TextLine("在操作记录中查找")
        self.search.setPlaceholderText("操作人或操作里的字")
        self.what = DropDown("哪一类")
        for words, _ in _SHOWN:
            self.what.addItem(words)
        self._count = Label("", "quiet")
        self.table = LineTable("操作记录", _HEADS, _words)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _: self._rest.start())
        self.what.currentIndexChanged.connect(lambda _: self.refresh())
        yield
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        text, whats = self.search.text(), _SHOWN[self.what.currentIndex()][1]
        self._desk.ask(lambda store: did(store, text, whats), self._show, self)

    def _show(self, found: list[Did]) -> None:
        self.table.fill(found)
        self._count.setText(f"最近 {MOST:,} 条" if len(found) == MOST else f"{len(found):,} 条")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.title, "title"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.what)
        head.addWidget(self.search, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 16)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self.table, 1)


def _words(one: Did) -> tuple[str, str, str, str | ChipLook]:
    moment = datetime.fromisoformat(one.at).astimezone(BEIJING)
    return f"{moment:%Y-%m-%d %H:%M:%S}", one.actor, one.label, _LOOKS.get(one.what, "")
