"""The message bus of the own desktop session (D-Bus), by its unix socket: programs beside this one, never another machine."""

import os
import select
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    Parser,
    new_method_call,
)
from jeepney.auth import AuthenticationError
from jeepney.bus import get_bus
from jeepney.io.blocking import prep_socket
from jeepney.low_level import SizeLimitError
from PySide6.QtCore import QObject, QSocketNotifier, Signal

if TYPE_CHECKING:
    from socket import socket

Body = tuple[Any, ...]
Answered = Callable[[Body | None], None]
"""Gets what was answered; None where the call was refused or nobody is there any more."""
_ADDRESS = "DBUS_SESSION_BUS_ADDRESS"
_AT_ONCE = 65_536


class Place(NamedTuple):
    """Who is called, on which of its objects."""

    service: str
    path: str
    interface: str


class Heard(NamedTuple):
    """A signal."""

    sender: str
    path: str
    interface: str
    member: str
    body: Body


BUS = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")


def connect() -> "socket":
    """Knocks and is let in: a second at most, to be called beside the window's thread. OSError: there is no such bus."""
    address = os.environ.get(_ADDRESS, "")
    try:
        made: socket = prep_socket(get_bus(address), timeout=1.0)
    except (RuntimeError, ValueError, AuthenticationError) as error:  # an address that is no unix socket
        raise OSError(f"no session bus at {address}") from error
    made.setblocking(False)
    return made


class SessionBus(QObject):
    """Calls are answered in the order they were made to one service, and its signals come in their place among them."""

    heard = Signal(object)
    """A Heard that `listen` asked for."""
    lost = Signal()

    def __init__(self, connected: "socket", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._socket, self._parser = connected, Parser()
        self._inbox: deque[Message] = deque()
        self._open: dict[int, Answered] = {}
        self._serial = 0
        self._is_lost = False
        self._poll = select.poll()
        self._poll.register(connected, select.POLLIN)
        self._notifier = QSocketNotifier(connected.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self.take)
        self.call(BUS, "Hello")

    def call(
        self, to: Place, member: str, signature: str = "", body: Body = (), answered: Answered | None = None
    ) -> int:
        """Sent at once; its serial. Without `answered` none is wanted."""
        address = DBusAddress(to.path, bus_name=to.service, interface=to.interface)
        message = new_method_call(address, member, signature or None, body)
        self._serial += 1
        if answered:
            self._open[self._serial] = answered
        elif to is not BUS:
            message.header.flags |= MessageFlag.no_reply_expected
        try:
            self._socket.sendall(message.serialise(serial=self._serial))
        except OSError:  # also where nobody reads for so long that the socket is full
            self._lose()
        return self._serial

    def listen(self, **rule: str) -> None:
        words = ",".join(f"{name}='{value}'" for name, value in {"type": "signal", **rule}.items())
        self.call(BUS, "AddMatch", "s", (words,))

    def wait(self, serial: int, seconds: float) -> bool:
        """Until that call is answered; False if it was not in time. What comes before the answer is taken before it."""
        end = time.monotonic() + seconds
        while serial in self._open:
            left = end - time.monotonic()
            if left <= 0 or not self._poll.poll(left * 1000):
                return False
            self.take()
        return True

    def take(self) -> None:
        """What has come so far."""
        try:
            while data := self._socket.recv(_AT_ONCE):
                self._parser.add_data(data)
            self._lose()
        except BlockingIOError:
            self._sort()
        except OSError:
            self._lose()

    def close(self) -> None:
        self._is_lost = True
        self._notifier.setEnabled(False)
        self._socket.close()

    def _sort(self) -> None:
        try:
            while message := self._parser.get_next_message():
                self._inbox.append(message)
        except (SizeLimitError, ValueError):
            self._lose()
        while self._inbox:  # whoever is told may wait for the next answer
            self._tell(self._inbox.popleft())

    def _tell(self, message: Message) -> None:
        kind, fields = message.header.message_type, message.header.fields
        if kind is MessageType.signal:
            sender, path = fields.get(HeaderFields.sender, ""), fields[HeaderFields.path]
            names = fields[HeaderFields.interface], fields[HeaderFields.member]
            self.heard.emit(Heard(sender, path, *names, message.body))
        elif answered := self._open.pop(fields.get(HeaderFields.reply_serial, 0), None):
            answered(message.body if kind is MessageType.method_return else None)

    def _lose(self) -> None:
        """Every open call is answered with None."""
        is_news, unanswered, self._open = not self._is_lost, list(self._open.values()), {}
        self.close()
        for answered in unanswered:
            answered(None)
        if is_news:
            self.lost.emit()
