"""Opens or makes a store and loads the pages that show it. Imported by the opening thread only, since it is slow."""

from collections.abc import Mapping
from pathlib import Path

from ercheng_station import log
from ercheng_station.db.door import Login, Recovery
from ercheng_station.db.store import Store
from ercheng_station.home import chosen_folder
from ercheng_station.records import CATALOGUE
from ercheng_station.ui import first_start, page_registry, preferences, window
from ercheng_station.ui.opened import Opened, Protection, is_fresh
from ercheng_station.ui.practising import practice_store

__all__ = ["create_store", "first_start", "open_practice", "open_store", "window"]


def open_store(folder: Path, entry: Login | Recovery | None = None) -> Opened | None:
    """None where nobody keeps data yet; a folder that was chosen once and is gone is not taken for that."""
    if is_fresh(folder) and folder != chosen_folder():
        return None
    return _opened(Store.open(folder, CATALOGUE, entry=entry))


def create_store(folder: Path, station: Mapping[str, object], protection: Protection | None = None) -> Opened:
    """Until somebody else says so, the head who was named sits at this PC; of a protected store he is the first user."""
    store = Store.create(folder, CATALOGUE, station)
    if protection:
        try:
            store.accounts.protect(*protection)
        except BaseException:
            store.close()
            raise
        return _opened(store)
    head = str(station.get("head") or "").strip()
    if head:
        preferences.change_seat(store, head)
    return _opened(store)


def open_practice(folder: Path) -> Opened:
    return _opened(practice_store(folder))


def _opened(store: Store) -> Opened:
    log.start(store.folder)
    preferences.take_seat(store)
    chosen = preferences.read(store, store.actor)
    page_registry.load(chosen.first_place(store.today))
    return Opened(store, chosen)
