"""Every paper, by name."""

from ercheng_station.documents.assistance import wanted as help_wanted
from ercheng_station.documents.clues import wanted as clue_wanted
from ercheng_station.documents.mediation import wanted
from ercheng_station.documents.mediation import wanted_results as results
from ercheng_station.documents.outreach import wanted as outreach
from ercheng_station.documents.papers import PaperForm
from ercheng_station.documents.protection import wanted as firms
from ercheng_station.documents.wanted import SHEET_WANTED, missing_on_photo_page, missing_on_sheet
from ercheng_station.documents.work import wanted as work_wanted
from ercheng_station.records.assistance import AssistCase, Consultation, ExpertOpinion, Reception
from ercheng_station.records.base import Record
from ercheng_station.records.clues import Clue, Cooperation, Transfer
from ercheng_station.records.mediation import (
    Agent,
    Agreement,
    Confirmation,
    FollowUp,
    Investigation,
    Mediation,
    Session,
)
from ercheng_station.records.outreach import Publicity, Survey, Training, TypicalCase
from ercheng_station.records.protection import EnterprisePlan, RiskCheck, Slip
from ercheng_station.records.resources import EquipmentUse, Fund, JointConference
from ercheng_station.records.visit import Visit
from ercheng_station.records.work import NoticeBoard, ScoreSheet

