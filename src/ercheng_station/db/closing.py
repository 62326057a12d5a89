"""Once a folder is protected, what was laid aside before must not tell its key: backups, replaced data, spoilt copies."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ercheng_station.db.attachments import Attachments
from ercheng_station.db.backup import SUFFIX, key_of_database, keys_in, read_backups, replace_keys
from ercheng_station.db.restore import ASIDE
from ercheng_station.db.shelf import read_shelf, write_shelf
from ercheng_station.db.turning import turn_files, turn_store
from ercheng_station.db.vault import NAMES, Keys, parse_keys, write_keys
from ercheng_station.errors import UserError

_logger = logging.getLogger(__name__)


@dataclass
class Left:
    """What keeps other keys: backups by name, and the folders beside whose backups attachments do."""

    backups: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)

    def words(self) -> list[str]:
        return [*self.backups, *(f"{folder} 里的附件" for folder in self.folders)]


def close_copies(folder: Path, keys: Keys, chain: Sequence[bytes], *, files_left: bool = False) -> Left:
    """Gives them the keys of now; what could not be given them. A drive that is away is not asked.

    `chain`: the key of now, which the new keys have just opened, and the former ones; what lies under these is turned.
    `files_left`: some attachments could not be turned the last time.
    """
    home, left = folder / "backups", Left()
    second = read_shelf(home).elsewhere
    _close_backups(home, keys, chain, left, files_left=files_left)
    if second and Path(second.folder).is_dir():
        _close_backups(Path(second.folder), keys, chain, left, files_left=files_left)
    for aside in folder.glob(f"{ASIDE}*"):
        _close_aside(aside, keys, chain)
    for spoilt in folder.glob(f"{NAMES[0].partition('.')[0]}*.损坏-*"):
        if any(key.hex().encode() in spoilt.read_bytes() for key in chain):
            spoilt.unlink()
    return left


def _close_backups(place: Path, keys: Keys, chain: Sequence[bytes], left: Left, *, files_left: bool) -> None:
    """Attachments first: while one of the backups lies under a former key, those beside it may too."""
    waiting = []
    for path in sorted(place.glob(f"*{SUFFIX}")):
        try:
            is_former = key_of_database(path, chain) in chain[1:]
            waiting += [(path, is_former)] if is_former or _tells(keys_in(path), chain) else []
        except UserError:
            left.backups.append(path.name)
    is_due = files_left or any(is_former for _, is_former in waiting)
    if is_due and not turn_files(Attachments(place, *chain)):
        left.folders.append(str(place))
    for path, _ in waiting:
        try:
            replace_keys(path, keys, chain)
        except (UserError, OSError) as error:
            _logger.warning("a backup keeps its keys: %s", type(error).__name__)
            left.backups.append(path.name)
    if waiting:
        write_shelf(place, read_backups(place))


def _close_aside(aside: Path, keys: Keys, chain: Sequence[bytes]) -> None:
    held = [parse_keys((aside / name).read_bytes()) for name in NAMES if (aside / name).exists()]
    ours = [one for one in held if one and one.database == keys.database]
    if any(one.former != keys.former or _tells(one, chain) for one in ours):
        write_keys(aside, keys)
    if ours:  # also if it was cut short between the two
        turn_store(aside, chain)


def _tells(keys: Keys, chain: Sequence[bytes]) -> bool:
    return not keys.protected and keys.key in chain
