"""Which kinds have hand-made parts above the fields of their records."""

from collections.abc import Callable

from ercheng_station.records.base import Record
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.ui.context import Desk
from ercheng_station.ui.printing.signing import SignLine
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.screens.case_link import CaseLink
from ercheng_station.ui.screens.enterprise_links import EnterpriseLinks
from ercheng_station.ui.screens.need_steps import NeedSteps

_HAND_MADE: dict[type[Record], tuple[Callable[[Desk], RecordPart], ...]] = {
    Enterprise: (EnterpriseLinks,),
    Mediation: (CaseLink,),
    Need: (NeedSteps,),
    Visit: (SignLine,),
}


def parts_for(kind: type[Record], desk: Desk) -> list[RecordPart]:
    return [make(desk) for make in _HAND_MADE.get(kind, ())]
