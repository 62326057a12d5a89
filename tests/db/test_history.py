"""The history: nothing in it changes unnoticed, by whatever means."""

import pytest

from ercheng_station.db.connection import Error, connect
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.vault import read_keys
from ercheng_station.records import CATALOGUE

TAMPERED = {
    "an envelope changed": ("history", "UPDATE history SET actor='别人' WHERE seq=5", 5),
    "an envelope removed": ("history", "DELETE FROM history WHERE seq=5", 6),
    "details changed": ("history", "UPDATE history SET details='{}' WHERE seq=5", 5),
    "two swapped": (
        "history",
        "UPDATE history SET uid=(SELECT h.uid FROM history h WHERE h.seq=6) WHERE seq=5",
        5,
    ),
    "an act given another name": ("act", "UPDATE act SET uid=zeroblob(16) WHERE first=1", 1),
}


def raw(folder):
    return connect(folder / FILE, read_keys(folder).key)


@pytest.fixture
def closed(practice_store):
    practice_store.close()
    return practice_store.folder


def broken(folder):
    with Store.open(folder, CATALOGUE) as store:
        return store.broken()


def test_an_untouched_history_verifies(closed):
    assert broken(closed) == []


@pytest.mark.files
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET actor='x'",
        "DELETE FROM history",
        "UPDATE act SET label='x'",
        "DELETE FROM act",
        "UPDATE history SET details='{}'",
        "UPDATE history SET salt=NULL, details=NULL, seq=-seq",
        "UPDATE history SET salt=NULL, details=NULL, parent=x'00'",
    ],
)
def test_triggers_refuse_change(closed, statement):
    connection = raw(closed)

    with pytest.raises(Error, match="sealed"):
        connection.execute(statement)
    connection.close()


@pytest.mark.files
@pytest.mark.parametrize("how", TAMPERED)
def test_what_is_changed_behind_the_triggers_is_found_at_its_place(closed, how):
    table, statement, place = TAMPERED[how]
    connection = raw(closed)
    connection.execute(f"DROP TRIGGER {table}_UPDATE")
    connection.execute(f"DROP TRIGGER {table}_DELETE")
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(statement)
    connection.close()

    found = broken(closed)

    assert found[0][0] == place


@pytest.mark.files
def test_details_lawfully_emptied_leave_the_chain_whole(closed):
    connection = raw(closed)
    connection.execute("UPDATE history SET salt=NULL, details=NULL WHERE seq=5")
    connection.close()

    assert broken(closed) == []


def test_the_head_grows_with_each_act(store):
    before, head = store.sealed()
    store.act("只是记一笔", [])

    assert store.sealed() == (before, head)
