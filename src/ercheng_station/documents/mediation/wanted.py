"""What the papers of a case must not lack, and what of it a pen may fill in."""

from collections.abc import Iterator

from ercheng_station.records.base import Record
from ercheng_station.records.mediation import (
    Agent,
    Confirmation,
    Evidence,
    FollowUp,
    Investigation,
    Mediation,
    Party,
    Session,
)
from ercheng_station.records.mediation.outcome import Agreement
from ercheng_station.records.mediation.states import REJECTED, UNASKED
from ercheng_station.records.whole import Whole

SIDES = {"applicant": "申请人", "respondent": "被申请人", "third": "第三人"}
NAMED = ("applicant", "respondent")
PERSON_WANTED = ("mobile", "address")
BODY_WANTED = ("phone", "representative", "address")
_CONTENT = {
    Mediation: {"facts", "claims"},
    Party: {"name"},
    Agent: {"name"},
    Investigation: {"content"},
    Evidence: {"name"},
    Session: {"content", "result"},
    Agreement: {"facts", "terms"},
    FollowUp: {"content"},
    Confirmation: set(),
}
BY_HAND = frozenset(
    field.label for kind, void in _CONTENT.items() for name, field in kind.kept.items() if name not in void
)
"""Only what voids a paper is refused: parties, content, number."""


def lacking_in(record: Record, *names: str) -> Iterator[str]:
    """The labels of those fields that are empty."""
    for name in names:
        if not getattr(record, name):
            yield type(record).kept[name].label


def open_sides(whole: Whole) -> dict[str, str]:
    """Role → what is missing there. Where the committee acts unasked, two parties will do, whatever their roles."""
    roles = [party.role for party in whole.all(Party) if party.role != "third"]
    if whole.record.source in UNASKED:
        return {} if len(roles) >= len(NAMED) else {NAMED[-1]: "双方当事人"}
    return {role: SIDES[role] for role in NAMED if role not in roles}


def lacking_in_parties(whole: Whole, *, short: bool = False) -> Iterator[str]:
    """A side with nobody, and what is open about anybody; `short` as in `parts.all_party_rows`."""
    yield from open_sides(whole).values()
    for party in whole.all(Party):
        wanted = PERSON_WANTED if party.is_person else BODY_WANTED
        yield from lacking_in(party, *(name for name in wanted if not (short and name == "representative")))


def once(labels: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(labels))


def missing_on_cover(whole: Whole) -> list[str]:
    mediated = () if whole.record.outcome == REJECTED else ("mediator",)
    return once(lacking_in(whole.record, *mediated, "ended_on", "archivist", "archived_on", "retention"))


def missing_on_application(whole: Whole) -> list[str]:
    return once(_application(whole))


def missing_on_register(whole: Whole) -> list[str]:
    return once(_register(whole))


def missing_on_rights(whole: Whole) -> list[str]:
    return [] if whole.all(Party) else [Party.title]


def missing_on_power(whole: Whole) -> list[str]:
    agent: Agent = whole.about
    party_wanted = PERSON_WANTED if agent.party.is_person else BODY_WANTED
    return once(
        label
        for record, names in ((agent.party, party_wanted), (agent, ("powers", "authorized_on")))
        for label in lacking_in(record, *names)
    )


def missing_on_investigation(whole: Whole) -> list[str]:
    return list(lacking_in(whole.about, "recorder"))


def missing_on_evidence(whole: Whole) -> list[str]:
    found = whole.all(Evidence)
    if not found:
        return [Evidence.title]
    return once(label for evidence in found for label in lacking_in(evidence, "submitter"))


def nothing_missing(_whole: Whole) -> list[str]:
    return []


def _application(whole: Whole) -> Iterator[str]:
    yield from lacking_in_parties(whole)
    yield from lacking_in(whole.record, "facts", "claims")


def _register(whole: Whole) -> Iterator[str]:
    yield from lacking_in(whole.record, "accepted_on")
    yield from lacking_in_parties(whole, short=True)
    yield from lacking_in(whole.record, "facts")
