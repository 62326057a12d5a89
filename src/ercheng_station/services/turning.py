"""Making one record out of another: what is carried over, and the way back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Record, Values
from ercheng_station.records.fields import Link
from ercheng_station.services import (
    assistance_turns,
    clues_turns,
    mediation_turns,
    need_turns,
    outreach_turns,
    protection_turns,
    resources_turns,
    work_turns,
)
from ercheng_station.services.turn import Part, Turn

TURNS: tuple[Turn, ...] = (
    *need_turns.TURNS,
    *protection_turns.TURNS,
    *clues_turns.TURNS,
    *assistance_turns.TURNS,
    *mediation_turns.TURNS,
    *outreach_turns.TURNS,
    *resources_turns.TURNS,
    *work_turns.TURNS,
)


@dataclass(frozen=True)
class Carried:
    """What a new record begins with, and what begins as a part of it."""

    values: Values = field(default_factory=dict)
    parts: Sequence[Part] = ()


def turns_of(source: type[Record], kept: Collection[type[Record]]) -> list[Turn]:
    """What can be made out of a record by a unit that keeps these registers."""
    return [turn for turn in TURNS if turn.source is source and turn.target in kept]


def turn_to(source: type[Record], target: type[Record]) -> Turn | None:
    return next((turn for turn in TURNS if turn.source is source and turn.target is target), None)


def carried(store: Store, turn: Turn, row: Row) -> Carried:
    back = Link(row.uid, row.label, turn.source.__tablename__)
    given = {name: value for name, value in turn.given(store, row).items() if value is not None}
    parts = [
        (kind, {name: value for name, value in values.items() if value is not None})
        for kind, values in turn.parts(store, row)
    ]
    return Carried({**given, turn.ref: back}, parts)
