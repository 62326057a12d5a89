"""Which kinds have a hand-made editor; every other kind has the generated one."""

from collections.abc import Callable

from ercheng_station.records.base import Record
from ercheng_station.records.visit import Visit
from ercheng_station.ui.context import Desk
from ercheng_station.ui.record.form import RecordForm
from ercheng_station.ui.screens.visit_form import VisitForm

_HAND_MADE: dict[type[Record], Callable[[Desk], RecordForm]] = {Visit: VisitForm}


def editor_for(kind: type[Record], desk: Desk) -> RecordForm:
    make = _HAND_MADE.get(kind)
    return make(desk) if make else RecordForm(kind, desk)
