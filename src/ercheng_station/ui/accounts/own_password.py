"""改口令: one's own, with the old one first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.errors import UserError
from ercheng_station.progress import Report
from ercheng_station.ui.accounts.lines import Line, PasswordLine
from ercheng_station.ui.accounts.new_password import NewPassword
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.scrolled import Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import Task

_SIZE = (560, 460)


class OwnPassword(QWidget):
    def __init__(self, desk: Desk, why: str) -> None:
        super().__init__()
        self._desk = desk
        self.old = Line("现在的口令", PasswordLine("现在的口令"))
        self.new = NewPassword(self._names, "新口令")
        self.told = Label(tone="bad", wraps=True)
        self.enter = Button("改口令", "primary").on(self.change)
        self.leave = Button("取消").on(lambda: self.window().close())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.enter)
        self.setProperty("surface", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(8)
        box.addWidget(Label("改口令", "strong"))
        box.addWidget(Label(why or "只改自己的，数据不用重新加密。", "quiet", wraps=True))
        for one in (self.old, self.new, self.told):
            box.addWidget(one)
        box.addStretch(1)
        box.addLayout(foot)
        self.new.again.line.returnPressed.connect(self.change)

    def change(self) -> None:
        old = self.old.words()
        self.old.say("" if old else "请写现在的口令")
        new = self.new.taken()
        if not old or not new or not self.enter.isEnabled():
            return
        self.enter.setEnabled(False)
        accounts = self._desk.store.accounts

        def job(_report: Report) -> None:
            accounts.change_password(old, new)

        task = Task(self, "", job, quiet=True)
        task.done.connect(self._changed)
        task.failed.connect(self._refuse)
        task.start()

    def _changed(self, _: object) -> None:
        self._desk.seated.emit()
        self._desk.said.emit("口令已经改好")
        self.window().close()

    def _refuse(self, error: Exception) -> None:
        self.enter.setEnabled(True)
        if isinstance(error, UserError):
            self.told.setText(error.what + error.do)
        else:
            show_error(self, error)

    def _names(self) -> list[str]:
        return [self._desk.store.actor, self._desk.unit.name]


def ask_own_password(parent: QWidget, desk: Desk, why: str = "") -> None:
    made = OwnPassword(desk, why)
    sheet = Sheet(parent, "改口令", Scrolled(made, "改口令"), largest=_SIZE)
    sheet.open()
    made.old.setFocus()
