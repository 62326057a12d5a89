"""The list in sight when the window was closed, for the next start to show before the store is open.

It is kept as the words that were shown, in the encrypted file of drafts, together with the head of the history. Only
`Store.act` writes, and every act lengthens the history: while its head is the same, those words are what the list
would show. After further acts the rows are asked for their revisions by plain SQL (`db/seen.py`): those that are the
same keep their words, of the others only the place is shown. Nothing slow is imported here, neither the records nor
their library.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ercheng_station.db.connection import Connection, Error, connect
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.place import refuse_unsafe
from ercheng_station.db.vault import read_keys
from ercheng_station.errors import UserError

if TYPE_CHECKING:
    from ercheng_station.db.store import Store

NAME = "first_page"
WAITING = "…"
_BEIJING = timezone(timedelta(hours=8))
_KEPT = "SELECT value FROM prefs WHERE person = '' AND name = ?"
_HEAD = "SELECT seq, hex(mac) FROM history ORDER BY seq DESC LIMIT 1"
_LINK = "SELECT seq, hex(mac) FROM history WHERE seq = ?"
_SINCE = "SELECT DISTINCT kind FROM history WHERE seq > ?"


def keep(store: "Store", page: Mapping[str, Any] | None, recipe: Mapping[str, Any] | None = None) -> None:
    """`page` is whatever the window needs to show it again, as JSON; None: no list was in sight.

    `recipe` is of `db/seen.py`; without one the page holds only until the next act.
    """
    kept = {"head": store.sealed(), "day": store.today.isoformat(), "page": page, "recipe": recipe}
    store.drafts.prefer("", NAME, kept)


def read(folder: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> dict[str, Any] | None:
    """What was kept today, as far as it still holds. Whatever is wrong with the folder, opening the store will tell."""
    try:
        refuse_unsafe(folder)
        if not (folder / "drafts.db").exists():
            return None
        with FolderLock(folder):
            key = read_keys(folder).key
            with _reading(folder / "drafts.db", key) as drafts:
                (written,) = drafts.execute(_KEPT, (NAME,)).fetchone()
            kept = json.loads(written)
            if kept["page"] is None or kept["day"] != now().astimezone(_BEIJING).date().isoformat():
                return None  # the page of a morning is another one
            with _reading(folder / "station.db", key) as station:
                return _held(station, kept)
    except (UserError, Error, ValueError, TypeError, KeyError):
        return None


def _held(station: Connection, kept: dict[str, Any]) -> dict[str, Any] | None:
    page: dict[str, Any] = kept["page"]
    seq, mac = kept["head"]
    if _told(station.execute(_HEAD).fetchone()) == (seq, mac):
        return page
    recipe = kept["recipe"]
    if recipe is None or _told(station.execute(_LINK, (seq,)).fetchone()) != (seq, mac):
        return None
    if any(kind in recipe["wording"] for (kind,) in station.execute(_SINCE, (seq,))):
        return None
    rows = [list(row) for row in station.execute(recipe["sql"], recipe["bound"])]
    known = {json.dumps(was): words for was, words in zip(recipe["rows"], page["rows"], strict=True)}
    found = [known.get(json.dumps(row)) for row in rows]
    if not any(found):
        return None
    unread = [[WAITING]] * len(page["columns"])
    page["rows"] = [
        _counted(words or unread, page["counts"], recipe["first"] + at + 1) for at, words in enumerate(found)
    ]
    return page


def _counted(words: list[list[str]], column: int, place: int) -> list[list[str]]:
    """With its place in the list as it is now, where a column tells it."""
    return [[str(place)] if at == column else cell for at, cell in enumerate(words)]


def _told(link: tuple[int, str]) -> tuple[int, str]:
    seq, mac = link
    return seq, mac.lower()


def _reading(path: Path, key: bytes) -> closing[Connection]:
    return closing(connect(path, key, readonly=True, cache_kib=256))
