"""The imports that can still be taken back: acts known by how their names begin, and the tables they brought in."""

import json
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ercheng_station.db.changes import Note
from ercheng_station.db.store import Store
from ercheng_station.db.undoing import CAN_BE_UNDONE

BEGINS = "导入"
BOOK = "imported"
_ESCAPED = str.maketrans({"%": r"\%", "_": r"\_"})


@dataclass(frozen=True)
class Batch:
    """`records`: how many entries of history it made."""

    uid: UUID
    label: str
    actor: str
    at: datetime
    records: int


def batches(store: Store, limit: int = 50, holding: str = "") -> list[Batch]:
    """The latest first; `holding`: only those whose name holds these words."""
    query = (
        "SELECT a.uid, a.label, a.actor, a.at, (SELECT count(*) FROM history AS h WHERE h.act = a.uid)"
        f" FROM act AS a WHERE a.label LIKE ? ESCAPE '\\' AND {CAN_BE_UNDONE} ORDER BY a.first DESC LIMIT ?"
    )
    like = f"{BEGINS}%{holding.translate(_ESCAPED)}%"
    with closing(store.connect_reader()) as connection:
        rows = connection.execute(query, (like, limit)).fetchall()
    return [
        Batch(UUID(bytes=uid), label, actor, datetime.fromisoformat(at), records)
        for uid, label, actor, at, records in rows
    ]


def note_of(batch: UUID, table: str) -> Note:
    """Tells of a table, whatever names it for sure, in which act it came in."""
    return Note(BOOK, table, json.dumps(batch.hex))


def came_in(store: Store, table: str) -> datetime | None:
    """When that table was brought in last; None if never, or if that was taken back."""
    query = (
        "SELECT a.at FROM post AS p JOIN act AS a ON lower(hex(a.uid)) = json_extract(p.content, '$')"
        f" WHERE p.book = ? AND p.key = ? AND {CAN_BE_UNDONE}"
    )
    with closing(store.connect_reader()) as connection:
        found = connection.execute(query, (BOOK, table)).fetchone()
    return datetime.fromisoformat(found[0]) if found else None
