"""What a list shows and an export writes: one Query, turned into SQL once, so that both agree to the row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID

from ercheng_station.codes import shipped
from ercheng_station.db import sameness
from ercheng_station.db.connection import Connection
from ercheng_station.db.indexing import source
from ercheng_station.db.rows import Shape
from ercheng_station.db.search import narrow
from ercheng_station.errors import UserError
from ercheng_station.records.base import Record, refs_of, sort_column, sortable, stored_as
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Choice, Choices, Flag, Ref
from ercheng_station.records.stored import INSTANT

Test = Literal[
    "is", "not", "from", "to", "beyond", "empty", "filled", "has", "among", "yearly", "wanting", "once"
]  # fmt: skip
_COMPARE = {"is": "=", "not": "IS DISTINCT FROM", "from": ">=", "to": "<="}
_SUPERIORS = "SELECT key FROM post WHERE book = 'receiver'"
HEAD_SORTS = ("number", "label", "created_at", "changed_at")


@dataclass(frozen=True)
class Condition:
    """`value` is a parsed value of the field, or of `number`; `empty` and `filled` take none.
    `beyond` is a later day, or none: what was not yet over at the end of a day. `among` takes the uids of records
    that a ref may point to, `yearly` two days: in any year, a day from the one to the other.

    Enterprises that a person found to be one are one to `is` and `among`, see `db/sameness.py`.

    `wanting` takes no field either: something that the kind wants is still 待补. Nor does `once`: of such enterprises
    only the one that stands for them.
    """

    field: str
    test: Test
    value: Any = None


@dataclass(frozen=True)
class Query:
    """Which records, in which order. Without `sort` the newest come first.

    `as_of` a day: those that stood in the register at its end, as they are now; also those removed since.
    `reported`: without what a superior sent down, which he reports himself.
    """

    kind: type[Record]
    text: str = ""
    where: tuple[Condition, ...] = ()
    sort: str = ""
    descending: bool = False
    removed: bool = False
    origin: UUID | None = None
    as_of: date | None = None
    reported: bool = False


@dataclass
class Parts:
    """A Query as SQL: `FROM table joins WHERE condition ORDER BY order`, the record's own row being `t`.

    `groups`: see `Listing`.
    """

    table: str
    joins: str
    where: list[str] = field(default_factory=list)
    bound: list[Any] = field(default_factory=list)
    order: str = "t.n DESC"
    groups: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        return self.table + self.joins

    @property
    def condition(self) -> str:
        return " AND ".join(self.where)


def parts(connection: Connection, shape: Shape, query: Query) -> Parts:
    found = Parts(table=f'"{shape.table}" AS t', joins=shape.joins)
    _add_standing(found, query)
    if query.kind.confided_to:
        found.where.append("FALSE")  # in no list, count, search or file, whoever asks: see `Store.confided`
    for condition in query.where:
        _narrow(connection, found, shape, condition)
    if query.origin:
        found.where.append("t.origin = ?")
        found.bound.append(query.origin.bytes)
    for (superior,) in connection.execute(_SUPERIORS) if query.reported else ():
        found.where.append("t.origin <> ?")
        found.bound.append(UUID(superior).bytes)
    if query.sort:
        found.order = _order(query.kind, query.sort, query.descending)
        found.groups = _groups(query.kind, query.sort, query.descending)
    if query.text.strip():
        narrowed = narrow(connection, source(query.kind), query.text, newest_first=not query.sort)
        found.table = narrowed.table
        found.where.append(narrowed.condition)
        found.bound.extend(narrowed.bound)
        found.order, found.groups = narrowed.order or found.order, ()
    return found


def column(kind: type[Record], name: str) -> str:
    """Where a field, or the number, of the row `t` is kept; raises UserError for any other name."""
    if name != "number" and name not in kind.kept:
        raise UserError("field-unknown", kind=kind.title, field=name, known="、".join(kind.kept))
    return f't."{stored_as(kind, name)}"'


def told_apart_by(kind: type[Record], name: str) -> str:
    """As `column`; the name of the kind itself stands for the record."""
    return "t.n" if name == kind.__tablename__ else column(kind, name)


def _add_standing(found: Parts, query: Query) -> None:
    if query.as_of is None:
        found.where.append(f"t.removed_at IS {'NOT NULL' if query.removed else 'NULL'}")
        return
    end = datetime.combine(query.as_of + timedelta(days=1), time(), BEIJING)
    found.where.append("t.created_at < ? AND (t.removed_at IS NULL OR t.removed_at >= ?)")
    found.bound += [end.astimezone(UTC).strftime(INSTANT)] * 2


def _narrow(connection: Connection, found: Parts, shape: Shape, condition: Condition) -> None:
    if condition.test == "wanting":
        found.where.append(_wanting(shape.kind))
    elif condition.test == "once":
        numbers = sameness.stood_for(connection)
        found.where += [f"t.n NOT IN ({', '.join('?' * len(numbers))})"] if numbers else []
        found.bound += numbers
    elif _names_enterprises(shape, condition):
        _add_enterprises(connection, found, shape, condition)
    else:
        _add(found, shape, condition)


def _add(found: Parts, shape: Shape, condition: Condition) -> None:
    place = column(shape.kind, condition.field)
    described = shape.kind.kept.get(condition.field)
    if condition.test in {"empty", "filled"}:
        found.where.append(f"{place} IS {'NULL' if condition.test == 'empty' else 'NOT NULL'}")
    elif condition.test == "beyond":
        found.where.append(f"({place} IS NULL OR {place} > ?)")
        found.bound.append(shape.bind(condition.field, condition.value))
    elif condition.value is None:
        found.where.append(f"{place} IS NULL")
    elif condition.test == "yearly":
        first, last = (f"{day:%m-%d}" for day in condition.value)
        joined = "AND" if first <= last else "OR"
        found.where.append(f"(substr({place}, 6) >= ? {joined} substr({place}, 6) <= ?)")
        found.bound += [first, last]
    elif condition.test == "among" and isinstance(described, Ref):
        marks = ", ".join("?" * len(condition.value))
        found.where.append(f'{place} IN (SELECT n FROM "{described.kind}" WHERE uid IN ({marks}))')
        found.bound += [uid.bytes for uid in condition.value]
    elif isinstance(described, Ref):
        target = f'(SELECT n FROM "{described.kind}" WHERE uid = ?)'
        found.where.append(f"{place} {_COMPARE[condition.test]} {target}")
        found.bound.append(condition.value.uid.bytes)
    elif condition.test == "has" or (isinstance(described, Choices) and isinstance(condition.value, str)):
        found.where.append(f"instr({place}, ?) > 0")
        found.bound.append(f",{condition.value}," if isinstance(described, Choices) else condition.value)
    else:
        found.where.append(f"{place} {_COMPARE[condition.test]} ?")
        found.bound.append(shape.bind(condition.field, condition.value))


def _names_enterprises(shape: Shape, condition: Condition) -> bool:
    described = shape.kind.kept.get(condition.field)
    named = isinstance(described, Ref) and described.kind == Enterprise.__tablename__
    return named and condition.test in {"is", "among"} and condition.value is not None


def _add_enterprises(connection: Connection, found: Parts, shape: Shape, condition: Condition) -> None:
    asked = condition.value if condition.test == "among" else [condition.value.uid]
    every = sameness.with_same(connection, asked)
    one = every == asked and condition.test == "is"
    _add(found, shape, condition if one else replace(condition, test="among", value=every))


def _wanting(kind: type[Record]) -> str:
    empty = [f't."{stored_as(kind, name)}" IS NULL' for name, field in kind.kept.items() if field.wanted]
    return f"({' OR '.join(empty)})" if empty else "FALSE"


def _order(kind: type[Record], name: str, descending: bool) -> str:
    way = "DESC NULLS LAST" if descending else "ASC NULLS FIRST"
    if name in refs_of(kind):
        return f'"{name}".label_key {way}, t.n {way}'
    if name not in sortable(kind) and name not in HEAD_SORTS:
        raise UserError("field-unknown", kind=kind.title, field=name, known="、".join(sortable(kind)))
    place = f't."{sort_column(kind, name)}"'
    handful = _handful(kind, name, descending)
    if not handful:
        return f"{place} {way}, t.n {way}"
    places = " ".join(f"WHEN {value} THEN {at}" for at, value in enumerate(handful))
    last = way.replace("FIRST", "LAST")
    return f"CASE {place} {places} ELSE {len(handful)} END, {place} {last}, t.n {way}"


def _groups(kind: type[Record], name: str, descending: bool) -> tuple[str, ...]:
    return tuple(f"{column(kind, name)} = {value}" for value in _handful(kind, name, descending))


def _handful(kind: type[Record], name: str, descending: bool) -> list[str]:
    """The values of a choice or a flag in the order in which their rows come, before those of the unit's own codes
    and of none; as SQL.
    """
    described = kind.kept.get(name)
    if isinstance(described, Choice):
        values = [f"'{one.code}'" for one in shipped(described.codes).codes]
    else:
        values = ["0", "1"] if isinstance(described, Flag) else []
    return values[::-1] if descending else values


def by_value(where: Mapping[str, Any]) -> tuple[Condition, ...]:
    """Equality on several fields."""
    return tuple(Condition(name, "is", value) for name, value in where.items())


def by_span(name: str, first: Any, last: Any) -> Sequence[Condition]:
    return (Condition(name, "from", first), Condition(name, "to", last))
