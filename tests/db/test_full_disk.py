"""A disk that is really full; without the right to mount one, the size limits in the other tests must do."""

import os

import pytest

from ercheng_station.db.attachments import Attachments
from ercheng_station.db.backup import Occasion, back_up, read_backups, verify_backup
from ercheng_station.db.connection import Error, connect, explain, writing
from ercheng_station.db.drafts import FILE as DRAFTS
from ercheng_station.db.drafts import Draft, Drafts
from ercheng_station.db.restore import restore
from ercheng_station.db.vault import new_keys, read_keys, write_keys
from ercheng_station.errors import UserError
from tests.disks import small_disk


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "U盘") as disk:
        yield disk


@pytest.fixture
def filled(disk):
    """A data folder on the disk, and a file that leaves it only some 40 KiB."""
    write_keys(disk, new_keys())
    key = read_keys(disk).key
    connection = connect(disk / "station.db", key, create=True)
    connection.execute("CREATE TABLE visit (n INTEGER PRIMARY KEY, a TEXT)")
    with writing(connection):
        connection.executemany("INSERT INTO visit (a) VALUES (?)", [("走访" * 100,)] * 300)
    drafts = Drafts(disk / DRAFTS, key)
    first = back_up(connection, disk, key, disk / "backups", Occasion("每日")).path
    stat = os.statvfs(disk)
    (disk / "别人的文件").write_bytes(bytes(stat.f_bavail * stat.f_frsize - 40_000))
    yield connection, drafts, first
    drafts.close()
    connection.close()


def test_every_act_names_the_full_disk_and_spoils_nothing(disk, filled):
    connection, drafts, first = filled
    key, codes, saved = read_keys(disk).key, [], 0
    long = Draft("a", key_uuid(disk), "visit", key_uuid(disk), None, "张三", {"a": "x" * 200_000})

    def save():
        nonlocal saved
        with writing(connection):
            connection.execute("INSERT INTO visit (a) VALUES (?)", ("走访" * 500,))
        saved += 1

    acts = [
        lambda: Attachments(disk, key).put(b"photo" * 20_000, "a.jpg"),
        lambda: back_up(connection, disk, key, disk / "backups", Occasion("每日")),
        lambda: restore(first, disk),
        lambda: drafts.put(long),
    ]

    for act in acts:
        with pytest.raises(UserError) as caught:
            act()
        codes.append(caught.value.code)
    with pytest.raises(Error) as error:
        [save() for _ in range(200)]

    assert codes == ["file-no-room"] * 4
    assert explain(error.value, disk / "station.db").code == "file-no-room"
    assert connection.execute("SELECT count(*) FROM visit").fetchone()[0] == 300 + saved
    assert [backup.path for backup in read_backups(disk / "backups")] == [first]
    verify_backup(first)
    assert not [path for path in disk.rglob(".*") if path.is_file()]
    (disk / "别人的文件").unlink()
    acts[0]()
    acts[3]()
    acts[1]()


def key_uuid(folder):
    return read_keys(folder).database
