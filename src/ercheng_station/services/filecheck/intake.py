"""Rules on how a case comes in: the parties, their consent, acceptance, and what they were told."""

from datetime import date

from ercheng_station.records.dates import years_later
from ercheng_station.records.mediation import Agent, Mediation, Party
from ercheng_station.records.mediation.states import UNASKED
from ercheng_station.services.filecheck.case_file import GROWN_UP, CaseFile, day_of, is_grown_up
from ercheng_station.services.filecheck.rule import (
    FILE_LIST,
    FORMS,
    HINT,
    LAW,
    MUST,
    SHOULD,
    UNSURE,
    Found,
    Rule,
    in_order,
    unfilled,
)

_CHILD = 14
_CONSENT = f"{LAW}第十七条"
_RIGHTS = f"{LAW}第二十三条、第二十四条"
_REGISTER, _NOTICE, _APPLICATION = "人民调解受理登记表", "当事人权利义务告知书", "人民调解申请书"
_SIDES = 2


def both_sides(file: CaseFile) -> Found:
    roles = {party.role for party in file.sides}
    if file.case.source in UNASKED:
        if len(file.sides) < _SIDES:
            yield file.case, "没有登记双方当事人"
        return
    for role, side in (("applicant", "申请人"), ("respondent", "被申请人")):
        if role not in roles:
            yield file.case, f"没有登记{side}"


def consent_of_all(file: CaseFile) -> Found:
    for party in file.sides:
        if file.sessions and party.consent == "pending":
            yield party, f"已经调解，但没有记“{party.name}”同意调解"


def no_refusal(file: CaseFile) -> Found:
    for party in file.sides:
        if file.sessions and party.consent == "refused":
            yield party, f"“{party.name}”明确不同意，不得调解"


def consent_before_session(file: CaseFile) -> Found:
    for party in file.sides:
        if party.consent_on and file.first_day and party.consent_on > file.first_day:
            yield party, f"“{party.name}”{party.consent_on}才表示同意，第一次调解是{file.first_day}"


def consent_before_acceptance(file: CaseFile) -> Found:
    accepted = file.case.accepted_on
    for party in file.sides:
        on = party.consent_on
        if on and accepted and accepted < on and not (file.first_day and on > file.first_day):
            yield party, f"“{party.name}”{on}才表示同意，{accepted}就已受理"


def session_after_acceptance(file: CaseFile) -> Found:
    accepted = file.case.accepted_on
    for session in file.sessions:
        if accepted is None or day_of(session.begun_at) < accepted:
            yield file.case, f"{session}（{day_of(session.begun_at)}）时还没有受理"


def told_before_session(file: CaseFile) -> Found:
    told = file.case.rights_told_on
    if told and file.first_day and told > file.first_day:
        yield file.case, f"{told}才告知权利义务，第一次调解是{file.first_day}"


def told_at_all(file: CaseFile) -> Found:
    if file.sessions and not file.case.rights_told_on:
        yield file.case, "已经调解，没有填告知权利义务日期"


def children_have_agents(file: CaseFile) -> Found:
    represented = {agent.party.uid for agent in file.all(Agent)}
    on = file.case.applied_on
    for party in file.all(Party):
        born = party.born_on if party.is_person else None
        if born and party.uid not in represented and not is_grown_up(born, on):
            yield party, f"“{party.name}”{_child(born, on)}"


def _child(born: date, on: date) -> str:
    """个人信息保护法第三十一条: whoever is under 14 is protected by the consent of a parent or guardian."""
    if years_later(born, _CHILD) > on:
        return f"登记时不满{_CHILD}岁，没有登记监护人；个人信息是敏感信息，监护人同意后才能用"
    return f"登记时不满{GROWN_UP}岁，没有登记代理人"


def identified(file: CaseFile) -> Found:
    for party in file.all(Party):
        if party.is_person and not (party.id_number or party.other_id):
            yield party, f"“{party.name}”没有身份证号或其他证件号码"


RULES = (
    Rule("A01", MUST, "双方当事人齐全", FORMS, "name", _REGISTER, both_sides),
    Rule("A02", MUST, "调解前征得同意", _CONSENT, "consent", _REGISTER, consent_of_all),
    Rule("A03", MUST, "不同意的不得调解", _CONSENT, "consent", _REGISTER, no_refusal),
    Rule("A04", MUST, "同意在第一次调解之前", _CONSENT, "consent_on", _REGISTER, consent_before_session),
    Rule("A05", SHOULD, "同意在受理之前", _CONSENT, "consent_on", _REGISTER, consent_before_acceptance),
    Rule("A06", SHOULD, "写明表示同意的日期", _CONSENT, "consent_on", _REGISTER,
         unfilled(Party, "consent_on", lambda _file, party: party.consent == "agreed" and party.role != "third")),
    Rule("A07", MUST, "受理在调解之前", FORMS, "accepted_on", _REGISTER, session_after_acceptance),
    Rule("A08", MUST, "告知在第一次调解之前", _RIGHTS, "rights_told_on", _NOTICE, told_before_session),
    Rule("A09", MUST, "告知权利义务", _RIGHTS, "rights_told_on", _NOTICE, told_at_all),
    Rule("A10", SHOULD, "告知不早于登记", UNSURE, "rights_told_on", _NOTICE,
         in_order("applied_on", "rights_told_on", lambda file: file.case)),
    Rule("A11", MUST, "纠纷简要情况", FILE_LIST, "facts", _APPLICATION, unfilled(Mediation, "facts")),
    Rule("A12", SHOULD, "申请事项", FORMS, "claims", _APPLICATION,
         unfilled(Mediation, "claims", lambda _file, case: case.source == "application")),
    Rule("A13", SHOULD, "当事人证件号码", FORMS, "id_number", _APPLICATION, identified),
    Rule("A14", SHOULD, "单位的信用代码", FORMS, "credit_code", _APPLICATION,
         unfilled(Party, "credit_code", lambda _file, party: party.kind == "company")),
    Rule("A15", SHOULD, "单位的代表人", FORMS, "representative", _APPLICATION,
         unfilled(Party, "representative", lambda _file, party: not party.is_person)),
    Rule("A16", SHOULD, "当事人住址", FORMS, "address", _APPLICATION, unfilled(Party, "address")),
    Rule("A17", SHOULD, "个人的联系方式", FORMS, "mobile", _APPLICATION,
         unfilled(Party, "mobile", lambda _file, party: party.is_person)),
    Rule("A18", SHOULD, "单位的联系方式", FORMS, "phone", _APPLICATION,
         unfilled(Party, "phone", lambda _file, party: not party.is_person)),
    Rule("A19", HINT, "未成年人有代理人", UNSURE, "born_on", "授权委托书", children_have_agents),
)  # fmt: skip
