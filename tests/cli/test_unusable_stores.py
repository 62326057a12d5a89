"""A store that cannot be used: its own message in three parts, every file left as it is, nothing made (D01 to D08)."""

import json
import os
import re
import shutil
import subprocess
from contextlib import closing

import pytest

from ercheng_station.db.changes import Create
from ercheng_station.db.connection import connect
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.vault import NAMES, new_keys, read_keys
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from tests.commanding import command, saved

COMMANDS = (["list", "visit"], ["add", "enterprise"], ["check"], ["backup"])


def overwrite(content):
    return lambda folder: (folder / FILE).write_bytes(content)


def newer_schema(folder):
    with closing(connect(folder / FILE, read_keys(folder).key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def no_schema(folder):
    with closing(connect(folder / FILE, read_keys(folder).key)) as connection:
        connection.execute("DELETE FROM alembic_version")


def first_page_lost(folder):
    with (folder / FILE).open("r+b") as file:
        file.write(os.urandom(4096))


def middle_lost(folder):
    with (folder / FILE).open("r+b") as file:
        file.truncate((folder / FILE).stat().st_size // 4096 * 2048 + 100)


def keys_of_another(folder):
    for name in NAMES:
        (folder / name).write_bytes(new_keys().to_bytes())


def foreign_log(folder):
    """As if somebody had copied one file too many from another PC, where the program was open."""
    other = folder.parent / "别站"
    command(other, "init", "--name", "杜山站", "--kind", "工作站")
    with Store.open(other, CATALOGUE) as store:
        values, _ = store.examine(Enterprise, {"name": "丙厂"})
        store.act("新增企业", [Create(Enterprise, values)])
        shutil.copy(other / f"{FILE}-wal", folder)


def newer_keys(folder):
    for name in NAMES:
        written = json.loads((folder / name).read_bytes()) | {"format": 99}
        written.pop("sha256")
        (folder / name).write_text(json.dumps(written), encoding="utf-8")


SPOILT = {
    "missing": (lambda folder: (folder / FILE).unlink(), "store-missing"),
    "empty": (overwrite(b""), "store-empty-file"),
    "random": (overwrite(bytes(range(256)) * 64), "key-wrong"),
    "text": (overwrite("走访台账\n".encode() * 999), "store-not-ours"),
    "plain SQLite": (overwrite(b"SQLite format 3\0" + bytes(8176)), "store-not-ours"),
    "a workbook": (overwrite(b"PK\x03\x04" + bytes(9000)), "store-not-ours"),
    "newer": (newer_schema, "store-newer"),
    "first page lost": (first_page_lost, "key-wrong"),
    "cut": (middle_lost, "store-damaged"),
    "another key": (keys_of_another, "key-wrong"),
    "no key": (lambda folder: [(folder / name).unlink() for name in NAMES], "key-missing"),
    "broken keys": (lambda folder: [(folder / name).write_bytes(b"{") for name in NAMES], "key-damaged"),
    "newer keys": (newer_keys, "key-damaged"),
    "log of another": (foreign_log, "store-foreign-log"),
}


@pytest.mark.faults
@pytest.mark.parametrize("fault", SPOILT)
def test_a_spoilt_store_is_told_in_three_parts_and_left_as_it_is(folder, fault):
    spoil, code = SPOILT[fault]
    saved(folder, "enterprise", name="甲厂")
    spoil(folder)
    before = held(folder)

    for words in COMMANDS:
        answer = command(folder, *words, given={"name": "乙厂"})

        assert (answer.code, answer.document["error"]["code"]) == (4, code), words
        assert all(chinese(answer.document["error"][part]) for part in ("what", "safe", "do"))
        assert "Traceback" not in answer.told
        assert held(folder) == before


def held(folder):
    """What every file holds, but for the marks of who is in and the index of the log."""
    passing = {"lock", f"{FILE}-shm"}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in passing
    }


def chinese(sentence):
    return re.search(r"[\u4e00-\u9fff]", sentence) and sentence.endswith("。")


@pytest.mark.faults
def test_a_log_deleted_after_a_crash_leaves_an_older_state_that_is_sound(folder):
    saved(folder, "enterprise", name="甲厂")
    (folder / f"{FILE}-wal").unlink(missing_ok=True)
    (folder / f"{FILE}-shm").write_bytes(os.urandom(32768))

    assert command(folder, "check").code == 0
    assert command(folder, "list", "enterprise").document["total"] == 1


@pytest.fixture
def read_only(folder, tmp_path):
    """The data folder on a disk that takes no more writing."""
    disk = tmp_path / "光盘"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    moved = shutil.copytree(folder, disk / "数据")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    yield moved
    subprocess.run(["umount", "--lazy", disk], check=True)


@pytest.mark.faults
def test_a_read_only_disk_is_told(read_only):
    for words in COMMANDS:
        answer = command(read_only, *words, given={"name": "乙厂"})

        assert (answer.code, answer.document["error"]["code"]) == (4, "folder-not-writable")
        assert "写入权限" in answer.told


@pytest.mark.faults
@pytest.mark.parametrize(
    "name",
    [
        "中文 空格",
        "a#b",
        "%41%20",
        "a+b&c=d?e",
        "it's",
        '"引号"',
        "𠮷😀",
        " 前后空格 ",
        ".隐藏",
        "-rf",
        "$(HOME)`x`;",
        "长" * 80,
        "a\nb",
        "é",
        "e\u0301",
        "\udcff",
    ],
)
def test_any_folder_name_will_do_for_data_and_for_files(tmp_path, name):
    folder = tmp_path / name / "数据"
    made = command(folder, "init", "--name", "泽林站", "--kind", "工作站")
    assert made.code == 0, made.told
    one = saved(folder, "enterprise", name="甲厂")

    files = [tmp_path / name / f"{name[:70]}.{form}" for form in ("xlsx", "csv", "pdf")]
    for file in files:
        answer = command(folder, "export", "enterprise", file)
        assert (answer.code, file.exists()) == (0, True), answer.told
    backup = command(folder, "backup", "--to", tmp_path / name / "备份")

    assert backup.code == 0, backup.told
    assert command(folder, "check").document["damaged"] is False
    again = command(tmp_path / "另" / name, "restore", backup.document["file"])
    assert again.code == 0, again.told
    assert command(tmp_path / "另" / name, "show", "enterprise", one["id"]).document["name"] == "甲厂"


def test_a_name_longer_than_any_file_can_have_is_told(folder, tmp_path):
    name = tmp_path / ("长" * 100)
    asked = [
        ["report", "month", "2026-10", "--out"],
        ["bundle", "month", "2025-10", "--out"],
        ["scans"],
        ["merge"],
    ]
    answers = [command(name, "check"), *(command(folder, *words, name) for words in asked)]

    assert [(one.code, one.document["error"]["code"]) for one in answers] == [(4, "file-bad-name")] * 5


@pytest.mark.skipif(os.name == "nt", reason="a system that has such files")
def test_what_never_ends_is_not_read(folder, tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")

    for endless in (tmp_path / "pipe.csv", "/dev/zero"):
        answer = command(folder, "import", "visit", endless)

        assert (answer.code, answer.document["error"]["code"]) == (4, "file-unreadable")
