"""What fcitx 5 and fcitx 4 name differently in one and the same conversation."""

import os
from dataclasses import dataclass
from enum import IntFlag

from ercheng_station.ui.session_bus import Body, Place

NAME = "ercheng-station"


class Can(IntFlag):
    """What we say that this side does; the same bits in both."""

    PREEDIT = 1 << 1
    """What is being composed is shown in the text."""
    FORMATTED = 1 << 4
    COMMITS_ON_LEAVING = 1 << 5
    """What is being composed when the focus goes is taken into the text here."""


@dataclass(frozen=True)
class Dialect:
    service: str
    maker: Place
    create: tuple[str, str, Body]
    """Member, signature, arguments."""
    interface: str
    capability: tuple[str, str]
    key_signature: str
    path: str
    """Of a new input context, {} standing for what creating it answered first."""

    def context(self, answer: Body) -> Place:
        return Place(self.service, self.path.format(answer[0]), self.interface)


def dialects() -> tuple[Dialect, Dialect]:
    """Fcitx 5 first: it also answers to the name of fcitx 4, to programs that know that one only."""
    display = os.environ.get("DISPLAY", ":0")
    number = display.rpartition(":")[2].partition(".")[0] or "0"
    five, four = "org.fcitx.Fcitx5", f"org.fcitx.Fcitx-{number}"
    words = [("program", NAME), ("display", f"x11:{display}")]
    return (
        Dialect(
            five,
            Place(five, "/org/freedesktop/portal/inputmethod", "org.fcitx.Fcitx.InputMethod1"),
            ("CreateInputContext", "a(ss)", (words,)),
            "org.fcitx.Fcitx.InputContext1",
            ("SetCapability", "t"),
            "uuubu",
            "{}",
        ),
        Dialect(
            four,
            Place(four, "/inputmethod", "org.fcitx.Fcitx.InputMethod"),
            ("CreateICv3", "si", (NAME, os.getpid())),
            "org.fcitx.Fcitx.InputContext",
            ("SetCapacity", "u"),
            "uuuiu",
            "/inputcontext_{}",
        ),
    )
