"""The time that somebody sits at the open window: it is taken away when it is locked, and comes back to who may see it."""

import gc
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QToolTip, QWidget

from ercheng_station.db.store import Store
from ercheng_station.ui.clipboard import Clipboard
from ercheng_station.ui.context import Desk, Place
from ercheng_station.ui.frame import TITLE, Frame
from ercheng_station.ui.messages import show_error
from ercheng_station.ui.opened import Opened
from ercheng_station.ui.shell import Shell
from ercheng_station.ui.task import Task, when_idle
from ercheng_station.ui.window import Window


class Sitting(QObject):
    """`window` is None while it is locked. The store stays open, and what is being done goes on unseen."""

    def __init__(self, frame: Frame, clipboard: Clipboard) -> None:
        super().__init__(frame)
        self.frame, self._clipboard = frame, clipboard
        self._going_on: list[Task] = []
        self._place: Place | None = None
        self._person = ""
        self._closed: Desk | None = None
        self.window: Window | None = None

    def begin(self, shell: Shell, opened: Opened) -> Window:
        self.window = Window(self.frame, shell, opened)
        return self.window

    def put_away(self, page: Callable[[Store], QWidget]) -> None:
        """In place of everything that was in sight stands a page that knows none of it."""
        window = self.window
        if window is None:
            return
        self.window, self._closed = None, window.desk
        self._place, self._person = window.stack.place, window.desk.store.actor
        self._going_on = window.put_away()
        self._clipboard.clear()
        QToolTip.hideText()
        self.frame.setWindowTitle(TITLE)
        self.frame.setCentralWidget(self._bare(page(window.desk.store)))
        self.frame.leave, self.frame.holds_back = self._close, self._finish_first
        for one in self.frame.windows():
            one.deleteLater()
        window.deleteLater()
        del window
        forget_widgets()

    def let_in(self, opened: Opened) -> Window:
        """Who locked it finds the place again, anybody else the place of their own."""
        shell, before = self.frame.centralWidget(), self._closed
        assert isinstance(shell, Shell)
        assert before
        shell.show_alone(None)
        window = self.begin(shell, opened)
        window.desk.follow(before)
        same = opened.store.actor == self._person
        window.begin(Place(self._place.name, self._place.uid) if same and self._place else None)
        going_on, self._going_on = self._going_on, []
        for task in going_on:
            task.take_over(self.frame, partial(self._tell_done, task), partial(show_error, self.frame))
        return window

    # -- inside

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
        assert self._closed
        self._closed.close()

    def _finish_first(self) -> bool:
        return when_idle(self.frame, self.frame.close)


def forget_widgets() -> None:
    """Whatever waits to be deleted goes now, and what Python still knows of it too."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.unfreeze()
    gc.collect()
