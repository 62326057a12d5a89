"""The history of every record: a chained envelope that nothing may change, and the details that it seals."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Touched
from ercheng_station.db.connection import Connection

Add = Callable[[str, Sequence[Any]], None]
"""Takes a statement and the row that it writes."""
DESTROYED = "内容已销毁"
"""What an act is called once some of what it did was lawfully destroyed; see `destroying`."""
CREATE, DESTROY = "create", "destroy"
"""The words of entries that tell of a new record, and of a lawful destruction."""
GONE = f"EXISTS (SELECT 1 FROM history AS d WHERE d.uid = t.uid AND d.op = '{DESTROY}')"
"""Whether the record of the row `t` was destroyed."""
START = b"\0" * 32  # what the first entry chains to
_SALT = 16
_ACTOR, _AT = 7, 8
"""Where they stand in an envelope."""


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


def is_destroyed(connection: Connection, uid: UUID) -> bool:
    query = f"SELECT 1 FROM history WHERE uid = ? AND op = '{DESTROY}' LIMIT 1"
    return connection.execute(query, (uid.bytes,)).fetchone() is not None


def mac_at(connection: Connection, seq: int) -> str:
    """In hex; "" for an entry that is not there."""
    found = connection.execute("SELECT mac FROM history WHERE seq = ?", (seq,)).fetchone()
    return bytes(found[0]).hex() if found else ""


class History:
    """Appends within the caller's transaction. The MAC key lies in the store, from the first release."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    def begin(self, uid: UUID, label: str, actor: str, at: str, undoes: UUID | None, add: Add) -> "Entries":
        """Opens the act; its entries are added by `add`."""
        seq, mac = self._head()
        taken_back = undoes.bytes if undoes else None
        act = (uid.bytes, seq + 1, label, actor, at, taken_back)
        self._connection.execute("INSERT INTO act VALUES (?,?,?,?,?,?)", act)
        return Entries(self._key, uid.bytes, (actor, at), digest_of_name(label, taken_back), add, seq, mac)

    def head(self) -> tuple[int, str]:
        """How many entries there are, and the MAC of the last one in hex: what backups and reports print."""
        seq, mac = self._head()
        return seq, mac.hex()

    def of(self, uid: UUID) -> list[Entry]:
        """Oldest first."""
        return list(self._read("h.uid = ?", uid))

    def of_act(self, uid: UUID) -> list[Entry]:
        """In the order in which the act did them."""
        run = self._read("h.seq >= (SELECT first FROM act WHERE uid = ?)", uid)
        return list(takewhile(lambda one: one.act == uid, run))

    def broken(self) -> Iterator[tuple[int, str]]:
        """(sequence, what is wrong) of every entry that does not fit the chain, its details, its act or its place."""
        previous, expected = START, 1
        for *envelope, mac, salt, details, act, label, actor, at, undoes in self._connection.execute(_CHAIN):
            seq, digest = envelope[0], envelope[-1]
            if seq != expected:
                yield seq, f"第 {expected} 号之后缺少记录"
            if details is not None and hashlib.sha256(salt + details.encode()).digest() != digest:
                yield seq, "内容被改动"
            if act is None or not hmac.compare_digest(_mac(self._key, previous, envelope), mac):
                yield seq, "链条不符"
            elif (actor, at) != (envelope[_ACTOR], envelope[_AT]) or _is_renamed(salt, label, undoes):
                yield seq, "操作名称、操作人或时间被改动"
            previous, expected = mac, seq + 1

    def _head(self) -> tuple[int, bytes]:
        found = self._connection.execute("SELECT seq, mac FROM history ORDER BY seq DESC LIMIT 1").fetchone()
        return (int(found[0]), bytes(found[1])) if found else (0, START)

    def _read(self, where: str, uid: UUID) -> Iterator[Entry]:
        statement = (
            "SELECT h.seq, h.act, a.label, h.kind, h.uid, h.op, h.revision, h.parent, h.actor, h.at, h.details"
            " FROM history h JOIN act a ON a.uid = h.act"
            f" WHERE {where} ORDER BY h.seq"
        )
        for (
            seq,
            act,
            label,
            kind,
            record,
            op,
            revision,
            parent,
            actor,
            at,
            details,
        ) in self._connection.execute(statement, (uid.bytes,)):
            yield Entry(
                seq, UUID(bytes=act), label, kind, UUID(bytes=record), op, UUID(bytes=revision),
                UUID(bytes=parent) if parent else None, actor, at, json.loads(details) if details else {},
            )  # fmt: skip


