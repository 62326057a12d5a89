"""The keys that a store's data was under before, sealed with the one of now: whatever still lies under them can be read."""

from collections.abc import Sequence

from ercheng_station.db import slots
from ercheng_station.db.vault import Keys
from ercheng_station.errors import UserError

_PURPOSE = "former"


def former_of(keys: Keys, key: bytes) -> tuple[bytes, ...]:
    """The latest first."""
    return _told(keys, key)[0]


def is_left(keys: Keys, key: bytes) -> bool:
    """Whether attachments of the folder itself may still lie under a former key."""
    return _told(keys, key)[1]


def sealed_former(keys: Keys, key: bytes, former: Sequence[bytes], *, left: bool) -> str:
    plain = {"keys": [one.hex() for one in former], "left": left}
    return slots.seal(key, keys.database, _PURPOSE, plain)


def _told(keys: Keys, key: bytes) -> tuple[tuple[bytes, ...], bool]:
    if not keys.former:
        return (), False
    try:
        plain = slots.unseal(key, keys.database, _PURPOSE, keys.former)
        return tuple(bytes.fromhex(one) for one in plain["keys"]), bool(plain["left"])
    except (ValueError, KeyError, TypeError) as error:
        raise UserError("key-damaged", path="", name="keys.json") from error
