"""What a restore would lose: the acts done since the backup was made, and how many records they touched."""

from dataclasses import dataclass

from ercheng_station.db.audit import KIND as AUDIT
from ercheng_station.db.connection import Connection

_SHOWN = 20


@dataclass(frozen=True)
class Done:
    """An act; `at` as the history writes it."""

    at: str
    actor: str
    label: str


@dataclass(frozen=True)
class Loss:
    """`acts`: the newest ones first, at most _SHOWN of `count`. Not `known`: the backup is of another course of things."""

    known: bool
    records: int = 0
    count: int = 0
    acts: tuple[Done, ...] = ()


def loss_since(connection: Connection, head: str) -> Loss:
    """Since the history had that head, which a backup's manifest tells."""
    found = connection.execute("SELECT seq FROM history WHERE mac = ?", (bytes.fromhex(head),)).fetchone()
    if found is None:
        return Loss(known=False)
    since = "FROM history AS h JOIN act AS a ON a.uid = h.act WHERE h.seq > ? AND h.kind <> ?"
    bound = (found[0], AUDIT)
    records, count = connection.execute(
        f"SELECT count(DISTINCT h.uid), count(DISTINCT h.act) {since}", bound
    ).fetchone()
    acts = connection.execute(
        f"SELECT DISTINCT a.at, a.actor, a.label, a.first {since} ORDER BY a.first DESC LIMIT ?",
        (*bound, _SHOWN),
    )
    return Loss(True, records, count, tuple(Done(*one[:3]) for one in acts))
