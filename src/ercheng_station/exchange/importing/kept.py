"""The living records of a kind by what a ledger knows them by."""

from uuid import UUID

from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.exchange.plain import Kind


class Kept:
    """Read once: by id, by number, by the natural key."""

    def __init__(self, store: Store, kind: Kind) -> None:
        self.uids: set[UUID] = set()
        self._numbers: dict[str, UUID] = {}
        self._keys: dict[tuple[object, ...], UUID] = {}
        for row in store.rows(Query(kind)):
            self.uids.add(row.uid)
            if row.number:
                self._numbers[row.number] = row.uid
            key = tuple(row.values[name] for name in kind.natural_key)
            if key and all(value is not None for value in key):
                self._keys.setdefault(key, row.uid)

    def by_id(self, raw: object) -> UUID | None:
        if raw is None:
            return None
        try:
            uid = UUID(str(raw))
        except ValueError:
            return None
        return uid if uid in self.uids else None

    def by_number(self, raw: object) -> UUID | None:
        return self._numbers.get(str(raw).strip()) if raw is not None else None

    def by_key(self, key: tuple[object, ...] | None) -> UUID | None:
        return self._keys.get(key) if key else None
