"""How to tell, by plain SQL and without the records, which rows of a list are still what was seen of them."""

from contextlib import closing
from typing import Any, NamedTuple

from ercheng_station.db import listing
from ercheng_station.db.listing import Query
from ercheng_station.db.paging import PAGE
from ercheng_station.db.store import Store
from ercheng_station.records.base import refs_of
from ercheng_station.records.office import CodeEntry, Setting
from ercheng_station.records.station import Station

_WORDING = tuple(kind.__tablename__ for kind in (CodeEntry, Setting, Station))
"""A change to one of these may change the words of any row."""


class Listed(NamedTuple):
    query: Query
    first: int
    rows: int


def recipe(store: Store, listed: Listed | None) -> dict[str, Any] | None:
    """JSON-able: the rows' identity now and the SQL that asks for it again; None where that would take long.

    A row is the same as long as its revision and the titles of the records it points to are the same.
    """
    if listed is None or listed.query.text.strip() or listed.first + listed.rows > PAGE:
        return None
    shape = store.shape(listed.query.kind)
    titles = "".join(f', "{name}".label' for name in refs_of(listed.query.kind))
    with closing(store.connect_reader()) as connection:
        found = listing.parts(connection, shape, listed.query)
        sql = (
            f"SELECT hex(t.revision){titles} FROM {found.source} WHERE {found.condition}"
            f" ORDER BY {found.order} LIMIT {listed.rows:d} OFFSET {listed.first:d}"
        )
        if any(isinstance(value, bytes) for value in found.bound):
            return None
        rows = [list(row) for row in connection.execute(sql, found.bound)]
    return {"sql": sql, "bound": found.bound, "first": listed.first, "rows": rows, "wording": _WORDING}
