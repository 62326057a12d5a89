"""What an act is made of: the four things that can happen to a record, and what comes back."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from ercheng_station.records.base import Record, Values


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_uid() -> UUID:
    """UUIDv7: ordered by time of making, so that new keys land side by side in the index."""
    stamp = time.time_ns() // 1_000_000
    bits = (stamp << 80) | int.from_bytes(secrets.token_bytes(10))
    bits = bits & ~(0xF << 76) | (0x7 << 76)
    return UUID(int=bits & ~(0x3 << 62) | (0x2 << 62))


@dataclass(frozen=True)
class Create:
    kind: type[Record]
    values: Values
    uid: UUID = field(default_factory=new_uid)
    number: str | None = None  # one brought along by an import; otherwise the next of the sequence
    origin: UUID | None = None  # the unit that keeps it; otherwise the own one


@dataclass(frozen=True)
class Alter:
    """Only the fields named change; `base` refuses if the record has moved on since."""

    kind: type[Record]
    uid: UUID
    values: Values
    base: UUID | None = None


@dataclass(frozen=True)
class Remove:
    """Goes to the trash with its own children; a number it had is void and never used again."""

    kind: type[Record]
    uid: UUID
    why: str
    base: UUID | None = None


@dataclass(frozen=True)
class Restore:
    kind: type[Record]
    uid: UUID
    base: UUID | None = None


@dataclass(frozen=True)
class Adopt:
    """A version made by another store takes the place of `base`, or is new: revision, number and days are its own.

    What its station checked is not checked again, and no gate is asked. `values` holds the fields that came along;
    the others stay as they are. `heard` are the revisions that it follows, `heads` those that it joins, as JSON.
    `afresh`: all that is here of the record was brought by merges that were undone. `destroyed`: there it was lawfully
    destroyed, and is here then.
    """

    kind: type[Record]
    uid: UUID
    values: Values
    revision: UUID
    head: Mapping[str, Any]  # origin, number, parent, created_at, changed_at, removed_at, removed_why
    base: UUID | None = None
    heard: tuple[UUID, ...] = ()
    heads: Mapping[UUID, str] = field(default_factory=dict)
    afresh: bool = False
    destroyed: bool = False


@dataclass(frozen=True)
class Destroy:
    """Lawfully, with what the record owns and its papers; it cannot be taken back. See `db/destroying.py`."""

    kind: type[Record]
    uid: UUID


class Arrive:
    """Versions of another store that are all new here: as `Adopt` for each. `db/arriving.py` makes them ready."""


@dataclass(frozen=True)
class Note:
    """One page of a book of the post (`db/post.py`), written within the act; it touches no record."""

    book: str
    key: str
    content: str


Change = Create | Alter | Remove | Restore | Adopt | Arrive | Destroy | Note


def right_of(change: Change) -> str:
    """What carrying it out takes, of resources/permissions.csv."""
    if isinstance(change, Adopt | Arrive):
        return "merge"
    if isinstance(change, Destroy):
        return "destroy"
    return "report" if isinstance(change, Note) else change.kind.guard


class Touched(NamedTuple):
    """One record changed by an act; `details` is {field: [old, new]} in plain JSON values."""

    kind: str
    uid: UUID
    op: str
    revision: UUID
    parent: UUID | None
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """`forgotten`: after a destruction the attachments that nothing kept names any more; None if nothing was destroyed."""

    uid: UUID
    label: str
    actor: str
    at: datetime
    touched: tuple[Touched, ...]
    forgotten: frozenset[str] | None = None
