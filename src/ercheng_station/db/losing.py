"""What a restore would lose: the acts done since the backup was made, and how many records they touched."""

from dataclasses import dataclass

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
    records = connection.execute("SELECT count(DISTINCT uid) FROM history WHERE seq > ?", found).fetchone()
    since = "FROM act WHERE first > ? AND EXISTS (SELECT 1 FROM history WHERE seq = act.first)"
    count = connection.execute(f"SELECT count(*) {since}", found).fetchone()
    acts = connection.execute(
        f"SELECT at, actor, label {since} ORDER BY first DESC LIMIT ?", (*found, _SHOWN)
    )
    return Loss(True, records[0], count[0], tuple(Done(*one) for one in acts))
