"""Moves a store from its file to an empty database on a server, for a district that has outgrown one computer."""

from contextlib import closing

from ercheng_station.db.address import Address, write_address
from ercheng_station.db.attachments import Attachments
from ercheng_station.db.server.carrying import carry
from ercheng_station.db.server.connection import connect, place_of
from ercheng_station.db.server.upgrade import upgrade
from ercheng_station.db.store import FILE, Store
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent

MOVED = "搬到服务器之前的.db"
"""What the file is called then; it is kept."""


def move(store: Store, address: Address, report: Report = silent) -> None:
    """Of an open store, which is closed then; its folder opens the server from now on.

    UserError unit-exists if somebody has acted there, server-differs if what arrived is not what left.
    """
    upgrade(address.url)
    with closing(store.connect_reader()) as source, closing(connect(address.url)) as target:
        if target.execute("SELECT 1 FROM act LIMIT 1").fetchone():
            raise UserError("unit-exists", path=place_of(address.url), unit=place_of(address.url))
        carry(source, target, source, report)
    if address.attachments:
        shared = Attachments(address.attachments, store.key)
        for sha256 in store.attachments.stored():
            store.attachments.copy(sha256, shared)
    write_address(store.folder, address)
    store.close()
    (store.folder / FILE).rename(store.folder / MOVED)
