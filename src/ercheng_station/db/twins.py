"""Finds what has been kept already: another living record that a ledger would call the same."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ercheng_station.db import sameness
from ercheng_station.db.connection import Connection
from ercheng_station.db.rows import Shape, key_of
from ercheng_station.records.base import Record, Values, refs_of, stored_as
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link


def twin(connection: Connection, shape: Shape, values: Values, uid: UUID) -> tuple[str, str] | None:
    """The field that tells and the title of one that is not `uid`: by its number, the natural key, else the name."""
    kind = shape.kind
    if kind.reissued and (number := values.get(kind.reissued)):
        found = _first(connection, kind, [f'"{kind.reissued}" = ?'], [number], uid)
        if found:
            return kind.reissued, found
    key = kind.natural_key
    if key and all(values.get(name) is not None for name in key):
        tests = [_test(kind, name) for name in key]
        bound = [_bound(shape, name, values[name]) for name in key]
        found = _first(connection, kind, tests, bound, uid)
        return (key[-1], found) if found else None
    name = "name"
    if name not in kind.names or not values.get(name):
        return None
    bound = [key_of(kind, "label", values[name]), values[name]]
    found = _first(connection, kind, ["label_key = ?", "label = ?"], bound, uid)
    return (name, found) if found else None


def _test(kind: type[Record], name: str) -> str:
    column = stored_as(kind, name)
    refs = refs_of(kind)
    return (
        f'"{column}" = (SELECT n FROM "{refs[name].kind}" WHERE uid = ?)'
        if name in refs
        else f'"{column}" = ?'
    )


def _bound(shape: Shape, name: str, value: Any) -> object:
    return value.uid.bytes if isinstance(value, Link) else shape.bind(name, value)


def _first(
    connection: Connection, kind: type[Record], tests: Sequence[str], bound: Sequence[object], uid: UUID
) -> str | None:
    where = " AND ".join([*tests, "uid <> ?", "removed_at IS NULL"])
    known = sameness.judged_with(connection, uid) if kind is Enterprise else []
    query = f'SELECT n, label FROM "{kind.__tablename__}" WHERE {where} ORDER BY n LIMIT {1 + len(known)}'
    found = connection.execute(query, (*bound, uid.bytes))
    return next((str(label) for n, label in found if n not in known), None)
