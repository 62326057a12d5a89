"""用户与权限: how the data is protected, who may come in and do what, and after how long the window is locked."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from ercheng_station.db.address import is_on_server
from ercheng_station.db.rights import ROLES, Right, rights
from ercheng_station.db.users import User
from ercheng_station.progress import Report
from ercheng_station.records.office import Setting
from ercheng_station.services.locking import LEAST, MOST, minutes_of, set_minutes
from ercheng_station.ui.accounts import user_sheets
from ercheng_station.ui.accounts.own_password import ask_own_password
from ercheng_station.ui.accounts.rekeying import ask_rekey
from ercheng_station.ui.asking import ask_words
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.cards import Card
from ercheng_station.ui.chips import ChipLook
from ercheng_station.ui.context import Desk
from ercheng_station.ui.labels import Label, tip
from ercheng_station.ui.line_table import Head, LineTable
from ercheng_station.ui.messages import ask, show_error
from ercheng_station.ui.scrolled import ScrolledPage
from ercheng_station.ui.shell_titles import AUDIT
from ercheng_station.ui.task import Task

_USERS = (Head("用户名", 140), Head("角色"), Head("口令", 190, quiet=True), Head("状态", 90, chip=True))
_RIGHTS = (Head("可以做什么", 240), *(Head(word, 76) for word in ROLES.values()), Head("说明", quiet=True))
_ROW = 36
_BEFORE_USERS = "found"
"""The right to begin a data folder, which has no users yet."""
_OF_THIS_COMPUTER = (
    "数据在区局的服务器上：这里的用户、口令和角色只管这台电脑，每台电脑各建各的，同一个人的用户名要写得一样，修改记录才对得上。"
    "谁能连服务器，由维护人员管的服务器账号决定。"
)
_NOT_YOURS = "只有管理员能改用户"
_NOT_ONESELF = "自己的角色和停用由另一位管理员来改"


class UsersScreen(ScrolledPage):
    title = "用户与权限"

    def __init__(self, desk: Desk, *, slowly: bool = False) -> None:
        self._desk = desk
        super().__init__()
        if not slowly:
            self.making.finish()

    def build(self) -> Iterator[None]:
        self.open_box()
        self._make_buttons()
        self.box.addWidget(Label(self.title, "title"))
        self.box.addWidget(self._protection())
        self.dress()
        yield
        self.box.addWidget(self._people())
        yield
        self.box.addWidget(self._rights())
        self.box.addStretch(1)
        self._desk.seated.connect(self.refresh)
        self._desk.changed.connect(lambda kind, _: self.refresh() if kind == Setting.__tablename__ else None)
        self.refresh()
        yield
        self.show_all()

    def refresh(self) -> None:
        self._show(self._desk.store.accounts.users)

    # -- acts

    def protect(self) -> None:
        user_sheets.ask_protection(self, self._desk)

    def add(self) -> None:
        user_sheets.ask_user(self, self._desk)

    def change_roles(self) -> None:
        if self.chosen:
            user_sheets.ask_roles(self, self._desk, self.chosen)

    def reset_password(self) -> None:
        if self.chosen:
            user_sheets.ask_reset(self, self._desk, self.chosen)

    def disable(self) -> None:
        user = self.chosen
        if user:
            words = "他的口令从此打不开数据，做过的登记都保留；重设口令就能再启用。"
            ask(
                self,
                f"停用“{user.name}”？",
                words,
                "停用",
                partial(self._do, "已停用", lambda one: one.disable(user.name)),
            )

    def clear_waits(self) -> None:
        self._do("已取消等待", lambda accounts: accounts.clear_waits())

    def ask_minutes(self) -> None:
        words = [f"{LEAST} 到 {MOST} 分钟。电脑睡眠或休眠以后总是锁定。"]
        ask_words(self, "多少分钟没有操作就锁定？", words, "确定", self._set_minutes)

    @property
    def chosen(self) -> User | None:
        found = self.users.current()
        return found if isinstance(found, User) else None

    # -- inside

    def _set_minutes(self, typed: str) -> None:
        minutes = int(typed) if typed.isdecimal() else 0
        if not LEAST <= minutes <= MOST:
            self._desk.said.emit(f"请写 {LEAST} 到 {MOST} 之间的整数")
            return
        self._desk.perform(lambda store: store.act("改锁定时间", [set_minutes(store, minutes)]), self)

    def _do(self, words: str, act: Callable[..., object]) -> None:
        accounts = self._desk.store.accounts

        def job(_report: Report) -> None:
            act(accounts)

        task = Task(self, "", job, quiet=True)
        task.done.connect(lambda _: self._tell(words))
        task.failed.connect(partial(show_error, self))
        task.start()

    def _tell(self, words: str) -> None:
        self._desk.seated.emit()
        self._desk.said.emit(words)

    def _show(self, users: list[User]) -> None:
        accounts = self._desk.store.accounts
        self._state.setText(self._words())
        self.users.fill(users)
        self.users.setFixedHeight(_ROW * (max(len(users), 1) + 1) + 4)
        self._card.setVisible(accounts.protected)
        may, is_practice = accounts.may("users"), self._desk.store.practice
        self.protect_button.setVisible(not accounts.protected and not is_practice)
        for one in (self.password_button, self.minutes_button):
            one.setVisible(accounts.protected)
        self.minutes_button.setEnabled(accounts.may("settings"))
        self.audit_button.setEnabled(accounts.may("audit"))
        for one in (self.recovery_button, self.rekey_button):
            one.setVisible(accounts.protected and may)
        self.unprotect_button.setVisible(accounts.protected and accounts.may("unprotect"))
        for one in (self.add_button, self.waits_button):
            _allow(one, "" if may else _NOT_YOURS)
        self._look(self.chosen)

    def _look(self, user: object) -> None:
        accounts = self._desk.store.accounts
        why = "" if accounts.may("users") else _NOT_YOURS
        own = isinstance(user, User) and accounts.user is not None and user.uid == accounts.user.uid
        why = why or (_NOT_ONESELF if own else "")
        for one in self._of_one:
            _allow(one, why)
        if isinstance(user, User) and user.disabled and not why:
            _allow(self.disable_button, "已经停用")

    def _words(self) -> str:
        store = self._desk.store
        accounts = store.accounts
        if not accounts.protected:
            if store.practice:
                return "练习数据，没有加口令保护，不锁定。"
            return "这份数据没有加口令保护：能打开这台电脑的人都能看，也不锁定。"
        told = [f"{minutes_of(store)} 分钟没有操作就锁定，也可以按 Ctrl+L。"]
        if accounts.user:
            told.insert(
                0,
                f"现在是 {accounts.user.name}（{accounts.user.role_words}），口令已用 {accounts.password_age} 天。",
            )
        if accounts.alone:
            told.append("单人模式：只有一个用户，要两个人核对的事由本人写明理由确认，记在操作记录里。")
        return "".join(told)

    def _make_buttons(self) -> None:
        self.protect_button = Button("加上口令保护…", "primary", "lock").on(self.protect)
        self.password_button = Button("改口令…").on(partial(ask_own_password, self, self._desk))
        self.minutes_button = Button("改锁定时间…").on(self.ask_minutes)
        self.recovery_button = Button("换新恢复码…").on(partial(user_sheets.ask_renewal, self, self._desk))
        self.rekey_button = Button("换密钥…").on(partial(ask_rekey, self, self._desk))
        self.unprotect_button = Button("取消保护…").on(partial(user_sheets.ask_unprotect, self, self._desk))
        self.audit_button = Button("操作记录", "link", "history").on(lambda: self._desk.go(AUDIT))
        self.add_button = Button("新增用户…", "primary", "plus").on(self.add)
        self.roles_button = Button("改角色…").on(self.change_roles)
        self.reset_button = Button("重设口令…").on(self.reset_password)
        self.disable_button = Button("停用…").on(self.disable)
        self.waits_button = Button("取消输错口令后的等待", "link").on(self.clear_waits)
        self._of_one = (self.roles_button, self.reset_button, self.disable_button)

    def _protection(self) -> Card:
        card = Card("保护")
        self._state = Label(wraps=True)
        card.box.addWidget(self._state)
        if is_on_server(self._desk.store.folder):
            card.box.addWidget(Label(_OF_THIS_COMPUTER, "quiet", wraps=True))
        row = _row(
            self.protect_button, self.password_button, self.minutes_button, self.recovery_button,
            self.rekey_button, self.unprotect_button, self.audit_button,
        )  # fmt: skip
        card.box.addLayout(row)
        return card

    def _people(self) -> Card:
        self._card = Card("用户")
        self.users = LineTable("用户", _USERS, _user_words)
        self.users.looked.connect(self._look)
        self.users.opened.connect(lambda _: self.roles_button.click())
        self._card.box.addWidget(self.users)
        self._card.box.addLayout(_row(self.add_button, *self._of_one, self.waits_button))
        return self._card

    def _rights(self) -> Card:
        card = Card("各角色可以做什么")
        table = LineTable("各角色可以做什么", _RIGHTS, _right_words)
        told = [right for right in rights().values() if right.name != _BEFORE_USERS]
        table.fill(told)
        table.setFixedHeight(_ROW * (len(told) + 1) + 4)
        card.box.addWidget(table)
        return card


def _allow(button: Button, why: str) -> None:
    """What may not be done says why."""
    button.setEnabled(not why)
    button.setToolTip(tip(why))


def _row(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    return row


def _user_words(user: User) -> tuple[str, str, str, ChipLook]:
    since = f"{user.changed:%Y-%m-%d} 起用" + ("，待本人改" if user.temporary else "")
    look = ChipLook("已停用", "idle") if user.disabled else ChipLook("在用", "good")
    return user.name, user.role_words, since, look


def _right_words(right: Right) -> tuple[str, ...]:
    return (right.title, *("√" if role in right.roles else "" for role in ROLES), right.note)
