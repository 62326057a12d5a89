"""The book of a backup folder: what ought to lie there, so that what was lost or changed from outside is noticed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ercheng_station.db.backup import Backup, read_backups, verify_backup
from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write

BOOK = "index.json"
LOOKED_THROUGH = 3
"""The newest backups, of which every byte is read; of the others the manifest and the size."""
_FORMAT = 1


@dataclass(frozen=True)
class Elsewhere:
    """The newest backup on another drive or in another folder; the book remembers it while the drive is away."""

    folder: str
    name: str
    made_at: str


@dataclass(frozen=True)
class Drill:
    """The last trial restore."""

    name: str
    at: str
    fault: str = ""


@dataclass(frozen=True)
class Shelf:
    """`sizes`: file name → bytes of each backup that ought to lie there."""

    sizes: Mapping[str, int] = field(default_factory=dict)
    elsewhere: Elsewhere | None = None
    drill: Drill | None = None


def read_shelf(folder: Path) -> Shelf:
    """An empty one where nobody has kept the book, or nobody can read it: it is written anew with the next backup."""
    try:
        written = json.loads((folder / BOOK).read_bytes())
        return Shelf(
            {str(name): int(size) for name, size in written["sizes"].items()},
            _entry(Elsewhere, written["elsewhere"]),
            _entry(Drill, written["drill"]),
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Shelf()


def write_shelf(
    folder: Path, backups: Sequence[Backup], *, elsewhere: Elsewhere | None = None, drill: Drill | None = None
) -> None:
    """What lies there whole is what ought to lie there from now on; what else the book says stays unless it is given."""
    before = read_shelf(folder)
    sizes = {one.path.name: one.path.stat().st_size for one in backups if not one.fault}
    content = asdict(Shelf(sizes, elsewhere or before.elsewhere, drill or before.drill))
    with atomic_write(folder / BOOK) as out:
        out.write(json.dumps({"format": _FORMAT, **content}, indent=1).encode())


def faults_on(folder: Path) -> dict[str, str]:
    """file name → what is wrong with a backup that lies there, or that the book says should; newest first."""
    backups, sizes = read_backups(folder), read_shelf(folder).sizes
    found, looked_at = {}, 0
    for one in backups:
        fault = one.fault
        if not fault and looked_at < LOOKED_THROUGH:
            looked_at += 1
            fault = _broken(one)
        if not fault and sizes.get(one.path.name, one.path.stat().st_size) != one.path.stat().st_size:
            fault = "被别的程序改动过"
        if fault:
            found[one.path.name] = fault
    there = {one.path.name for one in backups}
    return found | {name: "不见了" for name in sizes if name not in there}


def _broken(one: Backup) -> str:
    try:
        verify_backup(one.path)
    except UserError:
        return "不完整或已损坏"
    return ""


def _entry(kind: Any, written: Mapping[str, Any] | None) -> Any:
    return None if written is None else kind(**written)
