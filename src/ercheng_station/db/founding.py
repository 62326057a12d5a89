"""Lays the foundation of a new store, so that a founding cut short leaves none, or all of it."""

import secrets
from pathlib import Path
from uuid import UUID

from ercheng_station.db.connection import connect, writing
from ercheng_station.db.door import Admitted, admit
from ercheng_station.db.upgrade import upgrade
from ercheng_station.db.vault import NAMES, new_keys, write_keys


def make_keys(folder: Path) -> Admitted:
    """New ones, or those of a folder whose founding was cut short: a key that is there is never overwritten."""
    if not any((folder / name).exists() for name in NAMES):
        write_keys(folder, new_keys())
    return admit(folder, None)


def lay_foundation(path: Path, key: bytes, unit: UUID, practice: bool) -> None:
    """An empty store under a name of its own, so that a founding cut short leaves no half-made one."""
    for rest in path.parent.glob(f"{path.name}*"):
        rest.unlink()
    connect(path, key, create=True).close()
    upgrade(path, key, lambda: None)
    connection = connect(path, key)
    meta = {"unit": unit.bytes, "chain_key": secrets.token_bytes(32), "practice": bytes([practice])}
    with writing(connection):
        connection.executemany("INSERT INTO meta VALUES (?,?)", meta.items())
    connection.close()
