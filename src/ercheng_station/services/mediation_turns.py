"""What disputes are made out of: the matter as it was told, and who stands against whom."""

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.assistance import AssistCase, Reception
from ercheng_station.records.base import Values
from ercheng_station.records.clues import Clue
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Mediation, Party
from ercheng_station.records.protection.lead_survey import LeadSurvey
from ercheng_station.records.visit import Visit
from ercheng_station.services.intake import party_of
from ercheng_station.services.turn import Part, Turn

_APPLICANT, _RESPONDENT = "applicant", "respondent"
_WORDS = "转为纠纷调解"
_DISPUTES = {
    "trademark": "trademark_infringement",
    "patent": "invention_infringement",
    "passing_off": "patent_passing_off",
    "invention": "invention_infringement",
    "utility": "utility_infringement",
    "design": "design_infringement",
    "copyright": "copyright_infringement",
    "work": "copyright_infringement",
    "software": "copyright_infringement",
    "secret": "secret_infringement",
    "confusion": "counterfeit",
    "special_sign": "special_sign_infringement",
    "layout": "layout_infringement",
    "variety": "variety_infringement",
    "data": "data_infringement",
    "gi": "gi",
}
"""What a dispute about a right is usually called; the clerk corrects it where it is another one."""
_PARTY_KINDS = {
    "individual": "sole",
    "person": "person",
    "association": "organization",
    "other": "organization",
}


def _party(store: Store, role: str, enterprise: Link | None, **known: object) -> Part:
    """A firm on file is what its file says; of others only what is `known`."""
    if enterprise is not None:
        return Party, {"role": role, "enterprise": enterprise, **party_of(store, enterprise)}
    return Party, {"role": role, "kind": "company", **known}


def _parties_of_visit(store: Store, row: Row) -> list[Part]:
    return [_party(store, _APPLICANT, row.values["enterprise"])]


def _of_visit(_store: Store, row: Row) -> Values:
    return {"source": "visit", "facts": row.values["problems"] or row.values["wishes"]}


def _of_reception(_store: Store, row: Row) -> Values:
    return {"source": "application", "facts": row.values["matter"]}


def _parties_of_reception(store: Store, row: Row) -> list[Part]:
    values = row.values
    known = {"kind": "person", "name": values["visitor"], "mobile": values["phone"]}
    return [_party(store, _APPLICANT, values["enterprise"], **known)]


def _of_lead(_store: Store, row: Row) -> Values:
    values = row.values
    patent = "，".join(one for one in (values["patent_name"], values["patent_number"]) if one)
    return {
        "source": "other",
        "source_note": f"专利纠纷案源 {row.number or ''}".strip(),
        "dispute_type": _DISPUTES.get(values["patent_kind"]),
        "right": values["right"],
        "right_note": patent or None,
        "facts": values["product"],
    }


def _parties_of_lead(store: Store, row: Row) -> list[Part]:
    values = row.values
    accused = {
        "name": values["accused"],
        "credit_code": values["accused_code"],
        "address": values["accused_address"],
    }
    return [
        _party(store, _APPLICANT, values["enterprise"], name=values["holder"]),
        _party(store, _RESPONDENT, None, **accused),
    ]


def _of_clue(_store: Store, row: Row) -> Values:
    values = row.values
    return {
        "source": "clue",
        "source_note": row.number,
        "dispute_type": _DISPUTES.get(values["right_class"]),
        "right": values["right"],
        "right_note": values["right_note"],
        "facts": values["facts"],
        "amount": values["amount"],
    }


def _parties_of_clue(store: Store, row: Row) -> list[Part]:
    values = row.values
    holder = [_party(store, _APPLICANT, values["holder"])] if values["holder"] else []
    suspect = {
        "name": values["suspect"],
        "credit_code": values["suspect_code"],
        "address": values["suspect_address"],
    }
    return [*holder, _party(store, _RESPONDENT, values["suspect_enterprise"], **suspect)]


def _of_assist(_store: Store, row: Row) -> Values:
    values = row.values
    return {
        "source": "assist",
        "source_note": row.number,
        "dispute_type": _DISPUTES.get(values["right_kind"]),
        "right": values["right"],
        "right_note": values["right_note"],
        "facts": values["facts"],
    }


def _parties_of_assist(store: Store, row: Row) -> list[Part]:
    values = row.values
    kind = _PARTY_KINDS.get(values["applicant_kind"], "company")
    applicant = {
        "kind": kind,
        "name": values["applicant"],
        "id_number": values["id_number"] if kind == "person" else None,
        "credit_code": values["credit_code"] if kind != "person" else None,
        "mobile" if kind == "person" else "phone": values["contact_phone"],
        "address": values["address"],
    }
    opponent = [_party(store, _RESPONDENT, None, name=values["opponent"])] if values["opponent"] else []
    return [_party(store, _APPLICANT, values["enterprise"], **applicant), *opponent]


TURNS = (
    Turn(Visit, Mediation, "visit", _WORDS, _of_visit, _parties_of_visit),
    Turn(Reception, Mediation, "reception", _WORDS, _of_reception, _parties_of_reception),
    Turn(LeadSurvey, Mediation, "lead", _WORDS, _of_lead, _parties_of_lead),
    Turn(Clue, Mediation, "clue", _WORDS, _of_clue, _parties_of_clue),
    Turn(AssistCase, Mediation, "assist", _WORDS, _of_assist, _parties_of_assist),
)
