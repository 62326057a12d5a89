"""Rules on what is done before an agreement: inquiries, sessions, agents, guests, evidence, and the time it takes."""

from ercheng_station.records.mediation import Agent, Event, Evidence, Guest, Investigation, Mediation, Session
from ercheng_station.services.filecheck.case_file import CaseFile, day_of
from ercheng_station.services.filecheck.rule import (
    FORMS,
    HINT,
    LAW,
    MINISTRY,
    MUST,
    SHOULD,
    UNSURE,
    Found,
    Rule,
    unfilled,
)

_RECORD, _POWER, _INQUIRY = "人民调解记录", "授权委托书", "人民调解调查记录"
_REGISTER, _EVIDENCE = "人民调解受理登记表", "人民调解证据材料清单"
_SECRETS = {"secret_infringement", "secret_contract"}


def not_in_future(file: CaseFile) -> Found:
    for session in file.sessions:
        if day_of(session.begun_at) > file.today:
            yield session, f"{session}的时间（{day_of(session.begun_at)}）晚于今天"


def numbered_in_order(file: CaseFile) -> Found:
    for place, session in enumerate(file.sessions, start=1):
        if session.serial != place:
            yield session, f"按时间是第{place}次，写的是第{session.serial}次"


def rights_in_record(file: CaseFile) -> Found:
    if file.sessions and not file.sessions[0].rights_told:
        yield file.sessions[0], f"{file.sessions[0]}没有记明已告知权利义务"


def all_present(file: CaseFile) -> Found:
    for session in file.sessions:
        for party in file.sides:
            agents = [agent.name for agent in file.all(Agent) if agent.party.uid == party.uid]
            if not any(
                name and name in _there(session) for name in (party.name, party.representative, *agents)
            ):
                yield session, f"{session}的到场人里没有“{party.name}”或者其代理人，请核对写法"


def _there(session: Session) -> str:
    return f"{session.parties}\n{session.present or ''}"


def secrets_kept(file: CaseFile) -> Found:
    for session in file.sessions:
        if session.is_open and file.case.dispute_type in _SECRETS:
            yield session, f"涉及商业秘密，{session}却公开进行"


def inquiry_after_acceptance(file: CaseFile) -> Found:
    accepted = file.case.accepted_on
    for one in file.all(Investigation):
        if accepted and day_of(one.begun_at) < accepted:
            yield one, f"调查（{day_of(one.begun_at)}）早于受理（{accepted}）"


def evidence_before_agreement(file: CaseFile) -> Found:
    agreed = file.agreement.agreed_on if file.agreement else None
    for one in file.all(Evidence):
        if agreed and one.submitted_on > agreed:
            yield one, f"“{one.name}”在达成协议（{agreed}）以后才提交"


def _attended(file: CaseFile, agent: Agent) -> Session | None:
    return next((one for one in file.sessions if agent.name in _there(one)), None)


def may_attend(file: CaseFile) -> Found:
    for agent in file.all(Agent):
        if _attended(file, agent) and agent.powers and "attend" not in agent.powers:
            yield agent, f"“{agent.name}”到场参加调解，委托权限里没有“参加调解并签署文书”"


def powers_written(file: CaseFile) -> Found:
    for agent in file.all(Agent):
        if not agent.powers:
            yield agent, f"“{agent.name}”的代理权限没有填"


def authorised_before(file: CaseFile) -> Found:
    for agent in file.all(Agent):
        session = _attended(file, agent)
        if session and agent.authorized_on and agent.authorized_on > day_of(session.begun_at):
            yield agent, f"“{agent.name}”{agent.authorized_on}才受委托，却参加了{session}"


def still_authorised(file: CaseFile) -> Found:
    for agent in file.all(Agent):
        for session in file.sessions:
            on = day_of(session.begun_at)
            if agent.valid_until and agent.valid_until < on and agent.name in _there(session):
                yield agent, f"“{agent.name}”的委托{agent.valid_until}到期，却参加了{session}"


def guests_agreed_to(file: CaseFile) -> Found:
    for guest in file.all(Guest):
        if file.sessions and not guest.consented:
            yield guest, f"邀请“{guest.name}”参加没有当事人同意的记录"


def guests_agreed_in_time(file: CaseFile) -> Found:
    for guest in file.all(Guest):
        there = next((one for one in file.sessions if guest.name in _there(one)), None)
        if there and guest.consented and guest.consented_on and guest.consented_on > day_of(there.begun_at):
            yield guest, f"{guest.consented_on}才同意“{guest.name}”参加，却已参加{there}"


