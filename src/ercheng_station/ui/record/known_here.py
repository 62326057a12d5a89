"""What a form leaves out and what stands in it already, by the kind of unit that types: a station of one firm never chooses it."""

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject

from ercheng_station.records.base import Record, Values
from ercheng_station.records.fields import Field, Link, Ref
from ercheng_station.records.station import Station
from ercheng_station.services.own_firm import PROFILE, known_here
from ercheng_station.ui.context import Desk
from ercheng_station.ui.form import Form
from ercheng_station.ui.preferences import operator

DONE_BY = {
    "assist_case": "handler",
    "assist_service": "by",
    "clue": "handler",
    "consultation": "answered_by",
    "cooperation": "handler",
    "enterprise_plan": "made_by",
    "errand": "by",
    "lead_survey": "handler",
    "member_service": "by",
    "reception": "by",
    "risk_check": "checkers",
    "transfer": "handler",
    "watch": "by",
}
"""The field that says who did it, where that is as a rule the one who writes it down."""


class Editor(Protocol):
    """What is asked of the editor of a record."""

    kind: type[Record]
    desk: Desk
    form: Form

    def uid(self) -> UUID: ...

    def is_new(self) -> bool: ...

    def propose(self, values: Mapping[str, Any], *, over: bool = False) -> None: ...


def kept_fields(fields: Mapping[str, Field], desk: Desk) -> dict[str, Field]:
    """Without those that point to a register which this kind of unit does not keep."""
    kept = {kind.__tablename__ for kind in desk.kinds}
    return {name: one for name, one in fields.items() if not isinstance(one, Ref) or one.kind in kept}


def at_this_station(fields: Mapping[str, Field], desk: Desk) -> Values:
    """What belongs to a station belongs to the own one; the bureau writes down those of many."""
    unit = desk.unit
    own = Link(unit.uid, unit.name, Station.__tablename__)
    wanted = [
        name for name, one in fields.items() if isinstance(one, Ref) and one.kind == own.kind and one.required
    ]
    return {} if unit.profile == "bureau" else dict.fromkeys(wanted, own)


def other_origins(fields: Mapping[str, Field]) -> list[str]:
    """Passed over where a record begins that came of one already: it seldom points to a second one too."""
    return [name for name, one in fields.items() if isinstance(one, Ref) and not one.required]


def propose_known_here(editor: Editor, owner: QObject) -> None:
    """Nothing was typed yet, so nothing is kept as a draft either. Whoever sits here did what is written down."""
    begun = editor.uid()
    _propose_operator(editor)

    def show(known: Values) -> None:
        if not known or editor.uid() != begun or not editor.is_new():
            return
        was_typed = editor.form.dirty()
        editor.propose(known)
        if not was_typed:
            editor.form.settle()
            editor.form.focus_first()

    if editor.desk.unit.profile == PROFILE:
        editor.desk.ask(lambda store: known_here(store, editor.kind), show, owner)


def _propose_operator(editor: Editor) -> None:
    name, was_typed = DONE_BY.get(editor.kind.__tablename__), editor.form.dirty()
    if name:
        editor.propose({name: operator(editor.desk.store)})
    if not was_typed:
        editor.form.settle()
