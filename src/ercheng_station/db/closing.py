"""Once a folder is protected, what was laid aside before must not tell its key: backups, replaced data, spoilt copies."""

import logging
from pathlib import Path

from ercheng_station.db.backup import SUFFIX, keys_in, read_backups, replace_keys
from ercheng_station.db.restore import ASIDE
from ercheng_station.db.shelf import read_shelf, write_shelf
from ercheng_station.db.vault import NAMES, Keys, parse_keys, write_keys
from ercheng_station.errors import UserError

_logger = logging.getLogger(__name__)


def close_copies(folder: Path, keys: Keys, key: bytes) -> list[str]:
    """Gives them the keys of now; the names of backups that tell the old ones still. A drive that is away is not asked.

    Whatever is done, nobody needs an old key for it: `key` has just been opened by the new ones.
    """
    home = folder / "backups"
    second = read_shelf(home).elsewhere
    left = _close_backups(home, keys, key)
    if second and Path(second.folder).is_dir():
        left += _close_backups(Path(second.folder), keys, key)
    for aside in folder.glob(f"{ASIDE}*"):
        _close_aside(aside, keys, key)
    for spoilt in folder.glob(f"{NAMES[0].partition('.')[0]}*.损坏-*"):
        if key.hex().encode() in spoilt.read_bytes():
            spoilt.unlink()
    return left


def _close_backups(place: Path, keys: Keys, key: bytes) -> list[str]:
    left = []
    changed = False
    for path in sorted(place.glob(f"*{SUFFIX}")):
        try:
            if _tells(keys_in(path), key):
                replace_keys(path, keys)
                changed = True
        except (UserError, OSError) as error:
            _logger.warning("a backup keeps its keys: %s", type(error).__name__)
            left.append(path.name)
    if changed:
        write_shelf(place, read_backups(place))
    return left


def _close_aside(aside: Path, keys: Keys, key: bytes) -> None:
    held = [parse_keys((aside / name).read_bytes()) for name in NAMES if (aside / name).exists()]
    if any(one is not None and _tells(one, key) for one in held):
        write_keys(aside, keys)


def _tells(keys: Keys, key: bytes) -> bool:
    return not keys.protected and keys.key == key
