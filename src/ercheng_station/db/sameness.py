"""Which entries of the register of enterprises a person found to be one enterprise; the earliest stands for all of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from ercheng_station.db.connection import Connection
from ercheng_station.db.readers import Readers
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.enterprise_match import SAME

Group = Mapping[int, UUID]
"""By the number in the file."""
_SAME = (
    "SELECT one.n, one.uid, other.n, other.uid FROM enterprise_match AS m"
    " JOIN enterprise AS one ON one.n = m.enterprise_n JOIN enterprise AS other ON other.n = m.other_n"
    " WHERE m.verdict = ? AND m.removed_at IS NULL AND one.removed_at IS NULL AND other.removed_at IS NULL"
)

_JUDGED = (
    "SELECT m.other_n FROM enterprise_match AS m JOIN enterprise AS one ON one.n = m.enterprise_n"
    " WHERE one.uid = ? AND m.removed_at IS NULL UNION"
    " SELECT m.enterprise_n FROM enterprise_match AS m JOIN enterprise AS other ON other.n = m.other_n"
    " WHERE other.uid = ? AND m.removed_at IS NULL"
)


def groups(connection: Connection) -> list[Group]:
    """What is the same as the same is the same."""
    found: dict[int, dict[int, UUID]] = {}
    for one, uid, other, other_uid in connection.execute(_SAME, (SAME,)):
        joined = {one: UUID(bytes=uid), other: UUID(bytes=other_uid)}
        joined |= {**found.get(one, {}), **found.get(other, {})}
        found |= dict.fromkeys(joined, joined)
    return list({min(group): group for group in found.values()}.values())


def judged_with(connection: Connection, uid: UUID) -> list[int]:
    """The entries with which a person has compared this one, whatever was found."""
    return [int(n) for (n,) in connection.execute(_JUDGED, (uid.bytes, uid.bytes))]


def stood_for(connection: Connection) -> list[int]:
    """All that another one stands for."""
    return [n for group in groups(connection) for n in group if n != min(group)]


def with_same(connection: Connection, uids: Iterable[UUID]) -> list[UUID]:
    """These, and those that are one enterprise with one of them."""
    asked = set(uids)
    same = (set(group.values()) for group in groups(connection))
    return list(asked.union(*(group for group in same if group & asked)))


def same_as(readers: Readers, uid: UUID) -> list[UUID]:
    """The other entries that are that enterprise."""
    with readers.reading() as connection:
        return [one for one in with_same(connection, [uid]) if one != uid]


def counted(readers: Readers, kind: type[Record], name: str, found: Sequence[Sequence[Any]]) -> int:
    """How many of the values of a field there are, where entries that are one enterprise are one."""
    values = {value for (value,) in found} - {None}
    if _names_enterprise(kind, name):
        with readers.reading() as connection:
            for group in groups(connection):
                if not values.isdisjoint(group):
                    values = (values - group.keys()) | {min(group)}
    return len(values)


def who_stands_for(readers: Readers) -> Mapping[UUID, UUID]:
    """Of each entry that is one enterprise with others: who stands for them."""
    with readers.reading() as connection:
        return {uid: group[min(group)] for group in groups(connection) for uid in group.values()}


def _names_enterprise(kind: type[Record], name: str) -> bool:
    return kind is Enterprise or (
        name in refs_of(kind) and refs_of(kind)[name].kind == Enterprise.__tablename__
    )
