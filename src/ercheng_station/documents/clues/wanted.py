"""What the papers of clues must not lack, and what of it a pen may fill in. A missing number makes a 送审稿, no draft."""

from ercheng_station.documents.mediation.wanted import lacking_in, once
from ercheng_station.records.clues import Cooperation, EvidenceItem, Transfer
from ercheng_station.records.whole import Whole

BY_HAND = frozenset(
    kind.kept[name].label
    for kind, names in ((Cooperation, ("contact", "contact_phone")), (Transfer, ("basis", "papers", "team")))
    for name in names
)


def missing_on_letter(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "organ", "request", "contact", "contact_phone"))


def missing_on_transfer(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "organ", "reason", "basis", "papers"))


def missing_on_transfer_approval(whole: Whole) -> list[str]:
    to_police = whole.about.to == "police"
    return once(lacking_in(whole.about, "reason", "basis", *(("team",) if to_police else ())))


def missing_on_letter_approval(whole: Whole) -> list[str]:
    return once(lacking_in(whole.about, "request"))


def missing_on_evidence(whole: Whole) -> list[str]:
    return [] if whole.all(EvidenceItem) else [EvidenceItem.title]
