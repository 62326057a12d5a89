"""What clues are made out of, and what clues are made into."""

from ercheng_station.db.rows import Row
from ercheng_station.db.store import Store
from ercheng_station.records.assistance import ConsumerComplaint, Reception
from ercheng_station.records.base import Values
from ercheng_station.records.clues import Clue, Cooperation, Transfer
from ercheng_station.records.protection import LeadSurvey, RiskCheck
from ercheng_station.records.visit import Visit
from ercheng_station.services.turn import Turn, carry

_PATENTS = "patent"
_WORDS = "转为侵权线索"


def _of_visit(_store: Store, row: Row) -> Values:
    values = row.values
    return {
        "source": "visit",
        "received_on": values["visited_on"],
        "holder": values["enterprise"],
        "facts": values["problems"],
    }


def _of_check(_store: Store, row: Row) -> Values:
    values = row.values
    return {
        "source": "risk_check",
        "received_on": values["checked_on"],
        "holder": values["enterprise"],
        "facts": values["findings"],
    }


def _of_lead(_store: Store, row: Row) -> Values:
    values = row.values
    told = [values[name] for name in ("product", "channel") if values[name]]
    patent = " ".join(values[name] for name in ("holder", "patent_number", "patent_name") if values[name])
    return {
        "source": "lead_survey",
        "received_on": values["found_on"],
        "right_class": _PATENTS,
        "holder": values["enterprise"],
        "right": values["right"],
        "right_note": patent,
        "suspect": values["accused"],
        "suspect_code": values["accused_code"],
        "suspect_address": values["accused_address"],
        "facts": "\n".join(told) or None,
        "evidence": values["evidence"],
    }


def _of_reception(_store: Store, row: Row) -> Values:
    """The matter only: who came is a reporter, and confided to the handler."""
    values = row.values
    return {
        "source": "letter",
        "received_on": values["came_on"],
        "facts": values["matter"],
        "handler": values["by"],
    }


def _transfer_of(store: Store, row: Row) -> Values:
    values = row.values
    to_police = values["route"] != "department"
    act = store.context.codes("clue_class").label(values["right_class"])
    return {
        "name": f"{values['suspect']}涉嫌{act}案",
        "to": "police" if to_police else "culture",
        "reason": values["facts"],
        "business": values["amount"],
        "handler": values["handler"],
    }


def _cooperation_of(store: Store, row: Row) -> Values:
    values = row.values
    act = store.context.codes("clue_class").label(values["right_class"])
    return {
        "matter": f"{values['suspect']}涉嫌{act}",
        "request": values["facts"],
        "handler": values["handler"],
    }


TURNS = (
    Turn(Visit, Clue, "visit", _WORDS, _of_visit),
    Turn(RiskCheck, Clue, "risk_check", _WORDS, _of_check),
    Turn(LeadSurvey, Clue, "lead", _WORDS, _of_lead),
    Turn(Reception, Clue, "reception", _WORDS, _of_reception),
    Turn(Clue, Transfer, "clue", "办理移送", _transfer_of),
    Turn(Clue, Cooperation, "clue", "发协查（通报）函", _cooperation_of),
    Turn(
        Clue,
        ConsumerComplaint,
        "clue",
        "同信投诉另行登记",
        carry(received_on="received_on", enterprise="suspect_enterprise", respondent="suspect"),
    ),
)
