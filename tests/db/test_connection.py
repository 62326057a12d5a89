"""Keyed connections on real files."""

import shutil
import subprocess
import sys

import pytest
from sqlcipher3 import dbapi2

from ercheng_station.db.connection import Error, connect, explain, open_keyed, writing
from ercheng_station.errors import UserError

KEY = bytes(range(32))
OTHER_KEY = bytes(32)
CRASH = """
import os, sys
from pathlib import Path
from ercheng_station.db.connection import connect
connection = connect(Path(sys.argv[1]), bytes(range(32)), create=True)
connection.execute("CREATE TABLE t (a)")
connection.executemany("INSERT INTO t VALUES (?)", [(sys.argv[2] * 500,)] * 30)
os._exit(1)
"""


@pytest.fixture
def path(data):
    path = data / "station.db"
    with_rows(path, 3)
    return path


def with_rows(path, rows, text="走访"):
    connection = connect(path, KEY, create=True)
    connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, a TEXT)")
    with writing(connection):
        connection.executemany("INSERT INTO t (a) VALUES (?)", [(text,)] * rows)
    connection.close()


def crash(path, text):
    """A process that dies with its rows still in the log."""
    run = subprocess.run([sys.executable, "-c", CRASH, path, text], check=False)
    assert run.returncode == 1


def rows_in(path, **how):
    connection = connect(path, KEY, **how)
    count = connection.execute("SELECT count(*) FROM t").fetchone()[0]
    connection.close()
    return count


def content(path):
    return {beside.name: beside.read_bytes() for beside in path.parent.glob(f"{path.name}*")}


def test_every_pragma_that_guards_the_data_is_in_force(path):
    connection = connect(path, KEY, cache_kib=1000)
    names = "journal_mode synchronous foreign_keys temp_store secure_delete trusted_schema cell_size_check cache_size"

    values = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names.split()]

    assert values == ["wal", 2, 1, 2, 1, 0, 1, -1000]
    assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 10_000
    connection.close()


def test_any_path_opens_for_writing_and_for_reading(path):
    assert rows_in(path) == 3
    assert rows_in(path, readonly=True) == 3
    assert {beside.name[:10] for beside in path.parent.iterdir()} == {"keys.copy.", "keys.json", "station.db"}


def test_a_reader_cannot_write(path, refused):
    connection = connect(path, KEY, readonly=True)

    with pytest.raises(Error) as caught:
        connection.execute("DELETE FROM t")

    assert explain(caught.value, path).code == "store-read-only"
    connection.close()


def test_nothing_on_disk_is_plain(path):
    with_rows(path.with_name("b.db"), 5, "身份证号420704199001011234")

    held = b"".join(content(path.with_name("b.db")).values())

    assert b"420704199001011234" not in held
    assert not held.startswith(b"SQLite")


def test_a_missing_file_is_not_made(data, refused):
    with refused("store-missing"):
        connect(data / "station.db", KEY)

    assert not (data / "station.db").exists()


@pytest.mark.parametrize(
    ("held", "code"),
    [
        (b"", "store-empty-file"),
        ("走访台账，第一季度\n".encode() * 9, "store-not-ours"),
        (b"SQLite format 3\x00" + bytes(4080), "store-not-ours"),
        (b"PK\x03\x04" + bytes(5000), "store-not-ours"),
        (bytes(range(7, 256)) * 33, "store-damaged"),  # no whole number of pages
        (bytes(range(256)) * 32, "key-wrong"),
    ],
    ids=["empty", "text", "plain database", "zip", "cut", "random"],
)
def test_a_file_that_is_no_database_of_ours_is_named_and_left_alone(data, refused, held, code):
    path = data / "station.db"
    path.write_bytes(held)

    for readonly in (True, False):
        with refused(code):
            connect(path, KEY, readonly=readonly)

    assert content(path) == {"station.db": held}


def test_a_wrong_key_changes_nothing_and_says_nothing_on_stderr(path, refused, capfd):
    before = content(path)

    with refused("key-wrong"):
        connect(path, OTHER_KEY)

    assert content(path) == before
    assert capfd.readouterr() == ("", "")


def test_where_not_even_the_first_bytes_can_be_read_it_is_the_disk_that_is_told(path, refused):
    with pytest.raises(UserError) as wrong:
        connect(path, OTHER_KEY)

    with refused("store-read-only"):
        explain(wrong.value.__cause__, path.parent)  # a folder stands for a file that gives nothing


def test_a_damaged_page_is_found_when_it_is_read(path):
    with_rows(path.with_name("b.db"), 300, "走访" * 100)
    held = bytearray(path.with_name("b.db").read_bytes())
    held[4096 * 5 + 100] ^= 1
    path.with_name("b.db").write_bytes(held)
    connection = connect(path.with_name("b.db"), KEY)

    with pytest.raises(Error) as caught:
        connection.execute("SELECT sum(length(a)) FROM t").fetchone()

    assert explain(caught.value, path).code == "store-damaged"
    connection.close()


def test_a_log_left_by_a_crash_is_taken_up(path):
    crash(path.with_name("b.db"), "b")

    assert rows_in(path.with_name("b.db"), readonly=True) == 30
    assert rows_in(path.with_name("b.db")) == 30


