"""Taking in a dispute: what is known already, the name the case gets, and the parties that come with it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ercheng_station.db.changes import Change, Create
from ercheng_station.db.listing import Query
from ercheng_station.db.store import Store
from ercheng_station.errors import Refused
from ercheng_station.records.base import Values
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.fields import Link
from ercheng_station.records.mediation import Committee, Mediation, Party

_APPLICANT, _RESPONDENT = "applicant", "respondent"


def known_at_intake(store: Store) -> Values:
    """The committee: the only one there is, else the last case's."""
    found = list(store.rows(Query(Committee), 2))
    if len(found) == 1:
        return {"committee": Link(found[0].uid, found[0].label, Committee.__tablename__)}
    last = next(store.rows(Query(Mediation), 1), None)
    return {"committee": last.values["committee"]} if last else {}


def party_of(store: Store, link: Link) -> Values:
    """All that the file of an enterprise says of it as a party."""
    values = store.row(Enterprise, link.uid).values
    return {
        "kind": "sole" if values["scale"] == "individual" else "company",
        "name": values["name"],
        "credit_code": values["credit_code"],
        "representative": values["legal_person"],
        "phone": values["contact_phone"],
        "address": values["address"],
    }


def name_of_case(parties: Sequence[tuple[str, str]], dispute: str) -> str:
    """甲公司与乙公司等侵害商标权纠纷, from (role, name); "" while one side is still unknown."""
    sides = [
        [name for role, name in parties if role == wanted and name] for wanted in (_APPLICANT, _RESPONDENT)
    ]
    if not all(sides):
        return ""
    first, second = (names[0] + ("等" if len(names) > 1 else "") for names in sides)
    return f"{first}与{second}{dispute}"


def parties_of(store: Store, case: Link, typed: Mapping[str, Mapping[str, Any]], on: object) -> list[Change]:
    """A party from each that was typed, by uid; who has said yes or no said so on the day of the application.

    Refused names the fields `uid.field`.
    """
    changes: list[Change] = []
    refused: dict[str, str] = {}
    for uid, raw in typed.items():
        said = on if raw.get("consent") not in (None, "", "pending") else None
        values, faults = store.examine(Party, {"consent_on": said, **_raw(raw), "case": case})
        refused |= {
            f"{uid}.{name}": f"当事人的{Party.kept[name].label}：{why}" for name, why in faults.hard.items()
        }
        changes.append(Create(Party, values, UUID(uid)))
    if refused:
        raise Refused(refused)
    return changes


def _raw(state: Mapping[str, Any]) -> dict[str, Any]:
    """As inputs keep it in a draft, so that `parse` can read it."""
    return {name: one["uid"] if isinstance(one, dict) else one for name, one in state.items()}
