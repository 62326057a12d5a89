"""The rows of the official list (司发通〔2010〕239号 family, domain.md 3.3) and what each takes from a case."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Confirmation,
    Evidence,
    FollowUp,
    Instalment,
    Investigation,
    Party,
    Session,
)
from ercheng_station.records.mediation.states import in_force
from ercheng_station.services.dossier.entry import Entry
from ercheng_station.services.dossier.shelf import Shelf

APPLICATION = "application"
TERMINATED, REJECTED, ORAL = "terminated", "rejected", "oral"


class Row(NamedTuple):
    number: int
    title: str
    entries: Callable[[Shelf], Iterator[Entry]]


def must_have(shelf: Shelf) -> frozenset[int]:
    """The rows that a file cannot do without, by how its case ended (docs/decisions/0012)."""
    if shelf.case.outcome == REJECTED:
        return frozenset({1, 8, 13})
    if shelf.case.outcome == TERMINATED or _is_oral(shelf):
        return frozenset({1, 2, 3, 8, 13})
    return frozenset({1, 2, 3, 7, 8, 13})


def _taken_in(shelf: Shelf) -> Iterator[Entry]:
    """申请书或受理登记表: every one that is there; else the one that fits how the case came."""
    application = shelf.paper(Entry(paper="mediation_application"))
    register = shelf.paper(Entry(paper="mediation_register"))
    if shelf.case.source == APPLICATION:
        wanted = [application, register]
    else:
        wanted = [*([application] if application.kept else []), register]
    yield from [entry for entry in wanted if entry.present] or wanted[:1]


def _rights(shelf: Shelf) -> Iterator[Entry]:
    if shelf.case.outcome != REJECTED:
        yield shelf.paper(Entry(paper="mediation_rights"))


def _identities(shelf: Shelf) -> Iterator[Entry]:
    wanted = 3 in must_have(shelf)
    for party in shelf.whole.all(Party):
        if wanted or party.identity:
            yield shelf.files(Entry(f"身份证明（{party.name}）", must=wanted), party.identity)


def _powers(shelf: Shelf) -> Iterator[Entry]:
    for agent in shelf.whole.all(Agent):
        title = f"授权委托书（{agent.party.name}委托{agent.name}）"
        yield shelf.paper(Entry(title, paper="power_of_attorney"), agent, agent.signed_scan)


def _inquiries(shelf: Shelf) -> Iterator[Entry]:
    for one in shelf.whole.all(Investigation):
        title = f"人民调解调查记录（{one.asked}）"
        yield shelf.paper(Entry(title, paper="investigation_record"), one, one.signed_scan)


def _evidence(shelf: Shelf) -> Iterator[Entry]:
    found = shelf.whole.all(Evidence)
    if found:
        yield shelf.paper(Entry(paper="evidence_list"))
    for one in found:
        if one.scans:
            yield shelf.files(Entry(f"证据：{one.name}"), one.scans)


def _sessions(shelf: Shelf) -> Iterator[Entry]:
    for one in sorted(shelf.whole.all(Session), key=lambda one: (one.serial, one.begun_at)):
        title = f"人民调解记录（第{one.serial}次）"
        yield shelf.paper(Entry(title, paper="session_record"), one, one.signed_scan)


def _result(shelf: Shelf) -> Iterator[Entry]:
    """协议书, or the notice that takes its place; a case may be agreed on and still end without performance."""
    for one in shelf.whole.all(Agreement):
        paper = "oral_agreement" if one.form == ORAL else "agreement"
        yield shelf.paper(Entry(paper=paper), one, one.signed_scan)
    if shelf.case.outcome == TERMINATED:
        yield shelf.paper(Entry(paper="termination_notice"))
    elif shelf.case.outcome == REJECTED:
        yield shelf.paper(Entry(paper="rejection_notice"))


def _vouchers(shelf: Shelf) -> Iterator[Entry]:
    for one in sorted(shelf.whole.all(Instalment), key=lambda one: one.due_on):
        if one.scans:
            yield shelf.files(Entry(f"履行凭证（{one}）"), one.scans)


def _follow_ups(shelf: Shelf) -> Iterator[Entry]:
    for one in sorted(shelf.whole.all(FollowUp), key=lambda one: one.done_on):
        title = f"人民调解回访记录（{one.done_on}）"
        yield shelf.paper(Entry(title, paper="follow_up_record"), one, one.signed_scan)


def _confirmation(shelf: Shelf) -> Iterator[Entry]:
    """The application, then what the court gave."""
    persons = all(party.is_person for party in shelf.whole.all(Party))
    paper = "confirmation_persons" if persons else "confirmation_units"
    scans = shelf.named.get("confirmation")
    for one in shelf.whole.all(Confirmation):
        yield shelf.paper(Entry("司法确认申请书", paper=paper), one, scans)
        if one.scans:
            yield shelf.files(Entry(f"司法确认材料（{one}）"), one.scans)


def _others(shelf: Shelf) -> Iterator[Entry]:
    """What the list does not name: the local 结案报告表, and scans kept with the case that tell no paper."""
    yield from _if_there(shelf.paper(Entry(paper="closing_report")))
    if shelf.named.get(""):
        yield shelf.files(Entry("其他材料"), shelf.named[""])


def _note(shelf: Shelf) -> Iterator[Entry]:
    yield from _if_there(shelf.paper(Entry(paper="file_note", numbered=False)))


def _back(shelf: Shelf) -> Iterator[Entry]:
    yield shelf.paper(Entry(paper="back_cover", numbered=False))


def _if_there(entry: Entry) -> Iterator[Entry]:
    if entry.present:
        yield entry


def _is_oral(shelf: Shelf) -> bool:
    """Its record is the 口头协议登记表: simple cases need no minutes (人民调解工作若干规定)."""
    agreement = in_force(shelf.whole)
    return agreement is not None and agreement.form == ORAL


ROWS = (
    Row(1, "申请书或受理登记表", _taken_in),
    Row(2, "当事人权利义务告知书", _rights),
    Row(3, "身份证明", _identities),
    Row(4, "授权委托书", _powers),
    Row(5, "调查记录", _inquiries),
    Row(6, "证据材料", _evidence),
    Row(7, "调解记录", _sessions),
    Row(8, "协议书", _result),
    Row(9, "履行凭证", _vouchers),
    Row(10, "回访记录", _follow_ups),
    Row(11, "司法确认材料", _confirmation),
    Row(0, "其他材料", _others),
    Row(12, "卷宗情况说明", _note),
    Row(13, "封底", _back),
)
