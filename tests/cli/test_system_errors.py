"""The system refuses one call after the other while commands run: a message, never a trace, the data before or after (R1).

strace makes the n-th call fail once or for ever; the small run tries a few, the full one every call that differs from
its neighbours (tests/faults/calls.py).
"""

import hashlib
import itertools
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from functools import partial

import pytest

from ercheng_station.cli.exits import REFUSED
from ercheng_station.db.check import check, is_damaged
from ercheng_station.db.door import Login
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.records import CATALOGUE
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.station import Station
from tests.commanding import command, saved
from tests.db.saving import made
from tests.faults.calls import differing
from tests.faults.warm import Warm
from tests.founding import STATION, as_released
from tests.protecting import FIRST, coming, protect

FAULTS = [
    ("pwrite64", "ENOSPC"),
    ("pwrite64", "EIO"),
    ("write", "ENOSPC"),
    ("fdatasync,fsync", "EIO"),
    ("openat", "EACCES"),
    ("rename,renameat2", "EACCES"),
    ("ftruncate,unlink", "EIO"),
    ("pread64", "EIO"),
]
TRACED = ",".join(sorted({call for calls, _ in FAULTS for call in calls.split(",")}))
FEW = {"save": (5,), "export": (1,), "backup": (2,)}
USUAL = ("save", "export", "backup")
KINDS_OF_ACT = {
    "save": (["add", "enterprise"], '{"企业名称": "乙厂"}'),
    "import": (["import", "enterprise", "{beside}/旧台账.csv"], ""),
    "attach": (["add", "enterprise"], '{"企业名称": "乙厂", "附件": [{"path": "BESIDE/现场.txt"}]}'),
    "export": (["export", "enterprise", "{beside}/台账.xlsx"], ""),
    "backup": (["backup", "--to", "{beside}/备份"], ""),
    "restore": (["restore", "{beside}/先前/{backup}"], ""),
    "migrate": (["list", "enterprise"], ""),
    "password": (["users", "password"], ""),
}
AFTER = {
    "save": {"甲厂", "乙厂"},
    "attach": {"甲厂", "乙厂"},
    "import": {"甲厂", "乙厂"},
    "restore": {"甲厂"},
}
"""Which enterprises there are once it is done, where it is not 甲厂 alone."""
OLD = b"the good old file"
PICTURE = "照片".encode() * 5000
FIRST_KINDS = Catalogue((Station, Enterprise, Right))
NEW = Login(FIRST.name, "Chun-feng 4 li liu")


def cases():
    for act, (calls, error), ever in itertools.product(KINDS_OF_ACT, FAULTS, ("", "+")):
        yield act, calls, error, ever


@pytest.fixture
def one_firm(folder):
    saved(folder, "enterprise", name="甲厂")
    (folder.parent / "台账.xlsx").write_bytes(OLD)
    return folder


@pytest.fixture
def ready(one_firm, monkeypatch):
    """ready(act) is the data folder with what that act needs beside it."""

    def lay_out(act):
        beside = one_firm.parent
        (beside / "旧台账.csv").write_text("企业名称\n乙厂\n", encoding="utf-8")
        (beside / "现场.txt").write_bytes(PICTURE)
        if act == "restore":
            command(one_firm, "backup", "--to", beside / "先前")
            saved(one_firm, "enterprise", name="丁厂")
        if act == "password":
            protect(one_firm, staffed=False)
        if act == "migrate":
            shutil.rmtree(one_firm)
            as_released(monkeypatch, "0009")
            with Store.create(one_firm, FIRST_KINDS, STATION) as store:
                made(store, Enterprise, name="甲厂")
            monkeypatch.undo()
        return one_firm

    return lay_out


@pytest.fixture(scope="module")
def warm(tool, tmp_path_factory):
    tool("strace")
    process = Warm(tmp_path_factory.mktemp("warm"))
    yield process
    process.close()


@pytest.mark.faults
@pytest.mark.parametrize("fault", list(cases()), ids=" ".join)
def test_a_call_that_fails_is_told_and_leaves_all_or_nothing(ready, tmp_path, full, figure, warm, fault):
    act, calls, error, ever = fault
    if not full and not is_few(*fault):
        pytest.skip("only with --full")
    attempt = partial(watched_run, ready(act), act, tmp_path, warm)
    numbers = differing(attempt(), set(calls.split(","))) if full else FEW.get(act, (3,))
    for number in numbers:
        attempt(f"inject={calls}:error={error}:when={number}{ever}")
    figure(
        "N04",
        f"system calls refused one after the other, once and for ever, {len(FAULTS)} kinds of refusal, {len(KINDS_OF_ACT)} kinds of work",
        "every one told; all or nothing",
    )


def is_few(act, calls, error, ever):
    if act in USUAL:
        return error == "ENOSPC" or (act == "save" and not ever)
    return (calls, error, ever) == ("pwrite64", "ENOSPC", "")


