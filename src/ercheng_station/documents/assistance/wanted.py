"""What the papers of reception, assistance and experts must not lack."""

from ercheng_station.documents.mediation.wanted import lacking_in, once
from ercheng_station.records.assistance import AssistCase, Consultation, ExpertOpinion, Reception
from ercheng_station.records.assistance.states import OWN, REJECTED
from ercheng_station.records.whole import Whole

NOT_OURS = "由本单位决定（“由谁决定”选的是维权援助中心，决定书由中心出具）"
IS_REJECTED, IS_ACCEPTED = "受理的决定（本件不予受理）", "不予受理的决定（本件没有决定不予受理）"
_BY_HAND = {
    AssistCase: ("contact", "contact_phone", "address", "territory", "materials", "handler", "passed_on"),
    Consultation: ("answer", "answered_by"),
    ExpertOpinion: ("signed_on", "no_recusal"),
    Reception: ("visitor", "reply", "by"),
}
BY_HAND = frozenset(kind.kept[name].label for kind, names in _BY_HAND.items() for name in names)
"""Only what voids a paper is refused: whose it is, what it says, its number."""


def missing_on_application(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "contact_phone", "address", "territory", "materials"))


def missing_on_transfer(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "passed_to", "passed_on", "contact_phone", "materials", "handler"))


def missing_on_acceptance(whole: Whole) -> list[str]:
    return [*_decided(whole.about), *([IS_REJECTED] if whole.about.status == REJECTED else [])]


def missing_on_refusal(whole: Whole) -> list[str]:
    case = whole.about
    reasons = once(lacking_in(case, "rejection", *(("decision_note",) if case.rejection == "other" else ())))
    return [*_decided(case), *reasons, *([] if case.status == REJECTED else [IS_ACCEPTED])]


def missing_on_supplement(whole: Whole) -> list[str]:
    lacks = once(lacking_in(whole.about, "supplement_what", "supplement_asked_on"))
    return [*([] if whole.about.decider == OWN else [NOT_OURS]), *lacks]


def missing_on_consultation(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "answer", "answered_by"))


def missing_on_opinion(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "opinion", "basis", "no_recusal", "signed_on"))


def missing_on_reception(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "reply", "by"))


def _decided(case: AssistCase) -> list[str]:
    lacks = once(lacking_in(case, "decision_number", "decided_on"))
    return [*([] if case.decider == OWN else [NOT_OURS]), *lacks]
