"""The history of every record: a chained envelope that nothing may change, and its details beside it."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Touched
from ercheng_station.db.connection import Connection

START = b"\0" * 32  # what the first entry chains to


@dataclass(frozen=True)
class Entry:
    """One record's part in one act. `details` is empty once a lawful destruction has emptied it."""

    seq: int
    act: UUID
    label: str
    kind: str
    uid: UUID
    op: str
    revision: UUID
    parent: UUID | None
    actor: str
    at: str
    details: Mapping[str, Any]


class History:
    """Appends within the caller's transaction. The MAC key lies in the store, from the first release."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    def begin(self, uid: UUID, label: str, actor: str, at: str, undoes: int | None = None) -> int:
        """The act's local number."""
        statement = "INSERT INTO act (uid, label, actor, at, undoes) VALUES (?,?,?,?,?)"
        return int(self._connection.execute(statement, (uid.bytes, label, actor, at, undoes)).lastrowid or 0)

    def append(self, act: int, act_uid: UUID, touched: Touched, actor: str, at: str) -> None:
        salt = secrets.token_bytes(16)
        details = json.dumps(touched.details, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(salt + details.encode()).digest()
        seq, previous = self._head()
        parent = touched.parent.bytes if touched.parent else None
        envelope = (
            seq + 1,
            act,
            touched.kind,
            touched.uid.bytes,
            touched.op,
            touched.revision.bytes,
            parent,
            actor,
            at,
            digest,
        )
        mac = self._mac(previous, act_uid.bytes, envelope)
        self._connection.execute("INSERT INTO history VALUES (?,?,?,?,?,?,?,?,?,?,?)", (*envelope, mac))
        self._connection.execute("INSERT INTO history_detail VALUES (?,?,?)", (seq + 1, salt, details))

    def head(self) -> tuple[int, str]:
        """How many entries there are, and the MAC of the last one in hex: what backups and reports print."""
        seq, mac = self._head()
        return seq, mac.hex()

    def of(self, uid: UUID) -> list[Entry]:
        """Oldest first."""
        return list(self._read("WHERE h.uid = ?", (uid.bytes,)))

    def of_act(self, act: int) -> list[Entry]:
        return list(self._read("WHERE h.act = ?", (act,)))

    def broken(self) -> Iterator[tuple[int, str]]:
        """(sequence, what is wrong) of every entry that does not fit the chain, its details or its place."""
        previous, expected = START, 1
        for seq, act_uid, *rest, mac, salt, details in self._connection.execute(_CHAIN):
            envelope = (seq, *rest)
            if seq != expected:
                yield seq, f"第 {expected} 号之后缺少记录"
            if details is not None and hashlib.sha256(salt + details.encode()).digest() != envelope[-1]:
                yield seq, "内容被改动"
            if not hmac.compare_digest(self._mac(previous, act_uid or b"", envelope), mac):
                yield seq, "链条不符"
            previous, expected = mac, seq + 1

    def _head(self) -> tuple[int, bytes]:
        found = self._connection.execute("SELECT seq, mac FROM history ORDER BY seq DESC LIMIT 1").fetchone()
        return (int(found[0]), bytes(found[1])) if found else (0, START)

    def _mac(self, previous: bytes, act_uid: bytes, envelope: tuple[Any, ...]) -> bytes:
        parts = [previous, act_uid, *(_bytes(value) for value in envelope)]
        framed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
        return hmac.digest(self._key, framed, "sha256")

    def _read(self, where: str, bound: tuple[Any, ...]) -> Iterator[Entry]:
        statement = (
            "SELECT h.seq, a.uid, a.label, h.kind, h.uid, h.op, h.revision, h.parent, h.actor, h.at, d.details"
            " FROM history h JOIN act a ON a.n = h.act LEFT JOIN history_detail d ON d.seq = h.seq"
            f" {where} ORDER BY h.seq"
        )
        for seq, act, label, kind, uid, op, revision, parent, actor, at, details in self._connection.execute(
            statement, bound
        ):
            yield Entry(
                seq, UUID(bytes=act), label, kind, UUID(bytes=uid), op, UUID(bytes=revision),
                UUID(bytes=parent) if parent else None, actor, at, json.loads(details) if details else {},
            )  # fmt: skip


_CHAIN = (
    "SELECT h.seq, a.uid, h.act, h.kind, h.uid, h.op, h.revision, h.parent, h.actor, h.at, h.digest, h.mac, d.salt, d.details"
    " FROM history h LEFT JOIN act a ON a.n = h.act LEFT JOIN history_detail d ON d.seq = h.seq ORDER BY h.seq"
)


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return b"b" + value
    return b"n" if value is None else f"{type(value).__name__}:{value}".encode()


def stamp(at: datetime) -> str:
    """The one form of a moment in the history; text order is time order."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
