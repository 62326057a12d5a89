"""What the record chosen in one field tells for the other fields of the form, so that nothing is typed twice."""

from collections.abc import Mapping

from ercheng_station.db.store import Store
from ercheng_station.records.assistance import AssistCase, CaseResult, ConsumerComplaint, Errand
from ercheng_station.records.base import Record, Values
from ercheng_station.records.clues import Clue
from ercheng_station.records.fields import Link
from ercheng_station.records.protection import LeadSurvey, RiskCheck, Slip, Watch
from ercheng_station.services.turning import TURNS

_OF_RIGHT = {"right": {"enterprise": "enterprise"}}
_TOLD: Mapping[type[Record], Mapping[str, Mapping[str, str]]] = {
    AssistCase: {"right": {"right_kind": "kind"}},
    Errand: {"enterprise": {"applicant": "name", "phone": "contact_phone"}},
    ConsumerComplaint: {"enterprise": {"respondent": "name"}},
    CaseResult: {"enterprise": {"party": "name"}},
    Clue: {
        "suspect_enterprise": {
            "suspect": "name",
            "suspect_code": "credit_code",
            "suspect_address": "address",
        },
        "right": {"holder": "enterprise"},
    },
    RiskCheck: {"enterprise": {"receiver": "contact", "receiver_post": "contact_post"}},
    LeadSurvey: {
        "enterprise": {"holder": "name", "holder_contact": "contact_phone"},
        "right": {
            "enterprise": "enterprise",
            "patent_number": "right_number",
            "patent_name": "name",
            "legal_status": "status",
        },
    },
    Watch: _OF_RIGHT,
    Slip: _OF_RIGHT,
}
"""By the ref that is chosen: each field of the kind, and the field of the chosen record that says it."""


def brought(store: Store, kind: type[Record], name: str, chosen: Link) -> Values:
    """Values for fields of `kind`, once `chosen` stands in its field `name`: as if it had been made out of that record."""
    source = store.catalogue[chosen.kind]
    told = _TOLD.get(kind, {}).get(name, {})
    turn = next((one for one in TURNS if (one.source, one.target, one.ref) == (source, kind, name)), None)
    if not told and turn is None:
        return {}
    row = store.row(source, chosen.uid)
    found = {own: row.values[theirs] for own, theirs in told.items()}
    carried = turn.given(store, row) if turn else {}
    return {own: value for own, value in {**found, **carried}.items() if value is not None}
