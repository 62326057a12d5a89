"""What the folder remembers beside its data file, in `last.json`: how far the history had come, and when that was.

An older data file put in the place of the present one is noticed by it, and so is a clock that was turned.
"""

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import ercheng_station
from ercheng_station.db.connection import Connection, Error
from ercheng_station.db.history import mac_at
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write
from ercheng_station.records.dates import BEIJING

FILE = "last.json"
MENDED = "重建的副本"
"""What takes the place of a damaged data file, where no backup does."""
BEHIND, AHEAD = timedelta(minutes=2), timedelta(days=3)
"""A clock that differs by more since it was last seen has been turned, or the office was closed."""
_REFRESHED = timedelta(hours=12)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    """`mac` of the entry `seq`, `acts` in all, also those that changed no record.

    `restored`: the backup that took the place of what this tells of. `program`: the version that works here, since
    `formerly` did, whose data is in the backup `copy`, if one could be made.
    """

    seq: int = 0
    mac: str = ""
    at: str = ""
    restored: str = ""
    acts: int = 0
    program: str = ""
    formerly: str = ""
    copy: str = ""


@dataclass(frozen=True)
class Notice:
    """For the history (`what` is one word) and for people (`words`)."""

    what: str
    words: str
    details: Mapping[str, Any]


class Clock:
    """The computer's clock while the program runs, held against one that nobody can turn."""

    def __init__(self, now: datetime, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._last = now, steady()

    def turned(self, now: datetime) -> Notice | None:
        """Since the last call."""
        before, then = self._last
        self._last = now, self._steady()
        return jumped(before + timedelta(seconds=self._last[1] - then), now)


def look(folder: Path, connection: Connection, now: datetime) -> list[Notice]:
    """What is not as it was left; for whoever has just opened the store."""
    before, here = read_seen(folder), _head(connection)
    found = []
    if before and (before.restored or mac_at(connection, before.seq) != before.mac):
        found.append(_restored(before, here) if before.restored else _older(before, here))
    elif before and here.acts < before.acts:
        words = f"操作记录少了 {before.acts - here.acts} 次没有改动登记的操作"
        found.append(Notice("older", words, {"before": before.acts, "now": here.acts}))
    last = max(here.at, before.at if before and not before.restored else "")
    if before and before.formerly:
        found.append(_newer(before))
    jump = jumped(datetime.fromisoformat(last), now) if last else None
    return [*found, jump] if jump else found


def keys_behind(told: bytes | None, sequence: int) -> list[Notice]:
    """Whether the key file is older than the data file says: users, passwords and rights of another day."""
    if told is None or int.from_bytes(told) <= sequence:
        return []
    words = "用户和口令的文件比数据里记的旧，可能被换过，也可能上次没有改成，请核对用户"
    return [Notice("keys-older", words, {"before": int.from_bytes(told), "now": sequence})]


def keep(folder: Path, connection: Connection, now: datetime) -> None:
    """Written when something has changed since; a folder without room keeps the older one."""
    try:
        here, before = _head(connection), read_seen(folder)
        if not before or _is_past(before, here, now):
            program = ercheng_station.__version__
            _write(folder, replace(here, at=now.isoformat(timespec="seconds"), program=program))
    except (Error, UserError) as error:
        _log.warning("cannot keep what was last seen: %s", error)


def note_restore(folder: Path, backup: str) -> None:
    """The data file is older with good reason, which the next opening notes in the history."""
    if not backup:  # of a plan that an earlier release has made
        return
    before = read_seen(folder) or Seen()
    _write(folder, replace(before, restored=backup))


def note_program(folder: Path, before: Seen, copy: str) -> None:
    """Another version works here from now on, whatever becomes of it, which this opening notes in the history."""
    try:
        _write(
            folder, replace(before, program=ercheng_station.__version__, formerly=before.program, copy=copy)
        )
    except UserError as error:
        _log.warning("cannot keep which program works here: %s", error)


def jumped(last: datetime, now: datetime) -> Notice | None:
    """Whether the clock has gone back, or further ahead than an office is left alone."""
    if -BEHIND <= now - last <= AHEAD:
        return None
    if now < last:
        words = f"电脑时间比上次操作还早：上次是 {_told(last)}，现在是 {_told(now)}，请核对电脑时间"
    else:
        words = f"上次操作是 {(now - last).days} 天以前（{_told(last)}），请核对电脑时间"
    return Notice("clock", words, {"last": last.isoformat(), "now": now.isoformat()})


def read_seen(folder: Path) -> Seen | None:
    try:
        return Seen(**json.loads((folder / FILE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _is_past(before: Seen, here: Seen, now: datetime) -> bool:
    if before.restored or before.program != ercheng_station.__version__:
        return True
    if (before.seq, before.mac, before.acts) != (here.seq, here.mac, here.acts):
        return True
    return abs(now - datetime.fromisoformat(before.at)) >= _REFRESHED


def _write(folder: Path, seen: Seen) -> None:
    with atomic_write(folder / FILE) as out:
        out.write(json.dumps(asdict(seen), ensure_ascii=False).encode())


def _restored(before: Seen, here: Seen) -> Notice:
    fewer = max(0, before.seq - here.seq)
    done = "换下损坏的数据文件" if before.restored == MENDED else "恢复"
    source = before.restored if before.restored == MENDED else f"备份 {before.restored} "
    words = f"已用{source}{done}" + (f"，比恢复前少 {fewer} 条修改记录" if fewer else "")
    return Notice("restored", words, {"backup": before.restored, "before": before.seq, "now": here.seq})


def _newer(before: Seen) -> Notice:
    copy = (
        f"换之前的数据在备份 {before.copy} 里" if before.copy else "没能先留一份备份，请腾出空间，做一次备份"
    )
    words = f"程序从 {before.formerly} 版换成了 {before.program} 版，{copy}"
    told = {"before": before.formerly, "now": before.program, "backup": before.copy}
    return Notice("program", words, told)


def _older(before: Seen, here: Seen) -> Notice:
    details = {"before": before.seq, "now": here.seq}
    if here.seq < before.seq:
        return Notice("older", f"数据比上次关闭时旧（少{before.seq - here.seq}条）", details)
    return Notice("older", "数据文件不是上次关闭时的那一份，修改记录对不上", details)


def _head(connection: Connection) -> Seen:
    found = connection.execute("SELECT seq, mac, at FROM history ORDER BY seq DESC LIMIT 1").fetchone()
    (acts,) = connection.execute("SELECT count(*) FROM act").fetchone()
    return Seen(int(found[0]), bytes(found[1]).hex(), str(found[2]), acts=acts) if found else Seen()


def _told(at: datetime) -> str:
    return f"{at.astimezone(BEIJING):%Y-%m-%d %H:%M}"
