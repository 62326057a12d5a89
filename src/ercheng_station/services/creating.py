"""Records that the program itself begins, read and checked as if they were typed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Create, new_uid
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record


def created(store: Store, kind: type[Record], raw: Mapping[str, Any], uid: UUID | None = None) -> Create:
    """What the record's rules refuse is a fault of the program."""
    values, faults = store.examine(kind, raw)
    assert not faults.hard, (kind.title, raw, faults.hard)
    return Create(kind, values, uid or new_uid())
