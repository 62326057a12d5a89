"""操作记录: every act and every audit entry, the latest first, for those who look after what was done."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ercheng_station.db.audit import KIND

if TYPE_CHECKING:
    from ercheng_station.db.store import Store

CHANGES = "changes"
"""In the place of an audit word: the acts on records."""
MOST = 2_000
_ACTS = (
    "SELECT a.at, a.actor, a.label, coalesce(h.op, '') FROM act AS a"
    " LEFT JOIN history AS h ON h.seq = a.first AND h.act = a.uid AND h.kind = ?"
    " WHERE (? = '' OR instr(a.label, ?) OR instr(a.actor, ?))"
    " AND (? = '' OR coalesce(h.op, ?) IN (SELECT value FROM json_each(?)))"
    " ORDER BY a.at DESC, a.first DESC LIMIT ?"
)


@dataclass(frozen=True)
class Did:
    """`at` as in the history; `what`: the word of an audit entry, "" for an act on records."""

    at: str
    actor: str
    label: str
    what: str


def did(store: "Store", text: str = "", whats: tuple[str, ...] = ()) -> list[Did]:
    """At most `MOST`. `text`: in the sentence or the name; `whats`: only those words. UserError right-missing."""
    store.accounts.demand("audit")
    return list(_read(store, text.strip(), whats))


def _read(store: "Store", text: str, whats: tuple[str, ...]) -> Iterator[Did]:
    wanted = json.dumps(whats)
    bound = (KIND, text, text, text, "x" if whats else "", CHANGES, wanted, MOST)
    with closing(store.connect_reader()) as connection:
        for row in connection.execute(_ACTS, bound):
            yield Did(*row)
