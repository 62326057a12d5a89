"""For each rule what spoils a good case in that one respect."""

from ercheng_station.db.changes import Alter
from ercheng_station.records.enterprise import Enterprise
from ercheng_station.records.identifiers import complete_credit_code
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Event,
    Evidence,
    FollowUp,
    Guest,
    Instalment,
    Investigation,
    Mediation,
    Party,
    Session,
)
from tests.mediating import REFUSING, TERMS, made
from tests.services.filecheck.breaking import Case, id_of


def no_respondent(case: Case):
    case.set(Instalment, party="")
    gone = next(one for one in case.all(Party) if one.role == "respondent")
    case.store.act("改", [Alter(Party, gone.uid, {"role": "third"})])


def young_party(case: Case):
    case.respondent(id_number="", other_id="户口簿 12", born_on="2012-01-01")


def later_session(case: Case):
    case.add(
        Session, serial="2", begun_at="2026-12-01 09:00", place="调解室", is_open="否", rights_told="是",
        parties="鄂州市宏达模具有限公司、张建军", content="谈", result="无", recorder="李秀兰", signed_scan=case.scan(),
    )  # fmt: skip


def late_guest(case: Case):
    case.add(Guest, name="刘教授", role="expert", consented="是", consented_on="2026-09-15")
    case.set(Session, present="专家刘教授")


def sealed_tomorrow(case: Case):
    case.move("performing")
    case.remove(FollowUp)
    case.set(Agreement, sealed_on="2026-12-01")


def in_register(case: Case, **facts):
    firm = made(case.store, Enterprise, **facts)
    party = next(one for one in case.all(Party) if one.role == "applicant")
    case.store.act("改", [Alter(Party, party.uid, {"enterprise": firm})])


def unpaid(case: Case, state, *moves):
    case.move(*moves)
    case.set(Instalment, state=state, done_on="")
    case.set(FollowUp, extent="none")


def kept_agreement(case: Case):
    case.remove(Instalment, FollowUp)
    case.move("archived", "terminated")
    case.set(Mediation, termination="no_agreement", told_routes=["litigation"], told_on="2026-09-10")


def rejected(case: Case, **without):
    case.remove(Session, Agreement, Instalment, FollowUp)
    case.move("archived", "rejected")
    case.set(Mediation, **{**REFUSING, **without})


def owning_type(case: Case):
    case.set(Mediation, dispute_type="trademark_ownership")
    case.confirmation()


def owning_terms(case: Case):
    case.agree(f"{TERMS}\n三、“宏达”商标权归申请人所有。")
    case.confirmation()


def low_court(case: Case):
    case.set(Mediation, dispute_type="design_infringement")
    case.confirmation({"level": "basic"})


def open_secrets(case: Case):
    case.set(Mediation, dispute_type="secret_infringement")
    case.set(Session, is_open="是")


def earlier_agreement(case: Case):
    case.set(Agreement, agreed_on="2026-09-09")
    case.set(Mediation, ended_on="2026-09-09")


def no_plan(case: Case):
    case.set(Agreement, way="instalments")
    case.remove(Instalment)


def resigned(case: Case):
    case.set(Agreement, signed_on="2026-09-12")


