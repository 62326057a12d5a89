"""Who is told of a record that is confided to one person: that person, as its owner names him, and the head."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ercheng_station.db.connection import Connection
from ercheng_station.db.history import Entry
from ercheng_station.db.rows import Row, Shape
from ercheng_station.errors import UserError
from ercheng_station.records.base import Values, refs_of
from ercheng_station.records.catalogue import Catalogue, Kind
from ercheng_station.records.fields import Link
from ercheng_station.records.whole import Whole

_HEAD = "SELECT s.head FROM station AS s JOIN meta AS m ON m.key = 'unit' AND m.value = s.uid"


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
    """That something changed, not what."""
    return [replace(one, details={}) if catalogue[one.kind].confided_to else one for one in entries]
