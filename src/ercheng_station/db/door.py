"""Who comes in: a name with a password, or the recovery code, against the slots of `keys.json`."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from ercheng_station.db import recovery_code, slots, throttle
from ercheng_station.db.former import former_of
from ercheng_station.db.slots import Cost
from ercheng_station.db.users import User, tidy_name, unsealed
from ercheng_station.db.vault import PASSWORD, RECOVERY, Keys, mend_keys, read_keys, weak_copies, write_keys
from ercheng_station.errors import Fault, UserError

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Login:
    name: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Recovery:
    """Opens to nobody: the one thing to do then is `Accounts.recover`."""

    code: str = field(repr=False)


Entry = Login | Recovery


@dataclass(frozen=True)
class Admitted:
    """`kek`: what the password was stretched to; b"" without one."""

    key: bytes = field(repr=False)
    keys: Keys = field(repr=False)
    user: User | None = None
    kek: bytes = field(default=b"", repr=False)
    recovering: bool = False

    @property
    def chain(self) -> tuple[bytes, ...]:
        """The key, and those that the data was under before."""
        return self.key, *former_of(self.keys, self.key)


def is_protected(folder: Path) -> bool:
    """Whether opening asks who comes. UserError key-missing or key-damaged; reads a small file and nothing more."""
    return read_keys(folder).protected


def admit(folder: Path, entry: Entry | None) -> Admitted:
    """For whoever holds the folder's lock. UserError login-needed, login-refused, login-wait or recovery-refused."""
    keys = read_keys(folder)
    if keys.former:  # of a writing that was cut short: no data goes under a key that one copy alone tells
        with suppress(UserError):
            mend_keys(folder)
    if not keys.protected:
        return Admitted(keys.key, keys)
    if entry is None:
        raise UserError("login-needed")
    if isinstance(entry, Recovery):
        return Admitted(_recovered(keys, entry.code), keys, recovering=True)
    return verify(folder, keys, entry)


def key_of_backup(keys: Keys, entry: Entry) -> bytes:
    """Of keys that lie in a backup, where no failure can be counted; UserError login-refused or recovery-refused."""
    if isinstance(entry, Recovery):
        return _recovered(keys, entry.code)
    for cost in _costs(keys):
        found = _opened(keys, cost, slots.stretch(cost, tidy_name(entry.name), entry.password))
        if found:
            return found[0]
    raise UserError("login-refused")


def verify(folder: Path, keys: Keys, login: Login) -> Admitted:
    """Counts a failure before it tells of it; a name that nobody has fails as a wrong password does, in the same time."""
    costs = list(_costs(keys))
    if not costs:
        raise UserError("key-damaged", path=str(folder), name="keys.json")
    name = tidy_name(login.name)
    bucket, up = throttle.bucket_of(costs[0].salt, name), throttle.uptime()
    keys = _refuse_early(folder, keys, bucket, up)
    for cost in costs:
        kek = slots.stretch(cost, name, login.password)
        found = _opened(keys, cost, kek)
        if found:
            user = {one.uid: one for one in unsealed(keys, found[0])}.get(found[1])
            if user and not user.disabled:
                return Admitted(found[0], keys, user, kek)
    keys = keys.changed(attempts=throttle.failed(keys.attempts, bucket, up))
    with suppress(UserError):  # without room it cannot be counted; the answer is the same
        save(folder, keys)
    raise UserError("login-refused")


def save(folder: Path, keys: Keys) -> None:
    """Both copies; one that is missing, damaged or older is mended first, so that there is never less than one."""
    if weak_copies(folder):
        mend_keys(folder)
    write_keys(folder, keys)


def cost_in_use(keys: Keys) -> Cost | None:
    """What new slots take over, so that opening stays one derivation."""
    return next(_costs(keys), None)


def _refuse_early(folder: Path, keys: Keys, bucket: str, up: float) -> Keys:
    left = throttle.wait(keys.attempts, bucket, up)
    if throttle.restarted(keys.attempts, bucket, up):
        keys = keys.changed(attempts=throttle.again(keys.attempts, bucket, up))
        save(folder, keys)
    if left:
        _logger.warning("a login was refused while waiting")
        raise UserError("login-wait", minutes=-(-left // 60))
    return keys


def _opened(keys: Keys, cost: Cost, kek: bytes) -> tuple[bytes, UUID] | None:
    """Every slot is tried, whichever fits."""
    found = None
    for slot in keys.of(PASSWORD):
        if slots.cost_of(slot) == cost and (key := slots.unwrap(keys.database, slot, kek)):
            found = key, UUID(slot["user"])
    return found


def _recovered(keys: Keys, code: str) -> bytes:
    try:
        secret = recovery_code.read(code)
    except Fault as fault:
        raise UserError("recovery-refused", why=fault.why) from fault
    for slot in keys.of(RECOVERY):
        if key := slots.unwrap_recovery(keys.database, slot, secret):
            return key
    raise UserError("recovery-refused", why="它不是这份数据现在的恢复码")


def _costs(keys: Keys) -> Iterator[Cost]:
    """Each once."""
    yield from dict.fromkeys(cost for slot in keys.of(PASSWORD) if (cost := slots.cost_of(slot)))
