"""Long work beside the window, with progress and 停止."""

import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ercheng_station.errors import Cancelled
from ercheng_station.progress import Report
from ercheng_station.ui.beside import Beside
from ercheng_station.ui.buttons import Button
from ercheng_station.ui.dialog import Dialog
from ercheng_station.ui.labels import Label
from ercheng_station.ui.messages import show_error

T = TypeVar("T")
_PATIENCE = 300
_TELL_EVERY = 0.05
_AT_ONCE = 4
_running: set["Task"] = set()
_after: list[tuple[QWidget, Callable[[], object]]] = []


def run_task(
    parent: QWidget,
    title: str,
    job: Callable[[Report], T],
    done: Callable[[T], object],
    failed: Callable[[Exception], object] | None = None,
) -> "Task":
    """Runs `job(report)` in a thread; `done` or `failed` is called on the window's, unless `parent` is gone.

    `failed` shows the error if not given; after 停止 neither is called. Quick work shows nothing.
    """
    task = Task(parent, title, job)
    task.done.connect(done)
    task.failed.connect(failed or (lambda error: show_error(parent, error)))
    task.start()
    return task


@cache
def _threads() -> Beside:
    return Beside("task", _AT_ONCE)


def when_idle(window: QWidget, act: Callable[[], object]) -> bool:
    """Calls `act` once all work begun in that window has ended; False: there is none, and nothing will be called.

    Work of which nothing is kept is stopped.
    """
    for task in _running:
        if task.quiet and task.belongs_to(window):
            task.stop()
    if not _is_busy(window):
        return False
    if (window, act) not in _after:
        _after.append((window, act))
    return True


def leave_alone(window: QWidget) -> list["Task"]:
    """The window goes out of sight: work of which nothing is kept ends, what goes on is given back; see `take_over`."""
    found = [task for task in _running if task.belongs_to(window)]
    for task in found:
        task.leave()
    return [task for task in found if not task.quiet]


def _is_busy(window: QWidget) -> bool:
    return any(task.belongs_to(window) for task in _running)


def _tell_idle() -> None:
    for one in [one for one in _after if not _is_busy(one[0])]:
        _after.remove(one)
        QTimer.singleShot(0, one[0], one[1])


def _chain(widget: QWidget) -> Iterator[QWidget]:
    above: QWidget | None = widget
    while above is not None:
        yield above
        above = above.parentWidget()


class Task(QObject):
    progress = Signal(int, int)
    """Like `done` and `failed` not told once the parent is gone: who listens may have gone with it."""
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    _reported = Signal(int, int)
    _ended = Signal(object, object)

    def __init__(
        self, parent: QWidget, title: str, job: Callable[[Report], Any], *, quiet: bool = False
    ) -> None:
        """`quiet`: nothing is laid over the window; who begins it shows `progress` and offers 停止; nothing is kept of it."""
        super().__init__()
        self.quiet = quiet
        self._parent, self._job, self.title = parent, job, title
        self._above = list(_chain(parent))
        self._outcome: tuple[object, Exception | None] | None = None
        self._stop_asked = self._is_left = False
        self._told = 0.0
        self._sheet: ProgressSheet | None = None
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        _running.add(self)
        if not self.quiet:
            QTimer.singleShot(_PATIENCE, self, self._open)
        _threads().start(self._run)

    def stop(self) -> None:
        """The work ends at its next report; until then the sheet says so."""
        self._stop_asked = True

    @property
    def is_running(self) -> bool:
        return self in _running

    def belongs_to(self, window: QWidget) -> bool:
        """Whether it was begun in that window or in one that belongs to it; what it was begun in may be gone."""
        return any(above is window for above in self._above)

    def leave(self) -> None:
        """It is told of to nobody and nothing is shown of it, but it goes on; quiet work ends."""
        if self.quiet:
            self.stop()
        self._is_left = True
        self._hide()

    def take_over(
        self, window: QWidget, done: Callable[[object], object], failed: Callable[[Exception], object]
    ) -> None:
        """After `leave`: in sight again over that window; who began it is not told. At once if it has ended meanwhile."""
        self._parent, self._is_left = window, False
        for signal, act in ((self.done, done), (self.failed, failed)):
            signal.disconnect()
            signal.connect(act)
        if self._outcome is None:
            self._open()
        else:
            self._tell(*self._outcome)

    def _run(self) -> None:
        try:
            value = self._job(self._report)
        except Exception as error:  # noqa: BLE001  handed over to the window, not swallowed
            self._ended.emit(None, error)
        else:
            self._ended.emit(value, None)

    def _report(self, done: int, total: int) -> None:
        if self._stop_asked:
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY or done == total:
            self._told = now
            self._reported.emit(done, total)

    @property
    def _is_heard(self) -> bool:
        return not self._is_left and shiboken6.isValid(self._parent)

    def _open(self) -> None:
        if self in _running and self._is_heard:
            self._sheet = ProgressSheet(self._parent, self.title)
            self._sheet.stop_asked.connect(self.stop)
            self._sheet.open()

    def _show(self, done: int, total: int) -> None:
        if not self._is_heard:
            return
        self.progress.emit(done, total)
        if self._sheet is not None and shiboken6.isValid(self._sheet):
            self._sheet.show_progress(done, total)

    def _end(self, value: object, error: Exception | None) -> None:
        _running.discard(self)
        _tell_idle()
        self._outcome = value, error
        self._hide()
        self._tell(value, error)

    def _hide(self) -> None:
        if self._sheet is not None and shiboken6.isValid(self._sheet):
            self._sheet.leave()

    def _tell(self, value: object, error: Exception | None) -> None:
        if isinstance(error, Cancelled):
            self.stopped.emit()
        elif not self._is_heard:
            return
        elif error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(value)


class ProgressSheet(Dialog):
    """Over its window until the work ends; Esc asks to stop, nothing else closes it."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self._count = Label("正在准备…", "quiet")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        self._stop = Button("停止").on(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self._stop)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(Label(title, "strong"))
        box.addWidget(self._bar)
        box.addLayout(foot)

    def show_progress(self, done: int, total: int) -> None:
        if self._stop.isEnabled():
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._count.setText(f"{done:,} / {total:,}" if total else f"已完成 {done:,}")

    def leave(self) -> None:
        self.done(0)

    def reject(self) -> None:
        self._stop.setEnabled(False)
        self._bar.setRange(0, 0)
        self._count.setText("正在停止，已做的部分会撤回…")
        self.stop_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)
