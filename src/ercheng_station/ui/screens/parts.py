"""What stands above the fields of a kind's records: hand-made parts, what falls due, the steps of its chain."""

from collections.abc import Callable

from ercheng_station.records.base import Record
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.protection import KeyEnterprise, RiskCheck
from ercheng_station.records.resources import Fund
from ercheng_station.records.station import Station
from ercheng_station.records.visit import Visit
from ercheng_station.services.clocks import runs_clocks
from ercheng_station.services.due import falls_due
from ercheng_station.services.turning import turns_of
from ercheng_station.ui.context import Desk
from ercheng_station.ui.printing.signing import SignLine
from ercheng_station.ui.record.clock_panel import ClockPanel
from ercheng_station.ui.record.due_line import DueLine
from ercheng_station.ui.record.part import RecordPart
from ercheng_station.ui.record.steps import StepsPart
from ercheng_station.ui.record.turns import TurnLine
from ercheng_station.ui.screens.case_link import CaseLink
from ercheng_station.ui.screens.enterprise_links import EnterpriseLinks
from ercheng_station.ui.screens.fund_line import FundLine
from ercheng_station.ui.screens.key_line import KeyLine
from ercheng_station.ui.screens.monthly_line import MonthlyLine
from ercheng_station.ui.screens.risk_items import RiskItems
from ercheng_station.ui.shell_titles import OWN_PAGES

_HAND_MADE: dict[type[Record], tuple[Callable[[Desk], RecordPart], ...]] = {
    Enterprise: (EnterpriseLinks,),
    Fund: (FundLine,),
    KeyEnterprise: (KeyLine,),
    Mediation: (CaseLink,),
    Station: (MonthlyLine,),
    Visit: (SignLine,),
}
_BELOW: dict[type[Record], tuple[Callable[[Desk], RecordPart], ...]] = {RiskCheck: (RiskItems,)}
"""Under the steps, since they are long."""


def parts_for(kind: type[Record], desk: Desk) -> list[RecordPart]:
    """A kind with a page of its own has its steps there."""
    parts = [make(desk) for make in _HAND_MADE.get(kind, ())]
    if kind.__tablename__ in OWN_PAGES:
        return parts
    due: list[RecordPart] = []
    if falls_due(kind):
        due = [ClockPanel(desk) if runs_clocks(kind) else DueLine(desk)]
    steps: list[RecordPart] = [StepsPart(kind, desk)] if kind.chain else []
    turns: list[RecordPart] = [TurnLine(kind, desk)] if turns_of(kind, desk.kinds) and not kind.chain else []
    below = [make(desk) for make in _BELOW.get(kind, ())]
    return [*parts, *due, *steps, *turns, *below]
