"""A new key for the data of a protected folder."""

from ercheng_station.db.address import is_on_server
from ercheng_station.db.door import Login
from ercheng_station.db.store import FILE, Store
from ercheng_station.db.turning import get_ready
from ercheng_station.errors import UserError
from ercheng_station.progress import Report, silent

LEFT_OPEN = "这些没有换上现在的口令和密钥，原来的还打得开它们："


def change_key(store: Store, password: str, code: str, report: Report = silent) -> Login:
    """The data is copied under a new key and compared; then that key holds, and the store is to be closed at once.

    `report` may stop it: then nothing has changed. The next opening puts the copy in place, or makes another one if
    something was written meanwhile; `turn_rest` does the remainder. Who comes in first is given back.
    """
    if is_on_server(store.folder):
        raise UserError("rekey-not-here")
    user = store.accounts.user
    path = store.folder / FILE
    store.accounts.rekey(password, code, lambda old, new: get_ready(path, old, new, report))
    assert user is not None
    return Login(user.name, password)


def turn_rest(store: Store, report: Report = silent) -> list[str]:
    """Attachments and backups; what is stopped or away meanwhile stays readable, and its turn comes later.

    What could not be turned.
    """
    return store.accounts.close_copies(report)
