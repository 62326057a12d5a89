"""Rules on 司法确认: in time, together, by the right court, and not for what decides who owns a right."""

from ercheng_station.records.mediation import Confirmation
from ercheng_station.records.mediation.ownership import is_about_ownership, ownership_words
from ercheng_station.services.filecheck.case_file import CaseFile
from ercheng_station.services.filecheck.rule import (
    CIVIL,
    FILE_LIST_IF_ANY,
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

_PAPER = "司法确认申请书"
_JOINTLY = f"{LAW}第三十三条、{CIVIL}"
_OWNERSHIP = "民事诉讼法司法解释第三百五十五条"
_LEVELS = "法释〔2022〕13号"
_SETTLED = {"effective", "dismissed", "declined"}
_HIGHER = {
    "patent_ownership", "patent_application_ownership", "invention_infringement", "utility_infringement",
    "design_infringement", "variety_ownership", "variety_infringement", "layout_ownership", "layout_infringement",
    "monopoly",
}  # fmt: skip
"""法释〔2022〕13号: what intellectual property and intermediate courts hear."""


def no_ownership_type(file: CaseFile) -> Found:
    if file.to_be_confirmed and is_about_ownership(file.case):
        yield file.case, "权属纠纷的协议涉及知识产权确权，法院不受理司法确认申请"


def no_ownership_terms(file: CaseFile) -> Found:
    agreement = file.agreement
    if not file.to_be_confirmed or agreement is None or is_about_ownership(file.case):
        return
    found = ownership_words(agreement)
    if found:
        yield agreement, f"协议写有“{found}”，涉及知识产权确权的，法院不受理司法确认申请"


def in_time(file: CaseFile) -> Found:
    until = file.agreement.confirm_until if file.agreement else None
    for one in file.all(Confirmation):
        if until and one.applied_on and one.applied_on > until:
            yield one, f"申请日期{one.applied_on}，截止日期是{until}"


def not_missed(file: CaseFile) -> Found:
    agreement = file.agreement
    if agreement is None or not agreement.confirm_until or not file.to_be_confirmed:
        return
    applied = any(one.applied_on for one in file.all(Confirmation))
    if not applied and file.today > agreement.confirm_until:
        yield agreement, f"拟申请司法确认，截止日期{agreement.confirm_until}已过，没有申请"


def after_effect(file: CaseFile) -> Found:
    effective = file.agreement.effective_on if file.agreement else None
    for one in file.all(Confirmation):
        if one.applied_on and effective and one.applied_on < effective:
            yield one, f"申请（{one.applied_on}）早于协议生效（{effective}）"


def jointly(file: CaseFile) -> Found:
    for one in file.all(Confirmation):
        if one.jointly is False:
            yield one, "司法确认要由双方当事人共同申请"


def court_takes_it(file: CaseFile) -> Found:
    for one in file.all(Confirmation):
        if one.court and one.court.takes and file.case.dispute_type not in one.court.takes:
            yield one, f"“{one.court.name}”受理的纠纷类型里没有本案这一类"


def court_is_high_enough(file: CaseFile) -> Found:
    for one in file.all(Confirmation):
        if one.court and one.court.level == "basic" and file.case.dispute_type in _HIGHER:
            yield one, f"本案的纠纷类型一般由中级以上法院管辖，“{one.court.name}”是基层法院，请核实"


def court_is_verified(file: CaseFile) -> Found:
    for one in file.all(Confirmation):
        if one.court and one.court.confirmed_on is None:
            yield one.court, f"“{one.court.name}”受理什么还没有向法院核实"


RULES = (
    Rule("G01", MUST, "权属纠纷不申请司法确认", _OWNERSHIP, "dispute_type", _PAPER, no_ownership_type),
    Rule("G02", MUST, "协议不涉及确权", _OWNERSHIP, "terms", _PAPER, no_ownership_terms),
    Rule("G03", MUST, "三十日内申请", _JOINTLY, "applied_on", _PAPER, in_time),
    Rule("G04", MUST, "没有错过申请期限", _JOINTLY, "apply_confirmation", _PAPER, not_missed),
    Rule("G05", SHOULD, "申请在协议生效之后", _JOINTLY, "applied_on", _PAPER, after_effect),
    Rule("G06", MUST, "双方共同申请", _JOINTLY, "jointly", _PAPER, jointly),
    Rule("G07", SHOULD, "写明法院", CIVIL, "court", _PAPER, unfilled(Confirmation, "court")),
    Rule("G08", SHOULD, "法院受理这类纠纷", CIVIL, "court", _PAPER, court_takes_it),
    Rule("G09", SHOULD, "法院级别合适", _LEVELS, "court", _PAPER, court_is_high_enough),
    Rule("G10", HINT, "法院的受理范围已核实", UNSURE, "confirmed_on", _PAPER, court_is_verified),
    Rule("G11", SHOULD, "裁定有案号", UNSURE, "docket", "司法确认裁定书",
         unfilled(Confirmation, "docket", lambda _file, one: one.state in _SETTLED)),
    Rule("G12", SHOULD, "裁定在申请之后", UNSURE, "ruled_on", "司法确认裁定书",
         in_order("applied_on", "ruled_on", lambda file: file.confirmation)),
    Rule("G13", SHOULD, "裁定书入卷", FILE_LIST_IF_ANY, "scans", "司法确认裁定书",
         unfilled(Confirmation, "scans", lambda _file, one: one.state in _SETTLED)),
)  # fmt: skip
