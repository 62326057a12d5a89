"""The keys of the keyboard, offered to fcitx before anything in the program, and never out of their order.

A key is offered when Qt asks whether it is a shortcut, so that Ctrl+S, Enter and Esc are fcitx's while it composes.
The window waits for the answer a moment only: `_PATIENCE`. What is not answered by then is kept, and every key behind
it, while the window goes on; after `_GIVE_UP` without any answer all of them are typed as they are and fcitx begins anew. Decision 0035.
"""

from collections import deque
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from ercheng_station.ui.events import kind_of
from ercheng_station.ui.fcitx.composer import Composer, takes_chinese
from ercheng_station.ui.fcitx.context import InputContext, Key
from ercheng_station.ui.fcitx.keysyms import key_event

_PATIENCE = 0.1
"""Seconds."""
_LAST_PATIENCE = 0.5
"""Seconds, where the keys that wait can wait no longer."""
_GIVE_UP = 3_000
"""Milliseconds."""
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)

_CLOCK = 0xFFFF_FFFF


class _Kept:
    """A key that waits for its answer."""

    def __init__(self, event: QKeyEvent) -> None:
        self.serial = 0
        self.answer: bool | None = None
        self.is_answered = False
        self.event = QKeyEvent(
            QEvent.Type.KeyPress, event.key(), event.modifiers(), event.nativeScanCode(), event.nativeVirtualKey(),
            event.nativeModifiers(), event.text(), event.isAutoRepeat(), event.count(),
        )  # fmt: skip


class Keys(QObject):
    """Filters what comes to the window that has the focus; `settle` leaves nothing composed or waiting."""

    def __init__(self, context: InputContext, composer: Composer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._composer = context, composer
        self._watched: list[QObject] = []
        self._kept: deque[_Kept] = deque()
        self._offered: tuple[int, int] | None = None
        self._was_taken = False
        self._is_delivering = False
        self._has_given_up = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_GIVE_UP)
        self._patience.timeout.connect(self._give_up)
        context.gone.connect(self._go_on_alone)
        context.forwarded.connect(self._take_back)

    def watch(self, window: QWindow | None, target: QObject | None) -> None:
        """These have the focus now."""
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)
        self._watched = [one for one in (window, target) if one is not None]
        for one in self._watched:
            one.installEventFilter(self)

    def settle(self) -> None:
        """What is composed and every key that waits become text now, in their order; fcitx begins anew."""
        self._context.catch_up()
        if self._kept and not self._context.wait(self._kept[-1].serial, _LAST_PATIENCE):
            self._give_up()
        elif self._composer.commit():
            self._context.reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if kind_of(event) == QEvent.Type.FocusAboutToChange:
            self.settle()
        elif isinstance(event, QKeyEvent) and isinstance(watched, QWindow) and not self._is_delivering:
            return self._filter_key(event)
        return False

    # -- one key

    def _filter_key(self, event: QKeyEvent) -> bool:
        kind, mark = event.type(), (event.timestamp(), event.nativeScanCode())
        if kind == QEvent.Type.KeyRelease:
            if self._is_for_fcitx(event) and not event.isAutoRepeat():
                self._context.release(_key(event))
            return False
        if kind == QEvent.Type.ShortcutOverride or mark != self._offered:
            self._offered, self._was_taken = mark, self._offer(event)
        if kind == QEvent.Type.KeyPress:
            self._offered = None
        elif self._was_taken:
            event.accept()  # no shortcut: it comes again as a key, to be taken here
        return self._was_taken

    def _is_for_fcitx(self, event: QKeyEvent) -> bool:
        asks = self._context.ready and not self._has_given_up and event.nativeVirtualKey() != 0
        return asks and takes_chinese()

    def _offer(self, event: QKeyEvent) -> bool:
        """Whether it is taken, or kept."""
        if self._kept and not _can_wait(event):
            self.settle()
        if not self._is_for_fcitx(event):
            return False
        kept = _Kept(event)
        waits = bool(self._kept)
        kept.serial = self._context.press(_key(event), partial(self._hear_answer, kept))
        if not waits and self._context.wait(kept.serial, _PATIENCE):
            return bool(kept.answer)
        self._kept.append(kept)
        if not waits:
            self._patience.start()
        return True

    # -- keys that wait

    def _hear_answer(self, kept: _Kept, answer: bool | None) -> None:
        if answer is None:
            self._composer.commit()
        kept.answer, kept.is_answered = answer, True
        while self._kept and self._kept[0].is_answered:
            first = self._kept.popleft()
            if not first.answer:
                self._deliver(first.event)
        if self._kept:
            self._patience.start()  # it is slow, and does not hang
        else:
            self._patience.stop()

    def _deliver_all(self) -> None:
        self._patience.stop()
        while self._kept:
            self._deliver(self._kept.popleft().event)

    def _deliver(self, event: QKeyEvent) -> None:
        """To the program, past fcitx."""
        window = QGuiApplication.focusWindow()
        if window is not None:
            self._is_delivering = True
            QCoreApplication.sendEvent(window, event)
            self._is_delivering = False

    def _take_back(self, sym: int, state: int, is_release: bool) -> None:
        event = key_event(sym, state, is_release=is_release)
        if event:
            self._deliver(event)

    # -- fcitx ails

    def _give_up(self) -> None:
        self._has_given_up = True
        self._composer.commit()
        self._context.reset(self._trust_again)
        self._deliver_all()

    def _trust_again(self) -> None:
        self._has_given_up = False

    def _go_on_alone(self) -> None:
        self._composer.commit()
        self._has_given_up = False
        self._deliver_all()


def _key(event: QKeyEvent) -> Key:
    return Key(
        event.nativeVirtualKey(), event.nativeScanCode(), event.nativeModifiers(), event.timestamp() & _CLOCK
    )


def _can_wait(event: QKeyEvent) -> bool:
    """A command is for now; what types or moves in the text may come a moment later."""
    return not event.modifiers() & _COMMANDS and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
