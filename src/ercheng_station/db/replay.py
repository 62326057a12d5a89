"""Whether the records are what their history says: each value is the last that some act gave it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from ercheng_station.db.connection import Connection
from ercheng_station.db.rows import HEAD, Shape
from ercheng_station.records.fields import PLAIN

_BATCH = 200
_UID, _LABEL = HEAD.index("uid"), HEAD.index("label")
_STATE = "状态（在册或已删除）"


@dataclass
class Told:
    """What the history of one record comes to; not `whole` once some of its details were lawfully emptied."""

    values: dict[str, Any] = field(default_factory=dict)
    removed: bool = False
    whole: bool = True

    def add(self, op: str, details: str | None) -> None:
        if op in {"remove", "restore"}:
            self.removed = op == "remove"
        elif details is None:
            self.whole = False
        else:
            self.values |= {name: new for name, (_, new) in json.loads(details).items()}


def unexplained(connection: Connection, shape: Shape, most: int) -> Iterator[tuple[str, list[str]]]:
    """(title, labels of the fields that no act has made so) of records of the kind, the newest `most` examined."""
    cursor = connection.execute(f"{shape.select} ORDER BY t.n DESC LIMIT ?", (most,))
    while batch := cursor.fetchmany(_BATCH):
        told = _told(connection, [found[_UID] for found in batch])
        for found in batch:
            wrong = _differing(shape, found, told[found[_UID]])
            if wrong:
                yield str(found[_LABEL]), wrong


def _told(connection: Connection, uids: Sequence[bytes]) -> dict[bytes, Told]:
    marks = ",".join("?" * len(uids))
    query = f"SELECT h.uid, h.op, h.details FROM history AS h WHERE h.uid IN ({marks}) ORDER BY h.seq"
    told = {uid: Told() for uid in uids}
    for uid, op, details in connection.execute(query, tuple(uids)):
        told[uid].add(op, details)
    return told


def _differing(shape: Shape, found: Sequence[Any], told: Told) -> list[str]:
    kept = shape.kind.kept
    try:
        row = shape.row(found)
        has = {name: described.plain(row.values[name], PLAIN) for name, described in kept.items()}
    except (ValueError, TypeError, AttributeError, KeyError):  # not of the form that the field writes
        return ["内容读不出来"]
    wrong = [_STATE] if told.removed != bool(row.removed_at) else []
    if told.whole:
        wrong += [kept[name].label for name in kept if not _same(has[name], told.values.get(name))]
    return wrong


def _same(has: Any, said: Any) -> bool:
    """As JSON has it: a tuple there is a list."""
    return bool(has == said or json.loads(json.dumps(has)) == said)
