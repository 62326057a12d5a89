"""A desktop's session bus with an fcitx on it, on the wire as the real ones are: one client, a socket of its own, a thread.

Its pinyin: letters are composed, Space writes the word of `WORDS`, Enter what was typed, Esc drops it; no other key is its own.
"""

import socket
import threading
from contextlib import suppress
from itertools import count

from jeepney import DBusAddress, HeaderFields, Parser, new_error, new_method_return, new_signal

WORDS = {"nihao": "你好", "qiye": "企业", "shangbiao": "商标", "x": "𠮷"}
BUS = "org.freedesktop.DBus"
MAKERS = {"CreateInputContext": ("oay", ("/ic/1", b"uuid")), "CreateICv3": ("ibuuuu", (1, True, 0, 0, 0, 0))}
PATHS = {
    5: ("/ic/1", "org.fcitx.Fcitx.InputContext1"),
    4: ("/inputcontext_1", "org.fcitx.Fcitx.InputContext"),
}
NAMES = {5: "org.fcitx.Fcitx5", 4: "org.fcitx.Fcitx-0"}
SPACE, ENTER, ESCAPE, BACKSPACE = 0x20, 0xFF0D, 0xFF1B, 0xFF08


class Desktop:
    """`said` is every call of the client but the bus's own: (member, body)."""

    def __init__(self, path, fcitx=5):
        self.fcitx, self.said, self.rules = fcitx, [], []
        self._owner = ":1.5" if fcitx else ""
        self._owners = count(6)
        self._dialect = fcitx or 5
        self._composed = ""
        self._serial = count(1)
        self._goes_on = threading.Event()
        self._goes_on.set()
        self._client = None
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen(1)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    # -- what a test does to it

    def hang(self):
        self._goes_on.clear()

    def go_on(self):
        self._goes_on.set()

    def leave(self):
        """Fcitx ends; whoever waits for it is told so by the bus."""
        before, self._owner, self._composed = self._owner, "", ""
        self._tell_owner(before, "")
        self._goes_on.set()

    def come(self):
        self._owner = f":1.{next(self._owners)}"
        self._tell_owner("", self._owner)

    def say(self, member, signature, *body):
        """Fcitx says it by itself."""
        path, interface = PATHS[self._dialect]
        self._send(new_signal(DBusAddress(path, interface=interface), member, signature, body), self._owner)

    def keys(self):
        """Keysyms of the presses that were offered."""
        return [body[0] for member, body in self.said if member == "ProcessKeyEvent" and not body[3]]

    def told(self, member):
        return [body for name, body in self.said if name == member]

    def cut(self):
        """The session is over."""
        with suppress(OSError):
            self._client.shutdown(socket.SHUT_RDWR)

    def close(self):
        self._goes_on.set()
        if self._client:
            self.cut()
        self._thread.join(5)
        self._listening.close()
        if self._client:
            self._client.close()

    # -- the wire

    def _serve(self):
        try:
            self._client, _ = self._listening.accept()
            parser = Parser()
            parser.add_data(self._let_in())
            while True:
                while (message := parser.get_next_message()) is None:
                    data = self._client.recv(4096)
                    if not data:
                        return
                    parser.add_data(data)
                self._answer(message)
        except OSError:
            return

    def _let_in(self):
        data = b""
        while b"BEGIN\r\n" not in data:
            before = data
            data += self._client.recv(4096)
            if data == before:
                raise OSError
            if b"AUTH" in data and b"AUTH" not in before:
                self._client.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
        return data.partition(b"BEGIN\r\n")[2]

    def _answer(self, call):
        fields = call.header.fields
        member, target = fields[HeaderFields.member], fields[HeaderFields.destination]
        if target == BUS:
            self._answer_as_bus(call, member)
            return
        self._goes_on.wait()
        if not self._owner or target != NAMES[self._dialect]:
            self._send(new_error(call, f"{BUS}.Error.NoReply"), BUS)
            return
        self.said.append((member, call.body))
        self._send(self._as_fcitx(call, member), self._owner)

    def _answer_as_bus(self, call, member):
        if member == "AddMatch":
            self.rules.append(call.body[0])
        if member != "GetNameOwner":
            self._send(
                new_method_return(call, "s", (":1.9",)) if member == "Hello" else new_method_return(call), BUS
            )
        elif self._owner and call.body[0] == NAMES[self._dialect]:
            self._send(new_method_return(call, "s", (self._owner,)), BUS)
        else:
            self._send(new_error(call, f"{BUS}.Error.NameHasNoOwner"), BUS)

    def _as_fcitx(self, call, member):
        if member in MAKERS:
            return new_method_return(call, *MAKERS[member])
        if member == "Reset":
            self._compose("")
        if member != "ProcessKeyEvent":
            return new_method_return(call)
        taken = self._type(call.body[0], call.body[2]) if not call.body[3] else False
        return new_method_return(call, "b" if self._dialect == 5 else "i", (int(taken),))

    def _type(self, sym, state):
        if not state & 4 and chr(min(sym, 0xFFFF)).isascii() and chr(sym).islower():
            self._compose(self._composed + chr(sym))
        elif not self._composed or sym not in (SPACE, ENTER, ESCAPE, BACKSPACE):
            return False
        else:
            written = {SPACE: WORDS.get(self._composed, self._composed), ENTER: self._composed}.get(sym)
            if written:
                self.say("CommitString", "s", written)
            self._compose(self._composed[:-1] if sym == BACKSPACE else "")
        return True

    def _compose(self, letters):
        self._composed = letters
        self.say("UpdateFormattedPreedit", "a(si)i", [(letters, 8)] if letters else [], len(letters))

    def _tell_owner(self, before, after):
        made = new_signal(
            DBusAddress("/org/freedesktop/DBus", interface=BUS),
            "NameOwnerChanged",
            "sss",
            (NAMES[self._dialect], before, after),
        )
        self._send(made, BUS)

    def _send(self, message, sender):
        message.header.fields[HeaderFields.sender] = sender
        self._client.sendall(message.serialise(serial=next(self._serial)))
