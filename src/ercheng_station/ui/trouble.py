"""The page that stands in place of all others when the data cannot be opened: what happened, and what can be done."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.backup import Backup
from ercheng_station.errors import UserError
from ercheng_station.records.fields import Moment
from ercheng_station.services.restoring import MEND_ASKED, MEND_WORDS
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.icons import pixmap
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import ask

_WIDTH = 560
_OFFERED = 4


class Trouble(QWidget):
    """Nothing is created or repaired here: the person decides. `backups`: the whole ones, newest first.

    `may_mend`: a copy may hold all that is kept, with its indexes made anew.
    """

    restore_asked = Signal(object)
    """The path of a backup."""
    mend_asked = Signal()
    retry_asked = Signal()
    place_asked = Signal()
    quit_asked = Signal()
    report_asked = Signal()

    def __init__(self, error: UserError, backups: Sequence[Backup] = (), *, may_mend: bool = False) -> None:
        super().__init__()
        self._details = str(error)
        self.setAccessibleName(self._details)
        self.retry = Button("再试一次", "primary", "refresh").on(self.retry_asked.emit)
        self.elsewhere = Button("选择其他位置…", symbol="folder").on(self.place_asked.emit)
        self.copy = Button("复制详情", "link", "copy").on(self._copy)
        self.report = Button("故障信息…", "link", "info-circle").on(self.report_asked.emit)
        self.leave = Button("退出").on(self.quit_asked.emit)
        self.mend = Button("在副本上重建…", "link", "tool").on(self._ask_mend)
        self.mend.setVisible(may_mend)
        inner = QWidget()
        inner.setFixedWidth(_WIDTH)
        inner.setLayout(self._told(error, backups))
        box = QVBoxLayout(self)
        box.addStretch(2)
        middle = QHBoxLayout()  # an alignment would take the height of words that are not wrapped
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        box.addLayout(middle)
        box.addStretch(3)

    def _told(self, error: UserError, backups: Sequence[Backup]) -> QVBoxLayout:
        told = QVBoxLayout()
        told.setSpacing(12)
        picture = Label()
        picture.setPixmap(pixmap("alert-circle", "bad", 40))
        told.addWidget(picture)
        told.addWidget(_words(error.what, "heading"))
        told.addWidget(_words(error.safe))
        told.addWidget(_words(error.do))
        told.addLayout(self._for_a_helper(error.no))
        told.addSpacing(8)
        told.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignLeft)
        self._offer_backups(told, backups)
        told.addLayout(self._buttons())
        return told

    def _offer_backups(self, told: QVBoxLayout, backups: Sequence[Backup]) -> None:
        if backups:
            told.addWidget(Label("用备份恢复（现在的文件整个另放一处，不删除）：", "strong"))
        for one in backups[:_OFFERED]:
            told.addWidget(self._offer(one), 0, Qt.AlignmentFlag.AlignLeft)

    def _offer(self, backup: Backup) -> Button:
        made = Moment(label="").text(datetime.fromisoformat(backup.made_at))
        words = f"恢复到 {made} 的备份（{backup.occasion.reason}）"
        return Button(words, "link", "history").on(partial(self.restore_asked.emit, backup.path))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for one in (self.retry, self.elsewhere, self.leave):
            row.addWidget(one)
        row.addStretch(1)
        return row

    def _for_a_helper(self, number: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label(number, "caption"))
        row.addWidget(self.copy)
        row.addWidget(self.report)
        row.addStretch(1)
        return row

    def _ask_mend(self) -> None:
        ask(self, MEND_ASKED, MEND_WORDS, "重建", self.mend_asked.emit)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._details)
        self.copy.setText("已复制")


def _words(words: str, tone: str = "") -> Label:
    made = Label(words, tone, wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
