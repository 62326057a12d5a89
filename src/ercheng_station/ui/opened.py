"""What an opening hands over, and what a data folder looks like before it."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # everything that starts slowly stands behind store_start and shell_start
    from ercheng_station.db.store import Store
    from ercheng_station.ui.preferences import Preferences

_LEFT_BY_OURSELVES = frozenset(("window.txt", "logs", "lock"))
"""What the program may leave in a folder before the first record."""


class Opened(NamedTuple):
    store: "Store"
    preferences: "Preferences"


class Protection(NamedTuple):
    """What the first user chose: `code` is the recovery code as it was typed back."""

    name: str
    password: str
    code: str


def practice_folder(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-练习")


def is_fresh(folder: Path) -> bool:
    """Whether nobody ever kept data here: a folder that has lost its database is not fresh."""
    return not folder.exists() or all(one.name in _LEFT_BY_OURSELVES for one in folder.iterdir())
