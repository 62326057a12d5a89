"""The time that somebody sits at the open window: it is taken away when it is locked, and comes back to who may see it."""

import gc
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QToolTip, QWidget

from ercheng_station.db.store import Store
from ercheng_station.db.users import tidy_name
from ercheng_station.errors import UserError
from ercheng_station.progress import Report
from ercheng_station.records.office import Setting
from ercheng_station.services.locking import minutes_of
from ercheng_station.ui import preferences
from ercheng_station.ui.accounts.login_page import LoginPage
from ercheng_station.ui.clipboard import Clipboard
from ercheng_station.ui.context import Desk, Place
from ercheng_station.ui.frame import TITLE, Frame
from ercheng_station.ui.idle import Idle
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.session_lock import SessionLock
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.task import Task, when_idle
from ercheng_station.ui.window import Window

_NOT_LOCKED = "这份数据没有加口令保护，不锁定"


class Sitting(QObject):
    """`window` is None while it is locked. The store stays open, and what is being done goes on unseen."""

    opened = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.frame = frame
        self.window: Window | None = None
        self.clipboard = Clipboard(self)
        self.idle: Idle | None = None
        self.session: SessionLock | None = None
        self._going_on: list[Task] = []
        self._place: Place | None = None
        self._person = ""
        self._left: Desk | None = None

    def begin(self, shell: Shell, opened: Opened) -> Window:
        window = self.window = Window(self.frame, shell, opened)
        window.lock_asked.connect(self.lock)
        window.seat.other_asked.connect(self.change)
        window.desk.seated.connect(self._watch)
        window.desk.restart_asked.connect(self.frame.restart)
        window.desk.changed.connect(self._hear)
        self._watch()
        return window

    def lock(self) -> None:
        """At the next turn of the loop: whatever asked for it may be in a window that goes."""
        if self.window and self.window.desk.store.accounts.protected:
            QTimer.singleShot(0, self, partial(self._lock, "已锁定", "解锁", self.window.desk.store.actor))
        elif self.window:
            self.window.toast.say(_NOT_LOCKED)

    def change(self, name: str) -> None:
        """切换操作人: as locked, for somebody else to log in."""
        QTimer.singleShot(0, self, partial(self._lock, "切换操作人", "登录", name))

    def put_away(self, page: QWidget) -> None:
        """In place of everything that was in sight stands a page that knows none of it."""
        window = self.window
        if window is None:
            return
        self.window, self._left = None, window.desk
        self._place, self._person = window.stack.place, window.desk.store.actor
        self._going_on = window.put_away()
        self.clipboard.clear()
        QToolTip.hideText()
        self.frame.setWindowTitle(TITLE)
        self.frame.setCentralWidget(self._bare(page))
        self.frame.leave, self.frame.holds_back = self._close, self._finish_first
        self.frame.help = lambda _asking: None
        for one in self.frame.windows():
            one.deleteLater()
        window.deleteLater()
        del window
        _forget_widgets()

    def let_in(self, opened: Opened) -> Window:
        """Who locked it finds the place again, anybody else the place of their own."""
        shell, left = self.frame.centralWidget(), self._left
        assert isinstance(shell, Shell)
        assert left
        shell.show_alone(None)
        window = self.begin(shell, opened)
        window.desk.follow(left)
        same = opened.store.actor == self._person
        window.begin(Place(self._place.name, self._place.uid) if same and self._place else None)
        going_on, self._going_on = self._going_on, []
        for task in going_on:
            task.take_over(self.frame, partial(self._tell_done, task), partial(show_error, self.frame))
        self.opened.emit()
        return window

    # -- inside

    def _lock(self, title: str, act: str, name: str) -> None:
        if self.window is None:
            return
        page = LoginPage(title, self.window.desk.unit.name, act, name)
        page.start_only(on=False)
        page.entered.connect(partial(self._check, page))
        page.quit_asked.connect(self.frame.close)
        self.put_away(page)
        page.focus_first()

    def _check(self, page: LoginPage, name: str, password: str) -> None:
        assert self._left
        store = self._left.store
        if tidy_name(name) != store.actor and any(task.is_running for task in self._going_on):
            page.tell("还有工作没有做完，做完以后才能换人。")
            return

        def fail(error: Exception) -> None:
            if isinstance(error, UserError):
                page.refuse(error)
            else:
                show_error(page, error)

        def job(_report: Report) -> Opened:
            return _entered(store, name, password)

        task = Task(page, "", job, quiet=True)
        task.done.connect(self.let_in)
        task.failed.connect(fail)
        task.start()

    def _watch(self) -> None:
        """Only what is protected is locked."""
        if self.window is None:
            return
        store = self.window.desk.store
        if not store.accounts.protected:
            self._guard_no_more()
            return
        if self.idle is None:
            self.idle, self.session = Idle(self), SessionLock(self)
            self.idle.due.connect(self.lock)
            self.session.locked.connect(self.lock)
        self.idle.touch()
        self.idle.wait(minutes_of(store))

    def _guard_no_more(self) -> None:
        for one in (self.idle, self.session):
            if one:
                one.deleteLater()
        self.idle = self.session = None

    def _hear(self, kind: str, _uid: object) -> None:
        if kind == Setting.__tablename__:
            self._watch()

    def _tell_done(self, task: Task, _answer: object) -> None:
        if self.window:
            self.window.toast.say(f"锁定期间已完成：{task.title.removeprefix('正在').rstrip('…')}")

    def _bare(self, page: QWidget) -> Shell:
        """A shell that has never shown anything."""
        shell = Shell(self.frame.remembered)
        for _ in shell.build():
            pass
        shell.show_alone(page)
        return shell

    def _close(self) -> None:
        assert self._left
        self._left.close()

    def _finish_first(self) -> bool:
        return when_idle(self.frame, self.frame.close)


def _entered(store: Store, name: str, password: str) -> Opened:
    """Who works now shows it once more; anybody else takes the seat."""
    if tidy_name(name) == store.actor:
        store.accounts.confirm(password)
    else:
        store.accounts.sign_in(name, password)
    return Opened(store, preferences.read(store, store.actor))


def _forget_widgets() -> None:
    """Whatever waits to be deleted goes now, and what Python still knows of it too."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.unfreeze()
    gc.collect()
