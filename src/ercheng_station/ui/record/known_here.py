"""What a station of one firm never chooses each time: its own firm stands in every new record."""

from typing import TYPE_CHECKING

from ercheng_station.records.base import Values
from ercheng_station.services.own_firm import PROFILE, known_here

if TYPE_CHECKING:
    from ercheng_station.ui.record.form import RecordForm


def propose_known_here(editor: "RecordForm") -> None:
    """Nothing was typed yet, so nothing is kept as a draft either."""
    begun = editor.uid()

    def show(known: Values) -> None:
        if not known or editor.uid() != begun or not editor.is_new():
            return
        was_typed = editor.form.dirty()
        editor.propose(known)
        if not was_typed:
            editor.form.settle()
            editor.form.focus_first()

    if editor.desk.unit.profile == PROFILE:
        editor.desk.ask(lambda store: known_here(store, editor.kind), show, editor)
