"""The trial restore that the program does by itself once a month: whether the newest backup would really bring all back."""

import shutil
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from ercheng_station.db.attachments import Attachments
from ercheng_station.db.backup import DATABASE, Backup, read_backups, verify_backup
from ercheng_station.db.connection import Connection, Error, open_keyed
from ercheng_station.db.history import History
from ercheng_station.db.place import make_folder
from ercheng_station.db.sealed import extract_member
from ercheng_station.db.shelf import Drill, read_shelf, write_shelf
from ercheng_station.db.soundness import contents_of, faults_in
from ercheng_station.db.store import Store
from ercheng_station.db.turning import turn_store
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent
from ercheng_station.services.backups import backup_folder

EVERY = timedelta(days=30)
_PLACE = ".演练"


def is_due(store: Store) -> bool:
    """Also where the clock has gone back: a drill too many harms nobody."""
    last = read_shelf(backup_folder(store.folder)).drill
    return last is None or not timedelta(0) <= store.now - datetime.fromisoformat(last.at) < EVERY


def drill(store: Store, report: Report = silent) -> Drill | None:
    """Unpacks the newest backup beside the others, compares all of it and clears it away; None where there is none.

    What came of it stands in the book of the backups and in the history.
    """
    home = backup_folder(store.folder)
    backups = read_backups(home)
    newest = next((one for one in backups if not one.fault), None)
    if newest is None:
        return None
    place = home / _PLACE
    shutil.rmtree(place, ignore_errors=True)
    make_folder(place)
    try:
        fault = _fault_of(newest, store.attachments.keys, place, report)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    done = Drill(newest.path.name, store.now.isoformat(timespec="seconds"), fault)
    write_shelf(home, backups, drill=done)
    words = f"演练恢复备份 {done.name}：{fault or '全部核对一致'}"
    store.audit("drill", words, {"backup": done.name, "fault": fault})
    return done


def _fault_of(backup: Backup, keys: tuple[bytes, ...], place: Path, report: Report) -> str:
    try:
        verify_backup(backup.path, report)
        extract_member(backup.path, DATABASE, place / DATABASE)
        turn_store(place, keys)
        with closing(open_keyed(place / DATABASE, keys[0], mode="ro")) as copy:
            fault = _fault_in(copy, backup, report)
    except (Error, UserError) as error:
        return f"打不开（{error}）"
    if fault:
        return fault
    mirror = Attachments(backup.path.parent, *keys)
    missing = 0
    for done, sha256 in enumerate(backup.files):
        report(done, len(backup.files))
        missing += not mirror.whole(sha256)
    return f"缺 {missing} 个附件" if missing else ""


def _fault_in(copy: Connection, backup: Backup, report: Report) -> str:
    if faults_in(copy) or contents_of(copy, lambda: report(0, 0)) != backup.tables:
        return "内容与备份时不一样"
    (chain_key,) = copy.execute("SELECT value FROM meta WHERE key = 'chain_key'").fetchone()
    history = History(copy, chain_key)
    if next(history.broken(), None):
        return "修改记录对不上"
    if backup.occasion.chain_head and history.head()[1] != backup.occasion.chain_head:
        return "修改记录不是备份时的"
    return ""
