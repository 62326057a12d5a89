"""After how long without a touch the window of a protected store is locked: a setting of the unit."""

from ercheng_station.db.changes import Alter, Change, Create
from ercheng_station.db.listing import Condition, Query
from ercheng_station.db.store import Store
from ercheng_station.records.office import LOCK_SETTING, Setting

LEAST, USUAL, MOST = 1, 10, 30
"""Minutes."""


def minutes_of(store: Store) -> int:
    written = (store.setting(LOCK_SETTING) or "").strip()
    return max(LEAST, min(MOST, int(written))) if written.isdecimal() else USUAL


def set_minutes(store: Store, minutes: int) -> Change:
    """The change that makes it so."""
    found = next(store.rows(Query(Setting, where=(Condition("key", "is", LOCK_SETTING),)), 1), None)
    if found:
        return Alter(Setting, found.uid, {"value": str(minutes)}, found.revision)
    values = {"key": LOCK_SETTING, "value": str(minutes), "note": "多少分钟没有操作就锁定"}
    return Create(Setting, values)
