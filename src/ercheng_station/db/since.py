"""What was done to the records of some registers after a certain entry of the history."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ercheng_station.db.store import Store
from ercheng_station.records.base import Record


@dataclass(frozen=True)
class Done:
    """`details` is {field: [old, new]}; empty for what is confided to somebody."""

    kind: str
    uid: UUID
    op: str
    at: str
    details: dict[str, Any]


def done_since(store: Store, entries: int, kinds: Sequence[type[Record]]) -> list[Done]:
    """Oldest first; `entries`: how long the history was by then."""
    names = {kind.__tablename__: kind for kind in kinds}
    marks = ",".join("?" * len(names))
    statement = (
        "SELECT h.kind, h.uid, h.op, h.at, h.details FROM history h"
        f" WHERE h.seq > ? AND h.kind IN ({marks}) ORDER BY h.seq"
    )
    connection = store.connect_reader()
    try:
        found = connection.execute(statement, (entries, *names)).fetchall()
    finally:
        connection.close()
    return [
        Done(kind, UUID(bytes=uid), op, at, _details(names[kind], details))
        for kind, uid, op, at, details in found
    ]


def _details(kind: type[Record], stored: str | None) -> dict[str, Any]:
    return json.loads(stored) if stored and not kind.confided_to else {}
