"""Everything that was written in free words in a case, piece by piece."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ercheng_station.records.base import Record, typed
from ercheng_station.records.fields import Text
from ercheng_station.records.whole import Whole


class Passage(NamedTuple):
    """One text and where it stands."""

    record: Record
    field: str
    text: str


def passages(whole: Whole) -> Iterator[Passage]:
    """The texts of the case and of all its parts; identifiers and names of persons are none."""
    for record in (whole.record, *(part for parts in whole.parts.values() for part in parts)):
        kind: type[Record] = type(record)
        for name in text_fields(kind):
            if text := getattr(record, name):
                yield Passage(record, name, text)


@cache
def text_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(name for name, described in typed(kind).items() if type(described) is Text)
