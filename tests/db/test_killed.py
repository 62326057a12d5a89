"""Killed at any moment: what was acknowledged is there, nothing is half."""

import random
from signal import SIGKILL

import pytest

from ercheng_station.db.attachments import Attachments
from ercheng_station.db.backup import read_backups, verify_backup
from ercheng_station.db.connection import connect
from ercheng_station.db.drafts import FILE as DRAFTS
from ercheng_station.db.drafts import Drafts
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.vault import read_keys
from tests.killing import killing

IMPORTS = """
import itertools, sys
from pathlib import Path
from uuid import UUID
from ercheng_station.db.attachments import Attachments
from ercheng_station.db.backup import Occasion, back_up
from ercheng_station.db.connection import connect, writing
from ercheng_station.db.drafts import Draft, Drafts
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.vault import read_keys
"""
START = """
folder = Path(sys.argv[1])
lock = FolderLock(folder)
key = read_keys(folder).key
def acknowledge(what):
    print(what, flush=True)
"""
SAVING = """
connection = connect(folder / "station.db", key, create=True)
connection.execute("CREATE TABLE IF NOT EXISTS t (turn INTEGER, part INTEGER)")
first = connection.execute("SELECT coalesce(max(turn), -1) + 1 FROM t").fetchone()[0]
acknowledge("ready")
for turn in itertools.count(first):
    with writing(connection):
        for part in range(3):
            connection.execute("INSERT INTO t VALUES (?,?)", (turn, part))
    acknowledge(turn)
"""
PUTTING = """
files = Attachments(folder, key)
acknowledge("ready")
for turn in itertools.count(int(sys.argv[2])):
    acknowledge(files.put(b"photo %d" % turn * 50_000, "a.jpg").sha256)
"""
DRAFTING = """
drafts = Drafts(folder / "drafts.db", key)
acknowledge("ready")
for turn in itertools.count(int(sys.argv[2])):
    drafts.put(Draft("visit/new", UUID(int=1), "visit", UUID(int=2), None, "张三", {"a": "字" * 2000, "turn": turn}))
    acknowledge(turn)
"""
BACKING_UP = """
connection = connect(folder / "station.db", key, create=True)
connection.execute("CREATE TABLE IF NOT EXISTS t (a)")
connection.execute("INSERT INTO t VALUES (randomblob(300000))")
Attachments(folder, key).put(b"photo" + sys.argv[2].encode(), "a.jpg")
acknowledge("ready")
while True:
    acknowledge(back_up(connection, folder, key, folder / "backups", Occasion("每日")).path.name)
"""


@pytest.fixture
def killed(data, full):
    """killed(script) runs it again and again, kills it at random moments; gives what each run acknowledged."""
    rng = random.Random(9)

    def run(script):
        with killing(IMPORTS, START + script) as start:
            for turn in range(100 if full else 10):
                ended, (ready, *said) = start(data, turn * 100_000, seconds=rng.uniform(0.005, 0.12))
                assert (ended, ready) == (-SIGKILL, "ready")
                yield said

    return run


@pytest.mark.faults
def test_no_saved_row_is_lost_or_torn(data, killed):
    for said in killed(SAVING):
        connection = connect(data / "station.db", read_keys(data).key)
        turns = connection.execute("SELECT turn, count(*) FROM t GROUP BY turn ORDER BY turn").fetchall()
        connection.close()

        assert [turn for turn, _ in turns] == list(range(len(turns)))
        assert {parts for _, parts in turns} <= {3}
        assert not said or turns[-1][0] >= int(said[-1])


@pytest.mark.faults
def test_no_stored_attachment_is_lost_or_half(data, killed):
    files = Attachments(data, read_keys(data).key)
    for said in killed(PUTTING):
        for sha256 in said:
            files.read(sha256)
        for sha256 in files.stored():
            assert files.whole(sha256)

        files.sweep()
        assert not list(files.root.rglob(".*"))


@pytest.mark.faults
def test_no_draft_is_lost(data, killed):
    for said in killed(DRAFTING):
        drafts = Drafts(data / DRAFTS, read_keys(data).key)
        held = drafts.all()
        drafts.close()

        assert drafts.set_aside is None
        assert not said or held[0].body["turn"] >= int(said[-1])


@pytest.mark.faults
def test_no_backup_has_its_name_before_it_is_whole(data, killed):
    for said in killed(BACKING_UP):
        backups = read_backups(data / "backups") if (data / "backups").exists() else []
        for backup in backups:
            verify_backup(backup.path)
        assert set(said) <= {backup.path.name for backup in backups}
        assert [backup.sequence for backup in backups] == list(range(len(backups), 0, -1))

    with FolderLock(data):
        pass
