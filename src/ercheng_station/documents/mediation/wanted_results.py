"""What the papers of sessions, agreements and whatever follows them must not lack."""

from collections.abc import Iterator

from ercheng_station.documents.mediation.wanted import lacking_in, lacking_in_parties, once
from ercheng_station.records.mediation import Agreement, Confirmation, Mediation, Party
from ercheng_station.records.mediation.states import in_force
from ercheng_station.records.whole import Whole

UNITS_ONLY = "单位当事人（各方都是个人，请用“个人与个人”的申请书）"
PERSONS_ONLY = "都是个人的当事人（本案有单位，请用“个人与单位”的申请书）"
ORAL_ONLY, WRITTEN_ONLY = "口头协议（这份协议是书面的）", "书面协议（这份协议是口头的）"
EFFECTIVE = "已经生效的调解协议"
RIGHTS = "告知权利义务"
NUMBER = "案件编号"


def copies_needed(whole: Whole) -> int:
    """One for each party, one for the committee (人民调解法 第二十九条), and the court's."""
    return len(whole.all(Party)) + 1 + (whole.about.court_copies or 0)


def few_copies(least: int) -> str:
    return f"一式几份（至少{least}份）"


def missing_on_session(whole: Whole) -> list[str]:
    return once(_session(whole))


def missing_on_agreement(whole: Whole) -> list[str]:
    return once(_agreement(whole))


def missing_on_oral_agreement(whole: Whole) -> list[str]:
    return once(_oral(whole))


def missing_on_follow_up(whole: Whole) -> list[str]:
    return once(_follow_up(whole))


def missing_on_confirmation_of_persons(whole: Whole) -> list[str]:
    only = all(party.is_person for party in whole.all(Party))
    return once(_confirmation(whole, "" if only else PERSONS_ONLY))


def missing_on_confirmation_of_units(whole: Whole) -> list[str]:
    only = all(party.is_person for party in whole.all(Party))
    return once(_confirmation(whole, UNITS_ONLY if only else ""))


def missing_on_file_note(whole: Whole) -> list[str]:
    names = ("file_note", "archivist", "archived_on", "checker", "checked_on")
    return once(lacking_in(whole.record, *names))


def missing_on_closing(whole: Whole) -> list[str]:
    return once(_closing(whole))


def missing_on_termination(whole: Whole) -> list[str]:
    return once(_termination(whole))


def missing_on_rejection(whole: Whole) -> list[str]:
    return once(_rejection(whole))


def missing_on_subsidy(whole: Whole) -> list[str]:
    return once(_subsidy(whole))


def _session(whole: Whole) -> Iterator[str]:
    yield from _somebody(whole)
    yield from lacking_in(whole.record, "mediator")
    yield from lacking_in(whole.about, "result", "recorder")
    if not whole.about.rights_told:
        yield RIGHTS


def _agreement(whole: Whole) -> Iterator[str]:
    agreement: Agreement = whole.about
    if agreement.form != "written":
        yield WRITTEN_ONLY
    yield from _numbered(whole)
    yield from lacking_in_parties(whole)
    yield from lacking_in(agreement, "way", "place", "deadline")
    least = copies_needed(whole)
    if agreement.copies is not None and agreement.copies < least:
        yield few_copies(least)


def _oral(whole: Whole) -> Iterator[str]:
    agreement: Agreement = whole.about
    if agreement.form != "oral":
        yield ORAL_ONLY
    yield from _numbered(whole)
    yield from lacking_in_parties(whole)
    yield from lacking_in(agreement, "way", "place", "deadline")


def _follow_up(whole: Whole) -> Iterator[str]:
    yield from _somebody(whole)
    yield from _numbered(whole)
    yield from lacking_in(whole.about, "content")


def _confirmation(whole: Whole, other: str) -> Iterator[str]:
    if other:
        yield other
    yield from lacking_in_parties(whole)
    yield from _numbered(whole)
    yield from lacking_in(whole.about, "court")
    agreement = in_force(whole)
    if agreement is None or not agreement.effective_on:
        yield EFFECTIVE
    if not whole.about.jointly:
        yield Confirmation.kept["jointly"].label


def _closing(whole: Whole) -> Iterator[str]:
    yield from _somebody(whole)
    yield from lacking_in(whole.record, "accepted_on", "mediator", "facts", "archived_on")
    if not any(getattr(whole.record, name) for name in ("performed_on", "closed_on", "ended_on")):
        yield Mediation.kept["closed_on"].label


def _termination(whole: Whole) -> Iterator[str]:
    yield from _somebody(whole)
    yield from lacking_in(whole.record, "accepted_on", "termination", "ended_on", "told_routes", "told_on")
    if whole.record.termination == "other":
        yield from lacking_in(whole.record, "termination_note")


def _rejection(whole: Whole) -> Iterator[str]:
    yield from _somebody(whole)
    yield from lacking_in(whole.record, "rejection", "ended_on")
    if whole.record.rejection == "other":
        yield from lacking_in(whole.record, "rejection_note")


def _subsidy(whole: Whole) -> Iterator[str]:
    yield from _somebody(whole)
    yield from _numbered(whole)
    yield from lacking_in(whole.record, "case_class", "accepted_on", "mediator", "ended_on")


def _somebody(whole: Whole) -> Iterator[str]:
    if not whole.all(Party):
        yield Party.title


def _numbered(whole: Whole) -> Iterator[str]:
    if not whole.record.file_number:
        yield NUMBER
