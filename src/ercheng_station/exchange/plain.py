"""Records as JSON, and JSON as raw values: what the command line and files for machines have in common."""

import unicodedata
from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from typing import Any

from ercheng_station.db.rows import Row
from ercheng_station.records.base import Record
from ercheng_station.records.catalogue import Catalogue
from ercheng_station.records.dates import BEIJING
from ercheng_station.records.fields import Choice, Choices, Context, Field, Ref

Kind = type[Record]

HEAD = (
    "id", "number", "title", "revision", "station", "created_at", "changed_at", "removed_at", "removed_why",
)  # fmt: skip
"""What every record has besides its fields; no field may be named so."""
TITLES = "titles"
"""Where the titles of the records pointed to stand, by field."""


def record_plain(kind: Kind, row: Row, context: Context, *, masked: bool = True) -> dict[str, Any]:
    """Head, every field, and the titles of the records it points to; of what is confided to somebody the head alone."""
    values = {
        name: described.masked(row.values[name], context) or None
        if masked and described.private
        else described.plain(row.values[name], context)
        for name, described in kind.kept.items()
        if not kind.confided_to
    }
    return {
        "id": str(row.uid),
        "number": row.number,
        "title": row.label,
        "revision": str(row.revision),
        "station": str(row.origin),
        "created_at": moment_plain(row.created_at),
        "changed_at": moment_plain(row.changed_at),
        "removed_at": moment_plain(row.removed_at),
        "removed_why": row.removed_why,
        **values,
        TITLES: {
            name: row.values[name].title
            for name, described in kind.kept.items()
            if isinstance(described, Ref) and row.values[name] and not kind.confided_to
        },
    }


def kind_plain(kind: Kind, catalogue: Catalogue, context: Context) -> dict[str, Any]:
    """A kind as declared."""
    return {
        "kind": kind.__tablename__,
        "title": kind.title,
        "fields": [field_plain(described, context) for described in kind.kept.values()],
        "profiles": sorted(kind.profiles),
        "owner": kind.owner or None,
        "owns": [child.__tablename__ for child, _ in catalogue.owned_by(kind)],
        "natural_key": list(kind.natural_key),
        "dated_by": kind.dated_by or None,
        "number": kind.pattern or None,
    }


def field_plain(described: Field, context: Context) -> dict[str, Any]:
    """`codes` are all of the list; those that may no longer be chosen stand in `retired` too."""
    coded = isinstance(described, Choice | Choices)
    codes = context.codes(described.codes).codes if isinstance(described, Choice | Choices) else ()
    return {
        "name": described.name,
        "label": described.label,
        "type": described.type,
        "of": described.kind if isinstance(described, Ref) else None,
        "unit": described.unit,
        "required": described.required,
        "wanted": described.wanted,
        "listed": described.listed,
        "derived": described.derived,
        "private": described.private,
        "section": described.section,
        "help": described.help,
        "default": described.default,
        "codes": {one.code: one.label for one in codes} if coded else None,
        "retired": [one.code for one in codes if not one.active(context.today)] if coded else [],
    }


def moment_plain(at: datetime | None) -> str | None:
    """Beijing time with its offset, to the second."""
    return at.astimezone(BEIJING).isoformat(timespec="seconds") if at else None


@cache
def names_in(kind: Kind) -> Mapping[str, str]:
    """Every way to name a field: name, label, label with unit, folded by `fold_key`."""
    return {
        fold_key(word): name
        for name, described in kind.kept.items()
        for word in (name, described.label, described.caption)
    }


def fold_key(word: str) -> str:
    """Width, case and spaces do not part two names."""
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())


def read_keys(kind: Kind, given: Mapping[str, object]) -> tuple[dict[str, object], dict[str, str]]:
    """field name → raw value, and key → fault for what names no field or names one again."""
    known = names_in(kind)
    raw: dict[str, object] = {}
    faults: dict[str, str] = {}
    for key, value in given.items():
        name = known.get(fold_key(key))
        if name is None:
            faults[key] = unknown_field(kind, key)
        elif name in raw:
            faults[key] = f"“{kind.kept[name].label}”写了两次"
        else:
            raw[name] = value
    return raw, faults


def unknown_field(kind: Kind, key: str) -> str:
    """Why a key is refused, with what it may have been."""
    labels = {
        fold_key(word): described.label
        for described in kind.kept.values()
        for word in (described.name, described.label)
    }
    near = dict.fromkeys(labels[word] for word in get_close_matches(fold_key(key), labels, n=3, cutoff=0.4))
    hint = f"，最接近的是：{'、'.join(near)}" if near else ""
    return f"{kind.title}里没有“{key[:30]}”这一栏{hint}"
