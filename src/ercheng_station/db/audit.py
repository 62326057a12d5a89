"""Entries of the history that change no record: who came in, what was refused, shown in full or checked."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

from ercheng_station.db.changes import Touched, new_uid
from ercheng_station.db.connection import Connection, writing
from ercheng_station.db.history import History

KEYS = "keys"
_KEYS_OF = "INSERT INTO meta (key, value) VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
KIND = "audit"
"""In the place of a record's kind. Such an entry is chained as every other and cannot be taken back."""


@dataclass(frozen=True)
class Told:
    """`what` is one word (login, login-failed, refused, reveal …), `label` the Chinese sentence, `at` as in history."""

    seq: int
    what: str
    label: str
    actor: str
    at: str
    details: Mapping[str, Any]


class Read(Protocol):
    def connect_reader(self) -> Connection: ...


def enter(
    connection: Connection,
    history: History,
    who: tuple[str, str],
    what: str,
    label: str,
    details: Mapping[str, Any],
) -> None:
    """`who`: actor and moment. The sentence is among the details too, which the chain covers.

    A sequence of the key file among the details is remembered, for `witness.keys_behind`.
    """
    uid = new_uid()

    def add(statement: str, row: Sequence[Any]) -> None:
        connection.execute(statement, row)

    with writing(connection):
        append = history.begin(uid, label, *who, None, add)
        append(Touched(KIND, uid, what, uuid4(), None, {**details, "label": label}))
        if KEYS in details:
            connection.execute(_KEYS_OF, (KEYS, int(details[KEYS]).to_bytes(8)))


def audits(store: Read, what: str = "", limit: int = 1000) -> list[Told]:
    """The latest first; `what`: only those."""
    query = (
        "SELECT h.seq, h.op, a.label, h.actor, h.at, h.details FROM history AS h JOIN act AS a ON a.uid = h.act"
        " WHERE h.kind = ? AND (? = '' OR h.op = ?)"
        " ORDER BY h.seq DESC LIMIT ?"
    )
    with closing(store.connect_reader()) as connection:
        found = connection.execute(query, (KIND, what, what, limit)).fetchall()
    return [
        Told(seq, op, label, actor, at, json.loads(details) if details else {})
        for seq, op, label, actor, at, details in found
    ]
