"""One user of a protected store, and how they all lie sealed in `keys.json`."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from ercheng_station.db import slots
from ercheng_station.db.rights import ADMIN, ROLES, words_of
from ercheng_station.db.vault import Keys
from ercheng_station.errors import UserError

LONGEST_NAME = 20
_PURPOSE = "people"


@dataclass(frozen=True)
class User:
    """`changed`: the day of the password; `temporary`: somebody else chose it; `past`: what the last ones are known by."""

    uid: UUID
    name: str
    roles: tuple[str, ...]
    changed: date
    disabled: bool = False
    temporary: bool = False
    past: tuple[str, ...] = ()

    @property
    def role_words(self) -> str:
        return words_of(self.roles)

    def with_roles(self, roles: Iterable[str]) -> "User":
        return replace(self, roles=known_roles(roles))


def tidy_name(name: str) -> str:
    """As it is compared: full width and blanks are no difference."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def new_name(name: str, users: Iterable[User]) -> str:
    """The name a new user may have; UserError user-name or user-taken."""
    tidied = tidy_name(name)
    if not 0 < len(tidied) <= LONGEST_NAME or not tidied.isprintable():
        raise UserError("user-name", longest=LONGEST_NAME)
    if any(one.name == tidied for one in users):
        raise UserError("user-taken", name=tidied)
    return tidied


def known_roles(roles: Iterable[str]) -> tuple[str, ...]:
    """By identifier or Chinese word, in the order of the table; UserError role-unknown."""
    asked = [role.strip() for role in roles]
    by_word = {word: role for role, word in ROLES.items()}
    unknown = [role for role in asked if role not in ROLES and role not in by_word]
    if unknown or not asked:
        raise UserError("role-unknown", role="、".join(unknown), known="、".join(ROLES.values()))
    return tuple(role for role in ROLES if role in {by_word.get(one, one) for one in asked})


def administrators(users: Iterable[User]) -> list[User]:
    """Those who can manage users now."""
    return [one for one in users if ADMIN in one.roles and not one.disabled]


def sealed(keys: Keys, key: bytes, users: Iterable[User]) -> str:
    return slots.seal(key, keys.database, _PURPOSE, [_plain(one) for one in users])


def unsealed(keys: Keys, key: bytes) -> list[User]:
    """UserError key-damaged for a list that was changed from outside."""
    try:
        return [_user(one) for one in slots.unseal(key, keys.database, _PURPOSE, keys.people)]
    except (ValueError, KeyError, TypeError) as error:
        raise UserError("key-damaged", path="", name="keys.json") from error


def _plain(user: User) -> dict[str, Any]:
    return {
        "id": str(user.uid), "name": user.name, "roles": list(user.roles), "changed": user.changed.isoformat(),
        "disabled": user.disabled, "temporary": user.temporary, "past": list(user.past),
    }  # fmt: skip


def _user(plain: dict[str, Any]) -> User:
    return User(
        UUID(plain["id"]), plain["name"], tuple(plain["roles"]), date.fromisoformat(plain["changed"]),
        plain["disabled"], plain["temporary"], tuple(plain["past"]),
    )  # fmt: skip
