"""What is asked before protected data opens: name and password, or the recovery code and then a new password."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ercheng_station.db.door import Login, Recovery
from ercheng_station.errors import UserError
from ercheng_station.progress import Report
from ercheng_station.ui.accounts.login_page import LoginPage
from ercheng_station.ui.accounts.recovering import RecoveryPage, RenewPage
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.task import Task

REFUSALS = frozenset(("login-needed", "login-refused", "login-wait", "recovery-refused"))
"""Codes of what the one at the door can mend by typing again."""


class Door(QObject):
    """`show` puts a page of the door in place of everything."""

    entering = Signal(object)
    """Login or Recovery."""
    place_asked = Signal()
    quit_asked = Signal()

    def __init__(self, show: Callable[[QWidget], object], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self.page: LoginPage | RecoveryPage | RenewPage | None = None

    def ask(self) -> None:
        page = LoginPage("请登录", "这份数据加了口令保护。", "登录")
        page.entered.connect(lambda name, password: self.entering.emit(Login(name, password)))
        page.recovery_asked.connect(self._ask_code)
        page.place_asked.connect(self.place_asked)
        page.quit_asked.connect(self.quit_asked)
        self._put(page)

    def refuse(self, error: UserError) -> None:
        """On the page in sight, else on a new one."""
        if self.page is None or error.code == "login-needed":
            self.ask()
        else:
            self.page.refuse(error)

    def renew(self, opened: Opened, then: Callable[[Opened], object]) -> None:
        """Opened by the recovery code: to nobody, until somebody has a password."""
        page = RenewPage(opened.store.unit.name, opened.store.today)

        def fail(error: Exception) -> None:
            if isinstance(error, UserError):
                page.refuse(error)
            else:
                show_error(page, error)

        def enter(name: str, password: str, code: str) -> None:
            def job(_report: Report) -> None:
                opened.store.accounts.recover(name, password, code)

            task = Task(page, "", job, quiet=True)
            task.done.connect(lambda _: then(opened))
            task.failed.connect(fail)
            task.start()

        page.entered.connect(enter)
        self._put(page)

    def _ask_code(self) -> None:
        page = RecoveryPage()
        page.entered.connect(lambda code: self.entering.emit(Recovery(code)))
        page.back_asked.connect(self.ask)
        self._put(page)

    def _put(self, page: LoginPage | RecoveryPage | RenewPage) -> None:
        self.page = page
        self._show(page)
        page.focus_first()
        page.destroyed.connect(partial(self._forget, page))

    def _forget(self, page: object, *_: object) -> None:
        if self.page is page:
            self.page = None
