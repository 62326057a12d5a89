"""A screen of its own with a window manager and an accessibility bus, and the program that a person sees on it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any, Self

from jeepney.wrappers import DBusErrorResponse

from tests.screens.accessible import Bus, Thing, until
from tests.screens.keyboard import Keyboard

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-daemon", "import", LAUNCHER)
_WRITTEN_INTO = ("text", "password", "combo box")
_CONTROLS = (
    "button",
    "check box",
    "radio button",
    "text",
    "password",
    "combo box",
    "list",
    "table",
    "tab",
    "splitter",
)
_MOMENT = 0.2
_KEPT = ("list item", "cell", "tab")


@contextmanager
def screen(size: str, scale: float = 1) -> Iterator[dict[str, str]]:
    """The environment in which a program finds it. `size` in its pixels, as 1366x768."""
    quiet = {"stderr": subprocess.DEVNULL, "text": True}
    with ExitStack() as running:
        server = running.enter_context(_lasting("Xvfb", "-displayfd", "1", "-screen", "0", f"{size}x24",
                                                "-nolisten", "tcp", stdout=subprocess.PIPE, **quiet))  # fmt: skip
        found = {**os.environ, "DISPLAY": f":{server.stdout.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        found |= {
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_SCALE_FACTOR": str(scale),
            "QT_IM_MODULE": "none",
        }
        found.pop("WAYLAND_DISPLAY", None)
        running.enter_context(_lasting("openbox", env=found, stdout=subprocess.DEVNULL, **quiet))
        bus = running.enter_context(_lasting("dbus-daemon", "--session", "--nofork", "--print-address",
                                             env=found, stdout=subprocess.PIPE, **quiet))  # fmt: skip
        yield found | {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}


@contextmanager
def _lasting(*command: str, **given: Any) -> Iterator[subprocess.Popen]:
    process = subprocess.Popen(command, **given)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


class Seen:
    """The program as somebody sees it who sits before the screen: found by name, worked by keys and clicks."""

    def __init__(self, environment: dict[str, str], folder: Path, *handed: Path) -> None:
        self.folder, self._environment = folder, environment
        command = [sys.executable, "-m", "ercheng_station", "--data", str(folder), *map(str, handed)]
        home = {"HOME": str(folder.parent)}  # where the dialogs that ask for files first look
        self.process = subprocess.Popen(command, env=environment | home, stderr=subprocess.PIPE, text=True)
        self._keyboard = Keyboard(environment["DISPLAY"])
        self._bus = Bus(environment["DBUS_SESSION_BUS_ADDRESS"])

    def __enter__(self) -> Self:
        until(self.windows, 60)
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()
        self._keyboard.close()
        self.process.kill()
        self.process.communicate()

    # -- what stands there

    def windows(self) -> list[Thing]:
        """In front last."""
        found = []
        for program in self._bus.programs():
            with suppress(DBusErrorResponse):  # it is just ending
                found += [one for one in program.children() if "showing" in one.states]
        return found

    def things(self, *, cells: bool = False) -> Iterator[Thing]:
        for window in reversed(self.windows()):
            with suppress(DBusErrorResponse):
                yield from window.walk(cells=cells)

    def find(self, name: str, *roles: str) -> Thing | None:
        """What has that name, or begins so where it ends in …."""
        fits: Callable[[str], bool] = name.__eq__
        if name.endswith("…"):
            fits = lambda other: other.startswith(name[:-1])  # noqa: E731
        for one in self.things():
            with suppress(DBusErrorResponse):
                if (not roles or one.role in roles) and fits(one.name):
                    return one
        return None

    def wait(self, name: str, *roles: str, seconds: float = 20) -> Thing:
        try:
            return until(lambda: self.find(name, *roles), seconds)
        except TimeoutError:
            seen = [str(one) for one in self.things() if one.name]
            raise AssertionError(f"{roles or 'nothing'} “{name}” is not in sight, but {seen}") from None

    def unnamed(self) -> list[str]:
        return unnamed(self.things())

    def wait_gone(self, name: str, *roles: str) -> None:
        until(lambda: self.find(name, *roles) is None)

    def focused(self) -> Thing | None:
        """Lists and tabs call their chosen part focused wherever the focus is: it is there if it is nowhere else."""
        here = [one for one in self.things() if "focused" in one.states]
        rank = {**dict.fromkeys(_WRITTEN_INTO, 0), **dict.fromkeys(_KEPT, 2)}
        return min(here, key=lambda one: rank.get(one.role, 1), default=None)

    def wait_focus(self, name: str) -> Thing:
        def there() -> Thing | None:
            here = self.focused()
            return here if here and here.name == name else None

        try:
            return until(there)
        except TimeoutError:
            raise AssertionError(f"the focus is not in “{name}” but in {self.focused()}") from None

    # -- what a person does

    def press(self, *keys: str) -> None:
        self._do("key", "--delay", "40", *keys)

    def write(self, words: str) -> None:
        """Where the focus is, and looked at until it stands there."""
        before = self.focused()
        self.type(words)
        if before and before.role == "text":
            try:
                until(lambda: words in before.text)
            except TimeoutError:
                raise AssertionError(
                    f"“{words}” was typed into {before}, which holds “{before.text}”"
                ) from None

    def type(self, words: str) -> None:
        """Where the focus is, whatever becomes of it there."""
        for plain, run in groupby(words, str.isascii):
            letters = "".join(run)
            if plain:
                self._do("type", "--delay", "8", "--", letters)
            else:
                self._do("key", "--delay", "8", *self._keyboard.keys_for(letters))

    def click(self, name: str, *roles: str, times: int = 1) -> Thing:
        def standing() -> Thing | None:
            """Until it is where it was a moment ago, and may be pressed."""
            found = self.wait(name, *roles)
            place = found.place
            time.sleep(_MOMENT)
            stands = "enabled" in found.states and found == self.find(name, *roles) and found.place == place
            return found if stands else None

        found = until(standing)
        self.click_on(found, times=times)
        return found

    def click_on(self, thing: Thing, *, times: int = 1) -> None:
        across, down = thing.place.middle
        self._do("mousemove", str(across), str(down), "click", "--repeat", str(times), "--delay", "60", "1")

    def tab_to(self, name: str, *, most: int = 40) -> Thing:
        """With the Tab key, as far as it takes."""
        for _ in range(most):
            here = self.focused()
            if here and here.name == name:
                return here
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to “{name}”, but to {self.focused()}")

    def close(self) -> None:
        """As by the cross of the frame, once no dialog is before it; what ended has written everything."""
        until(lambda: len(self.windows()) == 1)

        def ended() -> bool:
            self.press("alt+F4")
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
            return self.process.returncode is not None

        until(ended, 40)
        assert self.process.returncode == 0

    def fill_screen(self, size: str) -> None:
        self._do("search", "--name", "两站工作台", "windowmove", "0", "0", "windowsize", *size.split("x"))

    def picture(self, path: Path) -> None:
        subprocess.run(["import", "-silent", "-window", "root", str(path)], env=self._environment, check=True)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._environment, check=True)


def unnamed(things: Iterable[Thing]) -> list[str]:
    """Controls that a screen reader cannot call by a name."""
    return [f"{one} at {one.place}" for one in things if one.role in _CONTROLS and not one.name]


def asked(folder: Path, *words: str) -> Any:
    """What the command line says of the data, once the window is closed."""
    command = [sys.executable, "-m", "ercheng_station", "--data", str(folder), "--json", *words]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
