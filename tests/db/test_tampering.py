"""Whatever is changed in the history by raw SQL is found, and the first bad entry is named (N12)."""

import random
import secrets
import shutil
import time
from contextlib import closing

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.connection import connect
from ercheng_station.db.history import History
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.vault import read_keys
from ercheng_station.db.witness import look
from ercheng_station.records import CATALOGUE
from ercheng_station.records.office import Phrase
from tests.founding import NOW

COLUMNS = {
    "history": [
        "kind",
        "uid",
        "op",
        "revision",
        "parent",
        "actor",
        "at",
        "digest",
        "mac",
        "act",
        "salt",
        "details",
    ],
    "act": ["label", "actor", "at", "uid", "undoes"],
}


@pytest.fixture
def opened(practice_folder, tmp_path):
    """A raw connection without triggers, the key of the chain and how many entries there are."""
    folder = shutil.copytree(practice_folder, tmp_path / "数据")
    with Store.open(folder, CATALOGUE, now=lambda: NOW) as store:
        length, _ = store.sealed()
    with closing(connect(folder / FILE, read_keys(folder).key)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if name.startswith(("history", "act_")):
                connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA foreign_keys = OFF")
        (key,) = connection.execute("SELECT value FROM meta WHERE key = 'chain_key'").fetchone()
        yield folder, connection, key, length


def edit(connection, chance, seq):
    table = chance.choice(list(COLUMNS))
    column = chance.choice(COLUMNS[table])
    row = "uid = (SELECT act FROM history WHERE seq = ?)" if table == "act" else "seq = ?"
    (before,) = connection.execute(f"SELECT {column} FROM {table} WHERE {row}", (seq,)).fetchone()
    other = secrets.token_bytes(16) if before is None else other_than(before, chance)
    connection.execute(f"UPDATE {table} SET {column} = ? WHERE {row}", (other, seq))
    (first,) = connection.execute(
        "SELECT min(h.seq) FROM history h JOIN history g ON g.act = h.act WHERE g.seq = ?", (seq,)
    ).fetchone()
    return first if table == "act" else seq


def other_than(before, chance):
    """One bit or one sign of it changed."""
    at = chance.randrange(len(before))
    if isinstance(before, bytes):
        return before[:at] + bytes([before[at] ^ 1 << chance.randrange(8)]) + before[at + 1 :]
    return before[:at] + chr(ord(before[at]) ^ 1) + before[at + 1 :]


def delete(connection, chance, seq):
    connection.execute("DELETE FROM history WHERE seq = ?", (seq,))
    if chance.random() < 0.5:  # and what follows moves up, as if nothing had been there
        connection.execute("UPDATE history SET seq = -seq + 1 WHERE seq > ?", (seq,))
        connection.execute("UPDATE history SET seq = -seq WHERE seq < 0")
        return seq
    return seq + 1


def insert(connection, chance, seq):
    """An entry like another one, behind the last."""
    (last,) = connection.execute("SELECT max(seq) FROM history").fetchone()
    row = list(connection.execute("SELECT * FROM history WHERE seq = ?", (seq,)).fetchone())
    row[0] = last + 1
    connection.execute(f"INSERT INTO history VALUES ({','.join('?' * len(row))})", row)
    return last + 1


def reorder(connection, chance, seq):
    """Two entries, or only what two of them tell."""
    if chance.random() < 0.5:
        told = "SELECT salt, details FROM history WHERE seq = ?"
        one, other = (connection.execute(told, (at,)).fetchone() for at in (seq, seq + 1))
        for at, values in ((seq, other), (seq + 1, one)):
            connection.execute("UPDATE history SET salt = ?, details = ? WHERE seq = ?", (*values, at))
        return seq
    connection.execute("UPDATE history SET seq = -1 WHERE seq = ?", (seq,))
    connection.execute("UPDATE history SET seq = ? WHERE seq = ?", (seq, seq + 1))
    connection.execute("UPDATE history SET seq = ? WHERE seq = -1", (seq + 1,))
    return seq


def cut(connection, chance, seq):
    """The newest entries vanish with all that belongs to them: the chain that is left is whole, and too short."""
    connection.execute("DELETE FROM history WHERE seq >= ?", (seq,))


@pytest.mark.faults
def test_every_change_behind_the_triggers_is_found_at_its_place(opened, full, figure):
    folder, connection, key, length = opened
    chance, missed, turns = random.Random(12), [], 2_000 if full else 40
    for turn in range(turns):
        tamper, seq = (
            chance.choice([edit, edit, delete, insert, reorder, cut]),
            chance.randrange(2, length - 1),
        )
        connection.execute("BEGIN")
        place = tamper(connection, chance, seq)
        found = next(History(connection, key).broken(), None)
        if tamper is cut:
            (older,) = look(folder, connection, NOW)
            is_found = older.words == f"数据比上次关闭时旧（少{length - seq + 1}条）"
        else:
            is_found = found is not None and found[0] == place
        connection.execute("ROLLBACK")
        if not is_found:
            missed.append((turn, tamper.__name__, seq, place, found))

    assert missed == []
    assert list(History(connection, key).broken()) == []
    figure(
        "N12",
        "raw-SQL edits, removals, insertions, exchanges and cuts of the history found, the first bad entry named",
        f"{turns:,} of {turns:,}",
    )


@pytest.mark.faults
def test_a_long_history_is_verified_quickly(store, full, figure):
    entries = 100_000 if full else 5_000
    store.act("导入", [Create(Phrase, {"place": None, "words": f"第{n}句"}) for n in range(entries)])

    begun = time.process_time()
    assert not store.broken()
    took = time.process_time() - begun

    assert took < 3 * entries / 100_000 + 0.1
    figure("N12", f"verifying a history of {entries:,} entries", f"{took:.1f} s of CPU, 3 allowed")
