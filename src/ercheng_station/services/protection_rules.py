"""What falls due of plans, risk checks, patent leads, the key-enterprise list and slips."""

from ercheng_station.db.listing import Condition
from ercheng_station.db.rows import Row
from ercheng_station.records.protection.key_enterprise import LISTED, KeyEnterprise
from ercheng_station.records.protection.lead_survey import TRANSFERRED, LeadSurvey
from ercheng_station.records.protection.plan import (
    CARRIED_OUT,
    MEASURE_DONE,
    MEASURE_DROPPED,
    EnterprisePlan,
    PlanMeasure,
)
from ercheng_station.records.protection.risk_check import DONE, NO, RiskCheck, RiskItem
from ercheng_station.records.protection.slip import SENT, Slip
from ercheng_station.services.rule import Rule

TERM_WARNING = 60


def _of_enterprise(row: Row) -> str:
    return str(row.values["enterprise"].title)


def _advice(row: Row) -> str:
    return f"{row.label}（{row.values['risk_check'].title}）"


def _measure(row: Row) -> str:
    return f"{row.label}（{row.values['plan'].title}）"


def _lead(row: Row) -> str:
    return f"{row.values['holder']} 与 {row.values['accused']}"


PROTECTION_RULES = (
    Rule(RiskCheck, "next_on", "排查回看", "排查时与企业约定的回看日期", (Condition("status", "not", DONE),), _of_enterprise),
    Rule(
        RiskItem, "improve_by", "改进建议", "排查时与企业商定的改进期限，由企业自愿采纳",
        (Condition("answer", "is", NO), Condition("improved", "not", True)), _advice, of_owner=True,
    ),
    Rule(
        PlanMeasure, "due_on", "一企一策措施", "一企一策中写明的完成时限",
        (Condition("state", "not", MEASURE_DONE), Condition("state", "not", MEASURE_DROPPED)), _measure, of_owner=True,
    ),
    Rule(
        EnterprisePlan, "evaluate_on", "一企一策评估", "一企一策中写明的计划评估日期", (Condition("status", "is", CARRIED_OUT),),
        _of_enterprise, 7,
    ),
    Rule(
        KeyEnterprise, "expires_on", "名录到期复核", "重点企业保护名录的有效期，到期前复核续列或移出", (Condition("status", "is", LISTED),),
        _of_enterprise, TERM_WARNING,
    ),
    Rule(
        LeadSurvey, "transferred_on", "询问移交结果", "",
        (Condition("status", "is", TRANSFERRED),), _lead,
        clock="lead.feedback", met="feedback_on",
    ),
    Rule(
        Slip, "written_on", "询问报送结果", "", (Condition("status", "is", SENT),),
        lambda row: row.label, clock="slip.answer",
    ),
)  # fmt: skip
