"""A log is known as another's by any of its pages, and one of ours is never taken for another's."""

import shutil
from contextlib import closing

import pytest

from ercheng_station.db.connection import connect, writing
from ercheng_station.db.log_file import is_foreign

KEY, OTHER_KEY = bytes(range(32)), bytes(32)


@pytest.fixture
def log_of(tmp_path):
    """log_of(name, key, pages): a copy of the log of a new database, and the salt of that database."""

    def make(name, key, statement):
        path = tmp_path / name
        with closing(connect(path, key, create=True)) as connection:
            connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, a TEXT)")
            connection.execute("INSERT INTO t VALUES (1, 'x')")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with writing(connection):
                connection.execute(statement)
            log = shutil.copy(path.with_name(f"{name}-wal"), tmp_path / f"{name}.log")
        return log, path.read_bytes()[:16]

    return make


CHANGES = {"a page": "UPDATE t SET a = 'y'", "the first page too": "CREATE TABLE u (a)"}


@pytest.mark.parametrize("change", CHANGES)
def test_its_own_log_is_no_stranger(log_of, change):
    log, salt = log_of("a.db", KEY, CHANGES[change])

    assert not is_foreign(log, KEY, salt)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("key", [KEY, OTHER_KEY], ids=["same key", "another key"])
def test_the_log_of_another_database_is_known_by_any_page(log_of, change, key):
    _, salt = log_of("a.db", KEY, CHANGES[change])
    log, _ = log_of("b.db", key, CHANGES[change])

    assert is_foreign(log, KEY, salt)


@pytest.mark.parametrize("length", [0, 10, 32, 2000, 4151])
def test_a_log_that_broke_off_in_its_first_page_is_none(log_of, tmp_path, length):
    _, salt = log_of("a.db", KEY, CHANGES["a page"])
    log, _ = log_of("b.db", OTHER_KEY, CHANGES["a page"])
    log.write_bytes(log.read_bytes()[:length])

    assert not is_foreign(log, KEY, salt)


@pytest.mark.parametrize("place", [0, 9, 20, 30, 34, 42, 50, 900])
def test_a_log_that_sqlite_passes_over_is_none(log_of, place):
    _, salt = log_of("a.db", KEY, CHANGES["a page"])
    log, _ = log_of("b.db", OTHER_KEY, CHANGES["a page"])
    held = bytearray(log.read_bytes())
    held[place] ^= 1
    log.write_bytes(held)

    assert not is_foreign(log, KEY, salt)
