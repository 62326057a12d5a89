"""What records of records/assistance are made out of."""

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.assistance import (
    AdministrativeMediation,
    AssistCase,
    CaseResult,
    Consultation,
    ConsumerComplaint,
    Errand,
    ExpertOpinion,
    Improvement,
    Reception,
)
from ercheng_station.records.base import Values
from ercheng_station.records.clues import Clue
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation
from ercheng_station.records.need import Need
from ercheng_station.records.visit import Visit
from ercheng_station.services.turn import Turn, carry

_CONSULT, _ASSIST, _OPINION = "记为咨询服务", "转为维权援助", "请专家出意见"
_WAYS = {"call_in": "on_site", "phone": "phone", "wechat": "online", "online": "online"}
_CLASSES = {"trademark": "trademark", "copyright": "work", "gi": "gi", "secret": "secret"}
_SMALL = ("small", "micro", "medium")
_OF_A_CONSULTATION = {
    "patent": "invention",
    "trademark": "trademark",
    "gi": "gi",
    "copyright": "work",
    "secret": "secret",
}


def _applicant(store: Store, enterprise: Link | None, **known: object) -> Values:
    """Of a firm on file what its file says; of others what is `known`."""
    if enterprise is None:
        return {"applicant_kind": "person", **known}
    firm = store.row(Enterprise, enterprise.uid).values
    scale = firm["scale"]
    return {
        "applicant": firm["name"],
        "applicant_kind": "small" if scale in _SMALL else "individual" if scale == "individual" else "large",
        "enterprise": enterprise,
        "credit_code": firm["credit_code"],
        "contact": firm["contact"],
        "contact_phone": firm["contact_phone"],
        "address": firm["address"],
        "territory": "business",
    }


def _assist_of_firm(store: Store, row: Row) -> Values:
    return _applicant(store, Link(row.uid, row.label, Enterprise.__tablename__))


def _consultation_of_reception(_store: Store, row: Row) -> Values:
    values = row.values
    return {
        "asker": values["visitor"],
        "phone": values["phone"],
        "enterprise": values["enterprise"],
        "question": values["matter"],
        "answer": values["reply"],
        "asked_on": values["came_on"],
        "way": _WAYS.get(values["way"], "online"),
        "persons": values["persons"],
        "answered_by": values["by"],
    }


def _consultation_of_visit(_store: Store, row: Row) -> Values:
    values = row.values
    return {
        "asker": values["receiver"],
        "enterprise": values["enterprise"],
        "question": values["wishes"] or values["problems"],
        "answer": values["reply"],
        "asked_on": values["visited_on"],
        "way": "on_site" if values["way"] == "field" else "phone",
    }


def _assist_of_reception(store: Store, row: Row) -> Values:
    values = row.values
    known = {
        "applicant": values["visitor"],
        "contact": values["visitor"],
        "contact_phone": values["phone"],
    }
    return {
        **_applicant(store, values["enterprise"], **known),
        "facts": values["matter"],
        "handler": values["by"],
    }


def _assist_of_consultation(store: Store, row: Row) -> Values:
    values = row.values
    unit = {"applicant_kind": "small"} if values["asker_unit"] else {}
    known = {
        "applicant": values["asker_unit"] or values["asker"],
        "contact": values["asker"],
        "contact_phone": values["phone"],
        **unit,
    }
    return {
        **_applicant(store, values["enterprise"], **known),
        "facts": values["question"],
        "right_kind": _OF_A_CONSULTATION.get(values["category"]),
        "is_overseas": values["is_overseas"],
        "handler": values["answered_by"],
    }


def _assist_of_visit(store: Store, row: Row) -> Values:
    values = row.values
    return {
        **_applicant(store, values["enterprise"]),
        "facts": values["wishes"] or values["problems"],
    }


def _assist_of_need(store: Store, row: Row) -> Values:
    values = row.values
    return {
        **_applicant(store, values["enterprise"]),
        "facts": values["content"],
        "handler": values["handler"],
    }


def _assist_of_clue(store: Store, row: Row) -> Values:
    """The right holder asks for help; who reported is not carried."""
    values = row.values
    holder = _applicant(store, values["holder"]) if values["holder"] else {}
    return {
        **holder,
        "right": values["right"],
        "right_note": values["right_note"],
        "right_kind": _CLASSES.get(values["right_class"]),
        "opponent": values["suspect"],
        "facts": values["facts"],
    }


def _errand_of_reception(_store: Store, row: Row) -> Values:
    values = row.values
    firm = values["enterprise"]
    return {
        "applicant": firm.title if firm else values["visitor"],
        "enterprise": firm,
        "phone": values["phone"],
        "taken_on": values["came_on"],
        "by": values["by"],
    }


def _improvement_of_opinion(_store: Store, row: Row) -> Values:
    values = row.values
    return {
        "problem": values["opinion"] or values["question"],
        "raised_by": values["expert"].title,
        "found_on": values["signed_on"] or values["asked_on"],
        "source": "reform" if values["kind"] == "reform" else "expert",
    }


TURNS: tuple[Turn, ...] = (
    Turn(Enterprise, AssistCase, "enterprise", "申请维权援助", _assist_of_firm),
    Turn(Reception, Consultation, "reception", _CONSULT, _consultation_of_reception),
    Turn(Reception, AssistCase, "reception", _ASSIST, _assist_of_reception),
    Turn(Reception, Errand, "reception", "帮办代办", _errand_of_reception),
    Turn(
        Reception, ConsumerComplaint, "reception", "记消费投诉",
        carry(received_on="came_on", external_number="external_number"),
    ),
    Turn(Reception, AdministrativeMediation, "reception", "转送行政调解", carry(enterprise="enterprise")),
    Turn(Visit, Consultation, "visit", _CONSULT, _consultation_of_visit),
    Turn(Visit, AssistCase, "visit", _ASSIST, _assist_of_visit),
    Turn(Consultation, AssistCase, "consultation", _ASSIST, _assist_of_consultation),
    Turn(Need, AssistCase, "need", _ASSIST, _assist_of_need),
    Turn(Clue, AssistCase, "clue", _ASSIST, _assist_of_clue),
    Turn(AssistCase, ExpertOpinion, "assist_case", _OPINION, carry(question="facts")),
    Turn(Mediation, ExpertOpinion, "mediation", _OPINION, carry(question="facts")),
    Turn(Clue, ExpertOpinion, "clue", _OPINION, carry(question="facts")),
    Turn(ExpertOpinion, Improvement, "opinion", "列入改进清单", _improvement_of_opinion),
    Turn(Mediation, AdministrativeMediation, "mediation", "转送行政调解"),
    Turn(Clue, CaseResult, "clue", "记立案处罚结果", carry(party="suspect", enterprise="suspect_enterprise")),
)  # fmt: skip
