"""How each paper is laid out, by its name, and the making of the file. It loads reportlab, the registry does not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ercheng_station.documents import photos, visit
from ercheng_station.documents.assistance import application, decisions, sheets
from ercheng_station.documents.clues import forms as clue_forms
from ercheng_station.documents.clues import letter
from ercheng_station.documents.fonts import faces_for
from ercheng_station.documents.mediation import (
    agreement,
    closing,
    confirmation,
    cover,
    fact_finding,
    file_index,
    follow_up,
    notices,
    power,
    rights,
    session,
    taking_in,
)
from ercheng_station.documents.outreach import events, survey, typical_case
from ercheng_station.documents.page import Built, Paper, build_all
from ercheng_station.documents.protection import plan, risk_record, slip
from ercheng_station.documents.resources import equipment, money
from ercheng_station.documents.work import notice_board, score_sheet
from ercheng_station.progress import Report
from ercheng_station.records.whole import Whole
from ercheng_station.records.wording import Copy

_WITH_PHOTOS = ("training", "publicity", "joint_conference")
LAYOUTS: Mapping[str, Callable[[Whole | None, Copy], Paper]] = {
    "visit_sheet": visit.lay_out,
    "photo_page": photos.two_a_page,
    "photo_page_4": photos.four_a_page,
    "enterprise_plan": plan.lay_out,
    "risk_record": risk_record.lay_out,
    "slip_sheet": slip.lay_out,
    "mediation_cover": cover.lay_out,
    "mediation_index": file_index.lay_out,
    "mediation_application": taking_in.application,
    "mediation_register": taking_in.register,
    "mediation_rights": rights.lay_out,
    "power_of_attorney": power.lay_out,
    "investigation_record": fact_finding.investigation,
    "evidence_list": fact_finding.evidence,
    "back_cover": cover.back,
    "session_record": session.lay_out,
    "agreement": agreement.lay_out,
    "oral_agreement": agreement.lay_out_oral,
    "follow_up_record": follow_up.lay_out,
    "confirmation_persons": confirmation.lay_out_persons,
    "confirmation_units": confirmation.lay_out_units,
    "file_note": closing.lay_out_note,
    "closing_report": closing.lay_out_report,
    "termination_notice": notices.lay_out_termination,
    "rejection_notice": notices.lay_out_rejection,
    "subsidy_claim": closing.lay_out_claim,
    "reception_book": sheets.lay_out_reception,
    "consultation_sheet": sheets.lay_out_consultation,
    "assist_application": application.lay_out,
    "assist_transfer": application.lay_out_transfer,
    "assist_supplement": decisions.lay_out_supplement,
    "assist_acceptance": decisions.lay_out_acceptance,
    "assist_refusal": decisions.lay_out_refusal,
    "expert_opinion_sheet": sheets.lay_out_opinion,
    "assist_letter": letter.lay_out_assist,
    "notice_letter": letter.lay_out_notice,
    "letter_approval": clue_forms.lay_out_letter_approval,
    "transfer_letter": letter.lay_out_transfer,
    "transfer_approval": clue_forms.lay_out_transfer_approval,
    "evidence_handover": clue_forms.lay_out_evidence,
    "score_sheet": score_sheet.lay_out,
    "notice_board": notice_board.on_a4,
    "notice_board_a3": notice_board.on_a3,
    "training_notice": events.training_notice,
    "training_sign_in": events.training_sign_in,
    "training_summary": events.training_summary,
    "publicity_notice": events.publicity_notice,
    "publicity_sign_in": events.publicity_sign_in,
    "publicity_summary": events.publicity_summary,
    "survey_paper": survey.lay_out,
    "survey_tally": survey.lay_out_tally,
    "typical_case": typical_case.lay_out,
    "fund_statement": money.lay_out,
    "equipment_slip": equipment.lay_out,
    **{
        f"{kind}_photos{more}": lay_out
        for kind in _WITH_PHOTOS
        for more, lay_out in (("", photos.two_a_page), ("_4", photos.four_a_page))
    },
}


def build_papers(name: str, wanted: Sequence[tuple[Whole | None, Copy]], path: Path, report: Report) -> Built:
    """All of them in one file, with the typefaces of the first copy. Raises MissingGlyph, naming the characters."""
    papers = [_marked(LAYOUTS[name](whole, copy), copy) for whole, copy in wanted]
    return build_all(path, papers, faces_for(wanted[0][1].typefaces), report)


def _marked(paper: Paper, copy: Copy) -> Paper:
    return replace(paper, page=replace(paper.page, mark=copy.mark)) if copy.mark else paper
