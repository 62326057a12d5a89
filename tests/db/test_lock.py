"""One program at a time in a data folder."""

import json
import signal
import subprocess
import sys

import pytest

from ercheng_station.db.lock import FolderLock, login, named

HOLD = """
import sys, time
from pathlib import Path
from ercheng_station.db.lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""
RACE = """
import sys, time
from pathlib import Path
from ercheng_station.db.lock import FolderLock
from ercheng_station.errors import UserError
folder = Path(sys.argv[1])
while not (folder / "go").exists():
    time.sleep(0.0005)
try:
    lock = FolderLock(folder)
    print("in", flush=True)
    sys.stdin.read()
except UserError as refusal:
    print(refusal.code, flush=True)
"""


@pytest.fixture
def holder(data):
    """Another process that holds the folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, data], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_is_told_who_holds_it(data, holder, refused):
    with refused("store-locked") as refusal:
        FolderLock(data)

    assert refusal.value.facts["who"].startswith("这台电脑上的另一个窗口（20")


def test_a_holder_at_another_computer_is_named(data, refused):
    with FolderLock(data), refused("store-locked") as refusal:
        written = {"who": "张三", "host": "PC-02", "since": "2026-11-22 09:30"}
        (data / "lock").write_text(json.dumps(written), encoding="utf-8")
        FolderLock(data)

    assert refusal.value.facts["who"] == " 张三 在 PC-02 上（2026-11-22 09:30 起）"


def test_the_way_to_the_folder_does_not_matter(data, holder, refused):
    link = data.with_name("另一条路")
    link.symlink_to(data)

    with refused("store-locked"):
        FolderLock(link)


def test_the_same_process_does_not_get_it_twice(data, refused):
    with FolderLock(data), refused("store-locked"):
        FolderLock(data)


def test_a_killed_holder_leaves_nothing_to_clear_up(data, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()

    with FolderLock(data):
        pass


def test_released_means_free_and_the_file_stays(data):
    lock = FolderLock(data)
    lock.release()
    lock.release()

    with FolderLock(data):
        assert (data / "lock").exists()
    assert (data / "lock").read_bytes() == b""


@pytest.mark.parametrize("held", [b"", b"half of", b"[]", b'{"who": 1}'])
def test_an_unreadable_holder_is_still_a_holder(data, refused, held):
    with FolderLock(data), refused("store-locked") as refusal:
        (data / "lock").write_bytes(held)
        FolderLock(data)

    assert refusal.value.facts["who"] == "另一个窗口"


def test_what_another_machine_left_in_the_file_is_written_over(data):
    (data / "lock").write_text(
        '{"who": "张三", "host": "PC-02", "since": "2020-01-01"}' * 3, encoding="utf-8"
    )

    with FolderLock(data):
        assert "张三" not in (data / "lock").read_text(encoding="utf-8")


def test_a_folder_that_is_gone_is_named(data, refused):
    with refused("folder-not-writable"):
        FolderLock(data / "没有")


def test_an_unknown_login_does_not_hinder(data, monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda uid: {}[uid])

    with FolderLock(data):
        assert "未知用户" in (data / "lock").read_text(encoding="utf-8")


@pytest.mark.faults
def test_of_many_at_once_one_gets_in(data, full, figure):
    for _ in range(170 if full else 2):
        (data / "go").unlink(missing_ok=True)
        racers = [
            subprocess.Popen(
                [sys.executable, "-c", RACE, data], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for _ in range(6)
        ]
        (data / "go").touch()
        said = sorted(racer.stdout.readline().strip() for racer in racers)
        for racer in racers:
            racer.communicate()
        assert said == ["in", *["store-locked"] * 5]
    figure("N11", "processes that open one folder at once, six at a time", "one of six got in, 170 times")


def test_the_account_of_the_computer_is_nobodys_name():
    assert named(login()) == ""
    assert named("余慧敏") == "余慧敏"
