"""The sheets of 用户与权限: protect the data, add a user, change roles, give a new password, a new recovery code."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ercheng_station.db.accounts import Accounts
from ercheng_station.db.rights import CLERK, ROLES
from ercheng_station.db.users import User
from ercheng_station.errors import UserError
from ercheng_station.progress import Report
from ercheng_station.ui.accounts.code_panel import CodePanel
from ercheng_station.ui.accounts.lines import Line, PasswordLine
from ercheng_station.ui.accounts.new_password import NewPassword
from ercheng_station.ui.accounts.rekeying import offer_rekey
from ercheng_station.ui.asking import ask_secret
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.context import Desk
from ercheng_station.ui.flow import FlowLayout
from ercheng_station.ui.inputs.options import CheckChip
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.scrolled import Column, Scrolled
from ercheng_station.ui.sheet import Sheet
from ercheng_station.ui.task import Task

_SMALL, _LARGE = (560, 500), (600, 760)
Act = Callable[[Accounts], object]


class Roles(QWidget):
    """What the roles chosen may do is in the table below the users."""

    def __init__(self, chosen: tuple[str, ...]) -> None:
        super().__init__()
        self.chips = {role: CheckChip(word) for role, word in ROLES.items()}
        flow = FlowLayout()
        for role, chip in self.chips.items():
            chip.setChecked(role in chosen)
            flow.addWidget(chip)
        self.told = Label(tone="bad")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(Label("角色", "field"))
        box.addLayout(flow)
        box.addWidget(self.told)

    def taken(self) -> list[str]:
        chosen = [role for role, chip in self.chips.items() if chip.isChecked()]
        self.told.setText("" if chosen else "至少选一个角色")
        return chosen


class Asking(QWidget):
    """Parts below each other; `read` gives the act once all of it is right, or None. Done, it closes its sheet."""

    done = Signal()

    def __init__(self, desk: Desk, title: str, explains: str, act: str, said: str) -> None:
        super().__init__()
        self.desk, self._said = desk, said
        self.read: Callable[[], Act | None] = lambda: None
        self.told = Label(tone="bad", wraps=True)
        self.enter = Button(act, "primary").on(self.take)
        self.parts = QVBoxLayout()
        self.parts.setSpacing(8)
        inside = Column()
        inside.setProperty("surface", "plain")
        box = QVBoxLayout(inside)
        box.setContentsMargins(24, 20, 24, 8)
        box.setSpacing(8)
        box.addWidget(Label(title, "strong"))
        if explains:
            box.addWidget(Label(explains, "quiet", wraps=True))
        box.addLayout(self.parts)
        box.addStretch(1)
        self.setProperty("surface", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._area = Scrolled(inside, title)
        whole.addWidget(self._area, 1)
        whole.addLayout(self._foot())

    def take(self) -> None:
        act = self.read() if self.enter.isEnabled() else None
        if act is None:
            self._bring_wrong()
            return
        self.enter.setEnabled(False)
        accounts = self.desk.store.accounts

        def job(_report: Report) -> None:
            act(accounts)

        task = Task(self, "", job, quiet=True)
        task.done.connect(self._finish)
        task.failed.connect(self._refuse)
        task.start()

    def open(self, parent: QWidget, title: str, size: tuple[int, int] = _SMALL) -> None:
        Sheet(parent, title, self, largest=size).open()

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        foot.addWidget(Button("取消").on(lambda: self.window().close()))
        foot.addWidget(self.enter)
        return foot

    def _bring_wrong(self) -> None:
        """The first line that is refused gets the focus, in sight with what is said of it."""
        lines = cast("list[Line]", self.findChildren(Line))
        wrong = next((line for line in lines if line.is_refused), None)
        if wrong:
            wrong.line.setFocus()
            self._area.ensureWidgetVisible(wrong)

    def _finish(self, _: object) -> None:
        self.desk.seated.emit()
        self.desk.said.emit(self._said)
        self.done.emit()
        self.window().close()

    def _refuse(self, error: Exception) -> None:
        self.enter.setEnabled(True)
        if isinstance(error, UserError):
            self.told.setText(error.what + error.do)
        else:
            show_error(self, error)


def ask_protection(parent: QWidget, desk: Desk) -> Asking:
    """By the first user, who is 站长 and 管理员 at once."""
    explains = (
        "加上以后，打开数据、附件和新的备份都要用户名和口令。您是第一个用户，兼站长和管理员，以后可以再加别人。"
        "以前做的备份没有口令也能打开，请做一份新的备份，把旧的收好或删掉。"
    )
    asking = Asking(desk, "加上口令保护", explains, "加上保护", "已加上口令保护，请做一份新的备份")
    name = Line("用户名")
    name.line.setText(desk.store.actor if desk.store.accounts.user is None else "")
    password = NewPassword(lambda: (name.words(), desk.unit.name))
    panel = CodePanel(lambda: desk.unit.name, desk.fields.today)
    for part in (name, password, panel):
        asking.parts.addWidget(part)

    def read() -> Act | None:
        who = name.words().strip()
        name.say("" if who else "请写自己的姓名")
        chosen, code = password.taken(), panel.taken()
        if not (who and chosen and code):
            return None
        return lambda accounts: accounts.protect(who, chosen, code)

    asking.read = read
    asking.done.connect(partial(offer_rekey, parent, desk))
    asking.open(parent, "加上口令保护", _LARGE)
    (password if name.words() else name).setFocus()
    return asking


def ask_user(parent: QWidget, desk: Desk) -> Asking:
    asking = Asking(desk, "新增用户", "先给一个口令，本人第一次登录后自己换。", "新增", "已新增用户")
    name = Line("姓名")
    roles = Roles((CLERK,))
    password = NewPassword(lambda: (name.words(), desk.unit.name))
    for part in (name, roles, password):
        asking.parts.addWidget(part)

    def read() -> Act | None:
        who = name.words().strip()
        name.say("" if who else "请写姓名")
        chosen, asked = password.taken(), roles.taken()
        return (lambda accounts: accounts.add(who, asked, chosen)) if who and chosen and asked else None

    asking.read = read
    asking.open(parent, "新增用户")
    name.setFocus()
    return asking


def ask_roles(parent: QWidget, desk: Desk, user: User) -> Asking:
    asking = Asking(desk, f"{user.name} 的角色", "", "改角色", "已改角色")
    roles = Roles(user.roles)
    asking.parts.addWidget(roles)

    def read() -> Act | None:
        asked = roles.taken()
        return (lambda accounts: accounts.set_roles(user.name, asked)) if asked else None

    asking.read = read
    asking.open(parent, "改角色", (480, 260))
    next(iter(roles.chips.values())).setFocus()
    return asking


def ask_reset(parent: QWidget, desk: Desk, user: User) -> Asking:
    explains = "他忘了口令，或者停用以后又回来了。本人下次登录后自己换。"
    asking = Asking(desk, f"给 {user.name} 重设口令", explains, "重设口令", "已重设口令")
    password = NewPassword(lambda: (user.name, desk.unit.name))
    asking.parts.addWidget(password)

    def read() -> Act | None:
        chosen = password.taken()
        return (lambda accounts: accounts.reset_password(user.name, chosen)) if chosen else None

    asking.read = read
    asking.open(parent, "重设口令")
    password.setFocus()
    return asking


def ask_renewal(parent: QWidget, desk: Desk) -> Asking:
    explains = "旧的恢复码随即作废，请换掉保险柜里的那张纸。"
    asking = Asking(desk, "换新恢复码", explains, "换新恢复码", "已换新恢复码，旧的作废")
    own = Line("自己的口令", PasswordLine("自己的口令"))
    panel = CodePanel(lambda: desk.unit.name, desk.fields.today)
    for part in (panel, own):
        asking.parts.addWidget(part)

    def read() -> Act | None:
        code, password = panel.taken(), own.words()
        own.say("" if password else "请写自己的口令")
        return (lambda accounts: accounts.renew_recovery(code, password)) if code and password else None

    asking.read = read
    asking.open(parent, "换新恢复码", _LARGE)
    panel.typed.setFocus()
    return asking


def ask_unprotect(parent: QWidget, desk: Desk) -> None:
    explains = ["以后打开这台电脑的人都能看全部数据，也不再锁定。"]
    ask_secret(
        parent, "取消保护要再输一次自己的口令", explains, "取消保护", partial(_unprotect, parent, desk)
    )


def _unprotect(parent: QWidget, desk: Desk, password: str) -> None:
    accounts = desk.store.accounts

    def job(_report: Report) -> None:
        accounts.unprotect(password)

    def finish(_: object) -> None:
        desk.seated.emit()
        desk.said.emit("已取消保护")

    task = Task(parent, "", job, quiet=True)
    task.done.connect(finish)
    task.failed.connect(partial(show_error, parent))
    task.start()
