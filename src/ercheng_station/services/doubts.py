"""What a record and what it owns should be and are not, told to whoever keeps or prints it."""

from collections.abc import Iterable
from uuid import UUID

from ercheng_station.db.store import Store
from ercheng_station.records.base import Record


def doubts_of(store: Store, kind: type[Record], uids: Iterable[UUID]) -> list[str]:
    """Each once, in sentences."""
    if "doubts" not in vars(kind):
        return []
    found = (kind.doubts(store.whole(kind, uid), store.today) for uid in uids)
    return list(dict.fromkeys(why for one in found for why in one.values()))