def watched_run(before, act, tmp_path, warm, inject=""):
    """The log of its calls; what it said and what it left is looked at."""
    folder = shutil.copytree(before.parent, tmp_path / "once more") / before.name
    log = folder.parent / "strace"
    paths = [option for path in inside(folder) for option in ("-P", str(path))]
    options = [option for words in (f"trace={TRACED}", inject) if words for option in ("-e", words)]

    done = started(
        folder, act, partial(warm.run, ["strace", "-f", "-y", "-qq", "-o", str(log), *options, *paths])
    )

    codes = {0, 3, 4} if act == "attach" else {0, 4}  # a row is refused whose picture cannot be taken in
    assert done.returncode in codes or b"done-unread" in done.stdout, done.stderr.decode()
    assert_told(done)
    assert_whole(folder, act, done)
    told = log.read_text(encoding="utf-8", errors="replace")
    shutil.rmtree(folder.parent)
    return told


def inside(folder):
    """The files that the program will use there; strace looks at paths as they are named."""
    names = [
        "station.db",
        "station.db-wal",
        "station.db-shm",
        "lock",
        "keys.json",
        "keys.copy.json",
        "last.json",
    ]
    names += [
        "drafts.db",
        "drafts.db-wal",
        "restore.json",
        ".恢复中",
        ".恢复中/station.db",
        "files",
        "被替换-1",
    ]
    places = [folder.parent / "备份", folder / "backups"]
    works = [place / ".备份中" for place in places]
    beside = [folder.parent / name for name in ("台账.xlsx", "先前", "旧台账.csv", "现场.txt")]
    stored = hashlib.sha256(PICTURE).hexdigest()
    shelves = [place / "files" / stored[:2] for place in (folder, *places)]
    written = [folder.parent, folder, *places, *works, folder / ".恢复中", folder / "被替换-1", *shelves]
    return [
        *written, *beside, *(shelf / stored for shelf in shelves),
        *(work / name for work in works for name in ("station.db", "sealed")),
        *(place / f".{number}.part" for place in written for number in range(1, 8)),
        *(folder / one for one in names),
    ]  # fmt: skip


def started(folder, act, run):
    """`run` is given the words of the command and what it reads."""
    words, given = KINDS_OF_ACT[act]
    beside = folder.parent
    backup = next((path.name for path in beside.glob("先前/*.ecbak")), "")
    words = [word.format(beside=beside, backup=backup) for word in words]
    with coming(beside, FIRST if act == "password" else None, NEW_PASSWORD=NEW.password):
        return run(["--data", str(folder), "--json", *words], given.replace("BESIDE", str(beside)).encode())


def cold(words, given, **options):
    """Started as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "ercheng_station", *words],
        input=given,
        capture_output=True,
        check=False,
        timeout=300,
        **options,
    )


def limited(what, amount):
    return partial(cold, preexec_fn=partial(resource.setrlimit, what, (amount, amount)))


def assert_told(done):
    told = done.stderr.decode()
    assert "Traceback" not in told
    if done.returncode == REFUSED:
        assert json.loads(done.stdout)["refused"][0]["faults"]["attachments"]
    elif done.returncode:
        error = json.loads(done.stdout)["error"]
        assert all(re.search(r"[\u4e00-\u9fff]", error[part]) for part in ("what", "safe", "do"))


def assert_whole(folder, act, done):
    is_done = done.returncode == 0 or b"done-unread" in done.stdout
    with opened(folder, act, is_done) as store:
        names = {row.label for row in store.rows(Query(Enterprise))}
        assert not is_damaged([one for one in check(store) if one.area != "密钥"])
    before = {"甲厂", "丁厂"} if act == "restore" else {"甲厂"}
    after = AFTER.get(act, before)
    possible = [after] if is_done else [before, after] if act == "restore" else [before]
    assert names in possible, (act, done.returncode)
    ledger = (folder.parent / "台账.xlsx").read_bytes()
    if b"file-doubtful" not in done.stdout:  # written, and only perhaps not for ever
        assert (ledger == OLD) == (act != "export" or done.returncode != 0)
    assert not list(folder.parent.rglob(".*.part"))


def opened(folder, act, is_done):
    """After a change of the password the new one opens; after one that failed the old or the new one does."""
    if act != "password":
        return Store.open(folder, CATALOGUE)
    if is_done:
        return Store.open(folder, CATALOGUE, entry=NEW)
    try:
        return Store.open(folder, CATALOGUE, entry=FIRST)
    except UserError:
        return Store.open(folder, CATALOGUE, entry=NEW)


@pytest.mark.faults
@pytest.mark.parametrize("act", USUAL)
@pytest.mark.parametrize(("amount", "codes"), [(32, {0}), (16, {0, 4}), (10, {0, 1, 4})])
def test_few_open_files_are_enough_or_it_is_told(one_firm, act, amount, codes):
    done = started(one_firm, act, limited(resource.RLIMIT_NOFILE, amount))

    assert done.returncode in codes, done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert_whole(one_firm, act, done)


@pytest.mark.faults
def test_too_little_memory_spoils_nothing(one_firm, full):
    """What does not even start says so in English: Python itself does."""
    for megabytes in range(40, 260, 10 if full else 70):
        done = started(one_firm, "export", limited(resource.RLIMIT_AS, megabytes << 20))

        assert_whole(one_firm, "export", done)
        (one_firm.parent / "台账.xlsx").write_bytes(OLD)


@pytest.mark.faults
def test_names_that_the_locale_cannot_write_are_no_hindrance(one_firm):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    for act in USUAL:
        done = started(one_firm, act, partial(cold, env=environment))

        assert done.returncode == 0, done.stderr
