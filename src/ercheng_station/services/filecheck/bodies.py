"""Rules on who mediates: the committee, its term and members, and the mediators of the case."""

import re
from collections.abc import Iterator
from datetime import date

from ercheng_station.records.identifiers import birth_date
from ercheng_station.records.mediation import Mediator
from ercheng_station.records.mediation.bodies import LARGEST, SMALLEST
from ercheng_station.services.filecheck.case_file import CaseFile, day_of, is_grown_up
from ercheng_station.services.filecheck.rule import LAW, MUST, SHOULD, UNSURE, Found, Rule

_COMMITTEE = f"{LAW}第八条"
_MEDIATORS = f"{LAW}第十三条至第十五条"
_RECORD, _COVER = "人民调解记录", "人民调解卷宗封面"
_BETWEEN = re.compile(r"[、，,；;。\s/]+")


def _on(file: CaseFile) -> date:
    """The day the committee and its people are looked at: of the first session, until then today."""
    return file.first_day or file.today


def _members(file: CaseFile) -> list[Mediator]:
    return [one for one in file.roster if one.post != "hired" and one.in_office(_on(file))]


def mediator_named(file: CaseFile) -> Found:
    if file.sessions and file.case.mediator is None:
        yield file.case, "已经调解，没有填主持调解员"


def in_office(file: CaseFile) -> Found:
    for session in file.sessions:
        on = day_of(session.begun_at)
        for one in file.case.mediators:
            if not one.in_office(on):
                yield session, f"{session}（{on}）时“{one.name}”不在任"


def of_the_committee(file: CaseFile) -> Found:
    for one in file.case.mediators:
        if one.committee.uid != file.case.committee.uid:
            yield file.case, f"“{one.name}”不是“{file.case.committee.name}”的调解员"


def _barred(mediator: Mediator) -> Iterator[str]:
    yield from filter(None, _BETWEEN.split(mediator.recusals or ""))


def not_barred(file: CaseFile) -> Found:
    for one in file.case.mediators:
        for name in _barred(one):
            if name in file.people:
                yield file.case, f"“{one.name}”应当回避：“{name}”是{file.people[name]}"


def no_party_mediates(file: CaseFile) -> Found:
    for one in file.case.mediators:
        if one.name in file.people:
            yield file.case, f"主持调解的“{one.name}”与{file.people[one.name]}同名，请核对是否应当回避"


def grown_up(file: CaseFile) -> Found:
    for one in file.case.mediators:
        if one.id_number and not is_grown_up(birth_date(one.id_number), _on(file)):
            yield one, f"调解员“{one.name}”不是成年人"


def in_term(file: CaseFile) -> Found:
    committee, on = file.case.committee, _on(file)
    if committee.term_from and on < committee.term_from:
        yield committee, f"{on}时本届还没有开始（{committee.term_from}）"
    elif committee.term_until and on > committee.term_until:
        yield committee, f"{on}时本届已经届满（{committee.term_until}）"


def three_to_nine(file: CaseFile) -> Found:
    count = len(_members(file))
    if not SMALLEST <= count <= LARGEST:
        yield file.case.committee, f"在任委员{count}人，应当是{SMALLEST}至{LARGEST}人"


def with_women(file: CaseFile) -> Found:
    members = _members(file)
    if members and not any(one.sex == "female" for one in members):
        yield file.case.committee, "在任委员里没有妇女"


def one_director(file: CaseFile) -> Found:
    members = _members(file)
    count = sum(one.post == "director" for one in members)
    if members and count != 1:
        yield file.case.committee, f"在任主任{count}人，应当是1人"


RULES = (
    Rule("B01", MUST, "有主持调解员", f"{LAW}第十九条", "mediator", _COVER, mediator_named),
    Rule("B02", MUST, "调解员在任", _MEDIATORS, "begun_at", _RECORD, in_office),
    Rule("B03", MUST, "调解员属于本调委会", _MEDIATORS, "mediator", _COVER, of_the_committee),
    Rule("B04", MUST, "调解员没有回避事由", UNSURE, "mediator", _COVER, not_barred),
    Rule("B05", MUST, "调解员不是当事人一方", UNSURE, "mediator", _COVER, no_party_mediates),
    Rule("B06", MUST, "调解员是成年人", _MEDIATORS, "id_number", _COVER, grown_up),
    Rule("B07", MUST, "调委会在任期内", f"{LAW}第九条", "term_until", _COVER, in_term),
    Rule("B08", SHOULD, "委员三至九人", _COMMITTEE, "name", _COVER, three_to_nine),
    Rule("B09", SHOULD, "委员里有妇女", _COMMITTEE, "name", _COVER, with_women),
    Rule("B10", SHOULD, "主任一人", _COMMITTEE, "name", _COVER, one_director),
)
