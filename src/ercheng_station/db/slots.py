"""The database's key wrapped for one person by a password, or for whoever holds the recovery code.

Names are nowhere in a slot: name and password together are stretched, so that a name nobody has takes the same time
and gets the same answer as a wrong password. All slots share one salt and one cost: opening takes one derivation.
"""

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from ercheng_station.db.vault import PASSWORD, RECOVERY, Slot
from ercheng_station.late import Late

if TYPE_CHECKING:
    from cryptography import exceptions
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.ciphers import aead
    from cryptography.hazmat.primitives.kdf import argon2, hkdf
else:
    _PRIMITIVES = "cryptography.hazmat.primitives"
    exceptions, hashes = Late("cryptography.exceptions"), Late(f"{_PRIMITIVES}.hashes")
    aead = Late(f"{_PRIMITIVES}.ciphers.aead")
    argon2, hkdf = Late(f"{_PRIMITIVES}.kdf.argon2"), Late(f"{_PRIMITIVES}.kdf.hkdf")

LEAST_KIB, LEAST_PASSES = 64 << 10, 3
_MOST_KIB, _MOST_PASSES = 1 << 20, 100
"""A slot that asks for more was not written by this program."""
_SECONDS = 0.25
_NONCE, _SALT, _KEK = 12, 16, 32
_UNSEALED = ("nonce", "wrapped")
"""All else of a slot is covered by its seal, so that slots can neither be exchanged nor weakened."""


@dataclass(frozen=True)
class Cost:
    """The parameters of Argon2id: KiB of memory, passes over it, and the folder's salt."""

    kib: int
    passes: int
    salt: bytes


def fitting_cost() -> Cost:
    """What takes this computer a quarter of a second, and never less than the least."""
    cost = Cost(LEAST_KIB, LEAST_PASSES, os.urandom(_SALT))
    began = time.thread_time()  # of the processor, so that a busy minute makes no cheap slot
    stretch(cost, "", "")
    taken = max(time.thread_time() - began, 0.001)
    passes = -int(-LEAST_PASSES * _SECONDS // taken)
    return Cost(LEAST_KIB, min(max(passes, LEAST_PASSES), _MOST_PASSES), cost.salt)


def cost_of(slot: Slot) -> Cost | None:
    """None for a slot of another kind, or with parameters that nobody can have meant."""
    try:
        cost = Cost(int(slot["kib"]), int(slot["passes"]), bytes.fromhex(slot["salt"]))
    except (KeyError, ValueError, TypeError):
        return None
    sound = 0 < cost.kib <= _MOST_KIB and 0 < cost.passes <= _MOST_PASSES
    return cost if slot.get("kind") == PASSWORD and sound else None


def stretch(cost: Cost, name: str, password: str) -> bytes:
    """The key that wraps; the one slow step."""
    secret = json.dumps([name, password]).encode()
    derivation = argon2.Argon2id(
        salt=cost.salt, length=_KEK, iterations=cost.passes, lanes=1, memory_cost=cost.kib
    )
    return derivation.derive(secret)


def password_slot(database: UUID, user: UUID, cost: Cost, kek: bytes, key: bytes) -> Slot:
    described = {
        "id": str(uuid4()), "kind": PASSWORD, "user": str(user), "kdf": "argon2id",
        "kib": cost.kib, "passes": cost.passes, "salt": cost.salt.hex(),
    }  # fmt: skip
    return _wrapped(database, described, kek, key)


def recovery_slot(database: UUID, secret: bytes, key: bytes) -> Slot:
    """`secret` is random, so it needs no stretching."""
    described = {"id": str(uuid4()), "kind": RECOVERY, "kdf": "hkdf-sha256", "salt": os.urandom(_SALT).hex()}
    return _wrapped(database, described, _recovery_kek(described, secret), key)


def unwrap(database: UUID, slot: Slot, kek: bytes) -> bytes | None:
    """The database's key; None if this is not the key of the slot, or the slot is damaged."""
    try:
        cipher = aead.AESGCM(kek)
        return cipher.decrypt(
            bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"]), _sealed(database, slot)
        )
    except (exceptions.InvalidTag, KeyError, ValueError, TypeError):
        return None


def unwrap_recovery(database: UUID, slot: Slot, secret: bytes) -> bytes | None:
    try:
        return unwrap(database, slot, _recovery_kek(slot, secret))
    except (KeyError, ValueError, TypeError):
        return None


def seal(key: bytes, database: UUID, purpose: str, content: Any) -> str:
    """Content as JSON that only the holder of the database's key reads."""
    nonce = os.urandom(_NONCE)
    plain = json.dumps(content, ensure_ascii=False).encode()
    cipher = aead.AESGCM(_derived(key, purpose.encode(), b""))
    return (nonce + cipher.encrypt(nonce, plain, database.bytes)).hex()


def unseal(key: bytes, database: UUID, purpose: str, sealed: str) -> Any:
    """ValueError if it was changed."""
    held = bytes.fromhex(sealed)
    cipher = aead.AESGCM(_derived(key, purpose.encode(), b""))
    try:
        return json.loads(cipher.decrypt(held[:_NONCE], held[_NONCE:], database.bytes))
    except exceptions.InvalidTag as error:
        raise ValueError(purpose) from error


def _wrapped(database: UUID, described: Mapping[str, Any], kek: bytes, key: bytes) -> Slot:
    nonce = os.urandom(_NONCE)
    wrapped = aead.AESGCM(kek).encrypt(nonce, key, _sealed(database, described))
    return {**described, "nonce": nonce.hex(), "wrapped": wrapped.hex()}


def _sealed(database: UUID, slot: Slot) -> bytes:
    told = {name: value for name, value in slot.items() if name not in _UNSEALED}
    return json.dumps([str(database), told], sort_keys=True).encode()


def _recovery_kek(slot: Slot, secret: bytes) -> bytes:
    return _derived(secret, b"recovery", bytes.fromhex(slot["salt"]))


def _derived(secret: bytes, purpose: bytes, salt: bytes) -> bytes:
    derivation = hkdf.HKDF(algorithm=hashes.SHA256(), length=_KEK, salt=salt or None, info=purpose)
    return derivation.derive(secret)
