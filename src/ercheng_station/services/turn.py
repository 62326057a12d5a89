"""The words in which a kind tells what can be made out of its records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record, Values

Given = Callable[[Store, Row], Values]
Part = tuple[type[Record], Values]
"""A kind that the new record owns, and what one of it begins with."""


def nothing(_store: Store, _row: Row) -> Values:
    return {}


def no_parts(_store: Store, _row: Row) -> Sequence[Part]:
    return ()


@dataclass(frozen=True)
class Turn:
    """A record of `target` can be made out of one of `source`, and points back to it by its field `ref`.

    `given` is what is carried over, by the target's fields; `parts` are begun with it.
    """

    source: type[Record]
    target: type[Record]
    ref: str
    words: str
    given: Given = nothing
    parts: Callable[[Store, Row], Sequence[Part]] = no_parts


def carry(fixed: Mapping[str, object] | None = None, /, **names: str) -> Given:
    """Fields of the target, each from a field of the source; `fixed` are values of the target as they are."""

    def given(_store: Store, row: Row) -> Values:
        return {**(fixed or {}), **{to: row.values[name] for to, name in names.items()}}

    return given
