"""Which registers hold anything at all: most are empty in most stations, and a search over everything asks them all."""

from collections.abc import Sequence

from ercheng_station.db.connection import Connection


class Occupied:
    """Belongs to one connection that only reads."""

    def __init__(self, connection: Connection, tables: Sequence[str]) -> None:
        self._connection = connection
        self._lasts = " UNION ALL ".join(
            f"SELECT '{table}', (SELECT max(n) FROM \"{table}\")" for table in tables
        )
        self._version = -1
        self._found: dict[str, bool] = {}

    def tables(self) -> dict[str, bool]:
        """Those that have records → whether some of these wait for the index; asked anew after a change only."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            self._found = self._look()
            self._version = version
        return self._found

    def _look(self) -> dict[str, bool]:
        ask = self._connection.execute
        through = dict(ask("SELECT kind, n FROM search_through"))
        changed = {
            kind
            for (kind,) in ask(
                "SELECT kind FROM search_through AS s WHERE EXISTS (SELECT 1 FROM search_queue AS q WHERE q.kind = s.kind)"
            )
        }
        return {
            table: table in changed or last > through[table]
            for table, last in ask(self._lasts)
            if last is not None
        }
