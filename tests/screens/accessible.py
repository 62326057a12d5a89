"""The accessibility bus as a screen reader sees it: what stands in a window, its names, roles, states and places."""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any, NamedTuple

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

_A11Y = "org.a11y.atspi"
_ROOT = "/org/a11y/atspi/accessible/root"
_GONE = "/org/a11y/atspi/null"
_STATES = {"checked": 4, "editable": 7, "enabled": 8, "expanded": 10, "focusable": 11, "focused": 12, "selectable": 22,
           "selected": 23, "showing": 25}  # fmt: skip
ROLES = {7: "check box", 8: "check menu item", 11: "combo box", 12: "date", 16: "dialog", 23: "frame", 29: "label",
         31: "list", 32: "list item", 33: "menu", 35: "menu item", 37: "tab", 38: "tabs", 39: "panel", 40: "password",
         42: "progress bar", 43: "button", 44: "radio button", 45: "radio menu item", 50: "slider", 52: "spin button",
         53: "splitter", 55: "table", 56: "cell", 57: "column", 58: "row head", 61: "text", 62: "toggle button",
         65: "tree", 66: "tree", 69: "window", 79: "text", 91: "tree item"}  # fmt: skip
"""Of AT-SPI, those that Qt gives, in plain words."""


class Place(NamedTuple):
    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.left + self.width // 2, self.top + self.height // 2


class Bus:
    """The bus beside a session bus of that address."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as starting:
            asked = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            (address,) = unwrap_msg(starting.send_and_get_reply(new_method_call(asked, "GetAddress")))
        self._line: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        self._line.close()

    def ask(self, message: Any) -> tuple[Any, ...]:
        return unwrap_msg(self._line.send_and_get_reply(message, timeout=20))

    def programs(self) -> list["Thing"]:
        return Thing(self, f"{_A11Y}.Registry", _ROOT).children()


class Thing:
    """One thing on the screen. What is asked of it is asked now."""

    def __init__(self, bus: Bus, owner: str, path: str) -> None:
        self._bus, self._owner, self._path = bus, owner, path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing) and (self._owner, self._path) == (other._owner, other._path)

    def __hash__(self) -> int:
        return hash((self._owner, self._path))

    def __repr__(self) -> str:
        return f"{self.role} “{self.name}”"

    @cached_property
    def role(self) -> str:
        (number,) = self._call("Accessible", "GetRole")
        return ROLES.get(number, str(number))

    @property
    def name(self) -> str:
        return str(self._get("Accessible", "Name")).strip()

    @property
    def states(self) -> frozenset[str]:
        ((low, high),) = self._call("Accessible", "GetState")
        bits = low | high << 32
        return frozenset(name for name, place in _STATES.items() if bits >> place & 1)

    @property
    def place(self) -> Place:
        """On the screen, in its own pixels."""
        return Place(*self._call("Component", "GetExtents", "u", (0,))[0])

    @property
    def text(self) -> str:
        return str(self._call("Text", "GetText", "ii", (0, -1))[0])

    def children(self) -> list["Thing"]:
        (found,) = self._call("Accessible", "GetChildren")
        return [Thing(self._bus, owner, path) for owner, path in found if path != _GONE]

    def cell(self, row: int, column: int) -> "Thing":
        ((owner, path),) = self._call("Table", "GetAccessibleAt", "ii", (row, column))
        return Thing(self._bus, owner, path)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of a table."""
        return int(self._get("Table", "NRows")), int(self._get("Table", "NColumns"))

    def walk(self, *, cells: bool = False) -> Iterator["Thing"]:
        """It and what it holds in sight, in the order of the tree; of a table nothing but its surface unless `cells`."""
        yield self
        if self.role in ("table", "tree") and not cells:
            return
        for child in self.children():
            with suppress(DBusErrorResponse):  # it has gone since it was named
                if "showing" in child.states:
                    yield from child.walk(cells=cells)

    def _call(
        self, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        address = DBusAddress(self._path, self._owner, f"{_A11Y}.{interface}")
        return self._bus.ask(new_method_call(address, method, signature or None, body))

    def _get(self, interface: str, name: str) -> Any:
        address = DBusAddress(self._path, self._owner, f"{_A11Y}.{interface}")
        ((_, value),) = self._bus.ask(Properties(address).get(name))
        return value


def until(met: Callable[[], Any], seconds: float = 20) -> Any:
    """What `met` gives once that is something; TimeoutError after that long."""
    end = time.monotonic() + seconds
    while not (found := met()):
        if time.monotonic() > end:
            raise TimeoutError(getattr(met, "__doc__", None) or "nothing came")
        time.sleep(0.03)
    return found
