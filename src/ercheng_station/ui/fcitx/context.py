"""The far side: fcitx as it comes, goes and comes again on the bus, and the one input context it keeps for this program."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, Signal

from ercheng_station.ui.fcitx.dialect import Can, Dialect, dialects
from ercheng_station.ui.session_bus import BUS, Body, Heard, Place, SessionBus

_OURS = Can.PREEDIT | Can.FORMATTED | Can.COMMITS_ON_LEAVING


class Key(NamedTuple):
    """As the keyboard gave it: keysym, keycode, modifiers before it, milliseconds."""

    sym: int
    code: int
    state: int
    time: int


class InputContext(QObject):
    """While it is not `ready` fcitx is not there, and every call does nothing."""

    came = Signal()
    gone = Signal()
    committed = Signal(str)
    composing = Signal(list, int)
    """[(text, format)] and where the cursor stands in them, in bytes of UTF-8."""
    forwarded = Signal(int, int, bool)
    """A key that the program shall take as typed: keysym, modifiers, whether it was let go."""

    def __init__(self, bus: SessionBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._known = dialects()
        self._owners: dict[str, str] = {}
        self._dialect: Dialect | None = None
        self._owner = ""
        self._place: Place | None = None
        self._resets = 0
        bus.heard.connect(self._hear)
        bus.lost.connect(self._leave)
        for one in self._known:
            bus.listen(sender=BUS.service, member="NameOwnerChanged", arg0=one.service)
            bus.call(BUS, "GetNameOwner", "s", (one.service,), partial(self._know, one.service))

    @property
    def ready(self) -> bool:
        return self._place is not None

    # -- what is told to fcitx

    def press(self, key: Key, answered: Callable[[bool | None], None]) -> int:
        """Whether fcitx has taken it; None if it is gone. The serial of the call."""

        def hear(answer: Body | None) -> None:
            answered(None if answer is None else answer[0] > 0)

        return self._tell("ProcessKeyEvent", self._key_signature, _words(key, is_release=False), hear)

    def release(self, key: Key) -> None:
        self._tell("ProcessKeyEvent", self._key_signature, _words(key, is_release=True))

    def focus(self, *, comes: bool) -> None:
        self._tell("FocusIn" if comes else "FocusOut")

    def put_cursor(self, place: QRect) -> None:
        """On the screen, in its own pixels."""
        self._tell("SetCursorRect", "iiii", (place.x(), place.y(), place.width(), place.height()))

    def reset(self, done: Callable[[], None] | None = None) -> None:
        """Nothing is being composed any more; what fcitx still says of it is not heard."""

        def hear(_answer: Body | None) -> None:
            self._resets -= 1
            if done:
                done()

        self._resets += 1
        if not self._tell("Reset", answered=hear):
            hear(None)

    def wait(self, serial: int, seconds: float) -> bool:
        return self._bus.wait(serial, seconds)

    def catch_up(self) -> None:
        """Takes what fcitx has said and nobody has read yet."""
        self._bus.take()

    def _tell(
        self,
        member: str,
        signature: str = "",
        body: Body = (),
        answered: Callable[[Body | None], None] | None = None,
    ) -> int:
        return self._bus.call(self._place, member, signature, body, answered) if self._place else 0

    @property
    def _key_signature(self) -> str:
        return self._dialect.key_signature if self._dialect else ""

    # -- who is there

    def _know(self, service: str, answer: Body | None) -> None:
        self._owners[service] = answer[0] if answer else ""
        self._choose()

    def _choose(self) -> None:
        found = next((one for one in self._known if self._owners.get(one.service)), None)
        if found is not self._dialect or (found and self._owners[found.service] != self._owner):
            self._settle_on(found)

    def _leave(self) -> None:
        self._settle_on(None)

    def _settle_on(self, dialect: Dialect | None) -> None:
        was_ready, self._place, self._dialect = self.ready, None, dialect
        self._owner = self._owners[dialect.service] if dialect else ""
        if was_ready:
            self.gone.emit()
        if dialect:
            self._bus.call(dialect.maker, *dialect.create, partial(self._begin, dialect, self._owner))

    def _begin(self, dialect: Dialect, owner: str, answer: Body | None) -> None:
        if answer is None or owner != self._owner:
            return
        place = dialect.context(answer)
        self._bus.listen(sender=owner, interface=place.interface, path=place.path)
        self._place, self._resets = place, 0
        member, signature = dialect.capability
        self._tell(member, signature, (int(_OURS),))
        self.came.emit()

    # -- what fcitx says

    def _hear(self, said: Heard) -> None:
        if said.member == "NameOwnerChanged" and said.sender == BUS.service:
            self._know(said.body[0], said.body[2:])
        elif (
            self._place and said.sender == self._owner and said.path == self._place.path and not self._resets
        ):
            self._hear_of_typing(said)

    def _hear_of_typing(self, said: Heard) -> None:
        match said.member, said.body:
            case "CommitString", (text,):
                self.committed.emit(text)
            case "UpdateFormattedPreedit", (pieces, cursor):
                self.composing.emit(pieces, cursor)
            case "UpdatePreedit", (text, cursor):
                self.composing.emit([(text, 0)], cursor)
            case "ForwardKey", (sym, state, is_release):
                self.forwarded.emit(sym, state, bool(is_release))


def _words(key: Key, *, is_release: bool) -> Body:
    return (key.sym, key.code, key.state, int(is_release), key.time)
