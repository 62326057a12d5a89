"""What is done first in a folder that another version of the program has left: a verified copy of that very state.

However the program came here, by a setup or pushed by an administrator: no package has to know where data lies.
"""

import logging
from contextlib import closing
from pathlib import Path

import ercheng_station
from ercheng_station.db.backup import DATABASE, copy_before_upgrade, head_of, read_backups
from ercheng_station.db.connection import connect
from ercheng_station.db.upgrade import upgrade
from ercheng_station.db.witness import note_program, read_seen
from ercheng_station.errors import UserError

_log = logging.getLogger(__name__)


def bring_up(folder: Path, key: bytes) -> None:
    """The data in the form that this program knows; that another program came is left in `last.json` to be told.

    UserError where the form has to change and no copy can be made. Where only the program is another one, nobody is
    kept from the data by a full disk.
    """
    copies: list[str] = []
    upgrade(folder / DATABASE, key, lambda: copies.append(copy_before_upgrade(folder, key).path.name))
    seen = read_seen(folder)
    if seen and seen.program and seen.program != ercheng_station.__version__:
        note_program(folder, seen, copies[0] if copies else _kept(folder, key))


def _kept(folder: Path, key: bytes) -> str:
    """The backup that holds all that is saved, made now unless there is one; "" where none can be made."""
    newest = next((one for one in read_backups(folder / "backups") if not one.fault), None)
    try:
        with closing(connect(folder / DATABASE, key, readonly=True)) as connection:
            head = head_of(connection)
        if newest and newest.occasion.chain_head == head:
            return newest.path.name
        return copy_before_upgrade(folder, key).path.name
    except UserError as error:
        _log.warning("no copy before a newer program: %s", error)
        return ""
