"""The commands that keep the data safe: check, backup, backups, restore."""

from argparse import Namespace
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ercheng_station.cli.call import Call, Reply
from ercheng_station.cli.wide import table
from ercheng_station.db.backup import Backup, keys_in, read_backups, verify_backup
from ercheng_station.db.check import Finding, is_damaged
from ercheng_station.db.check import check as check_store
from ercheng_station.db.door import Entry, Recovery, admit
from ercheng_station.db.lock import FolderLock
from ercheng_station.db.restore import Restored
from ercheng_station.db.shelf import faults_on, read_shelf
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.exchange.plain import moment_plain
from ercheng_station.home import expanded
from ercheng_station.records.deadlines import next_year_missing
from ercheng_station.records.fields import Moment
from ercheng_station.services.backups import back_up_store, backup_folder, loss_by
from ercheng_station.services.fetching import fetch
from ercheng_station.services.restoring import mend_folder, restore_folder

_LEVELS = {"damage": "损坏", "warning": "注意", "note": "说明"}
_DAMAGED = 4
_MOMENT = Moment(label="")


def check(call: Call) -> Reply:
    if call.given.mend:
        return _mend(call)
    with call.open() as store:
        findings = check_store(store, call.report)
        missing = next_year_missing(store.context.calendar, store.today)
    damaged = is_damaged(findings)
    tables = [Finding("warning", "期限", missing)] if missing else []
    document = {"damaged": damaged, "findings": [vars(finding) for finding in [*findings, *tables]]}
    lines = [_line(finding) for finding in findings] or ["数据完好，没有发现问题。"]
    return Reply(document, [*lines, *map(_line, tables)], _DAMAGED if damaged else 0)


def _mend(call: Call) -> Reply:
    """The damaged file is kept; where the tables themselves are damaged nothing is done."""
    aside = mend_folder(call.folder, call.asker.entry(call.folder), call.report)
    words = f"已在副本上重建索引并换上，登记和修改记录都在。原来的数据文件保留在 {aside}"
    return Reply({"mended": True, "aside": str(aside)}, [words])


def _line(finding: Finding) -> str:
    return f"{_LEVELS[finding.level]}：{finding.area}：{finding.what}"


def backup(call: Call) -> Reply:
    with call.open() as store:
        made = back_up_store(store, call.given.to and expanded(call.given.to).absolute(), report=call.report)
    document = {
        "file": str(made.path), "sha256": made.sha256, "counts": dict(made.counts), "damaged": list(made.damaged),
    }  # fmt: skip
    lines = [f"已备份并核对：{made.path}"]
    if made.damaged:
        lines.append(f"有 {len(made.damaged)} 个附件原本就已损坏，没有备份；请运行 check")
    return Reply(document, lines)


def backups(call: Call) -> Reply:
    """Also where the data itself cannot be opened any more; of a protected folder, to those who come in."""
    entry = call.asker.entry(call.folder)
    if entry:
        with FolderLock(call.folder):
            admit(call.folder, entry)
    found = read_backups(backup_folder(call.folder))
    home = backup_folder(call.folder)
    faults = faults_on(home)
    gone = [Backup(home / name, 0, fault) for name, fault in faults.items() if not (home / name).exists()]
    told = [replace(one, fault=one.fault or faults.get(one.path.name, "")) for one in found]
    document = [_plain(one) for one in (*told, *gone)]
    rows = [
        [
            str(one.sequence),
            _MOMENT.text(_moment(one.made_at)),
            one.occasion.reason,
            one.fault or "完好",
            str(one.path),
        ]
        for one in (*told, *gone)
    ]
    lines = list(table(("序号", "时间", "原因", "状况", "文件"), rows)) if rows else ["还没有备份"]
    second = read_shelf(home).elsewhere
    if second:
        lines.append(f"另一处：{second.folder}，最近一份 {_MOMENT.text(_moment(second.made_at))}")
    return Reply(document, lines)


def restore(call: Call) -> Reply:
    path = expanded(call.given.file).absolute()
    if call.given.preview:
        return _preview(call, path)
    if call.given.record:
        return _fetch(call, path)
    entry = call.asker.entry(call.folder)
    restored = restore_folder(
        path,
        call.folder,
        entry=entry,
        backup_entry=_entry_of_backup(call, path),
        other_unit=call.given.other_unit,
        report=call.report,
    )
    unit = _tell(call, restored, entry)
    document = {
        "file": str(path), "unit": unit, "aside": str(restored.aside), "missing": list(restored.missing),
        "backup": _plain(restored.backup),
    }  # fmt: skip
    lines = [f"已恢复“{unit}”的数据。原来的数据保留在 {restored.aside}"]
    if restored.missing:
        lines.append(f"有 {len(restored.missing)} 个附件备份里也没有")
    return Reply(document, lines)


def _preview(call: Call, path: Path) -> Reply:
    with call.open() as store:
        loss = loss_by(store, verify_backup(path, call.report))
    document = {**asdict(loss), "backup": str(path)}
    if not loss.known:
        return Reply(document, ["这份备份不是现在这份数据的过去，两边各有对方没有的内容。"])
    acts = [f"  {one.at} {one.actor} {one.label}" for one in loss.acts]
    return Reply(document, [f"会撤掉 {loss.count} 次操作，涉及 {loss.records} 条记录", *acts])


def _fetch(call: Call, path: Path) -> Reply:
    """A record that is gone altogether is named by its id."""
    name, between, asked = call.given.record.replace("：", ":").partition(":")
    if not (between and asked.strip()):
        raise UserError("command-misused", why="--record 要写成 登记簿:记录，如 visit:泽林ZF2026-0001")
    one = replace(call, given=Namespace(kind=name.strip(), id=asked.strip()))
    with call.open() as store:
        kind = one.kind(store)
        uid = one.uid(store, kind)
        act = fetch(store, path, kind, uid)
        label = store.label(kind, uid)
    words = f"已从备份取回“{label}”" if act else f"“{label}”和备份里的一样，没有改动"
    return Reply(
        {"id": str(uid), "kind": kind.__tablename__, "title": label, "changed": act is not None}, [words]
    )


def _entry_of_backup(call: Call, path: Path) -> Recovery | None:
    """Only for a backup that the folder's own key does not open."""
    return call.asker.recovery() if call.given.other_unit and keys_in(path).protected else None


def _tell(call: Call, restored: Restored, entry: Entry | None) -> str:
    """The unit whose data is there now; its history tells of it, unless only others open it."""
    try:
        with Store.open(call.folder, call.catalogue, entry=entry) as store:
            return store.unit.name
    except UserError as error:
        if not error.code.startswith("login-"):
            raise
        return restored.backup.occasion.unit


def _moment(made_at: str) -> datetime | None:
    """Of one that cannot be read nobody knows when it was made."""
    return datetime.fromisoformat(made_at) if made_at else None


def _plain(one: Backup) -> dict[str, Any]:
    return {
        "file": str(one.path), "sequence": one.sequence, "made_at": moment_plain(_moment(one.made_at)), "reason": one.occasion.reason,
        "unit": one.occasion.unit, "program": one.program, "fault": one.fault or None, "attachments": len(one.files),
    }  # fmt: skip
