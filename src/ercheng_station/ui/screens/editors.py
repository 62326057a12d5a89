"""Which kinds have a hand-made editor; every other kind has the generated one."""

from PySide6.QtWidgets import QWidget

from ercheng_station.records.base import Record
from ercheng_station.records.visit import Visit
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.screens.visit_form import VisitForm

_HAND_MADE: dict[type[Record], type[VisitForm]] = {Visit: VisitForm}


def editor_for(
    kind: type[Record], desk: Desk, parent: QWidget | None = None, *, slowly: bool = False
) -> RecordForm:
    """`slowly`: whoever asks for it runs its `build` to the end."""
    make = _HAND_MADE.get(kind)
    if make:
        return make(desk, parent, slowly=slowly)
    return RecordForm(kind, desk, parent=parent, slowly=slowly)
