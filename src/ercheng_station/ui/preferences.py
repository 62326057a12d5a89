"""What one person chose for this PC: read when the store is opened, kept here, written behind the window."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ercheng_station.ui.shell_titles import DESK

if TYPE_CHECKING:  # the window does not import the store's libraries
    from ercheng_station.db.store import Store
    from ercheng_station.ui.context import Desk

LOOK, FOLDING, LAST_PLACE, LAST_DAY, ACTOR = "look", "folding", "last_place", "last_day", "actor"
SCANNER = "scanner"
"""Of the PC: the folder that its scanner writes into, and what was taken from there."""
_NAMES = (LOOK, FOLDING, LAST_PLACE, LAST_DAY)
_PC = ""
"""Stands for nobody: what holds for whoever sits at this PC."""


class Preferences:
    def __init__(self, person: str, values: dict[str, Any]) -> None:
        self.person = person
        self._values = values

    def get(self, name: str, default: Any = None) -> Any:
        found = self._values.get(name)
        return default if found is None else found

    def first_place(self, today: date) -> str:
        """The page of the morning is 工作台; later the same day it is the one that was left."""
        left_today = self.get(LAST_DAY) == today.isoformat()
        return str(self.get(LAST_PLACE, DESK)) if left_today else DESK

    def put(self, desk: "Desk", name: str, value: object) -> None:
        if self._values.get(name) == value:
            return
        self._values[name] = value
        person = self.person
        desk.tell(lambda store: store.drafts.prefer(person, name, value), lambda _: None, desk)


def read(store: "Store", person: str) -> Preferences:
    drafts = store.drafts
    own = {name: drafts.preferred(person, name) for name in _NAMES}
    return Preferences(person, {**own, ACTOR: drafts.preferred(_PC, ACTOR)})


def take_seat(store: "Store") -> None:
    """Whoever worked at this PC last works now, until somebody else says so; in a protected store whoever logged in."""
    if store.accounts.protected:
        return
    store.actor = store.drafts.preferred(_PC, ACTOR) or store.actor


def operator(store: "Store") -> str | None:
    """Who said that they work here; None while only the computer's own account is known."""
    from ercheng_station.db.lock import named  # noqa: PLC0415

    return named(store.actor) or None


def change_seat(store: "Store", person: str) -> Preferences:
    store.actor = person
    store.drafts.prefer(_PC, ACTOR, person)
    return read(store, person)


def of_pc(store: "Store", name: str) -> Any:
    """What holds for whoever sits at this PC; None if nothing was ever chosen."""
    return store.drafts.preferred(_PC, name)


def keep_for_pc(store: "Store", name: str, value: object) -> None:
    store.drafts.prefer(_PC, name, value)