def in_time(file: CaseFile) -> Found:
    case = file.case
    if case.due_on and case.accepted_on and (case.ended_on or file.today) > case.due_on:
        yield (
            case,
            f"调解期限{case.due_on}，{'结束于' + str(case.ended_on) if case.ended_on else '至今没有结束'}",
        )


def longer_by_consent(file: CaseFile) -> Found:
    if file.case.extended_until and not file.case.extension_agreed:
        yield file.case, "延长了调解期限，没有当事人同意的记录"


def longer_on_record(file: CaseFile) -> Found:
    if file.case.extended_until and not any(one.kind == "extension" for one in file.all(Event)):
        yield file.case, "延长了调解期限，办案记事里没有记载"


def risk_reported(file: CaseFile) -> Found:
    if file.case.urgent and not any(one.kind == "risk" for one in file.all(Event)):
        yield file.case, "有激化风险，没有报告的记载"


RULES = (
    Rule("C01", SHOULD, "调解时间不晚于今天", UNSURE, "begun_at", _RECORD, not_in_future),
    Rule("C02", SHOULD, "调解次序与时间一致", UNSURE, "serial", _RECORD, numbered_in_order),
    Rule("C03", SHOULD, "记录写明已告知权利义务", FORMS, "rights_told", _RECORD, rights_in_record),
    Rule("C04", SHOULD, "到场当事人写全", FORMS, "parties", _RECORD, all_present),
    Rule("C05", SHOULD, "写明调解结果", FORMS, "result", _RECORD, unfilled(Session, "result")),
    Rule("C06", SHOULD, "写明记录人", FORMS, "recorder", _RECORD, unfilled(Session, "recorder")),
    Rule("C07", HINT, "商业秘密纠纷不公开", f"{LAW}第二十三条、第二十四条", "is_open", _RECORD, secrets_kept),
    Rule("C08", SHOULD, "调查在受理之后", UNSURE, "begun_at", _INQUIRY, inquiry_after_acceptance),
    Rule("C09", SHOULD, "调查记录有记录人", FORMS, "recorder", _INQUIRY, unfilled(Investigation, "recorder")),
    Rule("C10", HINT, "证据在协议之前提交", UNSURE, "submitted_on", _EVIDENCE, evidence_before_agreement),
    Rule("C11", SHOULD, "证据写明提交人", UNSURE, "submitter", _EVIDENCE, unfilled(Evidence, "submitter")),
    Rule("C12", MUST, "代理人有权参加调解", FORMS, "powers", _POWER, may_attend),
    Rule("C13", MUST, "写明代理权限", FORMS, "powers", _POWER, powers_written),
    Rule("C14", MUST, "委托在调解之前", FORMS, "authorized_on", _POWER, authorised_before),
    Rule("C15", MUST, "委托没有过期", FORMS, "valid_until", _POWER, still_authorised),
    Rule("C16", SHOULD, "写明委托日期", FORMS, "authorized_on", _POWER, unfilled(Agent, "authorized_on")),
    Rule("C17", MUST, "邀请人员经当事人同意", f"{LAW}第十九条、第二十条", "consented", _RECORD, guests_agreed_to),
    Rule("C18", SHOULD, "同意在邀请人员参加之前", f"{LAW}第十九条、第二十条", "consented_on", _RECORD,
         guests_agreed_in_time),
    Rule("C19", SHOULD, "在调解期限内结束", MINISTRY, "ended_on", _RECORD, in_time),
    Rule("C20", SHOULD, "延长期限经当事人同意", MINISTRY, "extension_agreed", _RECORD, longer_by_consent),
    Rule("C21", HINT, "延长期限有记载", UNSURE, "extended_until", _RECORD, longer_on_record),
    Rule("C22", MUST, "激化风险已报告", f"{LAW}第二十五条", "urgent", _RECORD, risk_reported),
    Rule("C23", MUST, "写明报告了谁", f"{LAW}第二十五条", "told_whom", _RECORD,
         unfilled(Event, "told_whom", lambda _file, event: event.kind == "risk")),
    Rule("C24", SHOULD, "涉及的权利写明", UNSURE, "right_note", _REGISTER,
         unfilled(Mediation, "right_note", lambda _file, case: case.right is None)),
)  # fmt: skip