def test_a_log_of_another_database_is_refused_and_changes_nothing(path, refused):
    crash(path.with_name("b.db"), "b")
    shutil.copy(path.with_name("b.db-wal"), path.with_name("station.db-wal"))
    before = path.read_bytes()

    with refused("store-foreign-log"):
        connect(path, KEY)

    assert path.read_bytes() == before
    path.with_name("station.db-wal").unlink()
    assert rows_in(path) == 3


def test_a_log_does_not_hide_that_the_file_itself_is_damaged_or_the_key_wrong(path, refused):
    crash(path.with_name("b.db"), "b")

    with refused("key-wrong"):
        connect(path.with_name("b.db"), OTHER_KEY)

    assert rows_in(path.with_name("b.db")) == 30


@pytest.mark.parametrize("held", [None, b""], ids=["missing", "empty"])
def test_a_log_without_its_database_is_not_thrown_away(data, refused, held):
    log = data / "station.db-wal"
    log.write_bytes(b"what was saved last")
    if held is not None:
        (data / "station.db").write_bytes(held)

    with refused("store-foreign-log"):
        connect(data / "station.db", KEY, create=True)

    assert log.read_bytes() == b"what was saved last"


def test_a_log_index_left_behind_does_no_harm(path):
    path.with_name("station.db-shm").write_bytes(bytes(32768))

    assert rows_in(path) == 3


def test_a_file_that_cannot_have_a_log_is_refused(path, refused):
    held = open_keyed(path, KEY, mode="rw")
    held.execute("PRAGMA journal_mode = DELETE")
    held.close()

    with refused("store-not-durable"):
        connect(path, KEY, readonly=True)


def test_a_folder_in_the_place_of_the_file_is_refused(data, refused):
    (data / "station.db").mkdir()

    with refused("store-read-only"):
        connect(data / "station.db", KEY)


def test_writing_keeps_all_or_nothing(path):
    connection = connect(path, KEY)

    with pytest.raises(Error), writing(connection):
        connection.executemany("INSERT INTO t (n, a) VALUES (?, 'x')", [(8,), (8,)])
    with writing(connection):
        connection.execute("INSERT INTO t (a) VALUES ('y')")

    assert connection.execute("SELECT a FROM t WHERE n > 3").fetchall() == [("y",)]
    connection.close()


def test_a_second_writer_waits_and_is_told_who_is_in_the_way(path):
    first, second = connect(path, KEY), connect(path, KEY)
    second.execute("PRAGMA busy_timeout = 30")

    with writing(first), pytest.raises(Error) as caught, writing(second):
        pytest.fail("two writers")

    refusal = explain(caught.value, path)
    assert (refusal.code, refusal.facts["who"]) == ("store-locked", "另一个程序")
    first.close()
    second.close()


def test_being_busy_while_opening_is_told(path, refused, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.connection.BUSY_SECONDS", 0.05)
    blocker = open_keyed(path, KEY, mode="rw")
    blocker.execute("PRAGMA locking_mode = EXCLUSIVE")
    blocker.execute("INSERT INTO t (a) VALUES ('x')")

    with refused("store-locked"):
        connect(path, KEY)

    blocker.close()


def test_a_fault_of_ours_is_not_explained_away(path):
    connection = connect(path, KEY)

    with pytest.raises(Error) as caught:
        connection.execute("SELECT no_such_column FROM t")

    assert explain(caught.value, path) is None
    assert explain(ValueError(), path) is None
    connection.close()


def test_an_error_wrapped_by_the_mapper_is_explained_as_well(path):
    wrapped = RuntimeError()
    connection = connect(path, KEY, readonly=True)
    with pytest.raises(Error) as caught:
        connection.execute("DELETE FROM t")
    wrapped.orig = caught.value

    assert explain(wrapped, path).code == "store-read-only"
    connection.close()


def test_a_full_disk_is_named_and_keeps_what_was_saved(path, file_limit):
    connection = connect(path, KEY)
    saved = 0

    def save():
        nonlocal saved
        with writing(connection):
            connection.execute("INSERT INTO t (a) VALUES (?)", ("走访" * 5000,))
        saved += 1

    with file_limit(400_000), pytest.raises(Error) as caught:
        [save() for _ in range(100)]

    with file_limit(400_000):
        assert explain(caught.value, path).code == "file-no-room"
    assert connection.execute("SELECT count(*) FROM t").fetchone()[0] == 3 + saved > 3
    connection.close()
    assert rows_in(path) == 3 + saved


def test_no_room_for_a_new_file_is_named(data, refused, file_limit):
    with file_limit(1000), refused("file-no-room"):
        connect(data / "station.db", KEY, create=True)


def test_a_refusal_is_three_chinese_sentences(data):
    with pytest.raises(UserError) as caught:
        connect(data / "station.db", KEY)

    for sentence in (caught.value.what, caught.value.safe, caught.value.do):
        assert sentence.endswith("。")


def test_the_driver_need_not_search_how_to_bind_a_null_or_a_key():
    """It raises ProgrammingError where it finds no way; in binding it would catch that, each time."""
    assert dbapi2.adapt(None) is None
    assert dbapi2.adapt(KEY) is KEY
