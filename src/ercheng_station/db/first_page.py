"""The list in sight when the window was closed, for the next start to show before the store is open.

It is kept as the words that were shown, in the encrypted file of drafts, together with the head of the history. Only
`Store.act` writes, and every act lengthens the history: while its head is the same, those words are what the list
would show. Nothing slow is imported here, neither the records nor their library.
"""

import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ercheng_station.db.connection import Error, connect
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.place import refuse_unsafe
from ercheng_station.db.vault import read_keys
from ercheng_station.errors import UserError

if TYPE_CHECKING:
    from ercheng_station.db.store import Store

NAME = "first_page"
_KEPT = "SELECT value FROM prefs WHERE person = '' AND name = ?"
_HEAD = "SELECT seq, hex(mac) FROM history ORDER BY seq DESC LIMIT 1"


def keep(store: "Store", page: Mapping[str, Any] | None) -> None:
    """`page` is whatever the window needs to show it again, as JSON; None: no list was in sight."""
    store.drafts.prefer("", NAME, {"head": store.sealed(), "page": page})


def read(folder: Path) -> dict[str, Any] | None:
    """What was kept, if it still holds. Whatever is wrong with the folder, opening the store will tell."""
    try:
        refuse_unsafe(folder)
        if not (folder / "drafts.db").exists():
            return None
        with FolderLock(folder):
            key = read_keys(folder).key
            (written,) = _one(folder / "drafts.db", key, _KEPT, NAME)
            kept = json.loads(written)
            seq, mac = _one(folder / "station.db", key, _HEAD)
    except (UserError, Error, ValueError, TypeError):
        return None
    held: dict[str, Any] | None = kept["page"]
    return held if kept["head"] == [seq, mac.lower()] else None


def _one(path: Path, key: bytes, query: str, *values: object) -> Any:
    """The first row; TypeError in the caller's unpacking where there is none."""
    with closing(connect(path, key, readonly=True, cache_kib=256)) as connection:
        return connection.execute(query, values).fetchone()
