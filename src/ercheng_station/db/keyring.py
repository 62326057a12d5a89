"""`keys.json` of one open store: each change is written so that, cut short anywhere, the old or the new opens."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ercheng_station.db import passwords, recovery_code, slots, throttle
from ercheng_station.db.attachments import Attachments
from ercheng_station.db.closing import close_copies
from ercheng_station.db.door import Admitted, Login, cost_in_use, save, verify
from ercheng_station.db.former import former_of, is_left, sealed_former
from ercheng_station.db.slots import Cost
from ercheng_station.db.turning import turn_files
from ercheng_station.db.users import User, sealed, unsealed
from ercheng_station.db.vault import KEY_BYTES, PASSWORD, RECOVERY, Slot, open_slot, read_keys
from ercheng_station.errors import Fault, UserError
from ercheng_station.progress import Report, silent

Ready = Callable[[bytes, bytes], object]
"""Is given the old key and the new one before the new one holds; may raise, and then nothing has changed."""


@dataclass(frozen=True)
class Made:
    """A slot and what opens it."""

    slot: Slot
    kek: bytes = field(default=b"", repr=False)
    secret: bytes = field(default=b"", repr=False)


class Keyring:
    """Not for two threads at once."""

    def __init__(self, folder: Path, admitted: Admitted) -> None:
        self._folder, self._key = folder, admitted.key
        self.keys = admitted.keys
        self.users = unsealed(self.keys, self._key) if self.keys.protected else []

    def verify(self, name: str, password: str) -> Admitted:
        """UserError login-refused or login-wait."""
        try:
            known = verify(self._folder, self.keys, Login(name, password))
        finally:
            self.keys = read_keys(self._folder)
        return known

    def made_for(self, user: User, password: str, cost: Cost | None = None) -> tuple[User, Made]:
        """The user with that password, and the slot for it; UserError password-refused for one of the last."""
        cost = cost or cost_in_use(self.keys) or slots.fitting_cost()
        kek = slots.stretch(cost, user.name, password)
        mark = hashlib.sha256(b"past" + kek).hexdigest()  # knows a password again and opens nothing
        if mark in user.past:
            raise UserError("password-refused", why=f"最近 {passwords.KEPT} 次用过这个口令")
        slot = slots.password_slot(self.keys.database, user.uid, cost, kek, self._key)
        return replace(user, past=(*user.past, mark)[-passwords.KEPT :]), Made(slot, kek=kek)

    def made_for_recovery(self, code: str) -> Made:
        """UserError recovery-refused says which group is wrong."""
        secret = _read(code)
        return Made(slots.recovery_slot(self.keys.database, secret, self._key), secret=secret)

    def replace(self, added: Sequence[Made], dropped: Iterable[Slot], users: Iterable[User]) -> None:
        """The old slots go once the new ones have opened what lies on the disk."""
        users, gone = list(users), {slot["id"] for slot in dropped}
        self.write((*self.keys.slots, *(one.slot for one in added)), users)
        for one in added:
            self._prove(one)
        self.write((slot for slot in self.keys.slots if slot["id"] not in gone), users)

    def write(self, held: Iterable[Slot], users: Iterable[User]) -> None:
        users = list(users)
        self._save(slots=tuple(held), people=sealed(self.keys, self._key, users))
        self.users = users

    def open_to_all(self) -> None:
        """An open slot alone, after it was read back."""
        opening = open_slot(self._key)
        self._save(slots=(opening, *self.keys.slots))
        if read_keys(self._folder).key != self._key:
            raise UserError("key-damaged", path=str(self._folder), name="keys.json")
        self._save(slots=(opening,), people="", attempts={})
        self.users = []

    def rekey(self, user: User, password: str, code: str, ready: Ready) -> None:
        """A new key, wrapped for this user and the recovery code alone: nobody else's password is known here.

        What lies under the old one is read by `former` until it is turned. In one writing the old keys or the new.
        """
        kek, secret = self.verify(user.name, password).kek, _read(code)
        if not any(self._opens(slot, secret) for slot in self.keys.of(RECOVERY)):
            raise UserError("recovery-refused", why="它不是这份数据现在的恢复码")
        cost, old, before = cost_in_use(self.keys), self._key, self.keys
        assert cost is not None
        key, database = os.urandom(KEY_BYTES), self.keys.database
        own = Made(slots.password_slot(database, user.uid, cost, kek, key), kek=kek)
        recovery = Made(slots.recovery_slot(database, secret, key), secret=secret)
        users = [one if one.uid == user.uid else replace(one, disabled=True) for one in self.users]
        former = sealed_former(self.keys, key, (old, *former_of(self.keys, old)), left=True)
        ready(old, key)
        self._key = key
        try:
            self._save(slots=(own.slot, recovery.slot), people=sealed(self.keys, key, users), former=former)
            self._prove(own)
            self._prove(recovery)
        except UserError:
            self._key = old
            self._save(slots=before.slots, people=before.people, former=before.former)
            raise
        self.users = users

    def close_copies(self, report: Report = silent) -> list[str]:
        """The names of what keeps other keys, after all that could be closed and turned was."""
        former = former_of(self.keys, self._key)
        chain, was_left = (self._key, *former), is_left(self.keys, self._key)
        is_turned = not was_left or turn_files(Attachments(self._folder, *chain), report)
        left = close_copies(self._folder, self.keys, chain, files_left=was_left)
        left.folders += [] if is_turned else [str(self._folder)]
        if was_left != bool(left.folders):
            self._save(former=sealed_former(self.keys, self._key, former, left=bool(left.folders)))
        return left.words()

    def own_slots(self, user: User) -> list[Slot]:
        return [slot for slot in self.keys.of(PASSWORD) if slot["user"] == str(user.uid)]

    def drop_older(self, user: User, kek: bytes) -> None:
        """What a change of password that was cut short has left: the new one has just opened."""
        *older, latest = self.own_slots(user)
        if older and slots.unwrap(self.keys.database, latest, kek):
            gone = {slot["id"] for slot in older}
            self._save(slots=tuple(slot for slot in self.keys.slots if slot["id"] not in gone))

    def untold_failures(self) -> list[tuple[int, list[str]]]:
        """How many wrong passwords nobody was told of yet, and whose they may have been."""
        cost = cost_in_use(self.keys)
        if cost is None:
            return []
        names = {one.name: throttle.bucket_of(cost.salt, one.name) for one in self.users}
        found = throttle.untold(self.keys.attempts)
        return [
            (count, [name for name, at in names.items() if at == bucket]) for bucket, count in found.items()
        ]

    def tell_failures(self, came_in: User | None) -> None:
        """They are told of now; whoever has come in starts anew."""
        attempts = throttle.all_told(self.keys.attempts)
        cost = cost_in_use(self.keys)
        if came_in and cost:
            attempts = throttle.cleared(attempts, throttle.bucket_of(cost.salt, came_in.name))
        if attempts != self.keys.attempts:
            self._save(attempts=attempts)

    def clear_waits(self) -> None:
        self._save(attempts={})

    def _save(self, **changes: Any) -> None:
        keys = self.keys.changed(**changes)
        save(self._folder, keys)
        self.keys = keys

    def _opens(self, slot: Slot, secret: bytes) -> bool:
        return slots.unwrap_recovery(self.keys.database, slot, secret) == self._key

    def _prove(self, made: Made) -> None:
        lying = read_keys(self._folder)
        there: Mapping[str, Any] = next((one for one in lying.slots if one["id"] == made.slot["id"]), {})
        if there.get("kind") == RECOVERY:
            opened = slots.unwrap_recovery(lying.database, there, made.secret)
        else:
            opened = slots.unwrap(lying.database, there, made.kek)
        if opened != self._key:
            raise UserError("key-damaged", path=str(self._folder), name="keys.json")


def _read(code: str) -> bytes:
    try:
        return recovery_code.read(code)
    except Fault as fault:
        raise UserError("recovery-refused", why=fault.why) from fault
