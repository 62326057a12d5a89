"""The whole health check of a data folder: every finding in Chinese, and whether anything is damaged."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from ercheng_station.db.backup import read_backups, verify_backup
from ercheng_station.db.connection import Connection, Error
from ercheng_station.db.content import size_text
from ercheng_station.db.destroying import emptied_without_reason
from ercheng_station.db.place import ROOM_TO_WARN, free_room
from ercheng_station.db.post import AWAITED
from ercheng_station.db.replay import unexplained
from ercheng_station.db.soundness import faults_in, orphans_in
from ercheng_station.db.store import Store
from ercheng_station.db.vault import weak_copies
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent
from ercheng_station.records.base import Record, refs_of
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.fields import Choice, Files, read_files

OLD_BACKUP = 7
"""Days after which a backup is called old."""
REPLAYED = 20_000
"""Records of each kind, the newest, whose values are held against their history: some seconds."""
_SHOWN = 5
_logger = logging.getLogger(__name__)

Level = Literal["damage", "warning", "note"]


@dataclass(frozen=True)
class Finding:
    """`damage` = something kept is lost or no longer as it was saved; `warning` = a person should act."""

    level: Level
    area: str
    what: str


def check(store: Store, report: Report = silent) -> list[Finding]:
    """What is wrong, by area; [] = all is well. A part that cannot be read is itself a finding."""
    found: list[Finding] = []
    with closing(store.connect_reader()) as connection:
        for done, (area, examine) in enumerate(_AREAS.items()):
            report(done, len(_AREAS))
            try:
                for level, what in examine(store, connection):
                    found.append(Finding(level, area, what))
            except (Error, UserError):
                _logger.exception("cannot check")
                found.append(Finding("damage", area, "数据文件读不出来，没能检查完"))
    report(len(_AREAS), len(_AREAS))
    return found


def is_damaged(findings: list[Finding]) -> bool:
    return any(finding.level == "damage" for finding in findings)


_Found = Iterator[tuple[Level, str]]


def _file(_: Store, connection: Connection) -> _Found:
    faults = faults_in(connection)
    if faults:
        _logger.error("faults in the file: %s", faults)
        yield "damage", f"数据文件有 {len(faults)} 处损坏，请用最近的备份恢复"
    for table, count in orphans_in(connection).items():
        yield "damage", f"{table} 里有 {count} 条指向不存在的内容"


def _history(store: Store, connection: Connection) -> _Found:
    broken = store.broken()
    if broken:
        seq, why = broken[0]
        yield "damage", f"修改记录从第 {seq} 号起对不上（{why}），共 {len(broken)} 处"
    emptied = emptied_without_reason(connection)
    if emptied:
        yield "damage", f"第 {emptied[0]} 号修改记录的内容不见了，又没有销毁的记载，共 {len(emptied)} 处"
    turned = connection.execute(_CLOCK_TURNED_BACK).fetchall()
    if turned:
        seq, at, before = turned[0]
        yield (
            "warning",
            f"电脑时间被往回调过 {len(turned)} 次：第 {seq} 号修改记录记的是 {_told(at)}，前一条却是 {_told(before)}",
        )


def _records(store: Store, connection: Connection) -> _Found:
    for kind in store.catalogue:
        table = kind.__tablename__
        changed = _labels(
            connection,
            f'SELECT label FROM "{table}" AS t WHERE NOT EXISTS'
            " (SELECT 1 FROM history AS h WHERE h.uid = t.uid AND h.revision = t.revision)",
        )
        if changed:
            yield "damage", f"{kind.title}有 {len(changed)} 条与修改记录对不上：{_some(changed)}"
        lost = connection.execute(
            f'SELECT count(DISTINCT uid) FROM history WHERE kind = ? AND uid NOT IN (SELECT uid FROM "{table}")',
            (table,),
        ).fetchone()[0]
        if lost:
            yield "damage", f"{kind.title}少了 {lost} 条，修改记录里有而登记簿里没有"
        yield from _unexplained(store, kind, connection)
        yield from _numbers(kind, connection)
        yield from _pointing_to_trash(kind, connection)


def _unexplained(store: Store, kind: type[Record], connection: Connection) -> _Found:
    wrong = [
        f"{label}（{'、'.join(fields)}）"
        for label, fields in unexplained(connection, store.shape(kind), REPLAYED)
    ]
    if wrong:
        yield "damage", f"{kind.title}有 {len(wrong)} 条的内容不是保存时的样子：{_some(wrong)}"


def _numbers(kind: type[Record], connection: Connection) -> _Found:
    twice = _labels(
        connection,
        f'SELECT number FROM "{kind.__tablename__}" WHERE number IS NOT NULL GROUP BY origin, number HAVING count(*) > 1',
    )
    if twice:
        yield "warning", f"{kind.title}有 {len(twice)} 个编号重复：{_some(twice)}"


def _pointing_to_trash(kind: type[Record], connection: Connection) -> _Found:
    for name, described in refs_of(kind).items():
        stray = _labels(
            connection,
            f'SELECT t.label FROM "{kind.__tablename__}" AS t JOIN "{described.kind}" AS r ON r.n = t."{name}_n"'
            " WHERE t.removed_at IS NULL AND r.removed_at IS NOT NULL",
        )
        if stray:
            yield "warning", f"{kind.title}有 {len(stray)} 条的“{described.label}”已被删除：{_some(stray)}"


def _codes(store: Store, connection: Connection) -> _Found:
    context = store.context
    for kind in store.catalogue:
        for name, described in kind.kept.items():
            if not isinstance(described, Choice):
                continue
            used = _labels(
                connection, f'SELECT DISTINCT "{name}" FROM "{kind.__tablename__}" WHERE "{name}" IS NOT NULL'
            )
            unknown = [code for code in used if code not in context.codes(described.codes)]
            if unknown:
                yield "warning", f"{kind.title}的“{described.label}”有不认识的选项：{_some(unknown)}"


def _named(store: Store, connection: Connection) -> dict[str, str]:
    """The attachments of all records: SHA-256 → name."""
    named: dict[str, str] = {}
    for kind in store.catalogue:
        for name in (name for name, one in kind.kept.items() if isinstance(one, Files)):
            query = f'SELECT "{name}" FROM "{kind.__tablename__}" WHERE "{name}" IS NOT NULL'
            for (text,) in connection.execute(query):
                named |= {file.sha256: file.name for file in read_files(json.loads(text))}
    return named


def _attachments(store: Store, connection: Connection) -> _Found:
    named = _named(store, connection)
    awaited = set(_labels(connection, f"SELECT key FROM post WHERE book = '{AWAITED}'"))
    awaited = {one for one in awaited & named.keys() if not store.attachments.path(one).exists()}
    for sha256, name in named.items():
        fault = None if sha256 in awaited else store.attachments.verify(sha256, name)
        if fault:
            yield "damage", fault.what.rstrip("。")
    if awaited:
        yield "note", f"有 {len(awaited)} 个附件没有随上报包送来"
    spare = [sha256 for sha256 in store.attachments.stored() if sha256 not in named]
    if spare:
        yield "note", f"有 {len(spare)} 个附件没有记录用到"


def _search(store: Store, connection: Connection) -> _Found:
    for kind in store.catalogue:
        table = kind.__tablename__
        queued = f'SELECT n FROM "{table}_waiting"'
        indexed = f'SELECT rowid FROM "{table}_search"'
        missing = _count(
            connection, f'SELECT count(*) FROM "{table}" WHERE n NOT IN ({indexed}) AND n NOT IN ({queued})'
        )
        spare = _count(
            connection, f'SELECT count(*) FROM "{table}_search" WHERE rowid NOT IN (SELECT n FROM "{table}")'
        )
        if missing or spare:
            yield "warning", f"{kind.title}的搜索目录与登记簿相差 {missing + spare} 条"


def _keys(store: Store, _: Connection) -> _Found:
    for name in weak_copies(store.folder):
        yield "damage", f"密钥文件 {name} 缺失或损坏，另一份还好"


def _backups(store: Store, _: Connection) -> _Found:
    backups = read_backups(store.folder / "backups")
    if not backups:
        yield "warning", "还没有备份"
    for backup in backups:
        if backup.fault:
            yield "warning", f"备份 {backup.path.name} {backup.fault}"
            continue
        try:
            verify_backup(backup.path)
        except UserError:
            yield "warning", f"备份 {backup.path.name} 不完整或已损坏"
            continue
        age = (datetime.now(UTC) - datetime.fromisoformat(backup.made_at)).days
        if age > OLD_BACKUP:
            yield "warning", f"最近的完好备份是 {age} 天以前的"
        return


def _room(store: Store, _: Connection) -> _Found:
    free = free_room(store.folder)
    if free < ROOM_TO_WARN:
        yield "warning", f"磁盘只剩 {size_text(free)}"


_AREAS: dict[str, Callable[[Store, Connection], _Found]] = {
    "数据文件": _file,
    "修改记录": _history,
    "登记簿": _records,
    "选项": _codes,
    "附件": _attachments,
    "搜索": _search,
    "密钥": _keys,
    "备份": _backups,
    "磁盘": _room,
}


_CLOCK_TURNED_BACK = (
    "SELECT seq, at, before FROM (SELECT seq, at, lag(at) OVER (ORDER BY seq) AS before FROM history) AS told"
    " WHERE julianday(at) < julianday(before) - 2.0 / 1440"
)
"""By more than two minutes; a clock that is set right by the network moves less."""


def _told(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp).astimezone(BEIJING):%Y-%m-%d %H:%M}"


def _labels(connection: Connection, query: str) -> list[str]:
    return [str(label) for (label,) in connection.execute(query)]


def _count(connection: Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def _some(labels: list[str]) -> str:
    return "、".join(labels[:_SHOWN]) + ("等" if len(labels) > _SHOWN else "")
