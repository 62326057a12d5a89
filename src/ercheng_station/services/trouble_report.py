"""故障信息: what somebody who helps from afar needs to know, without a word that people have typed.

Everything in it is a number, a version, or a word of the program's own; nothing is copied out and then cleaned.
"""

import builtins
import locale
import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import ercheng_station
from ercheng_station import log
from ercheng_station.db import upgrade
from ercheng_station.db.address import is_on_server
from ercheng_station.db.backup import read_backups
from ercheng_station.db.check import check
from ercheng_station.db.content import size_text
from ercheng_station.db.listing import Query
from ercheng_station.db.place import free_room
from ercheng_station.db.shelf import faults_on
from ercheng_station.db.store import Store
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent
from ercheng_station.records.office import FONTS_NAMED
from ercheng_station.services.backups import backup_folder
from ercheng_station.services.typefaces import typefaces_of

TITLE = "两站工作台故障信息"
LAST_LINES = 200
_LEVELS = {"damage": "损坏", "warning": "注意", "note": "说明"}
_METHODS = frozenset(("fcitx", "fcitx5", "ibus", "xim", "compose", "none"))
_FILES = ("station.db", "station.db-wal", "drafts.db", "keys.json", "server.json", "last.json")
_HEAD = re.compile(
    r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d+ (DEBUG|INFO|WARNING|ERROR|CRITICAL) (ercheng_station[\w.]*)"
)
_PLACE = re.compile(
    r'\s+File ".*((?:ercheng_station|PySide6)[/\\][\w./\\-]+\.py)", line (\d+), in ([\w<>.]+)', re.ASCII
)
_RAISED = re.compile(r"(?:[a-z_][\w.]*\.)?([A-Z]\w+)(?::.*?(?:\[(E-\d{3})\])?)?$", re.ASCII)
_FAULTS = frozenset(name for name in dir(builtins) if name[:1].isupper()) | {
    "OperationalError", "DatabaseError", "IntegrityError", "InvalidTag", "UserError", "Refused", "Fault", "Cancelled",
}  # fmt: skip
"""The only words of a line that names an exception."""


@dataclass(frozen=True)
class Part:
    title: str
    lines: Sequence[str]


def trouble_report(
    folder: Path,
    store: Store | None,
    refused: UserError | None = None,
    of_window: Mapping[str, str] | None = None,
    report: Report = silent,
) -> str:
    """`store` None where it cannot be opened, `refused` says why. `of_window`: screens and the like, in our words."""
    window = [f"{name} {told}" for name, told in (of_window or {}).items()]
    parts = [
        Part("程序和系统", list(_system())),
        Part("窗口", window),
        Part("数据文件夹", list(_folder(folder))),
    ]
    if refused:
        parts.append(Part("打开数据", [f"打不开：{refused.no}"]))
    if store:
        parts += [Part("数据", list(_store(store))), Part("检查结果", list(_findings(store, report)))]
        parts.append(Part("各登记簿条数（含回收站）", list(_counts(store))))
    parts.append(Part("最近的运行记录", last_lines(folder)))
    stated = f"{TITLE}　{datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n本文件不含登记的内容、姓名、单位名称、文件夹名称和口令。"
    return "\n\n".join([stated, *(_text(one) for one in parts if one.lines)]) + "\n"


def last_lines(folder: Path) -> list[str]:
    """When what failed where, by the places in the program alone: messages may repeat what somebody typed."""
    for path in (folder / "logs" / log.NAME, log.place()):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        return _told(text.splitlines())[-LAST_LINES:]
    return []


# -- inside


def _text(part: Part) -> str:
    return "\n".join([f"【{part.title}】", *part.lines])


def _told(lines: Iterable[str]) -> list[str]:
    found = []
    for line in lines:
        if head := _HEAD.match(line):
            found.append(" ".join(head.groups()))
        elif place := _PLACE.match(line):
            found.append("  {} {} {}".format(*place.groups()))
        elif (raised := _RAISED.match(line)) and raised[1] in _FAULTS:
            found.append("  " + " ".join(filter(None, raised.groups())))
    return found


def _system() -> Iterator[str]:
    yield f"程序 {ercheng_station.__version__}，结构 {upgrade.HEAD}，{'安装包' if getattr(sys, 'frozen', False) else '源码'}"
    yield f"Python {platform.python_version()}，{platform.system()} {platform.release()}，{platform.machine()}"
    yield f"C 库 {' '.join(platform.libc_ver()) or '无'}，处理器 {os.cpu_count()} 个"
    yield f"语言 {locale.getlocale()[0] or '未设'}，时差 {datetime.now(UTC).astimezone():%z}"
    method = os.environ.get("QT_IM_MODULE", "")
    yield f"输入法设置 {method if method in _METHODS else '其他' if method else '未设'}"
    yield f"界面 {_known(os.environ.get('QT_QPA_PLATFORM', ''), ('xcb', 'wayland', 'windows', 'offscreen'))}"


def _known(word: str, words: Sequence[str]) -> str:
    return word if word in words else "其他" if word else "默认"


def _folder(folder: Path) -> Iterator[str]:
    """Sizes, and what of a path makes trouble; not the path."""
    told = str(folder)
    yield f"路径 {len(told)} 个字符，{'有' if not told.isascii() else '没有'}汉字，{'有' if ' ' in told else '没有'}空格"
    for name in _FILES:
        path = folder / name
        if path.exists():
            yield f"{name} {size_text(path.stat().st_size)}"
    files = [path.stat().st_size for path in (folder / "files").glob("??/*") if path.is_file()]
    yield f"附件 {len(files)} 个，{size_text(sum(files))}"
    if folder.is_dir():
        yield f"磁盘剩余 {size_text(free_room(folder))}"
    yield from _backups(folder)


def _backups(folder: Path) -> Iterator[str]:
    home = backup_folder(folder)
    found = read_backups(home)
    yield f"备份 {len(found)} 份，坏的 {len(faults_on(home))} 份，最近一份 {found[0].made_at if found else '没有'}"


def _store(store: Store) -> Iterator[str]:
    accounts = store.accounts
    yield f"单位类型 {store.unit.profile}，{'练习' if store.practice else '正式'}数据"
    yield f"{'加了' if accounts.protected else '没有加'}口令保护，用户 {len(accounts.users)} 个"
    yield f"{'在服务器上' if is_on_server(store.folder) else '在本机'}，修改记录 {store.sealed()[0]} 条，结转到 {store.context.closed or '无'}"
    faces = typefaces_of(store)
    named = [title for face, title in FONTS_NAMED.items() if face in dict(faces.preferred)]
    yield f"自备字体 {len(faces.extra)} 个，指定了 {'、'.join(named) or '无'}"


def _findings(store: Store, report: Report) -> Iterator[str]:
    counts = Counter((one.level, one.area) for one in check(store, report))
    for (level, area), count in sorted(counts.items()):
        yield f"{_LEVELS[level]} {area} {count} 处"
    if not counts:
        yield "数据完好"


def _counts(store: Store) -> Iterator[str]:
    for kind in store.catalogue:
        if not kind.confided_to:
            living, removed = (store.count(Query(kind, removed=gone)) for gone in (False, True))
            if living or removed:
                yield f"{kind.__tablename__} {living}{f'＋{removed}' if removed else ''}"
