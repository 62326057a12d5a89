"""What records of records/protection are made out of."""

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.base import Values
from ercheng_station.records.clues import Clue
from ercheng_station.records.enterprise import Enterprise, Right
from ercheng_station.records.fields import Link
from ercheng_station.records.need import Need
from ercheng_station.records.protection import (
    EnterprisePlan,
    KeyEnterprise,
    LeadSurvey,
    RiskCheck,
    Slip,
    Watch,
)
from ercheng_station.records.visit import Visit
from ercheng_station.services.diagnosis import diagnosis
from ercheng_station.services.risk_checklist import topics_for
from ercheng_station.services.turn import Turn


def _check_of_visit(store: Store, row: Row) -> Values:
    values = row.values
    return {
        "enterprise": values["enterprise"],
        "checked_on": values["visited_on"],
        "checkers": values["visitors"],
        "receiver": values["receiver"],
        "receiver_post": values["receiver_post"],
        "topics": topics_for(store, values["enterprise"]),
    }


def _plan_of_visit(store: Store, row: Row) -> Values:
    enterprise = row.values["enterprise"]
    return {
        "enterprise": enterprise,
        "year": store.today.year,
        "diagnosis": diagnosis(store, enterprise),
    }


def _plan_of_firm(store: Store, row: Row) -> Values:
    link = Link(row.uid, row.label, Enterprise.__tablename__)
    return {"year": store.today.year, "diagnosis": diagnosis(store, link)}


def _check_of_firm(store: Store, row: Row) -> Values:
    return {"topics": topics_for(store, Link(row.uid, row.label, Enterprise.__tablename__))}


def _plan_of_check(store: Store, row: Row) -> Values:
    return {**_plan_of_visit(store, row), "level": row.values["level"]}


def _lead_of_visit(_store: Store, row: Row) -> Values:
    values = row.values
    return {
        "enterprise": values["enterprise"],
        "holder": values["enterprise"].title,
        "found_on": values["visited_on"],
        "source": "visit",
        "handler": values["visitors"],
        "product": values["problems"],
    }


def _slip_of_watch(store: Store, row: Row) -> Values:
    values = row.values
    right = store.row(Right, values["right"].uid).label if values["right"] else None
    return {
        "kind": "clue",
        "enterprise": values["enterprise"],
        "right": values["right"],
        "right_note": right,
        "content": values["detail"],
        "suspect": values["suspect"],
        "suspect_place": values["link"] or values["place"],
        "from_station": store.unit.name,
    }


def _need_of_slip(store: Store, row: Row) -> Values:
    values = row.values
    return {
        "enterprise": values["enterprise"],
        "source": "slip",
        "content": values["content"],
        "received_on": values["taken_on"] or store.today,
        "feedback_phone": values["contact_phone"],
    }


def _clue_of_slip(store: Store, row: Row) -> Values:
    """The matter only: who is to be asked back stands on the slip."""
    values = row.values
    return {
        "source": "holder",
        "received_on": values["taken_on"] or store.today,
        "holder": values["enterprise"],
        "right": values["right"],
        "right_note": values["right_note"],
        "suspect": values["suspect"],
        "suspect_address": values["suspect_place"],
        "facts": values["content"],
        "evidence": values["evidence"],
    }


TURNS = (
    Turn(Enterprise, RiskCheck, "enterprise", "新增风险排查", _check_of_firm),
    Turn(Enterprise, EnterprisePlan, "enterprise", "制定一企一策", _plan_of_firm),
    Turn(Enterprise, KeyEnterprise, "enterprise", "推荐进保护名录"),
    Turn(Visit, RiskCheck, "visit", "转为风险排查", _check_of_visit),
    Turn(Visit, EnterprisePlan, "visit", "制定一企一策", _plan_of_visit),
    Turn(Visit, LeadSurvey, "visit", "转为专利纠纷案源", _lead_of_visit),
    Turn(RiskCheck, EnterprisePlan, "risk_check", "制定一企一策", _plan_of_check),
    Turn(Watch, Slip, "watch", "填报送单", _slip_of_watch),
    Turn(Slip, Clue, "slip", "转为侵权线索", _clue_of_slip),
    Turn(Slip, Need, "slip", "转为企业诉求", _need_of_slip),
)
