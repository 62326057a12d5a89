"""Bringing a store to today's schema: all of it or nothing, and newer files are left alone."""

from contextlib import closing

import pytest

from ercheng_station.db.connection import Error, connect
from ercheng_station.db.upgrade import HEAD, revision_of, upgrade

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path):
    connect(tmp_path / "station.db", KEY, create=True).close()
    return tmp_path / "station.db"


def do(path, statement):
    connection = connect(path, KEY)
    connection.execute(statement)
    connection.close()


def tables(path):
    connection = connect(path, KEY, readonly=True)
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    return found


def no_copy():
    raise AssertionError("nothing to copy")


def test_an_empty_file_gets_the_schema_once(path):
    assert upgrade(path, KEY, no_copy)
    assert not upgrade(path, KEY, no_copy)

    connection = connect(path, KEY, readonly=True)
    assert revision_of(connection) == HEAD
    connection.close()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(path, refused):
    do(path, "CREATE TABLE number_sequence (foreign_to_us)")

    with refused("migration-failed"):
        upgrade(path, KEY, no_copy)

    assert tables(path) == {"number_sequence"}


def test_an_upgrade_without_room_says_so(path, refused, file_limit):
    with file_limit(path.stat().st_size + 20_000), refused("file-no-room"):
        upgrade(path, KEY, no_copy)

    assert tables(path) == set()


def test_a_newer_file_is_left_alone(path, refused):
    upgrade(path, KEY, no_copy)
    do(path, "UPDATE alembic_version SET version_num = '9999'")

    with refused("store-newer"):
        upgrade(path, KEY, no_copy)


def test_a_dispute_at_the_department_of_before_stands_where_its_days_say(path, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.upgrade.HEAD", "0016")
    upgrade(path, KEY, no_copy)
    head = (
        "uid, origin, label, label_key, revision, created_at, changed_at, department, passed_on, right_kind"
    )
    for number, (accepted, ended) in enumerate(
        [("NULL", "NULL"), ("'2026-01-09'", "NULL"), ("NULL", "'2026-02-09'")], 1
    ):
        do(
            path,
            f"INSERT INTO administrative_mediation ({head}, accepted_on, ended_on) VALUES (randomblob(16), x'00', '甲', 'jia',"
            f" randomblob(16), '', '', '局{number}', '2026-01-02', 'design', {accepted}, {ended})",
        )
    monkeypatch.undo()

    assert upgrade(path, KEY, lambda: None)
    connection = connect(path, KEY, readonly=True)
    found = connection.execute(
        "SELECT department, status FROM administrative_mediation ORDER BY n"
    ).fetchall()
    connection.close()
    assert found == [("局1", "passed"), ("局2", "filed"), ("局3", "ended")]


def test_acts_of_before_stay_as_they_are_and_give_up_their_name_alone(path, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.upgrade.HEAD", "0017")
    upgrade(path, KEY, no_copy)
    do(path, "INSERT INTO act VALUES (x'01', 1, '新增当事人 张建军', '余慧敏', '2026-11-20', NULL)")
    with pytest.raises(Error, match="sealed"):
        do(path, "UPDATE act SET label = '内容已销毁'")
    monkeypatch.undo()

    assert upgrade(path, KEY, lambda: None)

    assert acts(path) == [(b"\x01", 1, "新增当事人 张建军", "余慧敏", "2026-11-20", None)]
    do(path, "UPDATE act SET label = '内容已销毁'")
    assert acts(path) == [(b"\x01", 1, "内容已销毁", "余慧敏", "2026-11-20", None)]


def test_what_the_history_told_moves_into_its_entries_and_stays_sealed(path, monkeypatch):
    monkeypatch.setattr("ercheng_station.db.upgrade.HEAD", "0019")
    upgrade(path, KEY, no_copy)
    do(path, "INSERT INTO act VALUES (x'01', 1, '登记', '余慧敏', '2026-11-20', NULL)")
    for seq in (1, 2):
        envelope = "x'01', 'visit', x'02', 'create', x'03', NULL, '余慧敏', '2026-11-20', x'04', x'05'"
        do(path, f"INSERT INTO history VALUES ({seq}, {envelope})")
    do(path, "INSERT INTO history_detail VALUES (1, x'06', '{\"findings\":[null,\"一\"]}'), (2, NULL, NULL)")
    monkeypatch.undo()

    assert upgrade(path, KEY, lambda: None)

    with closing(connect(path, KEY, readonly=True)) as connection:
        told = connection.execute("SELECT seq, uid, salt, details FROM history").fetchall()
    assert told == [(1, b"\x02", b"\x06", '{"findings":[null,"一"]}'), (2, b"\x02", None, None)]
    for change in ("details = '{}'", "salt = NULL, details = NULL, actor = '甲'", "seq = 3"):
        with pytest.raises(Error, match="sealed"):
            do(path, f"UPDATE history SET {change} WHERE seq = 1")


def acts(path):
    with closing(connect(path, KEY, readonly=True)) as connection:
        return connection.execute("SELECT * FROM act").fetchall()


def test_nothing_is_upgraded_before_it_is_copied(path, monkeypatch):
    upgrade(path, KEY, no_copy)
    monkeypatch.setattr("ercheng_station.db.upgrade.KNOWN", (HEAD, "0000"))
    do(path, "UPDATE alembic_version SET version_num = '0000'")

    with pytest.raises(AssertionError, match="nothing to copy"):
        upgrade(path, KEY, no_copy)
