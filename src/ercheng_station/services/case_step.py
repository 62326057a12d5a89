"""A step of a case: what it writes into which records, and what the case would still lack after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ercheng_station.records.base import Record
from ercheng_station.records.mediation import Agreement, Mediation, Party
from ercheng_station.records.whole import Whole


@dataclass(frozen=True)
class Piece:
    """What a step writes into one record: the case itself, a part that is there (`record`), or a new part.

    `only`: a field that must hold this value, and what is said at it if it does not. `takes`: a field of it that shows what another field of the step's form holds, so that it is not typed twice.
    """

    kind: type[Record]
    asks: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()  # of what is asked, without which the step makes no sense
    record: Any = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    only: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    takes: Mapping[str, str] = field(default_factory=dict)
    heading: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """What the names of its fields begin with in the step's form; "" for the case's own."""
        if self.kind is Mediation:
            return ""
        return f"{self.record.uid}." if self.record else f"{self.kind.__tablename__}."


@dataclass(frozen=True)
class Step:
    """One thing that can be done for a case, on `until` for the last time. `to` is the state after it, "" as before.

    `only_if` names fields of the form: the state moves only if all of them are filled.
    """

    code: str
    words: str
    to: str = ""
    pieces: tuple[Piece, ...] = ()
    rule: str = ""
    only_if: tuple[str, ...] = ()
    until: date | None = None


def lacks(step: Step, whole: Whole) -> list[str]:
    """What the case would still lack with everything filled in that the step asks for, in sentences."""
    return Mediation.lacking(_with(step, whole), step.to) if step.to else []


def living(whole: Whole, kind: type[Record]) -> tuple[Any, ...]:
    return whole.parts.get(kind.__tablename__, ())


class _Imagined:
    """A record as if some of its fields held something else."""

    kept = Mediation.kept

    def __init__(self, record: Any, values: Mapping[str, Any]) -> None:
        self._record, self._values = record, values

    def __getattr__(self, name: str) -> Any:
        return self._values[name] if name in self._values else getattr(self._record, name, None)


def _with(step: Step, whole: Whole) -> Whole:
    """The case as if all that the step asks for were there."""
    case: dict[str, Any] = {}
    parts = {name: list(found) for name, found in whole.parts.items()}
    for piece in step.pieces:
        filled = {
            **dict.fromkeys((*piece.asks, *piece.takes), True),
            **piece.fixed,
            **_BEST.get(piece.kind, {}),
        }
        if piece.kind is Mediation:
            case |= filled
        else:
            mine = parts[piece.kind.__tablename__]
            made = _Imagined(piece.record, filled)
            parts[piece.kind.__tablename__] = [*(one for one in mine if one is not piece.record), made]
    return Whole(
        _Imagined(whole.record, case), {name: tuple(one) for name, one in parts.items()}, whole.about
    )


_BEST: dict[type[Record], dict[str, Any]] = {
    Party: {"consent": "agreed"},
    Agreement: {"agreed_on": date.max, "effective_on": True},
}
"""What the answers come to where everything goes well."""
