"""One search over every register of the unit, each find with the words that say why it was found."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from ercheng_station.db.listing import Query
from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record
from ercheng_station.records.fields import Ref, Text

_AROUND = 12


@dataclass(frozen=True)
class Find:
    """`why` names the field and the words around what was typed."""

    kind: str
    uid: UUID
    title: str
    why: str


def find_everywhere(store: Store, typed: str, limit: int | None = None) -> list[Find]:
    """Records whose title has the words come first, else in the order of the registers, newest first."""
    if not typed.strip():
        return []
    words = [word.casefold() for word in unicodedata.normalize("NFKC", typed).split()]
    found = [
        (_rank(row, words), Find(kind.__tablename__, row.uid, row.label, _why(kind, row, words)))
        for kind in store.kinds
        for row in store.rows(Query(kind, text=typed), limit)
    ]
    found.sort(key=lambda one: one[0])
    return [one for _, one in found][:limit]


def _rank(row: Row, words: list[str]) -> int:
    title = _folded(row.label)
    return 0 if all(word in title for word in words) else 1


def _why(kind: type[Record], row: Row, words: list[str]) -> str:
    for label, text in _texts(kind, row):
        place = min((at for word in words if (at := _folded(text).find(word)) >= 0), default=-1)
        if place >= 0:
            return f"{label}：{_around(text, place)}"
    return "拼音或首字母相同"


def _texts(kind: type[Record], row: Row) -> Iterator[tuple[str, str]]:
    yield "编号", row.number or ""
    for name, described in kind.kept.items():
        value = row.values[name]
        if isinstance(described, Text | Ref) and value is not None:
            yield described.label, described.masked(value)


def _folded(text: str) -> str:
    """Of the same length as the text, so that a place in one is a place in the other."""
    return "".join(
        folded if len(folded := unicodedata.normalize("NFKC", char).casefold()) == 1 else char
        for char in text
    )


def _around(text: str, place: int) -> str:
    begin, end = max(place - _AROUND, 0), place + 2 * _AROUND
    shown = " ".join(text[begin:end].split())
    return f"{'…' if begin else ''}{shown}{'…' if end < len(text) else ''}"
