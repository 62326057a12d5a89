"""Who may do what: the table of rights by role, `resources/permissions.csv`. What it does not name nobody may do."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ercheng_station.paths import resources

CLERK, HEAD, ADMIN, AUDITOR = "clerk", "head", "admin", "auditor"
ROLES: Mapping[str, str] = {CLERK: "站员", HEAD: "站长", ADMIN: "管理员", AUDITOR: "审计员"}
_GRANTED = "√"


@dataclass(frozen=True)
class Right:
    """`commands`: what on the command line asks for it."""

    name: str
    title: str
    roles: frozenset[str]
    commands: frozenset[str]
    note: str


@cache
def rights() -> Mapping[str, Right]:
    """In the order of the table."""
    with (resources() / "permissions.csv").open(encoding="utf-8", newline="") as table:
        return {row["right"]: _right(row) for row in csv.DictReader(table)}


def allowed(roles: Iterable[str], right: str) -> bool:
    """Whether any of the roles has the right; nobody has one that the table does not name."""
    known = rights().get(right)
    return known is not None and not known.roles.isdisjoint(roles)


def right_of_command(command: str) -> str:
    """ "" for a command that the table does not name, which nobody may use."""
    return next((name for name, right in rights().items() if command in right.commands), "")


def title_of(right: str) -> str:
    known = rights().get(right)
    return known.title if known else right


def words_of(roles: Iterable[str]) -> str:
    """站长、管理员"""
    held = set(roles)
    return "、".join(word for role, word in ROLES.items() if role in held)


def _right(row: Mapping[str, str]) -> Right:
    roles = frozenset(role for role in ROLES if row[role] == _GRANTED)
    return Right(row["right"], row["title"], roles, frozenset(row["commands"].split()), row["note"])
