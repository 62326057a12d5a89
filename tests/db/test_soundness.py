"""What a database file holds, and whether it is whole."""

import random

import pytest

from ercheng_station.db.connection import connect, open_keyed, writing
from ercheng_station.db.soundness import Contents, contents_of, faults_in, orphans_in

KEY = bytes(range(32))
ROWS = [(1, "走访𠮷", b"\x00\xff", 1.5, None), (2, "", b"", -0.0, 2**62), (3, "三", b"x", 1e300, -1)]


def make(path, rows=ROWS):
    connection = connect(path, KEY, create=True)
    connection.execute("CREATE TABLE visit (n INTEGER PRIMARY KEY, a TEXT, b BLOB, c REAL, d INTEGER)")
    connection.execute('CREATE TABLE "odd ""name" (k TEXT PRIMARY KEY) WITHOUT ROWID')
    connection.execute("CREATE INDEX visit_a ON visit (a)")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1)")
    with writing(connection):
        connection.executemany("INSERT INTO visit VALUES (?,?,?,?,?)", rows)
        connection.execute("INSERT INTO \"odd \"\"name\" VALUES ('b'), ('a')")
    return connection


def test_two_files_that_hold_the_same_have_the_same_contents(tmp_path):
    one, two = make(tmp_path / "1.db"), make(tmp_path / "2.db", ROWS[::-1])

    contents = contents_of(one)

    assert contents == contents_of(two)
    assert contents["visit"] == Contents(
        3, "0be5b9f1bf7c03edf8a13cb6159423c0e100f388be426538576e2481a466ecbc"
    )
    assert sorted(contents) == ['odd "name', "visit"]
    one.close()
    two.close()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE visit SET a = '走访' WHERE n = 1",
        "UPDATE visit SET a = NULL WHERE n = 2",
        "UPDATE visit SET b = 'x' WHERE n = 3",
        "UPDATE visit SET d = 2 WHERE n = 2",
        "UPDATE visit SET c = 1.5000000000000002 WHERE n = 1",
        "UPDATE visit SET n = 4 WHERE n = 3",
        "DELETE FROM visit WHERE n = 2",
        "INSERT INTO visit VALUES (4, NULL, NULL, NULL, NULL)",
    ],
)
def test_every_change_of_a_value_changes_the_contents(tmp_path, change):
    connection = make(tmp_path / "1.db")
    before = contents_of(connection)

    connection.execute(change)

    assert contents_of(connection) != before
    connection.close()


def test_reading_can_be_stopped(tmp_path):
    connection = make(tmp_path / "1.db")

    def stop():
        raise InterruptedError

    with pytest.raises(InterruptedError):
        contents_of(connection, stop)

    connection.close()


def test_a_whole_file_has_no_faults_and_any_changed_bit_is_one(tmp_path, full):
    path = tmp_path / "1.db"
    connection = make(path, [(n, "走访" * 40, b"", 0.0, n) for n in range(800)])
    connection.execute("DELETE FROM visit WHERE n < 400")  # leaves pages that hold nothing
    connection.close()
    held, rng = path.read_bytes(), random.Random(1)
    whole = open_keyed(path, KEY, mode="ro")
    assert faults_in(whole) == []
    whole.close()

    for _ in range(1000 if full else 40):
        changed = bytearray(held)
        changed[4096 + rng.randrange(len(held) - 4096)] ^= 1 << rng.randrange(8)
        path.write_bytes(changed)
        connection = open_keyed(path, KEY, mode="ro")
        assert faults_in(connection) != []
        connection.close()


def test_rows_without_their_parent_are_counted(tmp_path):
    connection = make(tmp_path / "1.db")
    connection.execute("CREATE TABLE need (n INTEGER PRIMARY KEY, visit INTEGER REFERENCES visit)")
    assert orphans_in(connection) == {}

    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("INSERT INTO need (visit) VALUES (1), (77), (78)")

    assert orphans_in(connection) == {"need": 2}
    connection.close()