BREAKS = {
    "A01": no_respondent,
    "A02": lambda case: case.respondent(consent="pending"),
    "A03": lambda case: case.respondent(consent="refused"),
    "A04": lambda case: case.respondent(consent_on="2026-09-12"),
    "A05": lambda case: case.respondent(consent_on="2026-09-05"),
    "A06": lambda case: case.respondent(consent_on=""),
    "A07": lambda case: case.set(Mediation, accepted_on=""),
    "A08": lambda case: case.set(Mediation, rights_told_on="2026-09-12"),
    "A09": lambda case: case.set(Mediation, rights_told_on=""),
    "A10": lambda case: case.set(Mediation, rights_told_on="2026-08-31"),
    "A11": lambda case: case.set(Mediation, facts=""),
    "A12": lambda case: case.set(Mediation, claims=""),
    "A13": lambda case: case.respondent(id_number=""),
    "A14": lambda case: case.set(Party, credit_code=""),
    "A15": lambda case: case.set(Party, representative=""),
    "A16": lambda case: case.set(Party, address=""),
    "A17": lambda case: case.respondent(mobile=""),
    "A18": lambda case: case.set(Party, phone=""),
    "A19": young_party,
    "B01": lambda case: case.set(Mediation, mediator=""),
    "B02": lambda case: case.mediator("赵宏", since="2026-10-01"),
    "B03": lambda case: case.mediator("赵宏", case.other_committee()),
    "B04": lambda case: case.roster("周立新", recusals="王某某、张建军"),
    "B05": lambda case: case.mediator("张建军"),
    "B06": lambda case: case.mediator("赵宏", id_number=id_of("20100101")),
    "B07": lambda case: case.committee(term_until="2026-06-30"),
    "B08": lambda case: case.roster("王建国", until="2026-01-01"),
    "B09": lambda case: case.roster("李秀兰", sex="male"),
    "B10": lambda case: case.roster("李秀兰", post="director"),
    "C01": later_session,
    "C02": lambda case: case.set(Session, serial="2"),
    "C03": lambda case: case.set(Session, rights_told="否"),
    "C04": lambda case: case.set(Session, parties="鄂州市宏达模具有限公司（代理人陈律）"),
    "C05": lambda case: case.set(Session, result=""),
    "C06": lambda case: case.set(Session, recorder=""),
    "C07": open_secrets,
    "C08": lambda case: case.set(Investigation, begun_at="2026-09-02 09:00"),
    "C09": lambda case: case.set(Investigation, recorder=""),
    "C10": lambda case: case.set(Evidence, submitted_on="2026-09-20"),
    "C11": lambda case: case.set(Evidence, submitter=""),
    "C12": lambda case: case.set(Agent, powers=["receive"]),
    "C13": lambda case: case.set(Agent, powers=""),
    "C14": lambda case: case.set(Agent, authorized_on="2026-09-15"),
    "C15": lambda case: case.set(Agent, valid_until="2026-09-05"),
    "C16": lambda case: case.set(Agent, authorized_on=""),
    "C17": lambda case: case.add(Guest, name="刘教授", role="expert", consented="否"),
    "C18": late_guest,
    "C19": lambda case: case.extend("2026-09-05", "是"),
    "C20": lambda case: case.extend("2026-10-20", "否"),
    "C21": lambda case: case.extend("2026-10-20", "是", told=False),
    "C22": lambda case: case.set(Mediation, urgent="是"),
    "C23": lambda case: case.add(Event, done_on="2026-09-05", kind="risk", content="扬言报复"),
    "C24": lambda case: case.set(Mediation, right_note=""),
    "D01": lambda case: case.remove(Agreement),
    "D02": lambda case: case.remove(Session),
    "D03": earlier_agreement,
    "D04": lambda case: case.set(Mediation, ended_on="2026-09-11"),
    "D05": lambda case: case.set(Agreement, way=""),
    "D06": lambda case: case.set(Agreement, place=""),
    "D07": lambda case: case.set(Agreement, deadline=""),
    "D08": lambda case: case.set(Agreement, signed_on=""),
    "D09": lambda case: case.set(Agreement, mediator_signed_on=""),
    "D10": lambda case: case.set(Agreement, sealed_on=""),
    "D11": resigned,
    "D12": lambda case: case.set(Agreement, sealed_by=""),
    "D13": lambda case: case.set(Agreement, copies="3", court_copies="1"),
    "D14": no_plan,
    "D15": lambda case: case.set(Instalment, due_on="2026-10-15"),
    "D16": sealed_tomorrow,
    "E01": lambda case: case.agree("一、被申请人赔偿申请人人民币30000元；"),
    "E02": lambda case: case.set(Agreement, amount=""),
    "E03": lambda case: case.agree("一、被申请人赔偿申请人20000元（大写：人民币贰万伍仟元整）；"),
    "E04": lambda case: case.set(Instalment, amount="15000", paid="15000"),
    "E05": lambda case: case.say("张建均表示愿意更换招牌。"),
    "E06": lambda case: case.set(Mediation, name="招牌纠纷"),
    "E07": lambda case: case.third("张建军"),
    "E08": lambda case: case.third("钱多多", id_number="11010519491231002X"),
    "E09": lambda case: in_register(case, name="鄂州市宏达模具有限公司", credit_code=complete_credit_code("91420704MA4F2ABD")),
    "E10": lambda case: in_register(case, name="宏达机械厂", credit_code="91420704MA4F2ABC46"),
    "E11": lambda case: case.respondent(sex="male"),
    "E12": lambda case: case.set(Agent, id_number=id_of("19800101"), sex="female"),
    "E13": lambda case: case.say(f"被申请人身份证号{id_of('19800101')}。"),
    "F01": lambda case: unpaid(case, "pending"),
    "F02": lambda case: unpaid(case, "failed", "unperformed"),
    "F03": lambda case: case.set(Instalment, voucher=""),
    "F04": lambda case: case.set(Instalment, paid="10000"),
    "F05": lambda case: case.set(Instalment, done_on="2026-09-09"),
    "F06": lambda case: case.set(Mediation, performed_on="2026-09-15"),
    "F07": lambda case: case.remove(FollowUp),
    "F08": lambda case: case.set(FollowUp, done_on="2026-09-10"),
    "F09": lambda case: case.set(Instalment, state="partly"),
    "F18": lambda case: (case.set(Mediation, unvisited_why="无法联系"), case.remove(FollowUp)),
    "F10": lambda case: case.set(FollowUp, content=""),
    "F11": lambda case: case.set(FollowUp, disputed="是"),
    "F12": lambda case: case.terminate(termination=""),
    "F13": lambda case: case.terminate(told_routes=""),
    "F14": lambda case: case.terminate(told_on=""),
    "F15": lambda case: case.terminate(told_on="2026-09-09"),
    "F16": kept_agreement,
    "F17": lambda case: rejected(case, rejection=""),
    "F19": lambda case: rejected(case, told_routes=""),
    "F20": lambda case: rejected(case, told_on=""),
    "G01": owning_type,
    "G02": owning_terms,
    "G03": lambda case: case.confirmation(applied_on="2026-10-15"),
    "G04": lambda case: case.set(Agreement, apply_confirmation="是"),
    "G05": lambda case: case.confirmation(applied_on="2026-09-10"),
    "G06": lambda case: case.confirmation(jointly="否"),
    "G07": lambda case: case.confirmation(court=""),
    "G08": lambda case: case.confirmation({"takes": ["patent_ownership"]}),
    "G09": low_court,
    "G10": lambda case: case.confirmation({"confirmed_on": ""}),
    "G11": lambda case: case.ruled(docket=""),
    "G12": lambda case: case.ruled(ruled_on="2026-09-15"),
    "G13": lambda case: case.ruled(scans=""),
    "H01": lambda case: case.set(Mediation, assigned_number="鄂城1号"),
    "H02": lambda case: case.archive(assigned_number="临2026-泽林-001"),
    "H03": lambda case: case.archive(archivist=""),
    "H04": lambda case: case.archive(archived_on=""),
    "H05": lambda case: case.archive(retention=""),
    "H06": lambda case: case.archive(archived_on="2026-10-01"),
    "H07": lambda case: case.archive(archived_on="2026-11-05"),
    "H08": lambda case: case.archive(checker="李秀兰"),
    "H09": lambda case: case.archive(sheet_count=""),
    "H10": lambda case: case.respondent(identity=""),
    "H11": lambda case: case.set(Mediation, papers=""),
    "H12": lambda case: case.set(Session, signed_scan=""),
    "H13": lambda case: case.set(Agreement, signed_scan=""),
    "H14": lambda case: case.set(Agent, signed_scan=""),
    "H15": lambda case: case.set(Investigation, signed_scan=""),
    "H16": lambda case: case.set(Evidence, scans=""),
    "H17": lambda case: case.set(FollowUp, way="visit"),
}  # fmt: skip
