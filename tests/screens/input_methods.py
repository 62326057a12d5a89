"""Real input methods of a desktop, typing pinyin: fcitx 5, fcitx 4 and IBus, each with a home and a dictionary of its own."""

import os
import subprocess
from pathlib import Path

from jeepney import message_bus
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests.screens.accessible import until

_FIVE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
Layout=
[Groups/0/Items/1]
Name=pinyin
Layout=
[GroupOrder]
0=Default
"""
_FOUR = "[Profile]\nFullWidth=False\nIMName=pinyin\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\n"
_ENGLISH, _CHINESE = "1", "2"
"""What the remote control of fcitx calls the state of the field that has the focus."""


class InputMethod:
    """`environment` is what a program needs that types through it."""

    def __init__(self, environment: dict[str, str], home: Path) -> None:
        self.environment = environment | {"HOME": str(home), "QT_IM_MODULE": self.module, "LC_ALL": "C.UTF-8"}
        for name in ("XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"):
            self.environment.pop(name, None)
        self._home = home
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(self.command, env=self.environment, start_new_session=True, **quiet)
        until(self._is_there)

    def kill(self) -> None:
        """Nobody is told; the whole of it, where a starter stands before it."""
        if self.process:
            os.killpg(self.process.pid, 9)
            self.process.wait()
            self.process = None

    def _ask(self, *command: str) -> str:
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        ).stdout.strip()


class Fcitx(InputMethod):
    module = "fcitx"
    remote: str
    service: str

    def turn_on(self, seen) -> None:
        """In the field that has the focus."""
        until(lambda: self._ask(self.remote) == _ENGLISH)
        seen.press("ctrl+space")
        until(lambda: self._ask(self.remote) == _CHINESE)

    def candidates(self) -> tuple[int, int] | None:
        """The corner of their window on the screen, in its own pixels."""
        found = self._ask("xdotool", "search", "--onlyvisible", "--name", "^Fcitx5? Input Window$").split()
        if not found:
            return None
        lines = self._ask("xdotool", "getwindowgeometry", "--shell", found[-1]).splitlines()
        said = dict(line.split("=") for line in lines)
        return int(said["X"]), int(said["Y"])

    def _write(self, name: str, words: str) -> None:
        path = self._home / ".config" / name
        path.parent.mkdir(parents=True)
        path.write_text(words, encoding="utf-8")

    def _is_there(self) -> bool:
        with open_dbus_connection(self.environment["DBUS_SESSION_BUS_ADDRESS"]) as bus:
            return bool(unwrap_msg(bus.send_and_get_reply(message_bus.NameHasOwner(self.service)))[0])


class Fcitx5(Fcitx):
    programs = ("fcitx5", "fcitx5-remote")
    command = ("fcitx5", "--disable=wayland,waylandim,cloudpinyin,notifications")
    remote, service = "fcitx5-remote", "org.fcitx.Fcitx5"

    def __init__(self, environment: dict[str, str], home: Path) -> None:
        super().__init__(environment, home)
        self._write("fcitx5/profile", _FIVE)


class Fcitx4(Fcitx):
    programs = ("fcitx", "fcitx-remote")
    command = ("fcitx", "-D")
    remote = "fcitx-remote"

    def __init__(self, environment: dict[str, str], home: Path) -> None:
        super().__init__(environment, home)
        self.service = f"org.fcitx.Fcitx-{environment['DISPLAY'].strip(':')}"
        self._write("fcitx/profile", _FOUR)


class IBus(InputMethod):
    module = "ibus"
    programs = ("ibus-daemon", "ibus")
    command = ("ibus-daemon", "--replace", "--panel", "disable")

    def turn_on(self, seen) -> None:
        """In the field that has the focus and is empty. IBus calls an engine on that is still starting."""
        field = seen.focused()

        def takes() -> bool:
            self._ask("ibus", "engine", "libpinyin")
            seen._do("type", "--delay", "40", "qiye ")
            until(lambda: field.text in ("企业", "qiye "))
            written = field.text
            seen.press(*["BackSpace"] * len(written))
            until(lambda: not field.text)
            return written == "企业"

        until(takes, 60)

    def _is_there(self) -> bool:
        return "libpinyin" in self._ask("ibus", "list-engine")