@dataclass
class Entries:
    """Of an open act, in one run of the sequence; `name` is the digest of what the act is called, `seq` and `mac` the last entry's."""

    key: bytes
    act: bytes
    who: tuple[str, str]  # actor and moment
    name: bytes
    add: Add
    seq: int
    mac: bytes

    def __post_init__(self) -> None:
        self._who = ascii(self.who)[1:-1]
        self._keyed = hmac.new(self.key, digestmod="sha256")

    def __call__(self, touched: Touched) -> None:
        salt, details, digest = seal(touched.details, self.name)
        parent = touched.parent.bytes if touched.parent else None
        told = (touched.kind, touched.uid.bytes, touched.op, touched.revision.bytes, parent)
        envelope = (self.seq + 1, self.act, *told, *self.who, digest)
        self.mac = _mac(self.key, self.mac, envelope)
        self.seq += 1
        self.add(
            "INSERT INTO history VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", (*envelope, self.mac, salt, details)
        )

    def chained(self, seq: int, kind: str, uid: bytes, revision: bytes, digest: bytes) -> bytes:
        """The MAC of the next entry, that of a new record whose details have this digest: as `_mac` makes it, quicker."""
        if seq != self.seq + 1:
            raise ValueError(seq)
        made = self._keyed.copy()
        told = (
            f"{seq}, {self.act!a}, {kind!a}, {uid!a}, {CREATE!a}, {revision!a}, None, {self._who}, {digest!a}"
        )
        made.update(f"({self.mac!a}, {told})".encode())
        self.seq, self.mac = seq, made.digest()
        return self.mac


_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))

_CHAIN = (
    "SELECT h.seq, h.act, h.kind, h.uid, h.op, h.revision, h.parent, h.actor, h.at, h.digest, h.mac, h.salt, h.details,"
    " a.uid, a.label, a.actor, a.at, a.undoes"
    " FROM history h LEFT JOIN act a ON a.uid = h.act ORDER BY h.seq"
)


def seal(told: Mapping[str, Any], name: bytes) -> tuple[bytes, str, bytes]:
    """The salt of an entry's details, the details, and the digest of both; `name`: `digest_of_name`."""
    salt = secrets.token_bytes(_SALT) + name
    details = _JSON.encode(told)
    return salt, details, hashlib.sha256(salt + details.encode()).digest()


def _mac(key: bytes, previous: bytes, envelope: Sequence[Any]) -> bytes:
    """Over the literal of a tuple of bytes, int, str and None: no two envelopes have the same one."""
    return hmac.digest(key, ascii((previous, *envelope)).encode(), "sha256")


def digest_of_name(label: str, undoes: bytes | None) -> bytes:
    """Stands behind the random part of the salt, which the digest covers: so the chain seals what an act is called."""
    return hashlib.sha256(ascii((label, undoes)).encode()).digest()[:_SALT]


def _is_renamed(salt: bytes | None, label: str, undoes: bytes | None) -> bool:
    """Entries of the first releases seal no name, lawfully emptied ones and those beside them in their act no longer."""
    sealed = (salt or b"")[_SALT:]
    return bool(sealed) and label != DESTROYED and sealed != digest_of_name(label, undoes)


def stamp(at: datetime) -> str:
    """The one form of a moment in the history; text order is time order."""
    return f"{at.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
