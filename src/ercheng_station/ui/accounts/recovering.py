"""忘了口令: first the recovery code from its paper, then a new password for an administrator and a new code."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.recovery_code import read
from ercheng_station.errors import Fault, UserError
from ercheng_station.ui import ime
from ercheng_station.ui.accounts.code_panel import CodePanel
from ercheng_station.ui.accounts.lines import Line
from ercheng_station.ui.accounts.login_page import stand_in_the_middle
from ercheng_station.ui.accounts.new_password import NewPassword
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.labels import Label
from ercheng_station.ui.scrolled import Scrolled

_WIDTH = 520


class RecoveryPage(QWidget):
    """`entered`: the code as typed. Tells of a slip in it at once, group by group."""

    entered = Signal(str)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("用恢复码打开")
        self.code = Line("恢复码")
        self.enter = Button("打开", "primary").on(self._enter)
        self.code.line.returnPressed.connect(self._enter)
        inside = QVBoxLayout()
        inside.setSpacing(8)
        inside.addWidget(Label("用恢复码打开", "title"))
        inside.addWidget(
            Label(
                "请照纸上的八组输入，大小写、空格和横线没有关系。打开后要重设口令，这个恢复码随即作废。",
                "quiet",
                wraps=True,
            )
        )
        inside.addSpacing(8)
        inside.addWidget(self.code)
        inside.addLayout(_foot(self.enter, Button("返回登录").on(self.back_asked.emit)))
        stand_in_the_middle(self, inside, _WIDTH)

    def focus_first(self) -> None:
        self.code.setFocus()

    def refuse(self, error: UserError) -> None:
        self.enter.setEnabled(True)
        self.code.say(error.what)
        self.code.setFocus()

    def _enter(self) -> None:
        ime.commit()
        typed = self.code.words()
        try:
            read(typed)
        except Fault as fault:
            self.code.say(fault.why if typed.strip() else "请输入恢复码")
            return
        self.code.say("")
        self.enter.setEnabled(False)
        self.entered.emit(typed)


class RenewPage(QWidget):
    """`entered`: name, new password, new code typed back."""

    entered = Signal(str, str, str)

    def __init__(self, unit: str, day: date) -> None:
        super().__init__()
        self.setAccessibleName("重设口令")
        self.name = Line("管理员的用户名")
        self.password = NewPassword(lambda: (self.name.words(), unit), "新口令")
        self.panel = CodePanel(lambda: unit, day)
        self.told = Label(tone="bad", wraps=True)
        self.enter = Button("重设口令并打开", "primary").on(self._enter)
        inside = QVBoxLayout()
        inside.setSpacing(8)
        for one in (
            Label("重设口令", "title"),
            Label("写管理员的用户名；没有管理员了，写一个新的用户名，由他做管理员。", "quiet", wraps=True),
            self.name,
            self.password,
            self.panel,
            self.told,
        ):
            inside.addWidget(one)
        inside.addLayout(_foot(self.enter))
        column = QWidget()
        stand_in_the_middle(column, inside, _WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 16)
        box.addWidget(Scrolled(column, "重设口令"))

    def focus_first(self) -> None:
        self.name.setFocus()

    def refuse(self, error: UserError) -> None:
        self.enter.setEnabled(True)
        self.told.setText(error.what + error.do)

    def _enter(self) -> None:
        name = self.name.words().strip()
        self.name.say("" if name else "请写用户名")
        password, code = self.password.taken(), self.panel.taken()
        if name and password and code:
            self.enter.setEnabled(False)
            self.entered.emit(name, password, code)


def _foot(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    return row
