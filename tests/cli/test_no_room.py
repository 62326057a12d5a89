"""No room at any step of any command: a message in three parts, the data as it was, the good old file intact (K01, K02)."""

import os
import shutil
from contextlib import contextmanager

import pytest

from ercheng_station.db.check import check, is_damaged
from ercheng_station.db.store import Store
from ercheng_station.records import CATALOGUE
from tests.cli.conftest import VISIT
from tests.commanding import command
from tests.disks import file_limit, small_disk

STEP, MOST = 64 << 10, 48 << 20
FEW = (0, STEP, 2 * STEP, 12 * STEP)  # the third has room for a visit, and not for its search entry
TOLD = {"file-no-room", "temp-no-room", "store-read-only", "folder-not-writable", "backup-failed"}
OLD = b"the good old file"


@contextmanager
def full_disk(folder, free):
    """A file that leaves so much on the disk of the folder."""
    filler, stat = folder.parent / "别人的文件", os.statvfs(folder)
    filler.write_bytes(bytes(max(0, stat.f_bavail * stat.f_frsize - free)))
    try:
        yield
    finally:
        filler.unlink()


@pytest.fixture
def disk(tmp_path):
    with small_disk(tmp_path / "小盘") as disk:
        yield disk


ACTS = {
    "add": (["add", "visit"], {**VISIT, "走访企业": "", "走访内容": "走访" * 3000}),
    "set": (["set", "visit", "RECORD"], {"走访内容": "改过" * 3000}),
    "remove": (["remove", "need", "NEED", "--why", "登记错了"], None),
    "export xlsx": (["export", "visit", "FILE.xlsx"], None),
    "export pdf": (["export", "visit", "FILE.pdf"], None),
    "export csv": (["export", "visit", "FILE.csv"], None),
    "paper": (["paper", "visit_sheet", "-", "FILE.pdf"], None),
    "backup": (["backup", "--to", "FOLDER"], None),
    "import": (["import", "enterprise", "LEDGER"], None),
    "restore": (["restore", "BACKUP"], None),
}


@pytest.mark.faults
@pytest.mark.parametrize("act", ACTS)
def test_a_full_disk_is_told_and_spoils_nothing(disk, practice_folder, act, full, figure):
    sweep(shutil.copytree(practice_folder, disk / "数据"), act, full_disk, full)
    figure(
        "N05",
        f"a disk with ever 64 KiB more room, {len(ACTS)} kinds of work",
        "each told, good old files intact",
    )


@pytest.mark.faults
@pytest.mark.parametrize("act", ACTS)
def test_a_limit_of_file_sizes_is_told_and_spoils_nothing(tmp_path, practice_folder, act, full):
    sweep(shutil.copytree(practice_folder, tmp_path / "数据"), act, lambda _, free: file_limit(free), full)


def sweep(folder, act, no_room, full):
    """The act with ever more room, until it is done."""
    refused, before = 0, seen(folder)
    for free in range(0, MOST, STEP) if full else FEW:
        words, given = prepared(folder, act)
        with no_room(folder, free):
            answer = command(folder, *words, given=given)
        olds = {path.read_bytes() == OLD for path in folder.parent.glob("台账.*")}

        assert answer.code in {0, 4}, answer.told
        if answer.code:
            refused += 1
            error = answer.document["error"]
            assert error["code"] in TOLD
            assert all(error[part].endswith("。") for part in ("what", "safe", "do"))
            assert seen(folder) == before
            assert olds <= {True}
        assert not leftovers(folder.parent)
        shutil.rmtree(folder.parent / "备份", ignore_errors=True)
        if answer.code == 0:
            break
    with Store.open(folder, CATALOGUE) as store:
        assert not is_damaged(check(store))
    assert refused
    assert answer.code == 0 or not full, "there was never room enough"


def prepared(folder, act):
    """The words with names in place; a file that an export is to replace stands there."""
    words, given = ACTS[act]
    one = command(folder, "list", "visit", "--limit", 1).document["records"][0]
    need = command(folder, "list", "need", "--limit", 1).document["records"][0]
    beside = folder.parent
    ledger = beside / "旧台账.csv"
    ledger.write_text("企业名称\n鄂州市新来塑料制品有限公司\n", encoding="utf-8")
    named = {"RECORD": one["id"], "NEED": need["id"], "FOLDER": str(beside / "备份"), "LEDGER": str(ledger)}
    if "BACKUP" in words:
        elsewhere = beside.with_name(f"{beside.name}以外")
        named["BACKUP"] = command(folder, "backup", "--to", elsewhere).document["file"]
    made = []
    for word in words:
        name = named.get(word, word)
        if word.startswith("FILE."):
            path = folder.parent / f"台账.{word.removeprefix('FILE.')}"
            path.write_bytes(OLD)
            name = str(path)
        made.append(name)
    if given and "走访企业" in given:
        given = {**given, "走访企业": one["enterprise"]}
    return made, given


def seen(folder):
    """Everything that the commands show of visits and needs."""
    asked = [[kind, *removed] for kind in ("visit", "need") for removed in ([], ["--removed"])]
    return [command(folder, "list", *words).document for words in asked]


def leftovers(folder):
    return [path for path in folder.rglob(".*") if path.is_file() and path.name.endswith(".part")]
