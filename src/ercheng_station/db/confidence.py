"""Who is told of a record that is confided to one person: that person, as its owner names him, and the head."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, Protocol
from uuid import UUID

from ercheng_station.db.connection import Connection
from ercheng_station.db.history import Entry
from ercheng_station.db.rows import Row, Shape
from ercheng_station.errors import UserError
from ercheng_station.records.base import Values, refs_of
from ercheng_station.records.catalogue import Catalogue, Kind
from ercheng_station.records.fields import Link
from ercheng_station.records.identifiers import IdNumber, PersonName, Phone
from ercheng_station.records.whole import Whole

_TELLING = PersonName | IdNumber | Phone
_SHORTEST = 2
_HEAD = "SELECT s.head FROM station AS s JOIN meta AS m ON m.key = 'unit' AND m.value = s.uid"


class Read(Protocol):
    """A store as far as it is read here."""

    @property
    def catalogue(self) -> Catalogue: ...
    def connect_reader(self) -> Connection: ...


@dataclass(frozen=True)
class Confidence:
    """What one actor may know."""

    connection: Connection
    catalogue: Catalogue
    shapes: Callable[[Kind], Shape]
    actor: str

    def includes(self, kind: Kind, owner: Link) -> bool:
        """Whether the actor is told of the records of the kind that this owner has."""
        if not kind.confided_to:
            return True
        above = self.shapes(self.catalogue[refs_of(kind)[kind.owner].kind])
        trusted = {above.one(self.connection, owner.uid).values[kind.confided_to]}
        trusted |= {head for (head,) in self.connection.execute(_HEAD)}
        return bool(self.actor) and self.actor in trusted

    def rows(self, kind: Kind, owner: Link) -> list[Row]:
        """The living ones that this owner has, the newest first; none if the actor is not told of them."""
        if not self.includes(kind, owner):
            return []
        shape = self.shapes(kind)
        owners = f'(SELECT n FROM "{owner.kind}" WHERE uid = ?)'
        where = f't."{kind.owner}_n" = {owners} AND t.removed_at IS NULL ORDER BY t.n DESC'
        found = self.connection.execute(f"{shape.select} WHERE {where}", (owner.uid.bytes,)).fetchall()
        return [shape.row(one) for one in found]

    def refuse(self, kind: Kind, values: Values) -> None:
        """Raises UserError confided if the record is, and not to the actor."""
        if kind.confided_to and not self.includes(kind, values[kind.owner]):
            raise UserError("confided", kind=kind.title)

    def refuse_new_confidant(self, kind: Kind, before: Row, changed: Values) -> None:
        """Whoever is told may name another one in his place; nobody else names himself."""
        link = Link(before.uid, before.label, kind.__tablename__)
        for child, ref in self.catalogue.owned_by(kind):
            if child.confided_to and child.confided_to in changed and not self.includes(child, link):
                query = f'SELECT 1 FROM "{child.__tablename__}" WHERE "{ref}_n" = ? AND removed_at IS NULL'
                if self.connection.execute(query, (before.n,)).fetchone():
                    raise UserError("confided", kind=child.title)


def silent(whole: Whole, catalogue: Catalogue) -> Whole:
    """Without the parts that are confided to somebody: for papers and whatever else is written down."""
    kept = {name: () if catalogue[name].confided_to else found for name, found in whole.parts.items()}
    return Whole(whole.record, kept, whole.about)


def without_details(entries: Sequence[Entry], catalogue: Catalogue) -> list[Entry]:
    """That something confided changed, not what; of a hushed record, the oldest entry first, neither title nor name."""
    hushed = catalogue[entries[0].kind].hushed if entries else None
    if hushed and _last_of(hushed.field, entries) == hushed.value:
        title = catalogue[entries[0].kind].title
        return [replace(one, label=title, details=_less(one.details, hushed.fields)) for one in entries]
    return [replace(one, details={}) if catalogue[one.kind].confided_to else one for one in entries]


def confided_words(store: Read, kind: Kind | None = None, owner: Link | None = None) -> frozenset[str]:
    """Names and numbers of everybody whom a record is confided about, or of those that this owner has.

    For comparing only, whoever acts: what is about to leave must not tell them. Nothing shows them to a person.
    """
    found: set[str] = set()
    with closing(store.connect_reader()) as connection:
        for one in store.catalogue:
            if one.confided_to and (kind is None or refs_of(one)[one.owner].kind == kind.__tablename__):
                found.update(word for _, word in _words_of(connection, one, owner))
    return frozenset(found)


def confided_by_owner(store: Read) -> Mapping[UUID, frozenset[str]]:
    """The same words of everybody, by the record that they are confided about."""
    found: dict[UUID, set[str]] = {}
    with closing(store.connect_reader()) as connection:
        for kind in store.catalogue:
            for owner, word in _words_of(connection, kind, None) if kind.confided_to else ():
                found.setdefault(owner, set()).add(word)
    return {owner: frozenset(words) for owner, words in found.items()}


def _words_of(connection: Connection, kind: Kind, owner: Link | None) -> Iterator[tuple[UUID, str]]:
    names = [name for name, described in kind.kept.items() if isinstance(described, _TELLING)]
    above = refs_of(kind)[kind.owner].kind
    columns = ", ".join(f't."{name}"' for name in names)
    query = (
        f'SELECT o.uid, {columns} FROM "{kind.__tablename__}" AS t JOIN "{above}" AS o ON o.n = t."{kind.owner}_n"'
        " WHERE t.removed_at IS NULL"
    )
    bound = (owner.uid.bytes,) if owner else ()
    for uid, *words in connection.execute(f"{query} AND o.uid = ?" if owner else query, bound).fetchall():
        yield from ((UUID(bytes=uid), word) for word in words if word and len(word) >= _SHORTEST)


def _last_of(field: str, entries: Sequence[Entry]) -> object:
    told = [one.details[field][1] for one in entries if field in one.details]
    return told[-1] if told else None


def _less(details: Mapping[str, Any], fields: frozenset[str]) -> Mapping[str, Any]:
    return {name: change for name, change in details.items() if name not in fields}
