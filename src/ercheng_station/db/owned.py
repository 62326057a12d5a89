"""The records that a record takes along to the trash and back."""

from uuid import UUID

from ercheng_station.db.connection import Connection
from ercheng_station.db.rows import Row
from ercheng_station.errors import UserError
from ercheng_station.records.catalogue import Catalogue, Kind


def going_along(
    connection: Connection, catalogue: Catalogue, kind: Kind, before: Row
) -> list[tuple[Kind, UUID]]:
    """The records that go along, the later kinds first: they may point to the others, never the other way round.

    Refuses if others than own children point here.
    """
    owned = {(child, ref) for child, ref in catalogue.owned_by(kind)}
    found: list[tuple[Kind, UUID]] = []
    strangers: list[str] = []
    for other, ref in catalogue.referrers(kind):
        query = f'SELECT uid, label FROM "{other.__tablename__}" WHERE "{ref}_n"=? AND removed_at IS NULL'
        for uid, label in connection.execute(query, (before.n,)).fetchall():
            if (other, ref) in owned:
                found.append((other, UUID(bytes=uid)))
            else:
                strangers.append(f"{other.one} {label}")
    if strangers:
        shown = "、".join(strangers[:5]) + (f" 等 {len(strangers)} 条" if len(strangers) > 5 else "")
        raise UserError("record-referred-to", label=before.label, who=shown)
    return found[::-1]


def gone_along(
    connection: Connection, catalogue: Catalogue, kind: Kind, before: Row
) -> list[tuple[Kind, UUID]]:
    """The own children that the same act removed."""
    act = "SELECT act FROM history WHERE uid = ? AND revision = ?"
    found: list[tuple[Kind, UUID]] = []
    for child, ref in catalogue.owned_by(kind):
        query = (
            f'SELECT c.uid FROM "{child.__tablename__}" AS c JOIN history AS h'
            f' ON h.uid = c.uid AND h.revision = c.revision WHERE c."{ref}_n" = ? AND c.removed_at IS NOT NULL'
            f" AND h.act = ({act}) ORDER BY h.seq"
        )
        bound = (before.n, before.uid.bytes, before.revision.bytes)
        found += [(child, UUID(bytes=uid)) for (uid,) in connection.execute(query, bound).fetchall()]
    return found
