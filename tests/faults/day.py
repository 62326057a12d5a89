"""A working day of every kind of work, done in one process; after each it says what stands in the folder.

`python -m tests.faults.day ROOT`: recorded by test_power_cuts.py, which cuts the power anywhere in it.
"""

import hashlib
import json
import shutil
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from ercheng_station.db.backup import read_backups, verify_backup
from ercheng_station.db.changes import Alter, Create, Remove
from ercheng_station.db.check import check
from ercheng_station.db.connection import connect
from ercheng_station.db.drafts import FILE as DRAFTS
from ercheng_station.db.drafts import Draft, Drafts
from ercheng_station.db.listing import Query
from ercheng_station.db.soundness import faults_in
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.upgrade import HEAD, revision_of
from ercheng_station.db.vault import read_keys, write_keys
from ercheng_station.records import CATALOGUE
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.visit import Visit
from ercheng_station.services.backups import back_up_store
from tests.commanding import command
from tests.db.saving import made

DATA, OLD, LEDGER, DRIVE = "数据", "旧数据", "台账.xlsx", "U盘"
KEYS = "密钥"
"""Of the two copies one may be a step older; either opens the data, and the next writing mends it."""
_SIGNS = [chr(0x5000 + 7 * at) + chr(0x6000 + 11 * at) + chr(0x7000 + 13 * at) for at in range(200)]
FIRMS = [f"鄂州{signs}机械有限公司" for signs in _SIGNS]
"""No two of them alike, so that an import asks nothing."""
ROWS = "企业名称,备注\n" + "".join(f"{name},从旧台账来\n" for name in FIRMS[:40])


def lay_out(root, folder, old_folder):
    """The morning: today's store, one of an earlier release, a ledger to import and one to be replaced."""
    shutil.copytree(folder, root / DATA)
    shutil.copytree(old_folder, root / OLD)
    (root / "旧台账.csv").write_text(ROWS, encoding="utf-8")
    (root / LEDGER).write_bytes(b"the good old file")


def work(root):
    """Each step is acknowledged once it has returned, as the program says 已保存."""
    for number, step in enumerate(_steps(root)):
        step()
        sys.stdout.write(json.dumps([number, seen(root)]) + "\n")
        sys.stdout.flush()


def _steps(root):
    yield lambda: None
    yield from _in_one_sitting(root / DATA, root)
    yield lambda: write_keys(root / DATA, _later(read_keys(root / DATA)))
    yield lambda: _told(root, "export", "enterprise", root / LEDGER)
    yield lambda: _told(root, "import", "enterprise", root / "旧台账.csv")
    yield lambda: _told(root, "backup", "--to", root / DRIVE)
    yield lambda: _told(root, "export", "enterprise", root / LEDGER)
    yield lambda: _told(root, "restore", next((root / DATA / "backups").glob("*000001*")))
    yield lambda: _told(root, "add", "enterprise", given={"企业名称": "恢复以后的厂"})
    yield lambda: Store.open(root / OLD, CATALOGUE).close()


def _in_one_sitting(folder, root):
    """While the store stays open: saves, drafts, attachments, a removal, a backup."""
    with Store.open(folder, CATALOGUE) as store:
        firm = made(store, Enterprise, name="甲厂")
        for turn in range(3):
            yield lambda turn=turn: store.drafts.put(_draft(turn))
            yield lambda turn=turn: made(
                store, Visit, enterprise="甲厂", visited_on="今天", way="实地", visitors="余慧敏",
                findings=f"第{turn}次" * 300,
            )  # fmt: skip
        yield lambda: _attach(store, firm.uid)
        yield lambda: back_up_store(store)
        last = next(store.rows(Query(Visit)))
        yield lambda: store.act("修改走访", [Alter(Visit, last.uid, {"findings": "改过"})])
        yield lambda: store.act("删除走访", [Remove(Visit, last.uid, "重复")])
        yield lambda: store.act("新增", [Create(Enterprise, {"name": name}) for name in FIRMS[50:]])


def _draft(turn):
    return Draft(
        "visit/new", UUID(int=1), "visit", UUID(int=2), None, "张三", {"turn": turn, "a": "字" * 900}
    )


def _attach(store, firm):
    file = store.attachments.put(b"photo" * 30_000, "现场.jpg")
    store.act("附件", [Alter(Enterprise, firm, {"attachments": (file,)})])


def _later(keys):
    """What a change of a password writes: the same key in other slots."""
    return replace(keys, sequence=keys.sequence + 1)


def _told(root, *words, given=None):
    answer = command(root / DATA, *words, given=given)
    assert answer.code == 0, answer.out + answer.told


def seen(root):
    """What stands there, part by part, for the next comparison."""
    return {DATA: _rows(root / DATA), OLD: _rows(root / OLD), **_beside(root)}


def _beside(root):
    ledger = hashlib.sha256((root / LEDGER).read_bytes()).hexdigest()
    kept = [one.path.name for place in (root / DATA / "backups", root / DRIVE) for one in read_backups(place)]
    return {"ledger": ledger, "draft": _draft_in(root / DATA), "backups": sorted(kept)}


def _rows(folder):
    with closing(connect(folder / FILE, read_keys(folder).key, readonly=True)) as connection:
        return _rows_in(connection)


def _rows_in(connection):
    rows = connection.execute(_ROWS).fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


_ROWS = "SELECT kind, uid, op, revision FROM history WHERE kind <> 'audit' ORDER BY seq"
"""That a restore was done is noted by the opening that follows, which a cut repeats."""


def _draft_in(folder):
    if not (folder / DRAFTS).exists():
        return -1
    with closing(Drafts(folder / DRAFTS, read_keys(folder).key)) as drafts:
        return max((one.body["turn"] for one in drafts.all()), default=-1)


def faults_after_a_cut(root, before, after, *, whole=False):
    """[] if everything is as acknowledged, or as the step that was cut off would have left it.

    `whole`: the stores are looked through as `check` does it, and every page of them, which takes ten times as long.
    """
    now = {DATA: before[DATA], OLD: before[OLD]}
    for name in (DATA, OLD):
        if name == DATA or whole or _is_upgraded(root / OLD):
            now[name] = yield from _of_store(root / name, whole)
    now |= _beside(root)
    backups = set(now.pop("backups"))
    yield from (
        f"{part} is neither" for part, there in now.items() if there not in (before[part], after[part])
    )
    if not set(before["backups"]) <= backups <= set(after["backups"]):
        yield "backups are not those made"
    for place in (root / DATA / "backups", root / DRIVE):
        for path in place.glob("*.ecbak"):
            verify_backup(path)


def _of_store(folder, whole):
    """Opened as the program does it, which finishes a restore or begins an upgrade anew; what its history holds."""
    with Store.open(folder, CATALOGUE) as store:
        with store.readers.reading() as connection:
            yield from faults_in(connection) if whole else ()
            rows = _rows_in(connection)
        yield from (why for _, why in store.broken())
        yield from (words for words in store.notices if "旧" in words)
        found = check(store) if whole else ()
    yield from (f"{one.area} {one.what}" for one in found if one.level == "damage" and one.area != KEYS)
    return rows


def _is_upgraded(folder):
    """Never without a verified copy of what it was before."""
    with closing(connect(folder / FILE, read_keys(folder).key, readonly=True)) as connection:
        upgraded = revision_of(connection) == HEAD
    assert not upgraded or [
        one for one in read_backups(folder / "backups") if one.occasion.reason == "升级前"
    ]
    return upgraded


if __name__ == "__main__":
    work(Path(sys.argv[1]))
