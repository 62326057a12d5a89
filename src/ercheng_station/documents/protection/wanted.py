"""What the papers of plans, risk checks and slips must not lack."""

from ercheng_station.documents.mediation.wanted import lacking_in
from ercheng_station.records.protection import EnterprisePlan, PlanMeasure, RiskItem, Slip
from ercheng_station.records.whole import Whole

PLAN_BY_HAND = frozenset(EnterprisePlan.kept[name].label for name in ("diagnosis", "goals"))
SLIP_BY_HAND = frozenset({Slip.kept["to"].label})


def missing_on_plan(whole: Whole) -> list[str]:
    measures = [] if whole.all(PlanMeasure) else [PlanMeasure.title]
    return [*lacking_in(whole.record, "diagnosis", "goals"), *measures]


def missing_on_check(whole: Whole) -> list[str]:
    return [] if whole.all(RiskItem) else [RiskItem.title]


def missing_on_slip(whole: Whole) -> list[str]:
    return list(lacking_in(whole.about, "to"))
