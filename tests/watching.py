"""Holds the program to two laws in every test that runs in this process: no network, and no live data file but by SQLite."""

import os
import socket
import sys
from pathlib import Path

from jeepney.bus import get_bus

import ercheng_station

_OURS = str(Path(ercheng_station.__file__).parent)
_NETWORK = frozenset(
    ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
)
_SESSION_BUS = "ui/session_bus.py"
_LIVE = ("station.db", "drafts.db")
"""Those that SQLite locks."""


class Broken(BaseException):
    """No handler of the program may take it for one of its own."""


def watch(event, arguments):
    """For sys.addaudithook; another file of the process that opens the data file would drop SQLite's locks on it."""
    if event in _NETWORK:
        caller = _calling_module()
        if caller and not (caller == _SESSION_BUS and _is_session_bus(event, *arguments)):
            raise Broken(f"the program has called {event}")
    elif event == "open" and _is_live(str(arguments[0])) and _calling_module():
        raise Broken(f"the program has opened {arguments[0]} past SQLite")


def _is_live(path):
    """What is being packed or unpacked lies in a folder with a dot and is open to nobody."""
    return path.endswith(_LIVE) and not Path(path).parent.name.startswith(".")


def _is_session_bus(event, made=None, address=None, *_):
    """The one socket that the program may connect: no network, and no other program's than the desktop's own bus."""
    bus = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    return event == "socket.connect" and made.family == socket.AF_UNIX and bus and address == get_bus(bus)


def _calling_module():
    """The module of the program, if that and no test is the next caller outside of the libraries; else ""."""
    frame = sys._getframe(2)
    while frame:
        name = frame.f_code.co_filename
        if name.startswith(_OURS):
            return Path(name).relative_to(_OURS).as_posix()
        if f"{'tests'}/" in name:
            return ""
        frame = frame.f_back
    return ""
