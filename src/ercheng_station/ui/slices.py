"""Makes what takes long to make in slices, so that the window goes on answering: a few milliseconds at each turn."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ercheng_station.ui.events import kind_of

_SLICE = 0.005
_MOVED, _RESIZED = Qt.WidgetAttribute.WA_PendingMoveEvent, Qt.WidgetAttribute.WA_PendingResizeEvent
_ROUNDS = 4
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class Slices(QObject):
    """Runs `steps`, each short, to their end: by and by after `start`, or at once when `finish` is called.

    While somebody waits for it (`then`), the first key typed into the window ends the waiting: no key is lost.
    """

    done = Signal()
    _turning = False

    def __init__(self, steps: Iterator[None], owner: QWidget) -> None:
        super().__init__(owner)
        self._steps, self._owner = steps, owner
        self._after: deque[Callable[[], object]] = deque()
        self._watched: QObject | None = None
        self._runs = False
        self.is_done = False

    @property
    def is_running(self) -> bool:
        return self._runs and not self.is_done

    def start(self) -> None:
        """At once, but for what is begun in the middle of another's turn: that has had its time."""
        if self._runs:
            return
        self._runs = True
        if Slices._turning:
            QTimer.singleShot(0, self, self._turn)
        else:
            self._turn()

    def go_on(self) -> None:
        """One step more, for what cannot do without it."""
        if not self.is_done and next(self._steps, self) is self:
            self._end()

    def finish(self) -> None:
        """All the rest now. Must not be called by a step."""
        if not self.is_done:
            exhaust(self._steps)
            self._end()

    def then(self, act: Callable[[], object]) -> None:
        """At the end; now if that is reached."""
        if self.is_done:
            act()
            return
        self._after.append(act)
        self._watch()
        self.start()

    def drop(self) -> None:
        """Given up: not one step more, and nobody who waits is told. A turn that is on its way comes to nothing."""
        self.is_done = True
        self._after.clear()
        self._unwatch()
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A shortcut is looked up after its override was offered, a letter goes to what has the focus after this."""
        if kind_of(event) in _KEYS:
            self.finish()
        return False

    def _turn(self) -> None:
        """One step at least, so that it comes to an end on any machine."""
        end = time.monotonic() + _SLICE
        Slices._turning = True
        try:
            self.go_on()
            while not self.is_done and time.monotonic() < end:
                self.go_on()
        finally:
            Slices._turning = False
        if not self.is_done:
            QTimer.singleShot(0, self, self._turn)

    def _end(self) -> None:
        self.is_done = True
        self._unwatch()
        self.done.emit()
        while self._after:
            self._after.popleft()()

    def _watch(self) -> None:
        window = self._owner.window().windowHandle()
        if window and not self._watched:
            self._watched = window
            window.installEventFilter(self)

    def _unwatch(self) -> None:
        if self._watched:
            self._watched.removeEventFilter(self)
            self._watched = None


def laid_out(widget: QWidget) -> Iterator[None]:
    """Does to a hidden widget, from without, what showing it would do all at once: lays out all that is in it.

    What finds its place may move what was laid out before it. What is gone between two steps needs no place.
    """
    for _ in range(_ROUNDS):
        settled = True
        for inside in (widget, *widget.findChildren(QWidget)):
            if shiboken6.isValid(inside) and _takes_place(inside):
                settled = False
                yield
        if settled:
            return


def _takes_place(widget: QWidget) -> bool:
    """Qt keeps for its showing that a hidden widget was moved and resized, so that it would lay out nothing before."""
    if widget.testAttribute(_MOVED):
        widget.setAttribute(_MOVED, False)
        QCoreApplication.sendEvent(widget, QMoveEvent(widget.pos(), QPoint()))
    resized = widget.testAttribute(_RESIZED)
    if resized:
        widget.setAttribute(_RESIZED, False)
        QCoreApplication.sendEvent(widget, QResizeEvent(widget.size(), QSize()))
    layout = widget.layout()
    return bool(layout and layout.activate()) or resized


def exhaust(steps: Iterable[None]) -> None:
    for _ in steps:
        pass
