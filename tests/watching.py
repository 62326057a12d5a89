"""Holds the program to two laws in every test that runs in this process: no network, and no live data file but by SQLite."""

import sys
from pathlib import Path

import ercheng_station

_OURS = str(Path(ercheng_station.__file__).parent)
_NETWORK = frozenset(
    ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
)
_LIVE = ("station.db", "drafts.db")
"""Those that SQLite locks."""


class Broken(BaseException):
    """No handler of the program may take it for one of its own."""


def watch(event, arguments):
    """For sys.addaudithook; another file of the process that opens the data file would drop SQLite's locks on it."""
    if event in _NETWORK:
        if _is_by_program():
            raise Broken(f"the program has called {event}")
    elif event == "open" and _is_live(str(arguments[0])) and _is_by_program():
        raise Broken(f"the program has opened {arguments[0]} past SQLite")


def _is_live(path):
    """What is being packed or unpacked lies in a folder with a dot and is open to nobody."""
    return path.endswith(_LIVE) and not Path(path).parent.name.startswith(".")


def _is_by_program():
    """Whether the next caller outside of the libraries is the program and not a test."""
    frame = sys._getframe(2)
    while frame:
        name = frame.f_code.co_filename
        if name.startswith(_OURS):
            return True
        if f"{'tests'}/" in name:
            return False
        frame = frame.f_back
    return False
