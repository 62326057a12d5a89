"""The words in which a kind tells what can be done in each state of its chain."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record, Values


def makes_nothing(_store: Store, _row: Row) -> Values:
    return {}


@dataclass(frozen=True)
class Step:
    """One thing that can be done with a record. `to` is the state after it, "" where the state stays.

    `asks` are fields of the record, `wants` those of them without which the step makes no sense; what the record's own
    rules want in the state `to` is asked for besides. `on`, `told` and `by` are the record's fields for the day, the words
    and who did it; where the step is kept as a dated record (`code` in its Notes), they are taken from there.
    """

    to: str
    words: str
    asks: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    on: str = ""
    told: str = ""
    by: str = ""
    code: str = ""  # of the dated record that is made with it, "" = none
    content: str = ""  # what the words are called in this step, where not as their field
    must_tell: bool = False  # its words may not stay empty
    begins: tuple[
        str, ...
    ] = ()  # the states it is offered in; () = every one that the chain or its end allows
    again: str = ""  # its name where it leads back
    either: tuple[tuple[str, ...], ...] = ()  # of each group one must be filled: asked for where none is
    clears: tuple[str, ...] = ()  # what does not hold any more
    apart: str = ""  # the field with the person who should not be the one who does it
    makes: Callable[[Store, Row], Values] = (
        makes_nothing  # values that the step finds out from what was typed
    )
    hints: Callable[[Store, Row], Mapping[str, str]] = makes_nothing  # by field, what is told beneath it


@dataclass(frozen=True)
class Notes:
    """The dated records of the steps of a kind, which it owns, and their fields for step, day, words and person."""

    kind: type[Record]
    step: str = "step"
    on: str = "done_on"
    content: str = "content"
    by: str = "by"
