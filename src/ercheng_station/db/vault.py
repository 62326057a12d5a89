"""The key of a data folder in `keys.json` and its copy: read either, never overwritten on failure.

{"format": 1, "sequence": n, "database": uuid, "slots": [{"id", "kind": "open", "key"}], "sha256": of the rest}
A protected folder has no open slot: one for each person and one for the recovery code carry the same key wrapped, with
their parameters (`slots.py`); `people` is the sealed list of users, `attempts` counts wrong passwords (`throttle.py`).
"""

import hashlib
import itertools
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from ercheng_station.errors import UserError
from ercheng_station.files import atomic_write

NAMES = ("keys.json", "keys.copy.json")
KEY_BYTES = 32

_OPEN_FORMAT, _PEOPLE_FORMAT, _FORMAT = 1, 2, 3
_OPEN = "open"
PASSWORD, RECOVERY = "password", "recovery"

Slot = Mapping[str, Any]


@dataclass(frozen=True)
class Keys:
    """The slots of one database; slots of kinds this program does not know are kept as they are."""

    database: UUID
    slots: tuple[Slot, ...]
    sequence: int = 1
    """Counts the writes: of two readable copies that differ, the higher one is the later."""
    people: str = ""
    attempts: Mapping[str, Any] = field(default_factory=dict)
    former: str = ""
    """See `former.py`; a program that does not know it must not write the file."""

    @property
    def key(self) -> bytes:
        """The database's own random key; UserError where every slot asks for a password."""
        for slot in self.of(_OPEN):
            return bytes.fromhex(slot["key"])
        if self.protected:
            raise UserError("login-needed")
        raise UserError("store-newer", path=NAMES[0], name=NAMES[0])

    @property
    def protected(self) -> bool:
        """Whether it takes a password. Of a protection that was cut short the open slot is still there, and holds."""
        return not self.of(_OPEN) and bool(self.of(PASSWORD) or self.of(RECOVERY))

    def of(self, kind: str) -> list[Slot]:
        return [slot for slot in self.slots if slot.get("kind") == kind]

    def changed(self, **changes: Any) -> "Keys":
        """With these changes, as the next writing of the file."""
        return replace(self, sequence=self.sequence + 1, **changes)

    def to_bytes(self) -> bytes:
        """The file's content."""
        more = {"people": self.people, "attempts": dict(self.attempts)} if self.people else {}
        more |= {"former": self.former} if self.former else {}
        content: dict[str, Any] = {
            "format": _FORMAT if self.former else _PEOPLE_FORMAT if more else _OPEN_FORMAT,
            "sequence": self.sequence,
            "database": str(self.database),
            "slots": [dict(slot) for slot in self.slots],
            **more,
        }
        content["sha256"] = _digest(content)
        return json.dumps(content, ensure_ascii=False, indent=1).encode()


def new_keys() -> Keys:
    """A random key in one open slot, for a database that is about to be made."""
    return Keys(uuid4(), (open_slot(os.urandom(KEY_BYTES)),))


def open_slot(key: bytes) -> Slot:
    return {"id": str(uuid4()), "kind": _OPEN, "key": key.hex()}


def write_keys(folder: Path, keys: Keys) -> None:
    """Both copies, each whole or untouched. A copy that cannot be read, or of another database, is never
    replaced: UserError key-damaged.
    """
    for name in NAMES:
        present = _parse(folder / name)
        if (folder / name).exists() and (present is None or present.database != keys.database):
            raise UserError("key-damaged", path=str(folder), name=name)
    for name in NAMES:
        _write(folder / name, keys)


def mend_keys(folder: Path) -> list[str]:
    """Writes the copies that are missing, damaged or older anew; a damaged one is kept beside, not replaced."""
    keys = read_keys(folder)
    weak = weak_copies(folder)
    for name in weak:
        path = folder / name
        if path.exists() and _parse(path) is None:
            path.rename(_free_name(path))
        _write(path, keys)
    return weak


def read_keys(folder: Path) -> Keys:
    """The later of the readable copies; UserError key-missing, or key-damaged where none can be read."""
    found = [keys for name in NAMES if (keys := _parse(folder / name)) is not None]
    if found:
        return max(found, key=lambda keys: keys.sequence)
    there = [name for name in NAMES if (folder / name).exists()]
    raise UserError(
        "key-damaged" if there else "key-missing", path=str(folder), name="、".join(there or NAMES)
    )


def weak_copies(folder: Path) -> list[str]:
    """The copies that are missing or damaged, or older than the other: for the health check."""
    copies = {name: _parse(folder / name) for name in NAMES}
    latest = max((keys.sequence for keys in copies.values() if keys), default=0)
    return [name for name, keys in copies.items() if keys is None or keys.sequence < latest]


def parse_keys(content: bytes) -> Keys | None:
    """None where the content is damaged; UserError store-newer for a later format."""
    try:
        written = json.loads(content)
        digest = written.pop("sha256")
        if digest != _digest(written):
            return None
        if written["format"] > _FORMAT:
            raise UserError("store-newer", path=NAMES[0], name=NAMES[0])
        return Keys(
            UUID(written["database"]),
            tuple(written["slots"]),
            written["sequence"],
            written.get("people", ""),
            written.get("attempts", {}),
            written.get("former", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _write(path: Path, keys: Keys) -> None:
    with atomic_write(path) as out:
        out.write(keys.to_bytes())
    path.chmod(0o600)


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.损坏-{number}") for number in itertools.count(1))
    return next(name for name in names if not name.exists())


def _parse(path: Path) -> Keys | None:
    try:
        return parse_keys(path.read_bytes())
    except OSError:
        return None


def _digest(content: Mapping[str, Any]) -> str:
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