_FOR_A_PEN = wanted.BY_HAND | {results.RIGHTS}
_INTAKE = (
    ("mediation_cover", "人民调解卷宗封面", Mediation, wanted.missing_on_cover),
    ("mediation_index", "卷内目录", Mediation, wanted.nothing_missing),
    ("mediation_application", "人民调解申请书", Mediation, wanted.missing_on_application),
    ("mediation_register", "人民调解受理登记表", Mediation, wanted.missing_on_register),
    ("mediation_rights", "当事人权利义务告知书", Mediation, wanted.missing_on_rights),
    ("power_of_attorney", "授权委托书", Agent, wanted.missing_on_power),
    ("investigation_record", "人民调解调查记录", Investigation, wanted.missing_on_investigation),
    ("evidence_list", "人民调解证据材料清单", Mediation, wanted.missing_on_evidence),
    ("back_cover", "封底", Mediation, wanted.nothing_missing),
)
_RESULTS = (
    ("session_record", "人民调解记录", Session, results.missing_on_session),
    ("agreement", "人民调解协议书", Agreement, results.missing_on_agreement),
    ("oral_agreement", "人民调解口头协议登记表", Agreement, results.missing_on_oral_agreement),
    ("follow_up_record", "人民调解回访记录", FollowUp, results.missing_on_follow_up),
    (
        "confirmation_persons",
        "司法确认申请书（个人与个人）",
        Confirmation,
        results.missing_on_confirmation_of_persons,
    ),
    (
        "confirmation_units",
        "司法确认申请书（个人与单位）",
        Confirmation,
        results.missing_on_confirmation_of_units,
    ),
    ("file_note", "卷宗情况说明", Mediation, results.missing_on_file_note),
    ("closing_report", "人民调解结案报告表", Mediation, results.missing_on_closing),
    ("termination_notice", "终止调解告知书", Mediation, results.missing_on_termination),
    ("rejection_notice", "不予受理告知书", Mediation, results.missing_on_rejection),
    ("subsidy_claim", "人民调解案件补贴申领表", Mediation, results.missing_on_subsidy),
)
_UNSIGNED = {"mediation_cover", "mediation_index", "back_cover"}
_ASSISTANCE = (
    ("reception_book", "来访来电接待登记簿", Reception, help_wanted.missing_on_reception),
    ("consultation_sheet", "咨询服务记录表", Consultation, help_wanted.missing_on_consultation),
    ("assist_application", "知识产权维权援助申请表", AssistCase, help_wanted.missing_on_application),
    ("assist_transfer", "知识产权维权援助申请转送单", AssistCase, help_wanted.missing_on_transfer),
    ("assist_supplement", "知识产权维权援助补正通知书", AssistCase, help_wanted.missing_on_supplement),
    ("assist_acceptance", "知识产权维权援助受理决定书", AssistCase, help_wanted.missing_on_acceptance),
    ("assist_refusal", "知识产权维权援助不予受理决定书", AssistCase, help_wanted.missing_on_refusal),
    ("expert_opinion_sheet", "专家意见书", ExpertOpinion, help_wanted.missing_on_opinion),
)
_CLUES = (
    ("assist_letter", "协助调查函", Cooperation, clue_wanted.missing_on_letter),
    ("notice_letter", "线索通报函", Cooperation, clue_wanted.missing_on_letter),
    ("letter_approval", "发函呈报审批表", Cooperation, clue_wanted.missing_on_letter_approval),
    ("transfer_letter", "案件移送函", Transfer, clue_wanted.missing_on_transfer),
    ("transfer_approval", "案件移送呈报审批表", Transfer, clue_wanted.missing_on_transfer_approval),
    ("evidence_handover", "证据移交清单", Clue, clue_wanted.missing_on_evidence),
)
_OUTREACH = (
    ("training_notice", "培训通知", Training, outreach.missing_on_training_notice),
    ("training_sign_in", "培训签到表", Training, outreach.nothing_missing),
    ("training_summary", "培训小结", Training, outreach.missing_on_summary),
    ("publicity_notice", "活动通知", Publicity, outreach.missing_on_publicity_notice),
    ("publicity_sign_in", "活动签到表", Publicity, outreach.nothing_missing),
    ("publicity_summary", "活动小结", Publicity, outreach.missing_on_summary),
    ("survey_paper", "调查问卷", Survey, outreach.nothing_missing),
    ("survey_tally", "问卷汇总表", Survey, outreach.missing_on_tally),
    ("typical_case", "典型案例", TypicalCase, outreach.missing_on_typical_case),
    ("fund_statement", "经费使用情况表", Fund, outreach.nothing_missing),
    ("equipment_slip", "装备领用单", EquipmentUse, outreach.nothing_missing),
)
_TO_SIGN = {"training_sign_in", "publicity_sign_in", "fund_statement", "equipment_slip"}
_WITH_PHOTOS = (Training, Publicity, JointConference)
PAPERS: tuple[PaperForm, ...] = (
    PaperForm(
        "visit_sheet",
        "企业走访服务记录表",
        Visit,
        missing_on_sheet,
        printed="printed_on",
        by_hand=frozenset(SHEET_WANTED.values()),
    ),
    PaperForm("photo_page", "照片页", Visit, missing_on_photo_page, editable=False, signed=False),
    PaperForm(
        "photo_page_4", "照片页（每页四张）", Visit, missing_on_photo_page, editable=False, signed=False
    ),
    PaperForm(
        "enterprise_plan", "一企一策", EnterprisePlan, firms.missing_on_plan, by_hand=firms.PLAN_BY_HAND
    ),
    PaperForm("risk_record", "侵权风险排查记录表", RiskCheck, firms.missing_on_check),
    PaperForm("slip_sheet", "线索（诉求）报送单", Slip, firms.missing_on_slip, by_hand=firms.SLIP_BY_HAND),
    *(
        PaperForm(name, title, kind, missing, by_hand=_FOR_A_PEN, signed=name not in _UNSIGNED)
        for name, title, kind, missing in _INTAKE + _RESULTS
    ),
    *(
        PaperForm(name, title, kind, missing, by_hand=help_wanted.BY_HAND, signed=kind is not Reception)
        for name, title, kind, missing in _ASSISTANCE
    ),
    *(
        PaperForm(name, title, kind, missing, by_hand=clue_wanted.BY_HAND)
        for name, title, kind, missing in _CLUES
    ),
    PaperForm(
        "score_sheet",
        "年度自评表",
        ScoreSheet,
        work_wanted.missing_on_score_sheet,
        by_hand=work_wanted.BY_HAND,
    ),
    PaperForm(
        "notice_board",
        "公示牌（A4）",
        NoticeBoard,
        work_wanted.missing_on_board,
        editable=False,
        signed=False,
    ),
    PaperForm(
        "notice_board_a3",
        "公示牌（A3）",
        NoticeBoard,
        work_wanted.missing_on_board,
        editable=False,
        signed=False,
    ),
    *(
        PaperForm(name, title, kind, missing, by_hand=outreach.BY_HAND, signed=name in _TO_SIGN)
        for name, title, kind, missing in _OUTREACH
    ),
    *(
        PaperForm(
            f"{kind.__tablename__}_photos{more}",
            f"{kind.title}照片页{words}",
            kind,
            missing_on_photo_page,
            editable=False,
            signed=False,
        )
        for kind in _WITH_PHOTOS
        for more, words in (("", ""), ("_4", "（每页四张）"))
    ),
)


def papers_about(kind: type[Record]) -> list[PaperForm]:
    return [form for form in PAPERS if form.kind is kind]
